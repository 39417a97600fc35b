/** Which records of enterprises may mean the same one (疑似重复), why, and when they may be joined. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import {
  DUPLICATE_REASONS,
  type DuplicateEntry,
  type DuplicatePair,
  type DuplicateReason,
} from '../types/duplicates.ts';
import type { Fields } from '../types/records.ts';
import { codesOf } from '../types/vocabulary.ts';

/** A name without what varies between two ways of writing it: width, case, spaces, brackets, dots and dashes. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Cf}()〔〕【】[\]·・.。,，、\-—_]/gu, '');
}

/** 分支机构: what follows the name of the whole. */
const BRANCH =
  /^(.{2,}?(?:公司|集团|厂|社|店|站|中心|研究院))(.{0,16}(?:分公司|分厂|分店|分部|分站|分所|分社|分院|分中心|厂区|门店|营业部|经营部|项目部|销售部|仓库|车间))$/u;
const REGION = /^(?:.{2,3}省|.{2,4}自治区)?(?:.{2,4}市)?(?:.{1,4}[区县])?/u;
const FORM = /(?:有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|公司|厂|店|中心|经营部)$/u;
/** Shorter ones are words that half the district shares. */
const SHORTEST_CORE = 4;

/**
 * Every two records that may mean the same enterprise, each pair once with all its reasons. Each reason is a key by which
 * records fall into one bucket, so 100,000 records take one pass. `distinct` holds pairs (`pairKey`) that somebody has declared
 * to be two enterprises.
 */
export function findDuplicatePairs(
  entries: readonly DuplicateEntry[],
  distinct: ReadonlySet<string>,
): readonly DuplicatePair[] {
  const reasons = new Map<string, Set<DuplicateReason>>();
  const note = (a: DuplicateEntry, b: DuplicateEntry, reason: DuplicateReason): void => {
    const key = pairKey(a.enterpriseId, b.enterpriseId);
    if (a.enterpriseId === b.enterpriseId || distinct.has(key)) return;
    reasons.set(key, (reasons.get(key) ?? new Set()).add(reason));
  };
  const byName = Map.groupBy(entries, ({ name }) => plainName(name));
  for (const [reason, keyOf] of SAME) {
    for (const [key, bucket] of reason === 'same-name' ? byName : Map.groupBy(entries, keyOf))
      if (key !== '') inTwos(bucket, (a, b) => note(a, b, reason));
  }
  const former = entries.flatMap((entry) => entry.formerNames.map((name) => ({ entry, name: plainName(name) })));
  for (const { entry, name } of former) for (const other of byName.get(name) ?? []) note(entry, other, 'former-name');
  for (const bucket of Map.groupBy(former, ({ name }) => name).values())
    inTwos(
      bucket.map(({ entry }) => entry),
      (a, b) => note(a, b, 'former-name'),
    );
  for (const entry of entries) for (const whole of byName.get(wholeOf(entry)) ?? []) note(entry, whole, 'branch');
  return [...reasons].map(([key, found]) => {
    const [first = '', second = ''] = key.split('|');
    return { first, second, reasons: codesOf(DUPLICATE_REASONS).filter((reason) => found.has(reason)) };
  });
}

/** Two records, whichever is named first. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/** Records that hang together by pairs, each group in the order of its first pair. */
export function groupsOf(pairs: readonly DuplicatePair[]): readonly (readonly DuplicatePair[])[] {
  const groupOf = new Map<string, DuplicatePair[]>();
  for (const pair of pairs) {
    const [left, right] = [groupOf.get(pair.first), groupOf.get(pair.second)];
    const joined = left ?? right ?? [];
    if (left !== undefined && right !== undefined && left !== right) {
      left.push(...right);
      for (const { first, second } of right) groupOf.set(first, left).set(second, left);
    }
    joined.push(pair);
    groupOf.set(pair.first, joined).set(pair.second, joined);
  }
  return [...new Set(groupOf.values())];
}

