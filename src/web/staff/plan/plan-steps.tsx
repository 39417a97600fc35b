/** The one action a plan waits for: submit, approve, publish, open. @module */
import { useState, type ReactNode } from 'react';
import type { PlanView } from '../../../plan/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import type { DescriptionItem } from '../../kit/description-list.tsx';
import { useDeed } from '../../kit/deed.ts';
import { sentenceDate } from '../../kit/format.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { useMayDo } from '../../kit/session.ts';
import { planText } from '../../kit/strings/plan.zh.ts';
import { factorText, hundredths } from './words.ts';

const text = planText.page;

interface PlanStepProps {
  readonly view: PlanView;
  /** 批复文号 as typed; null when none is required. */
  readonly approvalDocument: string | null;
}

export function PlanStep({ view, approvalDocument }: PlanStepProps): ReactNode {
  // What is sealed stays before the eyes, stamp and all, while the page behind it already shows the next state.
  const [sealed, setSealed] = useState<PlanView>();
  const shown = sealed ?? view;
  const seal = {
    view: shown,
    isOpen: sealed !== undefined,
    onOpen: () => setSealed(view),
    onClose: () => setSealed(undefined),
  };
  switch (shown.plan.state) {
    case 'draft':
      return <DraftSteps view={shown} />;
    case 'in-review':
      return <Approve key="approve" {...seal} approvalDocument={approvalDocument} />;
    case 'approved':
      return <Publish key="publish" {...seal} />;
    case 'published':
      return <Open view={shown} />;
    case 'in-progress':
    case 'adjusting':
    case 'completed':
    case 'superseded':
      return null;
  }
}

function DraftSteps({ view }: { readonly view: PlanView }): ReactNode {
  const { planId, hash } = view.plan;
  const mayAmend = useMayDo('plan.amend-draft');
  const deed = useDeed<{ planId: string; hash: string }>('plan.submit');
  return (
    <>
      {mayAmend && (
        <AppLink to={`/plan/${planId}/edit`} look="button">
          {text.edit}
        </AppLink>
      )}
      <DeedButton
        kind="plan.submit"
        isPrimary
        isPending={deed.isPending}
        refusals={view.refusals}
        onPress={() => void deed.run({ planId, hash })}
      />
      <RefusalBox refusals={deed.refusals} />
    </>
  );
}

interface SealProps {
  readonly view: PlanView;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

function Approve({
  view,
  approvalDocument,
  isOpen,
  onOpen,
  onClose,
}: SealProps & Pick<PlanStepProps, 'approvalDocument'>): ReactNode {
  const { planId, hash } = view.plan;
  const deed = useDeed<{ planId: string; hash: string; approvalDocument: string | null }>('plan.approve');
  return (
    <>
      <DeedButton kind="plan.approve" isPrimary onPress={onOpen} />
      <SealMoment
        isOpen={isOpen}
        onClose={onClose}
        title={text.approveTitle}
        summary={[...summaryOf(view), { label: text.approvalDocument, value: approvalDocument }]}
        hash={hash}
        consequence={text.approveEffect}
        stampWord={text.approved}
        deed={deed}
        onSeal={() => void deed.run({ planId, hash, approvalDocument })}
      />
    </>
  );
}

function Publish({ view, isOpen, onOpen, onClose }: SealProps): ReactNode {
  const { planId, hash } = view.plan;
  const deed = useDeed<{ planId: string; hash: string }>('plan.publish');
  return (
    <>
      <DeedButton kind="plan.publish" isPrimary onPress={onOpen} />
      <SealMoment
        isOpen={isOpen}
        onClose={onClose}
        title={text.publishTitle}
        summary={summaryOf(view)}
        hash={hash}
        consequence={text.publishEffect}
        stampWord={text.published}
        deed={deed}
        onSeal={() => void deed.run({ planId, hash })}
      />
    </>
  );
}

function Open({ view }: { readonly view: PlanView }): ReactNode {
  const { planId } = view.plan;
  const deed = useDeed<{ planId: string }>('plan.open');
  return (
    <>
      <DeedButton kind="plan.open" isPrimary isPending={deed.isPending} onPress={() => void deed.run({ planId })} />
      <RefusalBox refusals={deed.refusals} />
    </>
  );
}

function summaryOf({ plan, capacity, people }: PlanView): DescriptionItem[] {
  const { content, universe } = plan;
  return [
    { label: planText.editor.title, value: content.title },
    { label: text.size, value: text.sizeValue(universe.size, content.count, hundredths(content.ratio)) },
    { label: text.window, value: text.windowValue(sentenceDate(content.windowFrom), sentenceDate(content.windowTo)) },
    { label: text.capacity, value: text.capacitySentence(capacity.enterprises, factorText(capacity.binding)) },
    ...(content.overCapacityReason === null ? [] : [{ label: text.overReason, value: content.overCapacityReason }]),
    { label: text.drafters, value: plan.draftedBy.map((id) => people[id] ?? id).join('、') },
  ];
}
