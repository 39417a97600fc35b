/** 联合检查: who of other departments goes along, whether they came, and whether they signed. @module */
import type { ReactNode } from 'react';
import type { Partner } from '../../../inspection/types/partners.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { sentenceTime } from '../../kit/format.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { jointText as text } from '../../kit/strings/joint.zh.ts';
import { ReasonForm } from './reason-form.tsx';
import { useIsOpen } from './step.tsx';

const COLUMNS: readonly Column<Partner>[] = [
  { key: 'organ', title: text.organ, render: ({ organ }) => organ },
  { key: 'name', title: text.name, render: ({ name }) => name },
  { key: 'number', title: text.certificate, render: ({ number }) => <span className="digits">{number}</span> },
  { key: 'presence', title: text.presence, render: presenceOf },
  {
    key: 'signature',
    title: text.signature,
    render: ({ signedAt }) => (signedAt === null ? text.unsigned : text.signed(sentenceTime(signedAt))),
  },
];

export function Partners({ view }: { readonly view: VisitView }): ReactNode {
  if (view.partners.length === 0) return null;
  return (
    <>
      <DataTable caption={text.partners} rows={view.partners} rowKey={({ officerId }) => officerId} columns={COLUMNS} />
      <div className="screen-only">
        <p className="muted">{text.lead}</p>
        {view.partners.map((partner) => (
          <PartnerSteps key={partner.officerId} view={view} partner={partner} />
        ))}
      </div>
    </>
  );
}

function presenceOf({ isPresent, absence, notedAt }: Partner): string {
  if (isPresent === null) return text.notYet;
  return isPresent ? text.came(sentenceTime(notedAt ?? '')) : text.absent(absence ?? '');
}

/** What our team may note of this person now; nothing when there is nothing left. */
function PartnerSteps({ view, partner }: { readonly view: VisitView; readonly partner: Partner }): ReactNode {
  const { inspectionId, recordHash } = view;
  const { officerId, name, isPresent, signedAt } = partner;
  const note = useDeed<{ inspectionId: string; officerId: string; came: 'yes' }>('inspection.note-partner');
  const sign = useDeed<{ inspectionId: string; officerId: string; recordHash: string }>('inspection.sign-partner');
  const mayNote = useIsOpen('inspection.note-partner', view) && isPresent === null;
  const maySign = useIsOpen('inspection.sign-partner', view) && isPresent === true && signedAt === null;
  if (!mayNote && !maySign) return null;
  return (
    <section aria-label={name}>
      <h4>{name}</h4>
      <RefusalBox refusals={[...note.refusals, ...sign.refusals]} />
      {mayNote && (
        <>
          <DeedButton
            kind="inspection.note-partner"
            isPending={note.isPending}
            onPress={() => void note.run({ inspectionId, officerId, came: 'yes' })}
          />
          <ReasonForm
            deed="inspection.note-partner"
            view={view}
            title={text.absentTitle(name)}
            label={text.absentReason}
            hint={text.absentHint}
            also={{ officerId, came: 'no' }}
          />
        </>
      )}
      {maySign && recordHash !== null && (
        <DeedButton
          kind="inspection.sign-partner"
          isPending={sign.isPending}
          onPress={() => void sign.run({ inspectionId, officerId, recordHash })}
        />
      )}
    </section>
  );
}
