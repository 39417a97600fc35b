/** 法规变动: what changed in the law, which items and check points rest on it, and who has looked at them. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { chineseNumber } from '../../../items/rules/citations.ts';
import type { ArticleChange, LawChangeView, TouchedItem } from '../../../items/types/law.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { lawText as text } from '../../kit/strings/law.zh.ts';
import { TextChange } from '../../kit/text-change.tsx';
import './items.css';

interface Changes {
  readonly rows: readonly LawChangeView[];
  readonly people: Readonly<Record<string, string>>;
  readonly asOf: string;
}

export function LawChangesPage(): ReactNode {
  const read = useRead<Changes>('/api/law-changes');
  const mayAdopt = useMayDo('items.adopt-law');
  return (
    <>
      <PageHeader
        title={text.changes}
        parent={{ to: '/items', title: itemsText.list.title }}
        standing={text.standing}
        action={
          <div className="item-links">
            <AppLink to="/items/law/texts">{text.laws}</AppLink>
            {mayAdopt && (
              <AppLink to="/items/law/adopt" look="button">
                {text.adopt}
              </AppLink>
            )}
          </div>
        }
      />
      <Loaded read={read} skeleton={<TextSkeleton lines={12} />}>
        {({ rows, people }) =>
          rows.length === 0 ? (
            <EmptyState title={text.none} next={text.noneNext} />
          ) : (
            rows.map((change) => (
              <Change key={`${change.instrument} ${change.changesOn}`} change={change} people={people} />
            ))
          )
        }
      </Loaded>
    </>
  );
}

interface ChangeProps {
  readonly change: LawChangeView;
  readonly people: Changes['people'];
}

function Change({ change, people }: ChangeProps): ReactNode {
  const { instrument, changesOn, articles, open, reviewed } = change;
  const ended = articles.filter(({ after }) => after === null).length;
  const touched = open.length + reviewed.length;
  return (
    <section className="law-change">
      <h2>{text.heading(instrument, sentenceDate(changesOn))}</h2>
      <p>
        {text.articleCount(articles.length - ended, ended)}{' '}
        {open.length > 0 ? (
          <StateTag tone="waiting" word={text.open(open.length)} />
        ) : (
          <StateTag tone="done" word={touched === 0 ? text.untouched : text.settled} />
        )}
      </p>
      {touched > 0 && (
        <DataTable
          caption={text.touched}
          rows={[...open, ...reviewed]}
          rowKey={({ itemId }) => itemId}
          columns={[
            {
              key: 'name',
              title: itemsText.list.name,
              render: ({ itemId, code, name }) => <AppLink to={`/items/${itemId}`}>{`${code} ${name}`}</AppLink>,
            },
            { key: 'citations', title: text.citations, render: ({ citations }) => citations.join('、') },
            {
              key: 'points',
              title: text.points,
              render: ({ points }) => text.allPoints(points.map(({ no }) => no).join('、')),
            },
            {
              key: 'state',
              title: text.state,
              render: (item) => {
                const done = reviewed.find(({ itemId }) => itemId === item.itemId);
                if (done === undefined) return <Review change={change} item={item} />;
                const { reviewedBy, reviewedOn, note } = done.review;
                return text.reviewed(people[reviewedBy] ?? reviewedBy, sentenceDate(reviewedOn), note);
              },
            },
          ]}
        />
      )}
      <Articles change={change} />
    </section>
  );
}

/** Those that an item cites in full; of the others where they stand. */
function Articles({ change: { instrument, articles, open, reviewed } }: Pick<ChangeProps, 'change'>): ReactNode {
  const cited = new Set([...open, ...reviewed].flatMap(({ articles: own }) => own));
  const shown = articles.filter(({ article }) => cited.has(article));
  const others = articles.length - shown.length;
  const whole = <AppLink to={`/items/law/texts/${encodeURIComponent(instrument)}`}>{text.whole}</AppLink>;
  if (shown.length === 0) return <p>{whole}</p>;
  return (
    <details className="law-text">
      <summary>{text.showArticles(shown.length)}</summary>
      {shown.map((article) => (
        <Article key={article.article} article={article} />
      ))}
      <p>
        {others > 0 && `${text.others(others)} `}
        {whole}
      </p>
    </details>
  );
}

function Article({ article: { article, before, after } }: { readonly article: ArticleChange }): ReactNode {
  return (
    <>
      <h3>
        {text.article(chineseNumber(article))} {after === null && <StateTag tone="ended" word={text.ends} />}
      </h3>
      <TextChange before={before ?? ''} after={after ?? ''} />
    </>
  );
}

const Note = z.object({
  instrument: z.string(),
  changesOn: z.string(),
  itemId: z.string(),
  note: z.string().trim().min(1).max(500),
});

interface ReviewProps {
  readonly change: Pick<LawChangeView, 'instrument' | 'changesOn'>;
  readonly item: TouchedItem;
}

function Review({ change: { instrument, changesOn }, item }: ReviewProps): ReactNode {
  const mayReview = useMayDo('items.review-change');
  const mayEdit = useMayDo('items.save');
  const edit = mayEdit && <AppLink to={`/items/${item.itemId}/edit`}>{text.edit}</AppLink>;
  if (item.isEnding || !mayReview)
    return (
      <div className="item-links">
        {item.isEnding && <StateTag tone="problem" word={text.endsNote} />}
        {edit}
      </div>
    );
  return (
    <>
      {edit}
      <details className="item-removal">
        <summary>{text.review}</summary>
        <DeedForm
          kind="items.review-change"
          schema={Note}
          toInput={(values) => ({ ...values, instrument, changesOn, itemId: item.itemId })}
          onDone={() => undefined}
        >
          <Field name="note" label={text.note} hint={text.noteHint}>
            <Input.TextArea rows={2} maxLength={500} />
          </Field>
        </DeedForm>
      </details>
    </>
  );
}
