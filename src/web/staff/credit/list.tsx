/** 严重失信名单: what waits first, the nearest day first. @module */
import type { ReactNode } from 'react';
import { CREDIT_STATES } from '../../../credit/types/credit.ts';
import type { CreditRow } from '../../../credit/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DueText } from '../../kit/due-text.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { creditText } from '../../kit/strings/credit.zh.ts';
import { CREDIT_TONES, optionsOf } from './words.ts';

const text = creditText.list;

const COLUMNS: readonly Column<CreditRow>[] = [
  {
    key: 'enterprise',
    title: text.enterprise,
    render: ({ entryId, enterpriseName }) => <AppLink to={`/credit/${entryId}`}>{enterpriseName}</AppLink>,
  },
  {
    key: 'state',
    title: text.state,
    render: ({ state }) => <StateTag tone={CREDIT_TONES[state]} word={CREDIT_STATES[state]} />,
  },
  { key: 'situation', title: text.situation, render: ({ situation }) => situation },
  {
    key: 'timer',
    title: text.timer,
    render: ({ state, timerOn }) =>
      timerOn === null ? (
        ''
      ) : state === 'published' ? (
        <DateText value={timerOn} inTable />
      ) : (
        <DueText value={timerOn} />
      ),
  },
  {
    key: 'left',
    title: text.left,
    render: ({ daysLeft }) => (daysLeft === null ? '' : creditText.daysLeft(daysLeft)),
  },
  {
    key: 'endsOn',
    title: text.endsOn,
    render: ({ endsOn }) => (endsOn === null ? '' : <DateText value={endsOn} inTable />),
  },
];

export function CreditList(): ReactNode {
  const mayPropose = useMayDo('credit.propose');
  return (
    <ListPage<CreditRow>
      title={text.title}
      standing={text.standing}
      {...(mayPropose ? { action: <AppLink to="/credit/propose">{text.propose}</AppLink> } : {})}
      path="/api/credit-entries"
      columns={COLUMNS}
      rowKey={({ entryId }) => entryId}
      searchHint={text.search}
      filters={[{ key: 'state', title: text.state, options: optionsOf(CREDIT_STATES) }]}
      empty={{ title: text.empty, next: text.emptyNext }}
    />
  );
}
