/** The draw itself: result = f(announcement, lists, source values). SPEC §12. @module */
import {
  announcementHash,
  type Announcement,
  type AssignRule,
  type SelectRule,
  type Templates,
} from './announcement.ts';
import { missingRule } from './announcement-rules.ts';
import { assign } from './assign/assign.ts';
import type { Conflict, MatchingInput, Post } from './assign/instance.ts';
import { assignOptional } from './assign/optional.ts';
import { toHex } from './bytes.ts';
import { canonicalDocument, documentText } from './canonical.ts';
import { deriveKeys, derivePrk, type DrawKeys } from './keys.ts';
import { listProblems, type DrawLists } from './lists.ts';
import { listOf, type CommittedList, type ConflictLeaf, type RosterLeaf } from './leaves.ts';
import { meansOf } from './means/means.ts';
import { teamRecord, teamsByFormation } from './means/teams.ts';
import { entryHashes, leafHash } from './merkle.ts';
import { outcomesOf } from './outcomes.ts';
import { quotas } from './quotas.ts';
import type {
  DetailsDocument,
  DrawnEnterprise,
  ExpertRecord,
  OutcomeLeaf,
  ResultDocument,
  StratumResult,
  TeamRecord,
  UsedSource,
} from './result.ts';
import { select } from './select.ts';
import { sourceValue } from './sources.ts';
import { suiteOf, type Suite } from './suite.ts';
import { placesOf } from './templates.ts';

export interface DrawInputs extends DrawLists {
  readonly announcement: Announcement;
  /** Value of every source by id, as published; a source that has none is left out. */
  readonly values: Readonly<Record<string, string>>;
}

export interface DrawResult {
  /** For the log. */
  readonly result: ResultDocument;
  readonly resultBytes: Uint8Array;
  /** Leaf hash of the result: `facts.document` of the deed `draw.complete`. */
  readonly resultHash: string;
  readonly details: DetailsDocument;
  readonly detailsBytes: Uint8Array;
  /** One for each roster leaf, in its order. */
  readonly outcomes: readonly OutcomeLeaf[];
  readonly outcomeHashes: readonly Uint8Array[];
}

/** Pseudorandom key and purpose keys of a draw, and the sources they came from. */
export interface Seed {
  readonly sources: readonly UsedSource[];
  readonly prk: Uint8Array;
  readonly keys: DrawKeys;
}

/**
 * Computes a draw (SPEC §12). There is nothing to choose here: the same announcement, lists and values give the same
 * bytes on every machine.
 *
 * @throws {RangeError} when a list is not the announced one, a value is not one of its source, or a source is missing
 *   that may not be skipped
 */
export function computeDraw(inputs: DrawInputs): DrawResult {
  const { announcement } = inputs;
  const suite = suiteOf(announcement.suite);
  const problems = listProblems(announcement, inputs);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  const seed = deriveSeed(announcement, inputs.values);
  const { strata, selected } = selectAll(suite, seed.keys, announcement.select, inputs.roster.leaves);
  const teams = teamsOf(suite, seed.keys, inputs, announcement.assign, selected);
  const experts = expertsOf(suite, seed.keys, inputs, announcement.assign, selected);
  const hash = toHex(announcementHash(announcement));
  const details: DetailsDocument = {
    type: 'vdraw/1/details',
    draw: announcement.draw,
    announcement: hash,
    sources: seed.sources,
    prk: toHex(seed.prk),
    strata,
    selected,
    teams,
    ...(experts === undefined ? {} : { experts }),
    ...meansOf(suite, seed.keys, inputs, announcement.assign, selected, teams, experts),
  };
  const outcomes = outcomesOf(suite, announcement, inputs.roster.leaves, seed.keys.ent, details);
  const { root, size, hashes } = listOf(suite, outcomes, entryHashes(suite, outcomes, documentText));
  const detailsBytes = canonicalDocument(details);
  const result: ResultDocument = {
    type: 'vdraw/1/result',
    suite: suite.id,
    draw: announcement.draw,
    announcement: hash,
    root,
    size,
    details: toHex(leafHash(suite, detailsBytes)),
  };
  const resultBytes = canonicalDocument(result);
  const resultHash = toHex(leafHash(suite, resultBytes));
  return { result, resultBytes, resultHash, details, detailsBytes, outcomes, outcomeHashes: hashes };
}

/**
 * Key of the draw from the values of its sources (SPEC §7).
 * @throws {RangeError} when a value is wrong, or missing without the rule `skip`
 */
