/** One case on one page: what is next and for whom, what may be done now, what is known, what runs, what happened. @module */
import type { ReactNode } from 'react';
import { deedOf } from '../../../penalty/deeds.ts';
import { CASE_STATES } from '../../../penalty/types/case.ts';
import { TERMS } from '../../../penalty/types/turn.ts';
import { CASE_STAGES, STAGE_OF, type CaseStage, type CaseView } from '../../../penalty/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { useDueWords } from '../../kit/due-text.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { ruleOf } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { titlesOfRoles } from '../../kit/strings/common.zh.ts';
import { penaltyText as text } from '../../kit/strings/penalty.zh.ts';
import { Timeline } from '../../kit/timeline.tsx';
import { CaseActs } from './acts.tsx';
import { CaseDaily } from './daily.tsx';
import { CaseDocuments } from './documents.tsx';
import { CaseEvidence } from './evidence.tsx';
import { CaseFacts } from './facts.tsx';
import { CaseParty } from './party.tsx';
import './penalty.css';
import { STATE_TONES } from './words.ts';

export function CasePage(): ReactNode {
  const found = useRead<CaseView>(`/api/penalties/${useParam('caseId')}`);
  return (
    <Loaded read={found} skeleton={<TextSkeleton lines={16} />}>
      {(view) => <Case view={view} />}
    </Loaded>
  );
}

export interface OfCase {
  readonly view: CaseView;
}

function Case({ view }: OfCase): ReactNode {
  const { file, serial, inspectionId, orderId } = view;
  return (
    <>
      <PageHeader
        title={file.lead.party.name}
        parent={{ to: '/penalty', title: text.list.title }}
        standing={
          <span className="case-standing">
            <StateTag tone={STATE_TONES[file.state]} word={CASE_STATES[file.state]} />{' '}
            {text.standing(serial, file.lead.cause)}
            {inspectionId !== null && <AppLink to={`/inspection/${inspectionId}`}>{text.visit}</AppLink>}
            {orderId !== null && <AppLink to={`/rectification/${orderId}`}>{text.order}</AppLink>}
          </span>
        }
      />
      <Course view={view} />
      <Next view={view} />
      <CaseActs view={view} />
      <CaseDocuments view={view} />
      <CaseFacts view={view} />
      <CaseEvidence view={view} />
      <CaseDaily view={view} />
      <CaseParty view={view} />
      <Terms view={view} />
      <section className="case-section">
        <h2>{text.sections.events}</h2>
        <Timeline
          label={text.sections.events}
          entries={view.events.map(({ id, kind, at, who, note, lag }) => ({
            id,
            at,
            what: ruleOf(kind).title,
            who,
            note: [lag === null ? '' : text.events.lag(lag), madeBy(view, id), note]
              .filter((part) => part !== '')
              .join('　'),
          }))}
        />
      </section>
    </>
  );
}

/** The papers that an act has issued, by their numbers. */
function madeBy({ documents }: CaseView, id: string): string {
  return documents
    .filter(({ seq }) => id === `act/${seq}`)
    .map(({ title, number }) => `《${title}》${number}`)
    .join('、');
}

const GENERAL: readonly CaseStage[] = [
  'filing',
  'investigation',
  'review',
  'telling',
  'decision',
  'execution',
  'closing',
];
const SIMPLE: readonly CaseStage[] = ['execution', 'closing'];
const TRANSFER: readonly CaseStage[] = ['filing', 'investigation', 'transfer', 'closing'];

function Course({ view: { file } }: OfCase): ReactNode {
  const isTransfer = STAGE_OF[file.state] === 'transfer' || file.transfer?.outcome === 'accepted';
  const stages = file.procedure === 'simple' ? SIMPLE : isTransfer ? TRANSFER : GENERAL;
  const stage = STAGE_OF[file.state];
  const stopped = file.state === 'not-filed';
  return (
    <StageLine
      label={text.course}
      stages={stages.map((key) => ({ key, title: CASE_STAGES[key] }))}
      current={stopped ? 'filing' : stage === 'ended' ? undefined : stage}
      isStopped={stopped}
    />
  );
}

function Next({ view: { turns } }: OfCase): ReactNode {
  return (
    <section className="case-section">
      <h2>{text.sections.next}</h2>
      {turns.length === 0 ? (
        <p className="muted">{text.next.none}</p>
      ) : (
        <DataTable
          caption={text.sections.next}
          isCaptionHidden
          columns={TURN_COLUMNS}
          rows={turns}
          rowKey={(turn) => `${turn.act} ${turn.dueOn} ${turn.staffIds.join()}`}
        />
      )}
    </section>
  );
}

type TurnRow = CaseView['turns'][number];
const TURN_COLUMNS: readonly Column<TurnRow>[] = [
  { key: 'what', title: text.next.what, render: ({ act }) => ruleOf(deedOf(act)).title },
  {
    key: 'who',
    title: text.next.who,
    render: ({ names, roles }) => (names.length > 0 ? names.join('、') : titlesOfRoles(roles)),
  },
  {
    key: 'until',
    title: text.next.until,
    render: (turn) => <Until {...turn} />,
  },
  { key: 'why', title: text.next.why, render: ({ term }) => (term === null ? '' : TERMS[term].basis) },
];

function Until({ dueOn, from }: Pick<TurnRow, 'dueOn' | 'from'>): ReactNode {
  const dueWords = useDueWords();
  return [from === null ? '' : text.next.from(sentenceDate(from)), dueOn === null ? text.next.noLimit : dueWords(dueOn)]
    .filter((part) => part !== '')
    .join('，');
}

function Terms({ view: { terms, today } }: OfCase): ReactNode {
  if (terms.length === 0) return null;
  return (
    <section className="case-section">
      <h2>{text.sections.terms}</h2>
      <DataTable
        caption={text.sections.terms}
        isCaptionHidden
        columns={termColumns(today)}
        rows={terms}
        rowKey={({ key, of }) => `${key} ${of}`}
      />
    </section>
  );
}

type TermRow = CaseView['terms'][number];
function termColumns(today: string): readonly Column<TermRow>[] {
  const { terms } = text;
  return [
    { key: 'what', title: terms.what, render: ({ key }) => TERMS[key].title },
    { key: 'start', title: terms.start, render: ({ start }) => <DateText value={start} inTable /> },
    {
      key: 'due',
      title: terms.due,
      render: ({ due, provisional, paused }) => (
        <>
          <DateText value={due} inTable withTime={due.includes('T')} /> {provisional && terms.provisional}{' '}
          {paused > 0 && terms.paused(paused)}
        </>
      ),
    },
    {
      key: 'met',
      title: terms.met,
      render: ({ metOn, due }) =>
        metOn === null ? due.slice(0, 10) < today ? terms.overdue : terms.open : <DateText value={metOn} inTable />,
    },
    { key: 'basis', title: terms.basis, render: ({ key }) => TERMS[key].basis },
  ];
}
