/** 整改: orders by what they wait for, the nearest deadline first. @module */
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { ORDER_STAGES, type OrderList, type OrderRow } from '../../../rectification/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import type { Filter } from '../../kit/list-filters.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { useRead } from '../../kit/read.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { useSession } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import './rectification.css';
import { STAGE_TONES } from './words.ts';

const text = rectificationText.list;

export function RectificationList(): ReactNode {
  const { roles } = useSession();
  const mine = { key: 'mine', title: text.mine, options: [{ value: 'true', label: text.onlyMine }] };
  return (
    <ListPage<OrderRow>
      title={text.title}
      standing={text.standing}
      path="/api/rectifications"
      columns={COLUMNS}
      rowKey={({ orderId }) => orderId}
      searchHint={text.search}
      filters={[useStages(), ...(roles.includes('officer') ? [mine] : [])]}
      empty={{ title: text.empty, next: text.emptyNext }}
    />
  );
}

/** What orders wait for, with how many do, under the other conditions. */
function useStages(): Filter {
  const [{ q, mine }] = useUrlState();
  const counts = useRead<OrderList>('/api/rectifications', { q, mine, size: 1 }).value?.counts;
  return {
    key: 'stage',
    title: text.stage,
    options: codesOf(ORDER_STAGES).map((value) => ({
      value,
      label: counts === undefined ? ORDER_STAGES[value] : text.stageCount(ORDER_STAGES[value], counts[value]),
    })),
  };
}

const COLUMNS: readonly Column<OrderRow>[] = [
  {
    key: 'enterprise',
    title: text.enterprise,
    render: ({ orderId, enterpriseName }) => <AppLink to={`/rectification/${orderId}`}>{enterpriseName}</AppLink>,
  },
  {
    key: 'waits',
    title: text.waits,
    render: ({ stages }) => (
      <span className="order-stages">
        {stages.map((stage) => (
          <StateTag key={stage} tone={STAGE_TONES[stage]} word={ORDER_STAGES[stage]} />
        ))}
      </span>
    ),
  },
  {
    key: 'due',
    title: text.due,
    render: ({ dueOn }) => (dueOn === null ? '' : <DateText value={dueOn} inTable />),
  },
  {
    key: 'left',
    title: text.left,
    render: ({ daysLeft }) => (daysLeft === null ? '' : rectificationText.daysLeft(daysLeft)),
  },
  {
    key: 'findings',
    title: text.findings,
    isNumber: true,
    render: ({ settled, findings }) => text.findingsValue(settled, findings),
  },
  {
    key: 'served',
    title: text.served,
    render: ({ servedOn }) => (servedOn === null ? '' : <DateText value={servedOn} inTable />),
  },
];
