/** The deeds of a visit as buttons: what the visit has passed is gone, what it has not reached says why. @module */
import { useState, type ReactNode } from 'react';
import type { Refusal } from '../../../core/result.ts';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { ALLOWED_IN, memberRefusals, stepRefusals, type InspectionDeed } from '../../../inspection/rules/steps.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { INSPECTION_STATES } from '../../../inspection/types/visit.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import type { DescriptionItem } from '../../kit/description-list.tsx';
import { useDeed } from '../../kit/deed.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { ruleOf, useMayDo, useSession } from '../../kit/session.ts';

const ORDER = codesOf(INSPECTION_STATES);

/** What speaks against the deed because of the visit's state and of who is signed in. */
export function useStepRefusals(deed: InspectionDeed, view: VisitView): readonly Refusal[] {
  const { roles } = useSession();
  return [...stepRefusals(deed, view), ...memberRefusals(deed, mineOf(view), roles)];
}

/** Whether the person may do the deed now; for forms, which are not shown in vain. */
export function useIsOpen(deed: InspectionDeed, view: VisitView): boolean {
  const refusals = useStepRefusals(deed, view);
  return useMayDo(deed) && refusals.length === 0;
}

export function mineOf({ team }: VisitView): VisitView['team'][number] | undefined {
  return team.find(({ isMe }) => isMe);
}

/** Whether the visit has left behind every state in which the deed is done. */
export function isPast(deed: InspectionDeed, { state }: VisitView): boolean {
  return ALLOWED_IN[deed].every((allowed) => ORDER.indexOf(allowed) < ORDER.indexOf(state));
}

interface StepProps {
  readonly deed: InspectionDeed;
  readonly view: VisitView;
  /** What else speaks against it. */
  readonly refusals?: readonly Refusal[];
  /** What the deed takes besides the visit. */
  readonly also?: Readonly<Record<string, string>>;
}

/** A deed that needs nothing but a press. */
export function PressStep({ deed: kind, view, refusals = [], also = {} }: StepProps): ReactNode {
  const deed = useDeed<{ inspectionId: string }>(kind);
  const byStep = useStepRefusals(kind, view);
  if (isPast(kind, view)) return null;
  return (
    <>
      <RefusalBox refusals={deed.refusals} />
      <DeedButton
        kind={kind}
        refusals={[...byStep, ...refusals]}
        isPrimary
        isPending={deed.isPending}
        onPress={() => void deed.run({ ...also, inspectionId: view.inspectionId })}
      />
    </>
  );
}

interface Sealed {
  readonly summary: readonly DescriptionItem[];
  readonly hash?: string;
  readonly also: NonNullable<StepProps['also']>;
}

interface SealStepProps extends StepProps {
  readonly summary: readonly DescriptionItem[];
  readonly hash?: string;
  readonly consequence: string;
  readonly stampWord: string;
}

/** An act. What is sealed stays before the eyes, stamp and all, while the page behind it already shows the next state. */
export function SealStep({
  deed: kind,
  view,
  refusals = [],
  also = {},
  summary,
  hash,
  ...act
}: SealStepProps): ReactNode {
  const [sealed, setSealed] = useState<Sealed>();
  const deed = useDeed<{ inspectionId: string; recordHash?: string }>(kind);
  const byStep = useStepRefusals(kind, view);
  const { inspectionId } = view;
  const close = (): void => {
    setSealed(undefined);
    deed.reset();
  };
  // Two reasons of one kind (the state, seen twice) are one reason.
  const against = byStep.length > 0 ? byStep : refusals;
  return (
    <>
      {!isPast(kind, view) && (
        <DeedButton
          kind={kind}
          refusals={against}
          isPrimary
          onPress={() => setSealed({ summary, also, ...(hash === undefined ? {} : { hash }) })}
        />
      )}
      <SealMoment
        {...act}
        isOpen={sealed !== undefined}
        onClose={close}
        title={ruleOf(kind).title}
        summary={sealed?.summary ?? []}
        {...(sealed?.hash === undefined ? {} : { hash: sealed.hash })}
        deed={deed}
        onSeal={() =>
          void deed.run({
            ...sealed?.also,
            inspectionId,
            ...(sealed?.hash === undefined ? {} : { recordHash: sealed.hash }),
          })
        }
      />
    </>
  );
}
