/** Which items apply to an enterprise, and the check table that follows from them. Browser-safe. @module */
import type { ChecklistLine, EnterpriseTags, ItemVersion, ObjectScope } from '../types.ts';

/** Whether the scope (适用对象) takes in an enterprise: one common domain or flag, or no limit at all. */
export function appliesTo(scope: ObjectScope, tags: EnterpriseTags): boolean {
  if (scope.domains.length === 0 && scope.flags.length === 0) return true;
  return (
    scope.domains.some((domain) => tags.domains.includes(domain)) ||
    scope.flags.some((flag) => tags.flags.includes(flag))
  );
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
  return itemsFor(items, tags).flatMap(({ itemId, version, content }) =>
    content.points.map((point) => ({ ...point, itemId, version, code: content.code, itemName: content.name })),
  );
}
