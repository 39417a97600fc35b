/** When an edition of the list may move on, and what changed in it. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type {
  Catalogue,
  CatalogueDiff,
  CatalogueState,
  ItemVersion,
  LegalBasis,
  BasisRef,
  ResolvedBasis,
} from '../types.ts';
import { formatCitation } from './citations.ts';

/** The version of an article in force on `day`: the latest that has begun and not ended; undefined when there is none. */
export function basisOn(
  bases: readonly LegalBasis[],
  ref: Pick<BasisRef, 'instrument' | 'article'>,
  day: string,
): LegalBasis | undefined {
  return bases
    .filter((basis) => basis.instrument === ref.instrument && basis.article === ref.article)
    .filter((basis) => basis.validFrom <= day && (basis.validTo === null || day <= basis.validTo))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
}

/** Each reference with the text in force on `day`. */
export function resolveOn(bases: readonly LegalBasis[], refs: readonly BasisRef[], day: string): ResolvedBasis[] {
  return refs.map((ref) => ({ ...ref, basis: basisOn(bases, ref, day) ?? null }));
}

/** Items need a duty in law (国办发〔2015〕58号), and every article they cite must be in force on the day of the act. */
export function basisRefusals(items: readonly ItemVersion[], bases: readonly LegalBasis[], day: string): Refusal[] {
  return items.flatMap(({ content }) => {
    const lapsed = resolveOn(bases, content.bases, day).filter(({ basis }) => basis === null);
    const refusals: Refusal[] = lapsed.map((ref) => ({
      code: 'basis-not-in-force',
      at: content.code,
      facts: { item: `${content.code} ${content.name}`, citation: formatCitation(ref), day },
    }));
    if (!content.bases.some(({ role }) => role === 'duty')) {
      refusals.push({
        code: 'item-without-duty',
        at: content.code,
        facts: { item: `${content.code} ${content.name}` },
      });
    }
    return refusals;
  });
}

/** What stands between a catalogue and its next step, besides the content of its items. */
export function stateRefusals(state: CatalogueState, allowed: readonly CatalogueState[]): Refusal[] {
  return allowed.includes(state) ? [] : [{ code: 'catalogue-wrong-state', facts: { state } }];
}

/** Why the edition may not be submitted. `before` is the edition in force, empty for the first. */
export function submitRefusals(
  state: CatalogueState,
  items: readonly ItemVersion[],
  before: readonly ItemVersion[],
  bases: readonly LegalBasis[],
  day: string,
): Refusal[] {
  const refusals = [...stateRefusals(state, ['draft']), ...basisRefusals(items, bases, day)];
  if (items.length === 0) refusals.push({ code: 'catalogue-empty' });
  else if (isUnchanged(diffItems(before, items))) refusals.push({ code: 'catalogue-unchanged' });
  return refusals;
}

/** Separation of duties (domain §20): who approves did neither draft nor submit; who publishes did not draft. */
export function separationRefusals(
  catalogue: Pick<Catalogue, 'draftedBy' | 'submittedBy'>,
  staffId: string,
  act: 'approve' | 'publish',
): Refusal[] {
  if (catalogue.draftedBy.includes(staffId)) return [{ code: `catalogue-own-draft-${act}` }];
  if (act === 'approve' && catalogue.submittedBy === staffId) return [{ code: 'catalogue-own-submission' }];
  return [];
}

/** What an edition changes against the one before: by code, with the fields that differ. */
export function diffItems(before: readonly ItemVersion[], after: readonly ItemVersion[]): CatalogueDiff {
  const old = new Map(before.map((item) => [item.content.code, item]));
  const now = new Set(after.map((item) => item.content.code));
  const name = ({ content }: ItemVersion): { code: string; name: string } => ({
    code: content.code,
    name: content.name,
  });
  return {
    added: after.filter(({ content }) => !old.has(content.code)).map(name),
    removed: before.filter(({ content }) => !now.has(content.code)).map(name),
    changed: after.flatMap((item) => {
      const earlier = old.get(item.content.code);
      const fields = earlier === undefined ? [] : changedFields(earlier, item);
      return fields.length === 0 ? [] : [{ ...name(item), fields }];
    }),
  };
}

function isUnchanged(diff: CatalogueDiff): boolean {
  return diff.added.length + diff.removed.length + diff.changed.length === 0;
}

function changedFields(before: ItemVersion, after: ItemVersion): string[] {
  if (before.itemId === after.itemId) return [];
  const old: Readonly<Record<string, unknown>> = before.content;
  const now: Readonly<Record<string, unknown>> = after.content;
  // A field that was taken away is among the old ones alone.
  const fields = new Set([...Object.keys(now), ...Object.keys(old)]);
  return [...fields].filter((field) => !sameJson(now[field], old[field]));
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** jsonb gives keys back in its own order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