const SAME: readonly (readonly [DuplicateReason, (entry: DuplicateEntry) => string])[] = [
  ['same-name', ({ name }) => plainName(name)],
  ['same-organisation', ({ creditCode }) => creditCode.slice(8, 17)],
  ['branch', wholeOf],
  ['same-core', coreOf],
  ['same-place', placeOf],
];

/** The name of the whole when this one is a branch by its name; '' otherwise. */
function wholeOf({ name }: DuplicateEntry): string {
  return BRANCH.exec(plainName(name))?.[1] ?? '';
}

function coreOf({ name }: DuplicateEntry): string {
  const core = plainName(name).replace(REGION, '').replace(FORM, '');
  return core.length < SHORTEST_CORE ? '' : core;
}

function placeOf({ productionAddress, legalRepresentative }: DuplicateEntry): string {
  if (productionAddress === null || legalRepresentative === null) return '';
  return `${plainName(productionAddress)}|${plainName(legalRepresentative)}`;
}

/** In a longer row each is tied to the next one only: still one group, without thousands of pairs. */
const ALL_TO_ALL = 30;

function inTwos(bucket: readonly DuplicateEntry[], note: (a: DuplicateEntry, b: DuplicateEntry) => void): void {
  for (const [index, a] of bucket.entries()) {
    const others = bucket.slice(index + 1, bucket.length > ALL_TO_ALL ? index + 2 : undefined);
    for (const b of others) note(a, b);
  }
}

/** The names a record keeps besides its own: those it has, then `more`, each once; the oldest go when there are too many. */
export function keptNames(name: string, formerNames: readonly string[], more: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const each of [...formerNames, ...more]) if (plainName(each) !== '') kept.set(each, each);
  kept.delete(name);
  return [...kept.values()].slice(-MOST_FORMER_NAMES);
}

/** The content of a record after its author changed it: an enterprise that is called otherwise keeps the name it had. */
export function withFormerName(before: unknown, fields: Fields): Fields {
  const { name, formerNames } = fields;
  if (typeof before !== 'string' || typeof name !== 'string' || !Array.isArray(formerNames)) return fields;
  return plainName(before) === plainName(name)
    ? fields
    : { ...fields, formerNames: keptNames(name, formerNames.map(String), [before]) };
}

/** As `EnterpriseContent` allows. */
const MOST_FORMER_NAMES = 10;

/** A record as a merge meets it. */
export interface MergeRecord {
  readonly recordId: string;
  readonly name: string;
  /** The version its author saw, and the present one; null when there is no such record any more. */
  readonly seen: number;
  readonly version: number | null;
}

/** Why these records may not be joined. `holds`: what later modules have against it. */
export function mergeRefusals(
  survivor: MergeRecord,
  merged: readonly MergeRecord[],
  holds: readonly Refusal[],
): Refusal[] {
  const all = [survivor, ...merged];
  const refusals: Refusal[] = [];
  if (new Set(all.map(({ recordId }) => recordId)).size !== all.length) refusals.push({ code: 'merge-with-itself' });
  if (all.some(({ version }) => version === null))
    refusals.push({ code: 'record-not-found', facts: { kind: 'enterprise' } });
  const changed = all.filter(({ version, seen }) => version !== null && version !== seen).map(({ name }) => name);
  if (changed.length > 0) refusals.push({ code: 'merge-record-changed', facts: { names: changed } });
  return [...refusals, ...holds];
}

/** Why a merge may not be undone: it is undone already, the survivor was changed since, or a draw has been frozen with it. */
export function undoMergeRefusals(
  merge: { readonly undoneAt: string | null; readonly survivorVersion: number; readonly current: number | null },
  freezesSince: number,
): Refusal[] {
  if (merge.undoneAt !== null) return [{ code: 'merge-undone' }];
  const refusals: Refusal[] = [];
  if (merge.current !== merge.survivorVersion) refusals.push({ code: 'merge-survivor-changed' });
  if (freezesSince > 0) refusals.push({ code: 'merge-used-by-draw' });
  return refusals;
}
