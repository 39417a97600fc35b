/** 检查方案: drafted from the published list and the enterprise's file, approved by somebody else. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { CLASH_KINDS, type VisitView } from '../../../inspection/types/board.ts';
import { Sha256 } from '../../../inspection/types/documents.ts';
import { InspectionId, OnSitePlan } from '../../../inspection/types/visit.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { flagText } from './file.tsx';
import { ReasonForm } from './reason-form.tsx';
import { CheckChoice } from './check-choice.tsx';
import { VisitSection } from './section.tsx';
import { PressStep, SealStep, useIsOpen } from './step.tsx';

const text = inspectionText.plan;
const Draft = z.object({ inspectionId: InspectionId, plan: OnSitePlan, planHash: Sha256.nullable() });

export function PlanSection({ view }: { readonly view: VisitView }): ReactNode {
  const { plan, state, refusals } = view;
  const mayDraft = useIsOpen('inspection.draft-plan', view);
  const seen = { planHash: view.planHash ?? '' };
  const summary = plan === null ? [] : [...subjectOf(view), ...planFacts(view, plan)];
  return (
    <VisitSection id="plan" isScreenOnly>
      {plan === null ? <p className="muted">{text.none}</p> : <DescriptionList items={planFacts(view, plan)} />}
      {plan !== null && <PlanItems view={view} />}
      {mayDraft && <DraftForm view={view} />}
      {(state === 'preparing' || state === 'assigned') && (
        <PressStep
          deed="inspection.submit-plan"
          view={view}
          refusals={state === 'preparing' ? refusals : []}
          also={seen}
        />
      )}
      {isWaiting(state) && (
        <ReasonForm
          deed="inspection.return-plan"
          view={view}
          title={text.return}
          label={text.returnReason}
          hint={text.returnHint}
        />
      )}
      {/* Stays when the state has moved on, for the stamp. */}
      <SealStep
        deed="inspection.approve-plan"
        view={view}
        refusals={state === 'plan-submitted' ? refusals : []}
        summary={summary}
        consequence={text.approveEffect}
        also={seen}
        stampWord={text.approved}
      />
      {view.reviewedOn !== null && (
        <SealStep
          deed="inspection.authorise-plan"
          view={view}
          refusals={state === 'plan-reviewed' ? refusals : []}
          summary={summary}
          consequence={text.authoriseEffect}
          also={seen}
          stampWord={text.approved}
        />
      )}
    </VisitSection>
  );
}

/** For somebody's approval. */
function isWaiting(state: VisitView['state']): boolean {
  return state === 'plan-submitted' || state === 'plan-reviewed';
}

function planFacts(view: VisitView, plan: OnSitePlan): DescriptionItem[] {
  const deviation = plan.deviation ?? '';
  return [
    { label: text.scope, value: plan.scope },
    { label: text.focus, value: plan.focus },
    { label: text.inspectOn, value: sentenceDate(plan.inspectOn) },
    { label: text.items, value: text.chosen(plan.itemIds.length) },
    ...(deviation === '' ? [] : [{ label: text.deviation, value: deviation }]),
    ...clashFacts(view),
    ...(view.returnReason === null || view.state === 'impossible'
      ? []
      : [{ label: text.returned, value: view.returnReason }]),
    ...(view.reviewedOn === null ? [] : [{ label: text.reviewedOn, value: sentenceDate(view.reviewedOn) }]),
    ...(view.approvedOn === null ? [] : [{ label: text.approvedOn, value: sentenceDate(view.approvedOn) }]),
  ];
}

/** Shown until somebody has decided; afterwards the day is what it is. */
function clashFacts({ clashes, state }: VisitView): DescriptionItem[] {
  if (state !== 'preparing' && !isWaiting(state)) return [];
  const words = clashes.map(({ kind, what, with: other }) => text.clash(CLASH_KINDS[kind], what, other));
  return [{ label: text.clashes, value: words.length === 0 ? text.noClashes : words.join('；') }];
}

function subjectOf({ enterprise, visits }: VisitView): DescriptionItem[] {
  const words = inspectionText.file;
  const visited = visits.cap === null ? words.visitsOnly(visits.thisYear) : words.visitsOf(visits.thisYear, visits.cap);
  return [
    { label: inspectionText.notice.enterprise, value: enterprise.name },
    { label: words.visits, value: visited },
  ];
}

function PlanItems({ view }: { readonly view: VisitView }): ReactNode {
  return (
    <details className="visit-form">
      <summary>{text.showItems(view.items.length)}</summary>
      <ol className="plan-items">
        {view.items.map(({ itemId, code, name }) => (
          <li key={itemId}>{`${code} ${name}`}</li>
        ))}
      </ol>
    </details>
  );
}

function DraftForm({ view }: { readonly view: VisitView }): ReactNode {
  const { plan, window, inspectionId } = view;
  const form = (
    // Another saved plan is another form: what was typed for the former must not stay in the fields.
    <DeedForm
      kind="inspection.draft-plan"
      schema={Draft}
      initial={{ plan: plan ?? firstDraft(view) }}
      toInput={(values) => ({ ...values, inspectionId, planHash: view.planHash })}
      onDone={() => undefined}
    >
      <Field name="plan.scope" label={text.scope}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
      <Field name="plan.focus" label={text.focus}>
        <Input.TextArea rows={3} maxLength={1_000} />
      </Field>
      <Field
        name="plan.inspectOn"
        label={text.inspectOn}
        hint={text.inspectOnHint(sentenceDate(window.from), sentenceDate(window.to))}
      >
        <Input type="date" />
      </Field>
      <Field name="plan.itemIds" label={text.items} hint={text.itemsHint}>
        <CheckChoice
          options={view.published.map(({ itemId, code, name, points, applies }) => ({
            value: itemId,
            label: text.item(code, name, points) + (applies ? '' : ` · ${text.notApplying}`),
          }))}
        />
      </Field>
      <Field name="plan.deviation" label={text.deviation} hint={text.deviationHint} isOptional>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </DeedForm>
  );
  if (plan === null) return form;
  return (
    <details className="visit-form">
      <summary>{text.edit}</summary>
      {form}
    </details>
  );
}

/** The items that apply, what was found before, and the enterprise's own risks. */
function firstDraft({ published, enterprise, today, window }: VisitView): OnSitePlan {
  return {
    scope: text.scopeInitial,
    focus: text.focusInitial(flagText(enterprise.specialFlags), enterprise.pastVisits[0]?.findings ?? 0),
    inspectOn: today < window.from ? window.from : today,
    itemIds: published.filter(({ applies }) => applies).map(({ itemId }) => itemId),
  };
}