export function deriveSeed(announcement: Announcement, values: Readonly<Record<string, string>>): Seed {
  const suite = suiteOf(announcement.suite);
  const used = announcement.sources.map((source) => {
    const value = Object.hasOwn(values, source.id) ? values[source.id] : undefined;
    if (value !== undefined)
      return { record: { id: source.id, value }, bytes: sourceValue(suite, announcement.draw, source, value) };
    if (missingRule(announcement.missing, source.id) !== 'skip')
      throw new RangeError(`${source.id} has no value, and may not be skipped`);
    return { record: { id: source.id }, bytes: new Uint8Array() };
  });
  const prk = derivePrk(
    suite,
    announcementHash(announcement),
    used.map(({ record, bytes }) => ({ id: record.id, value: bytes })),
  );
  return { sources: used.map(({ record }) => record), prk, keys: deriveKeys(suite, prk) };
}

/** Quotas and drawn enterprises of all strata, in the order of the announcement. */
export function selectAll(
  suite: Suite,
  keys: DrawKeys,
  rule: SelectRule,
  roster: readonly RosterLeaf[],
): { readonly strata: readonly StratumResult[]; readonly selected: readonly DrawnEnterprise[] } {
  const quota = quotas(suite, keys.quotaTie, rule.k, rule.strata);
  const draws = rule.strata.map(({ id }) => {
    const eligible = roster.filter(({ status, stratum }) => status === 'eligible' && stratum === id);
    const n = quota.get(id) as number;
    return { id, eligible: eligible.length, n, ...select(suite, keys.ent, eligible, n, rule.weights, rule.reserve) };
  });
  return {
    strata: draws.map(({ id, eligible, n, selected, reserve }) => {
      const last = selected.at(-1);
      const cutoff = last === undefined ? {} : { cutoff: toHex(last.score) };
      return { id, eligible, quota: n, ...cutoff, reserve: reserve.map((each) => each.id) };
    }),
    selected: draws.flatMap(({ id: stratum, selected }) =>
      selected.map(({ id, score }, i) => ({ id, stratum, rank: i + 1, score: toHex(score) })),
    ),
  };
}

function postsOf(selected: readonly DrawnEnterprise[], templates: Templates): Post[] {
  return selected.map(({ id, stratum }) => ({
    id,
    slots: placesOf(templates, stratum),
  }));
}

function conflictsOf(list: CommittedList<ConflictLeaf>): Conflict[] {
  return list.leaves.map(({ person, ent }) => ({ officer: person, ent }));
}

/** The problem of matching officers to the drawn enterprises. */
export function teamInput(lists: DrawLists, rule: AssignRule, selected: readonly DrawnEnterprise[]): MatchingInput {
  const posts = postsOf(selected, rule.slots);
  return { posts, officers: lists.officers.leaves, conflicts: conflictsOf(lists.conflicts), balance: rule.balance };
}

/** Teams for the drawn enterprises, or the reason why there are none. */
export function teamsOf(
  suite: Suite,
  keys: DrawKeys,
  lists: DrawLists,
  rule: AssignRule,
  selected: readonly DrawnEnterprise[],
): TeamRecord {
  const { teams } = rule;
  if (teams !== undefined) return teamsByFormation(suite, keys, lists, { ...rule, teams }, selected);
  const pair = { order: keys.assignOrder, pair: keys.assignPair };
  return teamRecord(assign(suite, pair, teamInput(lists, rule, selected), rule.relax));
}

/** Experts for the drawn enterprises, if the announcement has any. */
export function expertsOf(
  suite: Suite,
  keys: DrawKeys,
  lists: DrawLists,
  rule: AssignRule,
  selected: readonly DrawnEnterprise[],
): ExpertRecord | undefined {
  const input = expertInput(lists, rule, selected);
  if (input === undefined) return undefined;
  const pair = { order: keys.expertOrder, pair: keys.expertPair };
  const { trace, loads, phi, unfilled } = assignOptional(suite, pair, input);
  return { phi, loads: Object.fromEntries(loads), trace, unfilled };
}

/** The problem of matching experts to the drawn enterprises. */
export function expertInput(
  lists: DrawLists,
  rule: AssignRule,
  selected: readonly DrawnEnterprise[],
): MatchingInput | undefined {
  const { experts, expertConflicts } = lists;
  if (experts === undefined || expertConflicts === undefined || rule.experts === undefined) return undefined;
  const posts = postsOf(selected, rule.experts);
  return { posts, officers: experts.leaves, conflicts: conflictsOf(expertConflicts), balance: rule.balance };
}
