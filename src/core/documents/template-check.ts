/** A Word template that an office has edited, held against what its document has, before it is used. @module */
import { strFromU8, unzipSync } from 'fflate';
import type { Refusal } from '../result.ts';
import type { TemplateField, TemplateFields, TemplateTag } from './template-fields.ts';
import { fillWord, placedTags } from './word.ts';

/**
 * Every reason why the file cannot be used: no Word document, fields that do not exist or stand where they may not, loops
 * that do not close, `needed` fields that are missing. Empty means it can be filled.
 */
export async function templateRefusals(
  template: Uint8Array,
  fields: TemplateFields,
  needed: readonly string[] = [],
): Promise<Refusal[]> {
  const tags = await placedTags(template);
  if (tags === undefined) return [{ code: 'template-unreadable', at: 'file' }];
  if (tags.length === 0) return [{ code: 'template-without-fields', at: 'file' }];
  const missing = needed.filter((name) => tags.every((tag) => tag.name !== name));
  const refusals = [
    ...tagRefusals(tags, new Map(Object.entries(fields))),
    ...missing.map((field): Refusal => ({ code: 'template-field-missing', at: 'file', facts: { field } })),
  ];
  return refusals.length > 0 ? refusals : triedRefusals(template, fields);
}

/** Whether tables and loops hold together, and every brace closes, shows only when the template is filled; nothing is in it yet. */
async function triedRefusals(template: Uint8Array, fields: TemplateFields): Promise<Refusal[]> {
  const empty = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, emptyOf(field)]));
  try {
    const { 'word/document.xml': document = new Uint8Array() } = unzipSync(await fillWord(template, empty));
    const words = strFromU8(document).replaceAll(/<[^>]*>/g, '');
    return /\{\{|\}\}/.test(words) ? [{ code: 'template-unreadable', at: 'file' }] : [];
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(0, 200) : '';
    return [{ code: 'template-unfillable', at: 'file', facts: { said } }];
  }
}

function emptyOf(field: TemplateField): '' | readonly [] {
  return typeof field === 'string' ? '' : [];
}

type Known = ReadonlyMap<string, TemplateField>;

function tagRefusals(tags: readonly TemplateTag[], known: Known): Refusal[] {
  const refusals: Refusal[] = [];
  const open: TemplateTag[] = [];
  for (const tag of tags) {
    const scope = open.map(({ name }) => name);
    if (tag.kind === 'close') {
      const last = open.pop();
      if (last?.name !== tag.name) refusals.push(wrong('template-closes-other', tag, { open: last?.name ?? '' }));
      continue;
    }
    if (tag.kind === 'open') open.push(tag);
    const refusal = judge(tag, scope, known);
    if (refusal !== undefined) refusals.push(refusal);
  }
  return [...refusals, ...open.map((tag) => wrong('template-not-closed', tag))];
}

function judge(tag: TemplateTag, scope: readonly string[], known: Known): Refusal | undefined {
  const own = known.get(tag.name);
  const holds = (list: string): boolean => rowFields(known.get(list)).includes(tag.name);
  if (scope.some(holds)) return undefined;
  if (own === undefined) {
    const rows = [...known.keys()].filter(holds);
    return rows.length === 0
      ? wrong('template-field-unknown', tag)
      : wrong('template-field-outside', tag, { rows: rows.join('、') });
  }
  // A field that is text may be a condition ({{#抄送}}…{{/抄送}}); rows are no text.
  if (tag.kind === 'field' && typeof own !== 'string') return wrong('template-rows-as-field', tag);
  return tag.kind === 'open' && own === 'picture' ? wrong('template-picture-as-rows', tag) : undefined;
}

function rowFields(field: TemplateField | undefined): readonly string[] {
  return field === undefined || typeof field === 'string' ? [] : field;
}

function wrong(code: string, { name, place }: TemplateTag, facts: Readonly<Record<string, string>> = {}): Refusal {
  return { code, at: 'file', facts: { field: name, place, ...facts } };
}
