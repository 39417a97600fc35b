/** What a draw waits for: one primary action by stage and role, the rest disabled with its reasons; and voiding it. @module */
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { VOID_REASONS, type DrawState } from '../../../draw/types.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import type { DescriptionItem } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { useMayDo } from '../../kit/session.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { frozenFacts } from './pool.tsx';
import { CommitDialog, RevealDialog } from './share-dialogs.tsx';

const text = drawText.act;

interface StepProps {
  readonly view: DrawView;
}

type Kind =
  | 'draw.freeze'
  | 'draw.commit'
  | 'draw.announce'
  | 'draw.reveal'
  | 'draw.complete'
  | 'draw.confirm'
  | 'draw.release';

/** The deeds of a stage in the order they are done; dice are typed further down the page. */
const NEXT: Readonly<Record<DrawState, readonly Kind[]>> = {
  configuring: ['draw.freeze'],
  frozen: ['draw.commit', 'draw.announce'],
  announced: ['draw.reveal'],
  rolling: ['draw.reveal'],
  seeded: ['draw.complete'],
  drawn: ['draw.confirm'],
  confirmed: ['draw.release'],
  released: [],
};

export function DrawSteps({ view }: StepProps): ReactNode {
  // What is sealed stays before the eyes, stamp and all, while the page behind it already shows the next stage.
  const [open, setOpen] = useState<{ readonly kind: Kind; readonly view: DrawView }>();
  const kinds = NEXT[view.state].filter(
    (kind) =>
      (view.voided === null || kind === 'draw.reveal' || kind === 'draw.complete') &&
      // Without an outside source dice come last: while they are typed every share has been revealed or is lost.
      (kind !== 'draw.reveal' || view.state === 'announced' || view.config.sources.profile === 'public'),
  );
  const close = (): void => setOpen(undefined);
  const shown = open?.view ?? view;
  const isOpen = (kind: Kind): boolean => open?.kind === kind;
  return (
    <>
      {kinds.map((kind) => (
        <Step key={kind} kind={kind} view={view} isOnly={kinds.length === 1} onPress={() => setOpen({ kind, view })} />
      ))}
      <CommitDialog view={shown} isOpen={isOpen('draw.commit')} onClose={close} />
      <RevealDialog view={shown} isOpen={isOpen('draw.reveal')} onClose={close} />
      {SEALS.map((seal) => (
        <Sealed key={seal.kind} seal={seal} view={shown} isOpen={isOpen(seal.kind)} onClose={close} />
      ))}
    </>
  );
}

interface StepButtonProps extends StepProps {
  readonly kind: Kind;
  readonly isOnly: boolean;
  readonly onPress: () => void;
}

/** Where a stage has deeds of several roles, each sees his own. The office's part of an announced draw is the dice, further down. */
function Step({ kind, view, isOnly, onPress }: StepButtonProps): ReactNode {
  const may = useMayDo(kind);
  const isElsewhere = useMayDo('draw.record-dice') && kind === 'draw.reveal';
  const against = view.refusals[kind] ?? [];
  if (!may && (!isOnly || isElsewhere)) return null;
  // The reasons against a freeze stand on the page, with the figures they come from.
  const isLong = kind === 'draw.freeze' && against.length > 0;
  const shown = isLong ? [{ code: 'draw-freeze-reasons', facts: { count: against.length } }] : against;
  return <DeedButton kind={kind} isPrimary refusals={shown} onPress={onPress} />;
}

interface Seal {
  readonly kind: Exclude<Kind, 'draw.commit' | 'draw.reveal'>;
  readonly title: string;
  readonly stamp: string;
  readonly effect: string;
}

const SEALS: readonly Seal[] = [
  { kind: 'draw.freeze', title: text.freeze, stamp: text.freezeStamp, effect: text.freezeEffect },
  { kind: 'draw.announce', title: text.announce, stamp: text.announceStamp, effect: text.announceEffect },
  { kind: 'draw.complete', title: text.complete, stamp: text.completeStamp, effect: text.completeEffect },
  { kind: 'draw.confirm', title: text.confirm, stamp: text.confirmStamp, effect: text.confirmEffect },
  { kind: 'draw.release', title: text.release, stamp: text.releaseStamp, effect: text.releaseEffect },
];

interface SealedProps {
  readonly seal: Seal;
  readonly view: DrawView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function Sealed({ seal, view, isOpen, onClose }: SealedProps): ReactNode {
  const { drawId, result, announcement } = view;
  const deed = useDeed<{ drawId: string }>(seal.kind);
  const hash = result?.hash ?? announcement?.hash ?? view.frozen?.roster.root;
  return (
    <SealMoment
      isOpen={isOpen}
      onClose={() => {
        onClose();
        deed.reset();
      }}
      title={seal.title}
      summary={summaryOf(view)}
      {...(hash === undefined ? {} : { hash })}
      consequence={seal.effect}
      stampWord={seal.stamp}
      deed={deed}
      onSeal={() => void deed.run({ drawId })}
    />
  );
}

function summaryOf(view: DrawView): DescriptionItem[] {
  const { frozen, publicId, name } = view;
  return [{ label: text.draw, value: `${name}（${publicId}）` }, ...(frozen === null ? [] : frozenFacts(frozen))];
}

/** Voiding: one side proposes, the other agrees. Shown only to who may, and only where it is possible. */
export function VoidSteps({ view }: { readonly view: DrawView }): ReactNode {
  const mayPropose = useMayDo('draw.propose-void');
  if (view.voided !== null || view.state === 'confirmed' || view.state === 'released') return null;
  return (
    <section>
      {view.voidProposals.map((proposal) => (
        <Agreement key={proposal.reason} view={view} proposal={proposal} />
      ))}
      {mayPropose && (
        <details className="draw-void">
          <summary>{text.propose}</summary>
          <p className="muted">{text.proposeLead}</p>
          <DeedForm
            kind="draw.propose-void"
            schema={z.object({ drawId: z.string(), reason: z.string() })}
            toInput={(values) => ({ ...values, drawId: view.drawId })}
            refusals={view.refusals['draw.propose-void'] ?? []}
            onDone={() => undefined}
          >
            <Field name="reason" label={text.reason}>
              <Select options={Object.entries(VOID_REASONS).map(([value, label]) => ({ value, label }))} />
            </Field>
          </DeedForm>
        </details>
      )}
    </section>
  );
}

interface AgreementProps {
  readonly view: DrawView;
  readonly proposal: DrawView['voidProposals'][number];
}

function Agreement({ view, proposal }: AgreementProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const mayAgree = useMayDo('draw.void');
  const deed = useDeed<{ drawId: string; reason: string }>('draw.void');
  const { side, name, reason } = proposal;
  return (
    <div className="draw-void">
      <p>{text.proposed(drawText.sides[side], name, VOID_REASONS[reason])}</p>
      {mayAgree && (
        <DeedButton kind="draw.void" refusals={view.refusals['draw.void'] ?? []} onPress={() => setOpen(true)} />
      )}
      <SealMoment
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={text.void}
        summary={[...summaryOf(view), { label: text.reason, value: VOID_REASONS[reason] }]}
        consequence={text.voidEffect}
        stampWord={text.voidStamp}
        deed={deed}
        onSeal={() => void deed.run({ drawId: view.drawId, reason })}
      />
    </div>
  );
}
