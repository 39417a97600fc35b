/** What may be done with a list: sign it, carry it out, take it back. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { CancelList, ConfirmTransfer } from '../../../archive/types/after.ts';
import type { ArchiveListView } from '../../../archive/types/views.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { FoldedDeed } from '../../kit/followed-file.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { useMayDo } from '../../kit/session.ts';
import { archiveText } from '../../kit/strings/archive.zh.ts';

const text = archiveText.custody;

interface OfList {
  readonly list: ArchiveListView;
}

export function ListForms({ list }: OfList): ReactNode {
  const mayConfirm = useMayDo('archive.confirm-transfer');
  if (list.state !== 'open') return null;
  if (list.kind === 'destruction') return <DestructionForms list={list} />;
  return (
    <>
      {mayConfirm && (
        <FoldedDeed kind="archive.confirm-transfer" schema={ConfirmTransfer} own={{ listId: list.listId }}>
          <Field name="receipt.organ" label={text.organ}>
            <Input maxLength={80} autoComplete="off" />
          </Field>
          <Field name="receipt.receiver" label={text.receiver}>
            <Input maxLength={60} autoComplete="off" />
          </Field>
          <Field name="receipt.number" label={text.number}>
            <Input maxLength={80} autoComplete="off" />
          </Field>
          <Field name="receipt.on" label={text.on}>
            <Input type="date" />
          </Field>
        </FoldedDeed>
      )}
      <Cancel list={list} kind="archive.cancel-transfer" />
    </>
  );
}

function DestructionForms({ list }: OfList): ReactNode {
  return (
    <>
      <Act list={list} kind="archive.sign-destruction" />
      <Act list={list} kind="archive.destroy" />
      <Cancel list={list} kind="archive.cancel-destruction" />
    </>
  );
}

function Cancel({
  list,
  kind,
}: OfList & { readonly kind: 'archive.cancel-transfer' | 'archive.cancel-destruction' }): ReactNode {
  const may = useMayDo(kind);
  if (!may) return null;
  return (
    <FoldedDeed kind={kind} schema={CancelList} own={{ listId: list.listId }}>
      <Field name="reason" label={archiveText.forms.reason}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </FoldedDeed>
  );
}

/** Nothing of it can be taken back: both are acts. */
function Act({ list, kind }: OfList & { readonly kind: 'archive.sign-destruction' | 'archive.destroy' }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const may = useMayDo(kind);
  const deed = useDeed<{ listId: string; hash?: string }>(kind);
  if (!may) return null;
  const isSign = kind === 'archive.sign-destruction';
  const { listId, hash, volumes } = list;
  return (
    <>
      <DeedButton
        kind={kind}
        refusals={isSign ? list.signRefusals : list.destroyRefusals}
        onPress={() => setOpen(true)}
      />
      <SealMoment
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
          deed.reset();
        }}
        title={isSign ? text.sign : text.destruction}
        summary={volumes.map(({ archiveNumber, title }) => ({ label: archiveNumber, value: title }))}
        hash={hash}
        consequence={isSign ? text.signEffect : text.destroyEffect}
        stampWord={isSign ? text.signStamp : text.destroyStamp}
        deed={deed}
        onSeal={() => void deed.run(isSign ? { listId, hash } : { listId })}
      />
    </>
  );
}
