/** 看板: every visit by stage, those that wait longest first; officers and experts see their own. @module */
import type { ReactNode } from 'react';
import { seesAll } from '../../../inspection/rules/steps.ts';
import type { BoardAnswer, BoardRow } from '../../../inspection/types/board.ts';
import { ORDER_STAGES, type OrderList, type OrderRow } from '../../../rectification/types/views.ts';
import { BOARD_STAGES, CONCLUSIONS, INSPECTION_STATES } from '../../../inspection/types/visit.ts';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import type { Filter } from '../../kit/list-filters.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { useRead } from '../../kit/read.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { useMayDo, useSession } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { monthText } from '../../kit/strings/month.zh.ts';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import { visitSettingsText } from '../../kit/strings/visit-documents.zh.ts';
import { fieldDevicesText } from '../../kit/strings/visit-sync.zh.ts';
import { useSubdistricts } from '../directory/subdistricts.ts';
import './inspection.css';
import { INSPECTION_TONES } from './words.ts';

const text = inspectionText.board;

export function BoardPage(): ReactNode {
  return useMayDo('rectification.read') ? <BoardWithOrders /> : <Board orders={NO_ORDERS} />;
}

type Orders = ReadonlyMap<string, OrderRow>;
const NO_ORDERS: Orders = new Map();

/** Orders with the nearest deadlines; closed ones last. */
function BoardWithOrders(): ReactNode {
  const orders = useRead<OrderList>('/api/rectifications', { size: 100 }).value;
  return <Board orders={new Map((orders?.rows ?? []).map((row) => [row.inspectionId, row]))} />;
}

function Board({ orders }: { readonly orders: Orders }): ReactNode {
  const { roles } = useSession();
  const subdistricts = useSubdistricts();
  const stages = useStages();
  const maySeeMonth = useMayDo('inspection.read-month');
  const maySeeDevices = useMayDo('inspection.read-devices');
  const mine = { key: 'mine', title: text.mine, options: [{ value: 'true', label: text.onlyMine }] };
  const isOwnOnly = !seesAll(roles);
  return (
    <ListPage<BoardRow>
      title={text.title}
      standing={text.standing}
      path="/api/inspections"
      action={
        <span className="board-links">
          {maySeeMonth && <AppLink to="/inspection/month">{monthText.link}</AppLink>}
          {maySeeDevices && <AppLink to="/inspection/devices">{fieldDevicesText.title}</AppLink>}
          <AppLink to="/inspection/settings">{visitSettingsText.title}</AppLink>
        </span>
      }
      columns={columnsOf(subdistricts, orders)}
      rowKey={({ inspectionId }) => inspectionId}
      searchHint={text.search}
      filters={[
        stages,
        ...(isOwnOnly || !roles.includes('officer') ? [] : [mine]),
        {
          key: 'subdistrict',
          title: text.subdistrict,
          options: Object.entries(subdistricts).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={{ title: text.empty, next: text.emptyNext }}
    />
  );
}

/** The stages with how many visits stand at each, under the other conditions. */
function useStages(): Filter {
  const [{ q, mine, subdistrict }] = useUrlState();
  const counts = useRead<BoardAnswer>('/api/inspections', { q, mine, subdistrict, size: 1 }).value?.counts;
  return {
    key: 'stage',
    title: text.stage,
    options: codesOf(BOARD_STAGES).map((value) => ({
      value,
      label: counts === undefined ? BOARD_STAGES[value] : text.stageCount(BOARD_STAGES[value], counts[value]),
    })),
  };
}

/** 整改、待复查、办结: what the order of a visit waits for, and the days of it. */
function FollowUp({ order }: { readonly order: OrderRow }): ReactNode {
  const [stage] = order.stages;
  if (stage === undefined) return null;
  const { daysWaiting, daysLeft } = order;
  const left = daysLeft === null ? '' : rectificationText.daysLeft(daysLeft);
  const days = stage !== 'rectify' && daysWaiting !== null ? text.waitsFor(daysWaiting) : left;
  return <AppLink to={`/rectification/${order.orderId}`}>{text.waits(ORDER_STAGES[stage], days)}</AppLink>;
}

function columnsOf(subdistricts: Readonly<Record<string, string>>, orders: Orders): readonly Column<BoardRow>[] {
  return [
    {
      key: 'enterprise',
      isSortable: true,
      title: text.enterprise,
      render: ({ inspectionId, enterpriseName }) => (
        <AppLink to={`/inspection/${inspectionId}`}>{enterpriseName}</AppLink>
      ),
    },
    {
      key: 'state',
      title: text.state,
      render: ({ state, blocked, isLate }) =>
        isLate ? (
          <StateTag tone="problem" word={text.late} />
        ) : blocked === null ? (
          <StateTag tone={INSPECTION_TONES[state]} word={INSPECTION_STATES[state]} />
        ) : (
          <StateTag tone="problem" word={text.blocked} />
        ),
    },
    {
      key: 'idle',
      isSortable: true,
      title: text.idle,
      isNumber: true,
      render: ({ idleDays }) => (idleDays === null ? '' : text.days(idleDays)),
    },
    {
      key: 'inspectOn',
      isSortable: true,
      title: text.inspectOn,
      render: ({ inspectOn }) => (inspectOn === null ? '' : <DateText value={inspectOn} inTable />),
    },
    {
      key: 'conclusion',
      title: text.conclusion,
      render: ({ conclusion }) => (conclusion === null ? '' : CONCLUSIONS[conclusion]),
    },
    {
      key: 'follow-up',
      title: text.followUp,
      render: ({ inspectionId }) => {
        const order = orders.get(inspectionId);
        return order === undefined ? '' : <FollowUp order={order} />;
      },
    },
    {
      key: 'subdistrict',
      title: text.subdistrict,
      render: ({ subdistrictCode }) => subdistricts[subdistrictCode] ?? subdistrictCode,
    },
  ];
}
