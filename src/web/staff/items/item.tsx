/** One version of an item: what is asked, on what ground in law, and what it was before. @module */
import type { ReactNode } from 'react';
import { formatCitation } from '../../../items/rules/citations.ts';
import {
  ITEM_CATEGORIES,
  ITEM_KINDS,
  SELECTIONS,
  SEVERITIES,
  type ItemView,
  type ResolvedBasis,
} from '../../../items/types.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { methodText, scopeText } from './words.ts';

const text = itemsText.item;

export function ItemPage(): ReactNode {
  const item = useRead<ItemView>(`/api/items/${useParam('itemId')}`);
  return (
    <Loaded read={item} skeleton={<TextSkeleton lines={12} />}>
      {(view) => <Item view={view} />}
    </Loaded>
  );
}

function Item({ view }: { readonly view: ItemView }): ReactNode {
  const { content, version, isPublished } = view;
  return (
    <>
      <PageHeader
        title={`${content.code} ${content.name}`}
        parent={{ to: '/items', title: itemsText.list.title }}
        standing={
          <>
            <StateTag tone={isPublished ? 'done' : 'ended'} word={isPublished ? text.inForce : text.notInForce} />
            <span className="muted"> {text.version(version)}</span>
          </>
        }
      />
      <h2>{text.facts}</h2>
      <DescriptionList
        items={[
          { label: itemsText.list.category, value: ITEM_CATEGORIES[content.category] },
          { label: text.kind, value: ITEM_KINDS[content.kind] },
          { label: text.subject, value: content.subject },
          { label: itemsText.list.scope, value: scopeText(content.scope) },
          { label: itemsText.list.methods, value: methodText(content.methods) },
          { label: text.selection, value: SELECTIONS[content.selection] },
          { label: text.ratio, value: content.ratio === null ? text.byPlan : `${content.ratio / 100}%` },
          { label: itemsText.list.frequency, value: itemsText.list.perYear(content.frequency) },
          { label: text.cap, value: content.cap === null ? text.byClass : itemsText.list.perYear(content.cap) },
          { label: text.note, value: content.note },
        ]}
      />
      <h2>{text.points}</h2>
      <DataTable
        caption={text.points}
        isCaptionHidden
        rows={content.points}
        rowKey={({ no }) => String(no)}
        columns={[
          { key: 'no', title: text.no, render: ({ no }) => no },
          { key: 'question', title: text.question, render: ({ question }) => question },
          { key: 'evidence', title: text.evidence, render: ({ evidence }) => evidence },
          { key: 'severity', title: text.severity, render: ({ severity }) => SEVERITIES[severity] },
          { key: 'criterion', title: text.criterion, render: ({ criterion }) => criterion ?? '' },
        ]}
      />
      <h2>{text.bases}</h2>
      {view.bases.map((basis) => (
        <Basis key={`${basis.role} ${formatCitation(basis)}`} basis={basis} />
      ))}
      <h2>{text.versions}</h2>
      <DataTable
        caption={text.versions}
        isCaptionHidden
        rows={view.versions}
        rowKey={({ itemId }) => itemId}
        columns={[
          {
            key: 'version',
            title: text.versions,
            render: (row) => <AppLink to={`/items/${row.itemId}`}>{text.version(row.version)}</AppLink>,
          },
          { key: 'edition', title: text.edition, isNumber: true, render: (row) => row.edition },
          { key: 'savedAt', title: text.savedAt, render: (row) => <DateText value={row.savedAt} inTable withTime /> },
          {
            key: 'state',
            title: itemsText.edition.state,
            render: (row) => (
              <StateTag tone={row.isSealed ? 'done' : 'draft'} word={row.isSealed ? text.sealed : text.draft} />
            ),
          },
        ]}
      />
    </>
  );
}

/** The citation, and behind it the text of the article. */
function Basis({ basis: cited }: { readonly basis: ResolvedBasis }): ReactNode {
  const { role, basis } = cited;
  const heading = `${role === 'duty' ? text.duty : text.penalty}：${formatCitation(cited)}`;
  if (basis === null) {
    return (
      <p>
        {heading} <StateTag tone="problem" word={text.lapsed} />
      </p>
    );
  }
  const until = basis.validTo === null ? '' : text.validTo(sentenceDate(basis.validTo));
  return (
    <details className="law-text">
      <summary>{heading}</summary>
      {basis.text.split('\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p className="muted">
        {text.validFrom(basis.version, sentenceDate(basis.validFrom))}
        {until}；{text.source(basis.source)}
      </p>
    </details>
  );
}
