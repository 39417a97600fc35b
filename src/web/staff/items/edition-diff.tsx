/** What an edition changes against the one before: items in and out, and of changed ones every field, old and new. @module */
import type { ReactNode } from 'react';
import type { CatalogueView, ItemContent, ItemList } from '../../../items/types.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useRead } from '../../kit/read.tsx';
import { itemEditorText } from '../../kit/strings/items-editor.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { fieldLines } from './words.ts';

const text = itemsText.edition;
/** The most that one read gives; of an item beyond it the page names the fields alone. */
const MOST_ITEMS = 100;

interface Change {
  readonly code: string;
  readonly name: string;
  readonly change: string;
  readonly fields: readonly string[];
}

export function EditionDiff({ view }: { readonly view: CatalogueView }): ReactNode {
  const { added, removed, changed } = view.diff;
  const rows: readonly Change[] = [
    ...added.map((item) => ({ ...item, change: text.added, fields: [] })),
    ...removed.map((item) => ({ ...item, change: text.removed, fields: [] })),
    ...changed.map((item) => ({ ...item, change: text.changed })),
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
              { key: 'name', title: itemsText.list.name, render: ({ code, name }) => `${code} ${name}` },
              {
                key: 'change',
                title: text.change,
                render: ({ code, change, fields }) => (
                  <>
                    {change}
                    {fields.length > 0 && <Fields edition={view.catalogue.edition} code={code} fields={fields} />}
                  </>
                ),
              },
            ]}
          />
        </>
      )}
    </>
  );
}

interface FieldsProps {
  readonly edition: number;
  readonly code: string;
  readonly fields: readonly string[];
}

function Fields({ edition, code, fields }: FieldsProps): ReactNode {
  const before = useContents(edition - 1).get(code);
  const after = useContents(edition).get(code);
  if (before === undefined || after === undefined) return <p>{fields.map(itemsText.field).join('、')}</p>;
  return (
    <dl className="item-changes">
      {fields.map((field) => (
        <div key={field}>
          <dt>{itemsText.field(field)}</dt>
          <FieldChange before={fieldLines(before, field)} after={fieldLines(after, field)} />
        </div>
      ))}
    </dl>
  );
}

interface FieldChangeProps {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Only the lines that differ: one new check point must not hide among twenty. */
function FieldChange({ before, after }: FieldChangeProps): ReactNode {
  const [gone, come] = [without(before, after), without(after, before)];
  const words = itemEditorText.diff;
  if (gone.length + come.length === 0) return <dd>{words.order}</dd>;
  return (
    <>
      {gone.length > 0 && <dd className="muted">{`${words.from}：${gone.join('；')}`}</dd>}
      {come.length > 0 && <dd>{`${words.to}：${come.join('；')}`}</dd>}
    </>
  );
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  return lines.filter((line) => !others.includes(line));
}

/** The items of an edition by code; all rows of the table share one read. */
function useContents(edition: number): ReadonlyMap<string, ItemContent> {
  const rows = useRead<ItemList>('/api/items', { edition, size: MOST_ITEMS }).value?.rows ?? [];
  return new Map(rows.map(({ content }) => [content.code, content]));
}
