/** The next step of an edition: submit, approve, publish; or give it back. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import type { Catalogue, CatalogueView } from '../../../items/types.ts';
import { showRefusals } from '../../kit/api.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { useMayDo } from '../../kit/session.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';

const text = itemsText.edition;
const ReturnInput = z.object({ edition: z.int(), reason: z.string().trim().min(1).max(500) });

const ACTS = {
  submitted: { kind: 'items.approve', title: text.approveTitle, effect: text.approveEffect, stamp: text.approved },
  approved: { kind: 'items.publish', title: text.publishTitle, effect: text.publishEffect, stamp: text.published },
} as const;

/** The one action that the edition waits for. */
export function EditionStep({ view }: { readonly view: CatalogueView }): ReactNode {
  // What is sealed stays before the eyes, stamp and all, while the page behind it already shows the next state.
  const [sealed, setSealed] = useState<CatalogueView>();
  const shown = sealed ?? view;
  const { state } = shown.catalogue;
  if (state === 'published') return null;
  if (state === 'draft') return <Submit view={shown} />;
  return (
    <Seal
      key={state}
      view={shown}
      act={ACTS[state]}
      isOpen={sealed !== undefined}
      onOpen={() => setSealed(view)}
      onClose={() => setSealed(undefined)}
    />
  );
}

function Submit({ view }: { readonly view: CatalogueView }): ReactNode {
  const deed = useDeed<{ edition: number }>('items.submit');
  const { edition } = view.catalogue;
  return (
    <>
      <DeedButton
        kind="items.submit"
        isPrimary
        isPending={deed.isPending}
        refusals={
          isLong(view) ? [{ code: 'catalogue-not-ready', facts: { count: view.refusals.length } }] : view.refusals
        }
        onPress={() => void deed.run({ edition })}
      />
      <RefusalBox refusals={deed.refusals} />
    </>
  );
}

/** What keeps the edition from being submitted, where it is too much to stand beside the button. */
export function EditionHindrances({ view }: { readonly view: CatalogueView }): ReactNode {
  if (view.catalogue.state !== 'draft' || !isLong(view)) return null;
  return (
    <RefusalBox
      refusals={showRefusals(view.refusals)}
      title={text.hindrances(view.refusals.length)}
      takesFocus={false}
    />
  );
}

function isLong({ refusals }: CatalogueView): boolean {
  return refusals.length > 2;
}

interface SealProps {
  readonly view: CatalogueView;
  readonly act: (typeof ACTS)[keyof typeof ACTS];
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

function Seal({ view, act, isOpen, onOpen, onClose }: SealProps): ReactNode {
  const deed = useDeed<{ edition: number; hash: string }>(act.kind);
  const { catalogue, hash, people, diff } = view;
  return (
    <>
      <DeedButton kind={act.kind} isPrimary onPress={onOpen} />
      <SealMoment
        isOpen={isOpen}
        onClose={onClose}
        title={act.title}
        summary={[
          { label: text.facts, value: text.title(catalogue.edition) },
          { label: text.count, value: text.items(catalogue.itemCount) },
          { label: text.diff, value: text.diffCount(diff.added.length, diff.removed.length, diff.changed.length) },
          { label: text.drafters, value: catalogue.draftedBy.map((id) => people[id] ?? id).join('、') },
        ]}
        hash={hash}
        consequence={act.effect}
        stampWord={act.stamp}
        deed={deed}
        onSeal={() => void deed.run({ edition: catalogue.edition, hash })}
      />
    </>
  );
}

/** For those who may return it, while it waits for them or for publication. */
export function EditionReturn({ catalogue }: { readonly catalogue: Catalogue }): ReactNode {
  const mayReturn = useMayDo('items.return');
  if (!mayReturn || (catalogue.state !== 'submitted' && catalogue.state !== 'approved')) return null;
  return (
    <details>
      <summary>{text.return}</summary>
      <DeedForm
        kind="items.return"
        schema={ReturnInput}
        toInput={(values) => ({ ...values, edition: catalogue.edition })}
        onDone={() => undefined}
      >
        <Field name="reason" label={text.reason} hint={text.reasonHint}>
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </DeedForm>
    </details>
  );
}
