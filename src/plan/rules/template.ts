/** Whether a template asks only for what the notice has, where it may be asked for. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { NOTICE_FIELDS, type TemplateTag } from '../types/template.ts';

/** Every tag that is wrong, with the words around it; empty means the template can be filled. */
export function templateRefusals(tags: readonly TemplateTag[]): Refusal[] {
  if (tags.length === 0) return [{ code: 'template-without-fields' }];
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
    const refusal = judge(tag, scope);
    if (refusal !== undefined) refusals.push(refusal);
  }
  return [...refusals, ...open.map((tag) => wrong('template-not-closed', tag))];
}

function judge(tag: TemplateTag, scope: readonly string[]): Refusal | undefined {
  const own = NOTICE_FIELDS[tag.name];
  const inside = scope.some((name) => fieldsOf(name).includes(tag.name));
  if (inside) return undefined;
  if (own === undefined) {
    const rows = Object.keys(NOTICE_FIELDS).filter((name) => fieldsOf(name).includes(tag.name));
    return rows.length === 0
      ? wrong('template-field-unknown', tag)
      : wrong('template-field-outside', tag, { rows: rows.join('、') });
  }
  // A field that is text may be a condition ({{#抄送}}…{{/抄送}}); rows are no text.
  if (tag.kind === 'field' && typeof own !== 'string') return wrong('template-rows-as-field', tag);
  return tag.kind === 'open' && own === 'picture' ? wrong('template-picture-as-rows', tag) : undefined;
}

function fieldsOf(name: string): readonly string[] {
  const field = NOTICE_FIELDS[name];
  return field === undefined || typeof field === 'string' ? [] : field;
}

function wrong(code: string, { name, place }: TemplateTag, facts: Readonly<Record<string, string>> = {}): Refusal {
  return { code, at: 'file', facts: { field: name, place, ...facts } };
}
