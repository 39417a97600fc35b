/** 处罚案件: cases by where they stand, the nearest deadline first. @module */
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { deedOf } from '../../../penalty/deeds.ts';
import { CASE_STATES, PROCEDURES } from '../../../penalty/types/case.ts';
import { CASE_STAGES, type CaseList, type CaseRow } from '../../../penalty/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DueText } from '../../kit/due-text.tsx';
import type { Filter } from '../../kit/list-filters.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { useRead } from '../../kit/read.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { ruleOf, useMayDo, useSession } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import './penalty.css';
import { STATE_TONES } from './words.ts';

const text = penaltyText.list;

export function PenaltyList(): ReactNode {
  const { roles } = useSession();
  const mine = { key: 'mine', title: text.mine, options: [{ value: 'true', label: text.onlyMine }] };
  return (
    <ListPage<CaseRow>
      title={text.title}
      standing={text.standing}
      action={<ListActions />}
      path="/api/penalties"
      columns={COLUMNS}
      rowKey={({ caseId }) => caseId}
      searchHint={text.search}
      filters={[useStages(), ...(roles.includes('officer') ? [mine] : [])]}
      empty={{ title: text.empty, next: text.emptyNext }}
    />
  );
}

function ListActions(): ReactNode {
  const mayOpen = useMayDo('penalty.open-lead');
  const maySpot = useMayDo('penalty.decide-on-spot');
  return (
    <span className="case-actions">
      <AppLink to="/penalty/setup">{text.setup}</AppLink>
      {maySpot && <AppLink to="/penalty/spot">{text.spot}</AppLink>}
      {mayOpen && <AppLink to="/penalty/new">{text.newLead}</AppLink>}
    </span>
  );
}

/** The stages, with how many stand there under the other conditions. */
function useStages(): Filter {
  const [{ q, mine }] = useUrlState();
  const counts = useRead<CaseList>('/api/penalties', { q, mine, size: 1 }).value?.counts;
  return {
    key: 'stage',
    title: text.stage,
    options: codesOf(CASE_STAGES).map((value) => ({
      value,
      label: counts === undefined ? CASE_STAGES[value] : text.stageCount(CASE_STAGES[value], counts[value]),
    })),
  };
}

const COLUMNS: readonly Column<CaseRow>[] = [
  {
    key: 'party',
    title: text.party,
    render: ({ caseId, partyName }) => <AppLink to={`/penalty/${caseId}`}>{partyName}</AppLink>,
  },
  { key: 'cause', title: text.cause, render: ({ cause }) => cause },
  {
    key: 'state',
    title: text.state,
    render: ({ state }) => <StateTag tone={STATE_TONES[state]} word={CASE_STATES[state]} />,
  },
  { key: 'next', title: text.next, render: ({ next }) => next.map((act) => ruleOf(deedOf(act)).title).join('、') },
  { key: 'due', title: text.due, render: ({ dueOn }) => (dueOn === null ? '' : <DueText value={dueOn} />) },
  {
    key: 'left',
    title: text.left,
    render: ({ daysLeft }) => (daysLeft === null ? '' : penaltyText.daysLeft(daysLeft)),
  },
  {
    key: 'filed',
    title: text.filed,
    isSpare: true,
    render: ({ filedOn }) => (filedOn === null ? '' : <DateText value={filedOn} inTable />),
  },
  { key: 'procedure', title: text.procedure, isSpare: true, render: ({ procedure }) => PROCEDURES[procedure] },
];
