/** A Word template that an office has edited, held against the fields of its form before it is used. @module */
import { TemplateHandler } from 'easy-template-x';
import type { Refusal } from '../result.ts';
import { fillWord } from './word.ts';

const handler = new TemplateHandler({ delimiters: { tagStart: '{{', tagEnd: '}}' } });

/** Every reason why the template cannot be used: fields that do not exist, that are missing, loops that do not close. */
export async function templateRefusals(
  template: Uint8Array,
  known: ReadonlySet<string>,
  needed: readonly string[],
): Promise<Refusal[]> {
  let names: ReadonlySet<string>;
  try {
    const tags = await handler.parseTags(Buffer.from(template));
    names = new Set(tags.map(({ name }) => name));
  } catch (error) {
    return [
      { code: 'form-template-unreadable', facts: { said: error instanceof Error ? error.message.slice(0, 200) : '' } },
    ];
  }
  const refusals: Refusal[] = [...names]
    .filter((name) => !known.has(name))
    .map((name) => ({ code: 'form-template-field-unknown', at: name, facts: { name } }));
  for (const name of needed)
    if (!names.has(name)) refusals.push({ code: 'form-template-field-missing', facts: { name } });
  if (refusals.length > 0) return refusals;
  try {
    // Empty lists and words: whether its loops close and its tables hold together shows only when it is filled.
    await fillWord(template, Object.fromEntries([...known].map((name) => [name, ''])));
    return [];
  } catch (error) {
    return [
      { code: 'form-template-unreadable', facts: { said: error instanceof Error ? error.message.slice(0, 200) : '' } },
    ];
  }
}
