/** Which items apply to an enterprise, and the check table that follows from them. Browser-safe. @module */
import type { ChecklistLine, EnterpriseTags, ItemVersion, ObjectScope } from '../types.ts';

/** Whether the scope (适用对象) takes in an enterprise; one whose colour or size is not known is in no scope that names some. */
export function appliesTo(scope: ObjectScope, tags: EnterpriseTags): boolean {
  const { domains, flags, riskColors = [], sizes = [] } = scope;
  const isKind =
    (domains.length === 0 && flags.length === 0) ||
    domains.some((domain) => tags.domains.includes(domain)) ||
    flags.some((flag) => tags.flags.includes(flag));
  return isKind && isAmong(riskColors, tags.riskColor) && isAmong(sizes, tags.sizeClass);
}

function isAmong(named: readonly string[], code: string | null): boolean {
  return named.length === 0 || named.some((each) => each === code);
}

/** The items that apply to an enterprise, in the order of the catalogue. */
export function itemsFor(items: readonly ItemVersion[], tags: EnterpriseTags): ItemVersion[] {
  return items.filter((item) => appliesTo(item.content.scope, tags));
}

/**
 * The check table (检查表) of one visit: every point of every item that applies, in the order of the catalogue. The
 * notice of 2019 (三(二)) demands that check tables follow the published list; a line cites the item's version.
 */
export function checklistFor(items: readonly ItemVersion[], tags: EnterpriseTags): ChecklistLine[] {
  return linesOf(itemsFor(items, tags));
}

/** Every point of every item, whomever it is for. */
export function linesOf(items: readonly ItemVersion[]): ChecklistLine[] {
  return items.flatMap(({ itemId, version, content }) =>
    content.points.map((point) => ({ ...point, itemId, version, code: content.code, itemName: content.name })),
  );
}
