/** Citations typed as people write them, and what they resolve to today. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ResolvedBasis } from '../../../items/types.ts';
import { Field } from '../../kit/field.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { itemEditorText as text } from '../../kit/strings/items-editor.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { BasisText } from './basis-text.tsx';
import type { Role } from './item-form.ts';

/** As long as the server reads. */
const MAX_TEXT = 1_200;

interface CitationFieldProps {
  readonly kind: Role;
  /** What the field holds when the form opens. */
  readonly initial: string;
}

export function CitationField({ kind, initial }: CitationFieldProps): ReactNode {
  const [written, setWritten] = useState(initial);
  return (
    <div>
      <Field name={`content.bases.${kind}`} label={itemsText.item[kind]} isOptional>
        <Input.TextArea rows={2} maxLength={MAX_TEXT} onBlur={(event) => setWritten(event.target.value.trim())} />
      </Field>
      {written !== '' && <Resolved kind={kind} written={written} />}
    </div>
  );
}

interface Citations {
  readonly bases: readonly ResolvedBasis[];
  readonly unread: readonly string[];
}

function Resolved({ kind, written }: { readonly kind: Role; readonly written: string }): ReactNode {
  const citations = useRead<Citations>('/api/item-citations', { role: kind, text: written });
  return (
    <div className="resolved" role="status" aria-label={text.resolved}>
      <Loaded read={citations} skeleton={<TextSkeleton lines={2} />}>
        {({ bases, unread }) => (
          <>
            {bases.map((basis) => (
              <BasisText key={`${basis.instrument} ${basis.article} ${basis.part}`} basis={basis} />
            ))}
            {unread.length > 0 && <p className="field-mistake">{text.unread(unread.join('、'))}</p>}
          </>
        )}
      </Loaded>
    </div>
  );
}
