/** One edition of the list on its way from draft to public: what it changes, who answers for it, and the next step. @module */
import type { ReactNode } from 'react';
import { CATALOGUE_STATES, type Catalogue, type CatalogueView } from '../../../items/types.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { sentenceDate, tableDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import type { ListAnswer } from '../../kit/list-page.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead, type Read } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { itemFilesText } from '../../kit/strings/items-files.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { EditionDiff } from './edition-diff.tsx';
import { EditionRemoval } from './edition-removal.tsx';
import { EditionHindrances, EditionReturn, EditionStep } from './edition-steps.tsx';
import './items.css';
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
  const catalogues = useRead<ListAnswer<Catalogue>>('/api/item-catalogues');
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
      <EditionHindrances view={view} />
      <EditionReturn catalogue={catalogue} />
      <EditionRemoval
        // A new state or a new count makes a new form.
        key={`${edition} ${state} ${catalogue.itemCount}`}
        catalogue={catalogue}
        isLatest={catalogues.value?.rows[0]?.edition === edition}
      />
      <h2>{text.facts}</h2>
      <DescriptionList
        items={[
          {
            label: text.count,
            value: (
              <div className="item-links">
                <AppLink to={`/items?edition=${edition}`}>{`${text.items(catalogue.itemCount)}，${text.see}`}</AppLink>
                <a className="link" href={`/api/item-files/editions/${edition}`}>
                  {itemFilesText.export}
                </a>
              </div>
            ),
          },
          ...peopleOf(view),
          ...(returnReason === null ? [] : [{ label: text.returned, value: returnReason }]),
          ...(state === 'published' ? [{ label: 'SHA-256', value: <HashText hash={hash} /> }] : []),
        ]}
      />
      <EditionDiff view={view} />
      <Editions catalogues={catalogues} />
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

function Editions({ catalogues }: { readonly catalogues: Read<ListAnswer<Catalogue>> }): ReactNode {
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
