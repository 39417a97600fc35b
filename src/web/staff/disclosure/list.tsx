/** 公示台: what waits to be published or withdrawn from every source, the nearest deadline first. @module */
import type { ReactNode } from 'react';
import { DISCLOSURE_STATES, QUEUE_KINDS, type QueueRow } from '../../../disclosure/types.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DueText } from '../../kit/due-text.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { useMayDo } from '../../kit/session.ts';
import { StateTag, type StateTone } from '../../kit/state-tag.tsx';
import { exchangeText } from '../../kit/strings/exchange.zh.ts';
import { exposureText } from '../../kit/strings/exposure.zh.ts';
import { objectionText } from '../../kit/strings/objection.zh.ts';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import './disclosure.css';
import { daysLeftText, DISCLOSURE_TONES } from './words.ts';

const text = disclosureText.list;
const optionsOf = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const COLUMNS: readonly Column<QueueRow>[] = [
  {
    key: 'enterprise',
    isSortable: true,
    title: text.enterprise,
    render: ({ href, enterpriseName }) => <AppLink to={href}>{enterpriseName}</AppLink>,
  },
  { key: 'kind', title: text.kind, render: ({ kind }) => QUEUE_KINDS[kind] },
  {
    key: 'state',
    title: text.state,
    render: ({ state, clock }) => <StateTag {...tagOf(state, clock)} />,
  },
  {
    key: 'due',
    isSortable: true,
    title: text.due,
    render: ({ dueOn, workdaysLeft }) =>
      dueOn === null ? '—' : workdaysLeft === null ? <DateText value={dueOn} inTable /> : <DueText value={dueOn} />,
  },
  { key: 'left', title: text.left, render: ({ workdaysLeft }) => <DaysLeft workdaysLeft={workdaysLeft} /> },
];

function tagOf(state: QueueRow['state'], clock: QueueRow['clock']): { tone: StateTone; word: string } {
  if (clock === 'withdraw' || clock === 'correct') return { tone: 'problem', word: text[clock] };
  if (clock === 'answer') return { tone: 'waiting', word: objectionText.mark };
  return { tone: DISCLOSURE_TONES[state], word: DISCLOSURE_STATES[state] };
}

export function DisclosureListPage(): ReactNode {
  const mayPublish = useMayDo('disclosure.publish');
  const mayReadObjections = useMayDo('disclosure.read-objection');
  return (
    <ListPage<QueueRow>
      title={text.title}
      standing={text.standing}
      action={
        <span className="disclosure-links">
          {mayPublish && <AppLink to="/disclosure/batch">{disclosureText.batch.link}</AppLink>}
          {mayReadObjections && <AppLink to="/disclosure/objections">{objectionText.desk.link}</AppLink>}
          <AppLink to="/disclosure/exposures">{exposureText.link}</AppLink>
          <AppLink to="/exchange">{exchangeText.link}</AppLink>
        </span>
      }
      path="/api/disclosures"
      columns={COLUMNS}
      rowKey={({ id }) => id}
      searchHint={text.search}
      filters={[
        { key: 'kind', title: text.kind, options: optionsOf(QUEUE_KINDS) },
        { key: 'state', title: text.state, options: optionsOf(DISCLOSURE_STATES) },
        { key: 'overdue', title: text.overdueOnly, options: [{ value: 'yes', label: text.overdueYes }] },
      ]}
      empty={{ title: text.empty, next: text.emptyNext }}
    />
  );
}

function DaysLeft({ workdaysLeft }: Pick<QueueRow, 'workdaysLeft'>): ReactNode {
  const words = daysLeftText(workdaysLeft);
  return workdaysLeft !== null && workdaysLeft < 0 ? <StateTag tone="problem" word={words} /> : words;
}
