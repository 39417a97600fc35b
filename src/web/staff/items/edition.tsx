/** One edition of the list on its way from draft to public: what it changes, who answers for it, and the next step. @module */
import type { ReactNode } from 'react';
import { CATALOGUE_STATES, type Catalogue, type CatalogueView } from '../../../items/types.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { sentenceDate, tableDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import type { ListAnswer } from '../../kit/list-page.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { EditionReturn, EditionStep } from './edition-steps.tsx';
import { CATALOGUE_TONES } from './words.ts';

const text = itemsText.edition;

export function EditionPage(): ReactNode {
  const edition = useRead<CatalogueView>(`/api/item-catalogues/${useParam('edition')}`);
  return (
    <Loaded read={edition} skeleton={<TextSkeleton lines={12} />}>
      {(view) => <Edition view={view} />}
    </Loaded>
  );
}

function Edition({ view }: { readonly view: CatalogueView }): ReactNode {
  const { catalogue, hash } = view;
  const { edition, state, publishedOn, returnReason } = catalogue;
  return (
    <>
      <PageHeader
        title={text.title(edition)}
        parent={{ to: '/items', title: itemsText.list.title }}
        standing={publishedOn === null ? text.standing[state] : text.publishedStanding(sentenceDate(publishedOn))}
        action={<EditionStep view={view} />}
      />
      <StageLine
        label={text.course}
        current={state === 'published' ? undefined : state}
        stages={Object.entries(CATALOGUE_STATES).map(([key, title]) => ({ key, title }))}
      />
      <EditionReturn catalogue={catalogue} />
      <h2>{text.facts}</h2>
      <DescriptionList
        items={[
          {
            label: text.count,
            value: (
              <AppLink to={`/items?edition=${edition}`}>{`${text.items(catalogue.itemCount)}，${text.see}`}</AppLink>
            ),
          },
          ...peopleOf(view),
          ...(returnReason === null ? [] : [{ label: text.returned, value: returnReason }]),
          ...(state === 'published' ? [{ label: 'SHA-256', value: <HashText hash={hash} /> }] : []),
        ]}
      />
      <Diff view={view} />
      <Editions />
    </>
  );
}

function peopleOf({ catalogue, people }: CatalogueView): { label: string; value: string }[] {
  const name = (id: string): string => people[id] ?? id;
  const acted = (id: string | null, day: string | null): string => {
    if (id === null) return '';
    return day === null ? name(id) : text.on(name(id), sentenceDate(day));
  };
  return [
    { label: text.drafters, value: catalogue.draftedBy.map(name).join('、') },
    { label: text.submitter, value: acted(catalogue.submittedBy, null) },
    { label: text.approver, value: acted(catalogue.approvedBy, catalogue.approvedOn) },
    { label: text.publisher, value: acted(catalogue.publishedBy, catalogue.publishedOn) },
  ];
}

function Diff({ view }: { readonly view: CatalogueView }): ReactNode {
  const { added, removed, changed } = view.diff;
  const rows = [
    ...added.map((item) => ({ ...item, change: text.added, what: '' })),
    ...removed.map((item) => ({ ...item, change: text.removed, what: '' })),
    ...changed.map(({ fields, ...item }) => ({
      ...item,
      change: text.changed,
      what: fields.map(itemsText.field).join('、'),
    })),
  ];
  return (
    <>
      <h2>{text.diff}</h2>
      {view.catalogue.edition === 1 && <p className="muted">{text.firstDiff}</p>}
      {rows.length === 0 ? (
        <EmptyState title={text.noDiff} />
      ) : (
        <>
          <p>{text.diffCount(added.length, removed.length, changed.length)}</p>
          <DataTable
            caption={text.diff}
            isCaptionHidden
            rows={rows}
            rowKey={({ code }) => code}
            columns={[
              { key: 'code', title: itemsText.list.code, render: ({ code }) => code },
              { key: 'name', title: itemsText.list.name, render: ({ name }) => name },
              { key: 'change', title: text.change, render: ({ change }) => change },
              { key: 'what', title: text.what, render: ({ what }) => what },
            ]}
          />
        </>
      )}
    </>
  );
}

function Editions(): ReactNode {
  const catalogues = useRead<ListAnswer<Catalogue>>('/api/item-catalogues');
  return (
    <>
      <h2>{text.editions}</h2>
      <Loaded read={catalogues} skeleton={<TextSkeleton lines={3} />}>
        {({ rows }) => (
          <DataTable
            caption={text.editions}
            isCaptionHidden
            rows={rows}
            rowKey={({ edition }) => String(edition)}
            columns={[
              {
                key: 'edition',
                title: itemsText.list.edition,
                render: ({ edition }) => <AppLink to={`/items/editions/${edition}`}>{text.title(edition)}</AppLink>,
              },
              {
                key: 'state',
                title: text.state,
                render: ({ state }) => <StateTag tone={CATALOGUE_TONES[state]} word={CATALOGUE_STATES[state]} />,
              },
              { key: 'count', title: text.count, isNumber: true, render: ({ itemCount }) => itemCount },
              {
                key: 'published',
                title: text.publishedOn,
                render: ({ publishedOn }) => (publishedOn === null ? '' : tableDate(publishedOn)),
              },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}
