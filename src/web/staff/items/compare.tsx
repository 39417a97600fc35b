/** Two versions of an item beside each other: every field that differs, line by line. @module */
import type { ReactNode } from 'react';
import { diffItems } from '../../../items/rules/catalogue.ts';
import type { ItemView } from '../../../items/types.ts';
import { EmptyState } from '../../kit/empty-state.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { itemEditorText as text } from '../../kit/strings/items-editor.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { TextChange } from '../../kit/text-change.tsx';
import { fieldLines } from './words.ts';

export function ComparePage(): ReactNode {
  const before = useRead<ItemView>(`/api/items/${useParam('itemId')}`);
  const after = useRead<ItemView>(`/api/items/${useParam('otherId')}`);
  return (
    <Loaded read={before} skeleton={<TextSkeleton lines={8} />}>
      {(first) => (
        <Loaded read={after} skeleton={<TextSkeleton lines={8} />}>
          {(second) => <Comparison views={first.version < second.version ? [first, second] : [second, first]} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Comparison({ views: [before, after] }: { readonly views: readonly [ItemView, ItemView] }): ReactNode {
  const fields = diffItems([before], [after]).changed.flatMap((change) => change.fields);
  const title = `${after.content.code} ${after.content.name}`;
  return (
    <>
      <PageHeader
        title={text.compareTitle(after.content.code, before.version, after.version)}
        parent={{ to: `/items/${after.itemId}`, title }}
      />
      {fields.length === 0 && <EmptyState title={text.same} />}
      {fields.map((field) => (
        <section key={field}>
          <h2>{itemsText.field(field)}</h2>
          <TextChange
            before={fieldLines(before.content, field).join('\n')}
            after={fieldLines(after.content, field).join('\n')}
          />
        </section>
      ))}
    </>
  );
}
