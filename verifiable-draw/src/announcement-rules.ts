/** What an announcement must say to be a fair draw, beyond its form. SPEC §6.5. @module */
import type { Announcement, MissingRule } from './announcement.ts';
import { meansProblems } from './means/means-rules.ts';
import { quotaProblems } from './quotas.ts';
import { creditedBits, isOutside, isThrown } from './sources.ts';
import { namesOutside, placesOf, teamProblems } from './templates.ts';

/** Least bits of all sources together, and of those no participant controls (SPEC §7.4). */
const ALL_BITS = 64;
const OUTSIDE_BITS = 24;

/** Everything that is wrong with an announcement of the right form; empty when it may be published. */
export function announcementProblems(a: Announcement): string[] {
  return [
    ...listProblems(a),
    ...selectProblems(a),
    ...templateProblems(a),
    ...meansProblems(a),
    ...sourceProblems(a),
    ...timeProblems(a),
  ];
}

function listProblems({ roster, experts, expertConflicts, assign }: Announcement): string[] {
  const problems: string[] = [];
  const excluded = total(Object.values(roster.excluded));
  if (roster.eligible + excluded !== roster.size) {
    problems.push(`roster: ${roster.eligible} eligible and ${excluded} excluded are not ${roster.size}`);
  }
  if ((experts === undefined) !== (assign.experts === undefined))
    problems.push('experts and their places must be announced together');
  if ((experts === undefined) !== (expertConflicts === undefined))
    problems.push('experts and their recusals must be announced together');
  return problems;
}

function selectProblems({ select, roster }: Announcement): string[] {
  const problems = quotaProblems(select.k, select.strata);
  const value = evaluateRule(select.kRule);
  if (value === undefined) problems.push(`kRule ${select.kRule}: expected a number, ceil(a*b/c) or floor(a*b/c)`);
  else if (value !== BigInt(select.k)) problems.push(`kRule ${select.kRule} gives ${value}, not k = ${select.k}`);
  const most = total(select.strata.map(({ max }) => max));
  if (most > roster.eligible) problems.push(`strata may give ${most}, but only ${roster.eligible} are eligible`);
  return problems;
}

/** Value of a rule for k, in whole numbers; undefined when it is none. */
export function evaluateRule(rule: string): bigint | undefined {
  if (/^[1-9]\d{0,8}$/.test(rule)) return BigInt(rule);
  const [, rounding, ...digits] = /^(ceil|floor)\((\d{1,9})\*(\d{1,9})\/([1-9]\d{0,8})\)$/.exec(rule) ?? [];
  if (rounding === undefined) return undefined;
  const [a, b, c] = digits.map(BigInt) as [bigint, bigint, bigint];
  const up = rounding === 'ceil' && (a * b) % c > 0n;
  return (a * b) / c + (up ? 1n : 0n);
}

function templateProblems({ select, assign }: Announcement): string[] {
  const strata = select.strata.map(({ id }) => id);
  return [
    ...strata.flatMap((id) => teamProblems(`stratum ${id}`, placesOf(assign.slots, id))),
    ...namesOutside(strata, assign.slots).map((id) => `assign.slots: ${id} is no stratum`),
    ...namesOutside(strata, assign.experts ?? {}).map((id) => `assign.experts: ${id} is no stratum`),
  ];
}

function sourceProblems({ sources, profile, missing, mode }: Announcement): string[] {
  const problems: string[] = [];
  const ids = sources.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) problems.push('a source stands twice');
  const bits = (some: typeof sources): number => total(some.map(creditedBits));
  const outside = sources.filter(isOutside);
  const dice = sources.filter(({ type }) => type === 'dice');
  const thrown = sources.filter(isThrown);
  for (const source of sources) {
    if (source.type === 'nist' && !source.at.endsWith(':00Z'))
      problems.push(`${source.id}: pulses come at whole minutes, not at ${source.at}`);
    if (source.type === 'machine' && source.draws > source.balls)
      problems.push(`${source.id}: ${source.draws} balls cannot be drawn of ${source.balls}`);
  }
  if (dice.length > 1) problems.push('dice are thrown once');
  if (mode === 'sealed' && !sources.some(({ type }) => type === 'otc'))
    problems.push('a sealed draw needs a one-time code');
  if (profile === 'public') {
    if (bits(sources) < ALL_BITS)
      problems.push(`sources are worth ${bits(sources)} bits, at least ${ALL_BITS} are needed`);
    if (bits(outside) < OUTSIDE_BITS) {
      problems.push(`outside sources are worth ${bits(outside)} bits, at least ${OUTSIDE_BITS} are needed`);
    }
  } else {
    if (outside.length > 0) problems.push('a draw with an outside source has the profile public');
    if (sources.filter(({ type }) => type === 'commit').length < 2)
      problems.push('profile offline: shares of at least two bodies');
    if (bits(thrown) < ALL_BITS)
      problems.push(`profile offline: dice and balls are worth ${bits(thrown)} bits, at least ${ALL_BITS} are needed`);
  }
  for (const source of sources) {
    const rule = missingRule(missing, source.id);
    if (rule === undefined) problems.push(`missing: no rule for ${source.id}`);
    if (rule === 'skip' && source.type !== 'commit')
      problems.push(`missing: only a share may be skipped, not ${source.id}`);
  }
  return problems;
}

/** The announced rule for a source without a value: by its id, or by the longest beginning with an asterisk. */
export function missingRule(missing: Announcement['missing'], id: string): MissingRule | undefined {
  const names = Object.keys(missing).filter((name) =>
    name.endsWith('*') ? id.startsWith(name.slice(0, -1)) : id === name,
  );
  const [best] = names.toSorted((a, b) => Number(a.endsWith('*')) - Number(b.endsWith('*')) || b.length - a.length);
  return best === undefined ? undefined : missing[best];
}

function timeProblems({ deadlines, profile, margin, roster }: Announcement): string[] {
  const problems: string[] = [];
  const order = [
    roster.snapshot,
    deadlines.reveal,
    ...(deadlines.beacon === undefined ? [] : [deadlines.beacon]),
    deadlines.result,
    ...(deadlines.open === undefined ? [] : [deadlines.open]),
  ];
  if (order.slice(1).some((time, i) => time < (order[i] as string))) {
    problems.push('times must follow each other: roster.snapshot, deadlines.reveal, beacon, result, open');
  }
  if (deadlines.beacon !== undefined && profile === 'offline')
    problems.push('a time for outside sources is announced with the profile public only');
  if ((margin === undefined) !== (profile === 'offline'))
    problems.push('margin is announced with the profile public, and only then');
  return problems;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
