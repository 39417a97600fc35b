/** The public words of an entry as fields, for whoever writes a new version. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import type { MarkedText } from '../../../disclosure/types.ts';
import { Field } from '../../kit/field.tsx';
import { placeTitle } from './words.ts';

/** Named like the places the server finds protected values at, so that a reason stands at its field. */
export function WordingFields({ texts }: { readonly texts: readonly MarkedText[] }): ReactNode {
  return texts.map(({ at }) => (
    <Field key={at} name={at} label={placeTitle(at)}>
      <Input.TextArea rows={2} maxLength={2_000} />
    </Field>
  ));
}

/** Only what was changed, so that an untouched text stays as it was published. */
export function changedWording(
  texts: readonly MarkedText[],
  values: Readonly<Record<string, unknown>>,
): { readonly at: string; readonly text: string }[] {
  return texts.flatMap(({ at, copy }) => {
    const now = valueAt(values, at);
    return now === undefined || now === copy ? [] : [{ at, text: now }];
  });
}

/** `findings.2.text` → the value of `{ findings: { 2: { text } } }`. */
function valueAt(values: Readonly<Record<string, unknown>>, at: string): string | undefined {
  let value: unknown = values;
  for (const step of at.split('.')) value = Object(value)[step];
  return typeof value === 'string' ? value : undefined;
}

export function initialWording(texts: readonly MarkedText[]): Readonly<Record<string, unknown>> {
  const initial: Record<string, unknown> = {};
  for (const { at, copy } of texts) {
    const [field = '', which, part] = at.split('.');
    if (which === undefined || part === undefined) initial[field] = copy;
    else initial[field] = { ...Object(initial[field]), [which]: { [part]: copy } };
  }
  return initial;
}
