/** Taking an item out of the edition being prepared, with the reason. @module */
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import type { Catalogue, ItemList } from '../../../items/types.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { useRead } from '../../kit/read.tsx';
import { SearchedSelect } from '../../kit/searched-select.tsx';
import { useMayDo } from '../../kit/session.ts';
import { itemEditorText } from '../../kit/strings/items-editor.zh.ts';

const text = itemEditorText.removal;
const RemoveInput = z.object({ itemId: z.string(), reason: z.string().trim().min(1).max(500) });

interface EditionRemovalProps {
  readonly catalogue: Catalogue;
  /** No later edition has been begun. */
  readonly isLatest: boolean;
}

/** On a draft; and on the list in force, of which the next edition then begins. */
export function EditionRemoval({ catalogue: { edition, state }, isLatest }: EditionRemovalProps): ReactNode {
  const mayRemove = useMayDo('items.remove');
  const navigate = useNavigate();
  if (!mayRemove || !isLatest || (state !== 'draft' && state !== 'published')) return null;
  return (
    <details className="item-removal">
      <summary>{text.title}</summary>
      <DeedForm<unknown, { edition: number }>
        kind="items.remove"
        schema={RemoveInput}
        onDone={(answer) => void navigate({ to: `/items/editions/${answer.edition}` })}
      >
        <p className="muted">{state === 'draft' ? text.hint : text.begins(edition + 1)}</p>
        <Field name="itemId" label={text.item} hint={text.search}>
          <ItemSelect edition={edition} />
        </Field>
        <Field name="reason" label={text.reason}>
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </DeedForm>
    </details>
  );
}

function ItemSelect({ edition, ...given }: { readonly edition: number }): ReactNode {
  const [q, search] = useState('');
  const read = useRead<ItemList>('/api/items', { edition, size: 100, q: q === '' ? undefined : q });
  const found = (read.value?.rows ?? []).map(({ itemId, content }) => ({
    value: itemId,
    label: `${content.code} ${content.name}`,
  }));
  return <SearchedSelect {...given} found={found} isPending={read.isPending} onSearch={search} />;
}
