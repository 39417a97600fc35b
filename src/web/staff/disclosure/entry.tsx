/** One result on its way to the public: where it stands, the record beside the public words, and the next step. @module */
import type { ReactNode } from 'react';
import { DISCLOSURE_STATES, type EntryView } from '../../../disclosure/types.ts';
import { CONCLUSIONS } from '../../../inspection/types/visit.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { sentenceDate, tableDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import './disclosure.css';
import { EntryForms } from './entry-forms.tsx';
import { EntryStep } from './entry-steps.tsx';
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
  const { state, dueOn, workdaysLeft } = view;
  const due = workdaysLeft === null ? [] : [text.due(sentenceDate(dueOn)), daysLeftText(workdaysLeft)];
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
      <h2>{text.findings}</h2>
      <SideBySide view={view} />
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
  const isStopped = state === 'withdrawn';
  const titleOf = (key: (typeof STAGES)[number]): string =>
    DISCLOSURE_STATES[isStopped && key === 'published' ? 'withdrawn' : key];
  return {
    stages: STAGES.map((key) => ({ key, title: titleOf(key) })),
    current: isStopped ? 'published' : state === 'published' ? undefined : state,
    isStopped,
  };
}

function factsOf({ content, creditCode, returnReason, withdrawReason, state }: EntryView): DescriptionItem[] {
  return [
    ...(returnReason === null ? [] : [{ label: text.returned, value: returnReason }]),
    ...(withdrawReason === null ? [] : [{ label: text.withdrawReason, value: withdrawReason }]),
    { label: text.creditCode, value: creditCode },
    { label: text.subdistrict, value: content.enterprise.subdistrict },
    { label: text.inspectedOn, value: sentenceDate(content.inspectedOn) },
    { label: text.conclusion, value: CONCLUSIONS[content.conclusion] },
    { label: text.items, value: content.items.map(({ name }) => name).join('、') },
    ...(state === 'published' ? [{ label: text.portalLabel, value: <PortalLink /> }] : []),
  ];
}

function PortalLink(): ReactNode {
  const entryId = useParam('entryId');
  return <a href={`/results/${entryId}`}>{text.portal}</a>;
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
