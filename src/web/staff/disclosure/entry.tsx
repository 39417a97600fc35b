/** One result or decision on its way to the public: where it stands, the record beside the public words, and the next step. @module */
import type { ReactNode } from 'react';
import { PUBLICITY_CLASSES } from '../../../credit/rules/publicity.ts';
import { DISCLOSURE_STATES, SOURCES, type EntryView, type PublicResult } from '../../../disclosure/types.ts';
import type { PublicPenalty } from '../../../disclosure/types/penalty.ts';
import { CONCLUSIONS } from '../../../inspection/types/visit.ts';
import { PARTY_KINDS } from '../../../penalty/types/case.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { useDueWords } from '../../kit/due-text.tsx';
import { sentenceDate, tableDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { disclosureText, penaltyItemsText } from '../../kit/strings/disclosure.zh.ts';
import './disclosure.css';
import { EntryForms } from './entry-forms.tsx';
import { EntryStep } from './entry-steps.tsx';
import { Redaction } from './redaction.tsx';
import { SideBySide } from './side-by-side.tsx';
import { daysLeftText } from './words.ts';

const text = disclosureText.page;
const STAGES = ['drafted', 'confirmed', 'approved', 'published'] as const;

export function DisclosureEntryPage(): ReactNode {
  const entry = useRead<EntryView>(`/api/disclosures/${useParam('entryId')}`);
  return (
    <Loaded read={entry} skeleton={<TextSkeleton lines={12} />}>
      {(view) => <OneEntry view={view} />}
    </Loaded>
  );
}

function OneEntry({ view }: { readonly view: EntryView }): ReactNode {
  const { state, dueOn, withdrawBy, workdaysLeft, isHandler } = view;
  const mayRedact = useMayDo('disclosure.redact');
  const dueWords = useDueWords();
  const day =
    state === 'published' && withdrawBy !== null
      ? text.withdrawBy[view.source](dueWords(withdrawBy))
      : text.due(dueWords(dueOn));
  const due = workdaysLeft === null ? [] : [day, daysLeftText(workdaysLeft)];
  return (
    <>
      <PageHeader
        title={view.enterpriseName}
        parent={{ to: '/disclosure', title: disclosureText.list.title }}
        standing={[text.next[state], ...due].join(' · ')}
        action={<EntryStep view={view} />}
      />
      <StageLine label={text.course} {...courseOf(view)} />
      <DescriptionList items={factsOf(view)} />
      <h2>{text.words}</h2>
      {state === 'drafted' && isHandler && mayRedact ? (
        <Redaction key={view.hash} view={view} />
      ) : (
        <SideBySide texts={view.texts} places={view.places} />
      )}
      <EntryForms view={view} />
      {view.versions.length > 0 && <Versions view={view} />}
    </>
  );
}

function courseOf({ state }: EntryView): {
  stages: { key: string; title: string }[];
  current: string | undefined;
  isStopped: boolean;
} {
  const isStopped = state === 'withdrawn' || state === 'ended' || state === 'cancelled';
  const titleOf = (key: (typeof STAGES)[number]): string =>
    DISCLOSURE_STATES[isStopped && key === 'published' ? state : key];
  return {
    stages: STAGES.map((key) => ({ key, title: titleOf(key) })),
    current: isStopped ? 'published' : state === 'published' ? undefined : state,
    isStopped,
  };
}

function factsOf(view: EntryView): DescriptionItem[] {
  const { creditCode, returnReason, withdrawReason, endReason, state, source, result, penalty } = view;
  return [
    ...(returnReason === null ? [] : [{ label: text.returned, value: returnReason }]),
    ...(withdrawReason === null ? [] : [{ label: text.withdrawReason, value: withdrawReason }]),
    ...(endReason === null || endReason === '' ? [] : [{ label: text.endedBy, value: endReason }]),
    { label: text.source, value: <SourceLink view={view} /> },
    ...(creditCode === '' ? [] : [{ label: text.creditCode, value: creditCode }]),
    ...(result === null ? [] : factsOfResult(result)),
    ...(penalty === null ? [] : factsOfPenalty(penalty)),
    ...(state === 'published' ? [{ label: text.portalLabel, value: <PortalLink source={source} /> }] : []),
  ];
}

function SourceLink({ view: { source, inspectionId, caseId } }: { readonly view: EntryView }): ReactNode {
  const to = source === 'visit' ? `/inspection/${inspectionId}` : `/penalty/${caseId}`;
  return (
    <>
      {SOURCES[source]} <AppLink to={to}>{text.record[source]}</AppLink>
    </>
  );
}

function factsOfResult({ enterprise, inspectedOn, conclusion, items }: PublicResult): DescriptionItem[] {
  return [
    { label: text.subdistrict, value: enterprise.subdistrict },
    { label: text.inspectedOn, value: sentenceDate(inspectedOn) },
    { label: text.conclusion, value: CONCLUSIONS[conclusion] },
    { label: text.items, value: items.map(({ name }) => name).join('、') },
  ];
}

function factsOfPenalty(penalty: PublicPenalty): DescriptionItem[] {
  const { number, decidedOn, items, violates, basis, level, rules, publicUntil, repairFrom } = penalty;
  const period =
    publicUntil === null || repairFrom === null
      ? text.penalty.noUntil
      : text.penalty.untilValue(sentenceDate(publicUntil), sentenceDate(repairFrom));
  return [
    { label: text.penalty.party, value: PARTY_KINDS[penalty.party] },
    { label: text.penalty.number, value: number },
    { label: text.penalty.decidedOn, value: sentenceDate(decidedOn) },
    { label: text.penalty.items, value: penaltyItemsText(items) },
    { label: text.penalty.basis, value: [violates, basis].filter((each) => each !== '').join('；') },
    { label: text.level, value: [PUBLICITY_CLASSES[level], rules].filter((each) => each !== '').join(' · ') },
    { label: text.penalty.until, value: period },
  ];
}

function PortalLink({ source }: Pick<EntryView, 'source'>): ReactNode {
  const entryId = useParam('entryId');
  return (
    <a className="link" href={`/${source === 'visit' ? 'results' : 'penalties'}/${entryId}`}>
      {text.portal}
    </a>
  );
}

function Versions({ view }: { readonly view: EntryView }): ReactNode {
  return (
    <>
      <h2>{text.versions}</h2>
      <DataTable
        caption={text.versions}
        isCaptionHidden
        rows={view.versions}
        rowKey={({ version }) => String(version)}
        columns={[
          { key: 'version', title: text.version, render: ({ version }) => version },
          {
            key: 'on',
            title: text.publishedOn,
            render: ({ publishedOn }) => <span className="digits">{tableDate(publishedOn)}</span>,
          },
          { key: 'reason', title: text.reason, render: ({ reason }) => reason ?? text.firstVersion },
          { key: 'hash', title: 'SHA-256', render: ({ hash }) => <HashText hash={hash} /> },
        ]}
      />
    </>
  );
}
