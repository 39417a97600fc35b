/** One version of an item: what is asked, on what ground in law, and what it was before. @module */
import type { ReactNode } from 'react';
import { formatCitation } from '../../../items/rules/citations.ts';
import { basesOfPoint } from '../../../items/rules/points.ts';
import { SEVERITIES, type BasisRef, type CheckPoint, type ItemView } from '../../../items/types.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { itemEditorText } from '../../kit/strings/items-editor.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { BasisText } from './basis-text.tsx';
import './items.css';
import { fieldLines } from './words.ts';

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
  const { content, version, isPublished, openState } = view;
  const [latest] = view.versions;
  const isOpen = openState === null || openState === 'draft';
  const mayEdit = useMayDo('items.save') && isOpen && latest?.itemId === view.itemId;
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
        action={
          mayEdit && (
            <AppLink to={`/items/${view.itemId}/edit`} look="button">
              {itemEditorText.edit}
            </AppLink>
          )
        }
      />
      <h2>{text.facts}</h2>
      <DescriptionList
        items={[
          { label: itemsText.list.category, value: fieldLines(content, 'category').join('、') },
          { label: text.kind, value: fieldLines(content, 'kind').join('、') },
          { label: text.subject, value: fieldLines(content, 'subject').join('、') },
          { label: itemsText.list.scope, value: fieldLines(content, 'scope').join('、') },
          { label: itemsText.list.methods, value: fieldLines(content, 'methods').join('、') },
          { label: text.selection, value: fieldLines(content, 'selection').join('、') },
          { label: text.ratio, value: fieldLines(content, 'ratio').join('、') },
          { label: itemsText.list.frequency, value: fieldLines(content, 'frequency').join('、') },
          { label: text.cap, value: fieldLines(content, 'cap').join('、') },
          { label: text.joint, value: fieldLines(content, 'joint').join('、') || text.alone },
          { label: text.channel, value: <Channel url={content.channelUrl} /> },
          { label: text.note, value: fieldLines(content, 'note').join('、') },
        ]}
      />
      <h2>{text.points}</h2>
      <ol className="item-points">
        {content.points.map((point) => (
          <li key={point.no}>
            <Point point={point} bases={content.bases} />
          </li>
        ))}
      </ol>
      <h2>{text.bases}</h2>
      {view.bases.map((basis) => (
        <BasisText key={`${basis.role} ${formatCitation(basis)}`} basis={basis} />
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
          {
            key: 'valid',
            title: text.valid,
            render: ({ validFrom, validTo }) =>
              validFrom === null ? text.neverValid : text.validSpan(validFrom, validTo),
          },
          { key: 'savedAt', title: text.savedAt, render: (row) => <DateText value={row.savedAt} inTable withTime /> },
          {
            key: 'compare',
            title: itemEditorText.compare,
            render: (row) =>
              row.itemId === view.itemId ? (
                ''
              ) : (
                <AppLink to={`/items/${row.itemId}/compare/${view.itemId}`}>
                  {itemEditorText.compareWith(row.version)}
                </AppLink>
              ),
          },
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

/** Where the item is published besides the portal. */
function Channel({ url }: { readonly url: string | undefined }): ReactNode {
  if (url === undefined) return text.noChannel;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {url}
    </a>
  );
}

interface PointProps {
  readonly point: CheckPoint;
  readonly bases: readonly BasisRef[];
}

/** A question with how it is checked, by which standard, and what follows from 否. */
function Point({ point, bases }: PointProps): ReactNode {
  const { no, question, procedure = '', standard = '', evidence, severity, criterion = '' } = point;
  const law = (role: BasisRef['role']): string =>
    basesOfPoint(point, bases)
      .filter((basis) => basis.role === role)
      .map(formatCitation)
      .join('；');
  const facts = [
    { label: text.procedure, value: procedure },
    { label: text.standard, value: standard },
    { label: text.evidence, value: evidence },
    { label: text.duty, value: law('duty') },
    { label: text.penalty, value: law('penalty') },
    { label: text.severity, value: [SEVERITIES[severity], criterion].filter((part) => part !== '').join('，') },
  ];
  return (
    <>
      <h3>{`${no}. ${question}`}</h3>
      <DescriptionList items={facts.filter(({ value }) => value !== '')} />
    </>
  );
}
