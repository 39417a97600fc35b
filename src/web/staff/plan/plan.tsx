/** One plan: what it decides, who prepared it, on what basis, whether it can be done, and the next step. @module */
import { useState, type ReactNode } from 'react';
import { kRuleOf } from '../../../plan/rules/size.ts';
import { EXCEPTION_ACTS, PLAN_STATES, type PlanContent } from '../../../plan/types.ts';
import type { PlanView } from '../../../plan/types/views.ts';
import { showRefusals } from '../../kit/api.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { useDueWords } from '../../kit/due-text.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { sentenceDate, tableDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { jointWords, planChanges } from '../../kit/plan-figures.ts';
import { jointText } from '../../kit/strings/joint.zh.ts';
import { planPathText as pathText } from '../../kit/strings/plan-path.zh.ts';
import { planText } from '../../kit/strings/plan.zh.ts';
import { Arithmetic, CapacitySummary } from './capacity.tsx';
import { CapTable, Exemptions } from './caps.tsx';
import { ChanceTable, TeamTable } from './chances.tsx';
import { PlanNotice } from './notice.tsx';
import { PlanForms } from './plan-forms.tsx';
import './plan.css';
import { PlanStep } from './plan-steps.tsx';
import { PlanProgressSection } from './progress.tsx';
import { NO_REVIEW, ReviewFields, Signatures } from './review.tsx';
import { hundredths } from './words.ts';

const text = planText.page;
const STAGES = ['draft', 'in-review', 'endorsed', 'approved', 'published', 'in-progress', 'completed'] as const;

export function PlanPage(): ReactNode {
  const plan = useRead<PlanView>(`/api/plans/${useParam('planId')}`);
  return (
    <Loaded read={plan} skeleton={<TextSkeleton lines={16} />}>
      {(view) => <OnePlan view={view} />}
    </Loaded>
  );
}

function OnePlan({ view }: { readonly view: PlanView }): ReactNode {
  const { plan, capacity, loads, warnings, before } = view;
  const { content, universe, state, discloseBy } = plan;
  const [review, setReview] = useState(NO_REVIEW);
  const dueWords = useDueWords();
  const isDue = state === 'approved' && discloseBy !== null;
  return (
    <>
      <PageHeader
        title={content.title}
        parent={{ to: '/plan', title: planText.list.title }}
        standing={text.standing[state] + (isDue ? text.discloseBy(dueWords(discloseBy)) : '')}
        action={<PlanStep view={view} review={review} />}
      />
      <StageLine label={text.course} {...stagesOf(view)} />
      <ReviewFields state={state} value={review} onChange={setReview} />
      <PlanForms plan={plan} />
      <RefusalBox refusals={showRefusals(warnings)} title={text.warnings} takesFocus={false} />
      <DescriptionList items={factsOf(view)} />
      <PlanProgressSection plan={plan} />
      {before !== null && <Changes before={before} after={content} />}
      <PlanNotice view={view} />
      <h2>{pathText.chances}</h2>
      <ChanceTable content={content} universe={universe} isCaptionHidden />
      <CapTable caps={content.caps} />
      <Exemptions view={view} />
      <h2>{text.capacity}</h2>
      <CapacitySummary capacity={capacity} count={content.count} loads={loads} asOf={universe.measuredOn} />
      <Arithmetic inputs={content.capacity} capacity={capacity} />
      <h2>{pathText.teams}</h2>
      <TeamTable capacity={content.capacity} loads={loads} />
      <Signatures view={view} />
      <h2>{text.people}</h2>
      <DescriptionList items={peopleOf(view)} />
      <Exceptions view={view} />
    </>
  );
}

/** 调整中 and 已被调整 stand where the running plan stood. */
function stagesOf({ plan }: PlanView): {
  stages: { key: string; title: string }[];
  current: string | undefined;
  isStopped: boolean;
} {
  const isRunning = plan.state === 'adjusting' || plan.state === 'superseded';
  const shown = isRunning ? 'in-progress' : plan.state;
  return {
    stages: STAGES.map((key) => ({ key, title: PLAN_STATES[key === 'in-progress' && isRunning ? plan.state : key] })),
    current: shown === 'completed' ? undefined : shown,
    isStopped: plan.state === 'superseded',
  };
}

function factsOf({ plan }: PlanView): DescriptionItem[] {
  const { content, universe } = plan;
  return [
    { label: text.size, value: text.sizeValue(universe.size, content.count, hundredths(content.ratio)) },
    { label: text.rule, value: <code>{kRuleOf(universe.size, content.ratio, content.count)}</code> },
    { label: text.measuredOn, value: sentenceDate(universe.measuredOn) },
    { label: text.window, value: windowText(content) },
    { label: text.documents, value: documentsText(content) },
    { label: text.duties, value: dutiesText(content) },
    ...((content.joint ?? []).length === 0 ? [] : [{ label: jointText.title, value: jointWords(content.joint) }]),
    ...(content.strata.length === 0 ? [] : [{ label: text.strata, value: strataText(plan) }]),
    ...(content.overCapacityReason === null ? [] : [{ label: text.overReason, value: content.overCapacityReason }]),
    ...(plan.returnReason === null ? [] : [{ label: text.returned, value: plan.returnReason }]),
    ...(plan.closeNote === null ? [] : [{ label: text.closeNote, value: plan.closeNote }]),
  ];
}

function windowText({ windowFrom, windowTo }: PlanContent): string {
  return text.windowValue(sentenceDate(windowFrom), sentenceDate(windowTo));
}

function documentsText({ basisDocuments }: PlanContent): string {
  return basisDocuments.map(({ name, number }) => `《${name}》（${number}）`).join('；');
}

function dutiesText({ dutySplit }: PlanContent): string {
  return dutySplit.map(({ department, count }) => text.share(department, count)).join('、');
}

function strataText({ content, universe }: PlanView['plan']): string {
  const limit = (value: number | null): string => (value === null ? text.noLimit : String(value));
  return content.strata
    .map(({ id, name, min, max }) =>
      text.stratum(name, universe.strata.find((each) => each.id === id)?.size ?? 0, limit(min), limit(max)),
    )
    .join('；');
}

function peopleOf({ plan, people }: PlanView): DescriptionItem[] {
  const name = (id: string | null): string => (id === null ? '' : (people[id] ?? id));
  const acted = (id: string | null, day: string | null): string =>
    day === null ? name(id) : text.on(name(id), sentenceDate(day));
  return [
    { label: text.drafters, value: plan.draftedBy.map(name).join('、') },
    { label: text.submitter, value: name(plan.submittedBy) },
    { label: pathText.endorser, value: acted(plan.endorsedBy, plan.endorsedOn) },
    { label: text.approver, value: acted(plan.approvedBy, plan.approvedOn) },
    { label: text.approvalDocument, value: plan.approvalDocument },
    { label: text.publisher, value: acted(plan.publishedBy, plan.publishedOn) },
    { label: 'SHA-256', value: <HashText hash={plan.hash} /> },
  ];
}

/** What the new version decides otherwise than the one in force. */
function Changes({ before, after }: { readonly before: PlanContent; readonly after: PlanContent }): ReactNode {
  const rows = planChanges(before, after);
  return (
    <>
      <h2>{text.changes}</h2>
      {rows.length === 0 ? (
        <EmptyState title={text.unchanged} />
      ) : (
        <DataTable
          caption={text.changes}
          isCaptionHidden
          rows={rows}
          rowKey={({ field }) => field}
          columns={[
            { key: 'field', title: text.field, render: ({ field }) => field },
            { key: 'was', title: text.before, render: ({ was }) => was },
            { key: 'now', title: text.after, render: ({ now }) => now },
          ]}
        />
      )}
    </>
  );
}

function Exceptions({ view }: { readonly view: PlanView }): ReactNode {
  const { exceptions } = view.plan;
  if (view.plan.publishedOn === null) return null;
  return (
    <>
      <h2>{text.exceptions}</h2>
      {exceptions.length === 0 ? (
        <p className="muted">{text.noExceptions}</p>
      ) : (
        <DataTable
          caption={text.exceptions}
          isCaptionHidden
          rows={exceptions}
          rowKey={({ exceptionId }) => exceptionId}
          columns={[
            { key: 'act', title: text.exceptionAct, render: ({ act }) => EXCEPTION_ACTS[act] },
            {
              key: 'days',
              title: text.exceptionDays,
              render: ({ validFrom, validTo }) => (
                <span className="digits">{`${tableDate(validFrom)} — ${tableDate(validTo)}`}</span>
              ),
            },
            { key: 'reason', title: text.exceptionReason, render: ({ reason }) => reason },
            {
              key: 'approver',
              title: text.approver,
              render: ({ approvedBy, approvedOn }) =>
                text.on(view.people[approvedBy] ?? approvedBy, sentenceDate(approvedOn)),
            },
          ]}
        />
      )}
    </>
  );
}
