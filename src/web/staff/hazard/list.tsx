/** 重大隐患: by the day on which the next step is due. @module */
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { HAZARD_STATES, SUPERVISION_LEVELS } from '../../../hazard/types/hazard.ts';
import type { HazardRow } from '../../../hazard/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DueText } from '../../kit/due-text.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { hazardText } from '../../kit/strings/hazard.zh.ts';
import { HAZARD_TONES } from './words.ts';

const text = hazardText.list;

const COLUMNS: readonly Column<HazardRow>[] = [
  {
    key: 'enterprise',
    isSortable: true,
    title: text.enterprise,
    render: ({ hazardId, enterpriseName }) => <AppLink to={`/hazard/${hazardId}`}>{enterpriseName}</AppLink>,
  },
  { key: 'hazard', title: text.hazard, render: ({ place, description }) => `${place}：${description}` },
  {
    key: 'state',
    title: text.state,
    render: ({ state, isRefused }) => (
      <>
        <StateTag tone={HAZARD_TONES[state]} word={HAZARD_STATES[state]} />{' '}
        {isRefused && <StateTag tone="problem" word={hazardText.refused} />}
      </>
    ),
  },
  { key: 'level', title: text.level, render: ({ level }) => (level === null ? '' : SUPERVISION_LEVELS[level]) },
  { key: 'owner', title: text.owner, render: ({ owner }) => owner },
  {
    key: 'timer',
    isSortable: true,
    title: text.timer,
    render: ({ timerOn }) => (timerOn === null ? '' : <DueText value={timerOn} />),
  },
  {
    key: 'left',
    title: text.left,
    render: ({ daysLeft }) =>
      daysLeft === null ? (
        ''
      ) : daysLeft < 0 ? (
        <StateTag tone="problem" word={hazardText.daysLeft(daysLeft)} />
      ) : (
        hazardText.daysLeft(daysLeft)
      ),
  },
  {
    key: 'treatBy',
    isSortable: true,
    title: text.treatBy,
    render: ({ treatBy }) => (treatBy === null ? '' : <DateText value={treatBy} inTable />),
  },
];

export function HazardList(): ReactNode {
  return (
    <ListPage<HazardRow>
      title={text.title}
      standing={text.standing}
      path="/api/hazards"
      columns={COLUMNS}
      rowKey={({ hazardId }) => hazardId}
      searchHint={text.search}
      filters={[
        {
          key: 'state',
          title: text.state,
          options: codesOf(HAZARD_STATES).map((value) => ({ value, label: HAZARD_STATES[value] })),
        },
        { key: 'late', title: text.late, options: [{ value: 'true', label: text.onlyLate }] },
      ]}
      empty={{ title: text.empty, next: text.emptyNext }}
    />
  );
}
