/** 法规目录: the laws whose articles items may cite; one law with every version of its articles. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { chineseNumber } from '../../../items/rules/citations.ts';
import type { LawSummary, RegisteredBasis } from '../../../items/types/law.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate, tableDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton, TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { lawText as text } from '../../kit/strings/law.zh.ts';
import './items.css';

interface Laws {
  readonly rows: readonly LawSummary[];
  readonly asOf: string;
}
interface Articles {
  readonly rows: readonly RegisteredBasis[];
  readonly asOf: string;
}

export function LawsPage(): ReactNode {
  const read = useRead<Laws>('/api/laws');
  return (
    <>
      <PageHeader title={text.laws} parent={{ to: '/items/law', title: text.changes }} action={<Adopt />} />
      <Loaded read={read} skeleton={<TableSkeleton rows={5} />}>
        {({ rows, asOf }) => (
          <DataTable
            caption={text.laws}
            isCaptionHidden
            rows={rows}
            rowKey={({ instrument }) => instrument}
            columns={[
              {
                key: 'instrument',
                title: text.instrument,
                render: ({ instrument }) => (
                  <AppLink to={`/items/law/texts/${encodeURIComponent(instrument)}`}>{instrument}</AppLink>
                ),
              },
              { key: 'version', title: text.version, render: ({ version }) => version },
              {
                key: 'validity',
                title: text.validFrom,
                render: ({ validFrom, validTo }) =>
                  text.validity(tableDate(validFrom), validTo === null ? null : tableDate(validTo)),
              },
              {
                key: 'state',
                title: itemsText.edition.state,
                render: (law) => <Standing law={law} today={asOf} />,
              },
              { key: 'articles', title: text.count, isNumber: true, render: ({ articles }) => articles },
              { key: 'versions', title: text.versions, isNumber: true, render: ({ versions }) => versions },
            ]}
          />
        )}
      </Loaded>
    </>
  );
}

function Standing({
  law: { validFrom, validTo },
  today,
}: {
  readonly law: LawSummary;
  readonly today: string;
}): ReactNode {
  if (today < validFrom) return <StateTag tone="waiting" word={text.notYet} />;
  return validTo !== null && validTo < today ? (
    <StateTag tone="ended" word={text.ended} />
  ) : (
    <StateTag tone="done" word={text.inForce} />
  );
}

function Adopt(): ReactNode {
  if (!useMayDo('items.adopt-law')) return null;
  return (
    <AppLink to="/items/law/adopt" look="button">
      {text.adopt}
    </AppLink>
  );
}

export function LawPage(): ReactNode {
  const instrument = decodeURIComponent(useParam('instrument'));
  const read = useRead<Articles>(`/api/laws/${encodeURIComponent(instrument)}`);
  return (
    <>
      <PageHeader
        title={instrument}
        parent={{ to: '/items/law/texts', title: text.laws }}
        standing={read.value && text.lawStanding(new Set(read.value.rows.map(({ article }) => article)).size)}
        action={<Adopt />}
      />
      <End instrument={instrument} />
      <Loaded read={read} skeleton={<TextSkeleton lines={12} />}>
        {({ rows }) => <ArticleList rows={rows} />}
      </Loaded>
    </>
  );
}

function ArticleList({ rows }: Pick<Articles, 'rows'>): ReactNode {
  const [wanted, setWanted] = useState('');
  const found = rows.filter(
    ({ article, text: words }) =>
      wanted === '' ||
      words.includes(wanted) ||
      String(article) === wanted ||
      `第${chineseNumber(article)}条` === wanted,
  );
  return (
    <>
      <p>
        <Input.Search
          aria-label={text.search}
          placeholder={text.search}
          allowClear
          style={{ maxWidth: 360 }}
          onSearch={(value) => setWanted(value.trim())}
        />{' '}
        <span className="muted" role="status">
          {text.found(found.length)}
        </span>
      </p>
      {found.map((basis) => (
        <details key={`${basis.article} ${basis.validFrom}`} className="law-text">
          <summary>
            {text.article(chineseNumber(basis.article))}{' '}
            <span className="muted">
              {text.validity(
                sentenceDate(basis.validFrom),
                basis.validTo === null ? null : sentenceDate(basis.validTo),
              )}
            </span>
          </summary>
          {basis.text.split('\n').map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          <p className="muted">{`${basis.version}；${itemsText.item.source(basis.source)}`}</p>
        </details>
      ))}
    </>
  );
}

const Ending = z.object({
  instrument: z.string(),
  lastDay: z.iso.date(),
  source: z.string().trim().min(1).max(200),
});

function End({ instrument }: { readonly instrument: string }): ReactNode {
  if (!useMayDo('items.end-law')) return null;
  return (
    <details className="item-removal">
      <summary>{text.end}</summary>
      <p className="muted">{text.endHint}</p>
      <DeedForm
        kind="items.end-law"
        schema={Ending}
        toInput={(values) => ({ ...values, instrument })}
        onDone={() => undefined}
      >
        <Field name="lastDay" label={text.lastDay}>
          <Input type="date" />
        </Field>
        <Field name="source" label={text.source} hint={text.sourceHint}>
          <Input maxLength={200} />
        </Field>
      </DeedForm>
    </details>
  );
}
