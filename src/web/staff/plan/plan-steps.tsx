/** The one action a plan waits for: submit, endorse, approve, publish, open. @module */
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
import { planChanges } from '../../kit/plan-figures.ts';
import { planPathText as pathText } from '../../kit/strings/plan-path.zh.ts';
import { planText } from '../../kit/strings/plan.zh.ts';
import { reviewInput, type Review } from './review.tsx';
import { factorText, hundredths } from './words.ts';

const text = planText.page;

interface PlanStepProps {
  readonly view: PlanView;
  readonly review: Review;
}

export function PlanStep({ view, review }: PlanStepProps): ReactNode {
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
      return <Endorse key="endorse" {...seal} review={review} />;
    case 'endorsed':
      return <Approve key="approve" {...seal} review={review} />;
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

type ReviewProps = SealProps & Pick<PlanStepProps, 'review'>;

function Endorse({ view, review, isOpen, onOpen, onClose }: ReviewProps): ReactNode {
  const { planId, hash } = view.plan;
  const { opinion } = reviewInput(review);
  const deed = useDeed<{ planId: string; hash: string; opinion: string | null }>('plan.endorse');
  return (
    <>
      <DeedButton kind="plan.endorse" isPrimary onPress={onOpen} />
      <SealMoment
        isOpen={isOpen}
        onClose={onClose}
        title={pathText.endorseTitle}
        summary={[...summaryOf(view), { label: pathText.opinion, value: opinion }]}
        hash={hash}
        consequence={pathText.endorseEffect}
        stampWord={pathText.endorsed}
        deed={deed}
        onSeal={() => void deed.run({ planId, hash, opinion })}
      />
    </>
  );
}

function Approve({ view, review, isOpen, onOpen, onClose }: ReviewProps): ReactNode {
  const { planId, hash } = view.plan;
  const { opinion, approvalDocument } = reviewInput(review);
  const deed = useDeed<{ planId: string; hash: string } & ReturnType<typeof reviewInput>>('plan.approve');
  return (
    <>
      <DeedButton kind="plan.approve" isPrimary onPress={onOpen} />
      <SealMoment
        isOpen={isOpen}
        onClose={onClose}
        title={text.approveTitle}
        summary={[
          ...summaryOf(view),
          { label: text.approvalDocument, value: approvalDocument },
          { label: pathText.opinion, value: opinion },
        ]}
        hash={hash}
        consequence={text.approveEffect}
        stampWord={text.approved}
        deed={deed}
        onSeal={() => void deed.run({ planId, hash, approvalDocument, opinion })}
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

function summaryOf(view: PlanView): DescriptionItem[] {
  const { plan, capacity, people } = view;
  const { content, universe } = plan;
  return [
    { label: planText.editor.title, value: content.title },
    { label: text.size, value: text.sizeValue(universe.size, content.count, hundredths(content.ratio)) },
    { label: text.window, value: text.windowValue(sentenceDate(content.windowFrom), sentenceDate(content.windowTo)) },
    { label: text.capacity, value: text.capacitySentence(capacity.enterprises, factorText(capacity.binding)) },
    ...(content.overCapacityReason === null ? [] : [{ label: text.overReason, value: content.overCapacityReason }]),
    ...changesOf(view),
    { label: text.drafters, value: plan.draftedBy.map((id) => people[id] ?? id).join('、') },
  ];
}

/** Who signs an adjustment sees what it changes. */
function changesOf({ before, plan }: PlanView): DescriptionItem[] {
  if (before === null) return [];
  const changes = planChanges(before, plan.content);
  const value =
    changes.length === 0
      ? pathText.unchanged
      : changes.map(({ field, was, now }) => `${field}：${was} → ${now}`).join('；');
  return [{ label: pathText.changes, value }];
}
