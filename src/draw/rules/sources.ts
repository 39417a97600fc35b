/** 随机源: from the configuration to what is announced, what each is worth, and what is typed in for it. Browser-safe. @module */
import {
  creditedBits,
  fromHex,
  isOutside,
  outsideTime,
  QUICKNET,
  sourceValue,
  suiteOf,
  toHex,
  verifyDrand,
  type SourceSpec,
} from 'verifiable-draw';
import { instantOf } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/result.ts';
import { DICE_SPEC, PARTIES, type DrawConfig, type Party } from '../types.ts';
import { ENVELOPES, ENVELOPES_NEEDED, type BeaconValue, type EntropySum, type OutsideSource } from '../types/inputs.ts';

/** Id of the dice among the sources of an announcement. */
export const DICE = 'dice';
const MACHINE = 'machine';
/** Bits that all sources, those from outside, and dice with balls are worth at least (SPEC §7.4). */
const GATES = { all: 64, outside: 24, thrown: 64 } as const;
const NO_COMMITMENT = '0'.repeat(64);

/** Id of a party's share among the sources of an announcement. */
export function sourceOf(party: Party): string {
  return `party:${party}`;
}

export interface NamedCommitment {
  readonly party: Party;
  readonly commitment: string;
  /** Hashes of its envelopes; empty when there are none. */
  readonly envelopes: readonly string[];
}

const NOBODY_YET: readonly NamedCommitment[] = (Object.keys(PARTIES) as Party[]).map((party) => ({
  party,
  commitment: NO_COMMITMENT,
  envelopes: [],
}));

/** The sources as the announcement names them, in its order: shares, what is thrown, what comes from outside, codes. */
export function sourceSpecs(
  { sources }: Pick<DrawConfig, 'sources'>,
  commitments: readonly NamedCommitment[] = NOBODY_YET,
  codes: readonly SourceSpec[] = [],
): SourceSpec[] {
  const { dice, machine, outside } = sources;
  return [
    ...commitments.map(({ party, commitment, envelopes }): SourceSpec => {
      const shares = envelopes.length === 0 ? {} : { shares: sharesText(envelopes) };
      return { id: sourceOf(party), type: 'commit', commitment, ...shares };
    }),
    ...(dice ? [{ id: DICE, type: 'dice', spec: DICE_SPEC } as const] : []),
    ...(machine === undefined ? [] : [{ id: MACHINE, type: 'machine', ...machine } as const]),
    ...outside.map(outsideSpec),
    ...codes,
  ];
}

/** How announcement and log name the envelopes of a share (SPEC §7.3a). */
export function sharesText(envelopes: readonly string[]): string {
  return [`${ENVELOPES_NEEDED}/${ENVELOPES}`, ...envelopes].join(' ');
}

function outsideSpec({ kind, issue = '', at }: OutsideSource): SourceSpec {
  switch (kind) {
    case 'ssq':
    case 'dlt':
    case 'kl8':
      return { id: kind, type: 'lottery', game: kind, issue, at };
    case 'drand':
      return { id: kind, type: 'drand', chain: QUICKNET.hash, round: roundAt(at) };
    case 'nist':
      return { id: kind, type: 'nist', at };
  }
}

/** The first round of quicknet that becomes known at this moment or later. */
export function roundAt(at: string): number {
  const seconds = Date.parse(at) / 1000 - QUICKNET.genesis;
  return Math.max(1, Math.ceil(seconds / QUICKNET.period) + 1);
}

/** What the sources are worth together (R6), each with its own. */
export interface EntropyTable {
  readonly rows: readonly { readonly source: SourceSpec; readonly bits: number; readonly isOutside: boolean }[];
  readonly sums: readonly EntropySum[];
}

/** 熵表 of a configuration: public draws need 64 bits, 24 of them from outside; offline ones 64 of dice and balls. */
export function entropyOf(profile: DrawConfig['sources']['profile'], sources: readonly SourceSpec[]): EntropyTable {
  const rows = sources.map((source) => ({ source, bits: creditedBits(source), isOutside: isOutside(source) }));
  const sumOf = (some: typeof rows): number => some.reduce((sum, { bits }) => sum + bits, 0);
  const all = { of: 'all' as const, bits: sumOf(rows), needed: GATES.all };
  const outside = { of: 'outside' as const, bits: sumOf(rows.filter((row) => row.isOutside)), needed: GATES.outside };
  const isThrown = ({ source }: (typeof rows)[number]): boolean => source.type === 'dice' || source.type === 'machine';
  const thrown = { of: 'thrown' as const, bits: sumOf(rows.filter(isThrown)), needed: GATES.thrown };
  return { rows, sums: profile === 'public' ? [all, outside] : [all, thrown] };
}

/** What the rules R1–R6 have against the sources of a configuration, before anything is announced. */
export function sourceRefusals(config: Pick<DrawConfig, 'sources' | 'revealBy' | 'resultBy'>): Refusal[] {
  const { profile, machine, outside } = config.sources;
  const refusals: Refusal[] = [];
  if (profile === 'offline' && outside.length > 0)
    refusals.push({ code: 'draw-outside-offline', at: 'sources.profile' });
  if (machine !== undefined && machine.draws > machine.balls)
    refusals.push({ code: 'draw-machine-draws', at: 'sources.machine.draws', facts: { ...machine } });
  outside.forEach((source, index) => refusals.push(...outsideRefusals(source, `sources.outside.${index}`, config)));
  const kinds = outside.map(({ kind }) => kind);
  for (const kind of new Set(kinds.filter((each, index) => kinds.indexOf(each) !== index)))
    refusals.push({ code: 'draw-outside-twice', at: 'sources.outside', facts: { kind } });
  if (refusals.length > 0) return refusals;
  return entropyOf(profile, sourceSpecs(config)).sums.flatMap(({ of, bits, needed }) =>
    bits >= needed ? [] : [{ code: 'draw-entropy-short', at: 'sources', facts: { of, bits, needed } }],
  );
}

/** R3: an outside source becomes known after the reveals and before the result is due. */
function outsideRefusals(
  source: OutsideSource,
  at: string,
  { revealBy, resultBy }: Pick<DrawConfig, 'revealBy' | 'resultBy'>,
): Refusal[] {
  const { kind, issue } = source;
  const refusals: Refusal[] = [];
  const isLottery = kind === 'ssq' || kind === 'dlt' || kind === 'kl8';
  if (isLottery && issue === undefined)
    refusals.push({ code: 'draw-issue-missing', at: `${at}.issue`, facts: { kind } });
  if (kind === 'nist' && !source.at.endsWith(':00Z')) refusals.push({ code: 'draw-pulse-minute', at: `${at}.at` });
  const known = knownAt(outsideSpec(source)) ?? source.at;
  if (known < revealBy)
    refusals.push({ code: 'draw-outside-early', at: `${at}.at`, facts: { kind, known, reveal: revealBy } });
  if (known > resultBy)
    refusals.push({ code: 'draw-outside-late', at: `${at}.at`, facts: { kind, known, result: resultBy } });
  return refusals;
}

/** When an outside source becomes known, RFC 3339; undefined for every other. */
export function knownAt(source: SourceSpec): string | undefined {
  if (!isOutside(source)) return undefined;
  return instantOf(outsideTime(source));
}

/** The last moment of the announced beacons; undefined without an outside source. */
export function beaconDeadline(sources: readonly SourceSpec[]): string | undefined {
  return sources
    .flatMap((source) => knownAt(source) ?? [])
    .toSorted()
    .at(-1);
}

/** What was typed for a source, as it is logged; or why it is no value of it. */
export type TypedValue =
  | { readonly value: string; readonly signature?: string }
  | { readonly refusals: readonly Refusal[] };

/**
 * Reads what a person typed or pasted: full-width digits become ASCII, numbers of a lottery ascend and have two digits,
 * balls keep the order they were called in, leading zeros stay. A seed is text and never a number.
 */
export function parseSource(
  draw: Pick<DrawConfig, 'suite'>,
  publicId: string,
  source: SourceSpec,
  typed: string,
): TypedValue {
  const text = valueIn(typed).normalize('NFKC').trim();
  const wrong = { refusals: [{ code: 'source-value', at: 'text', facts: { type: source.type, source: source.id } }] };
  if (source.type === 'drand') return signedValue(source.round, text) ?? wrong;
  const value = canonicalText(source, text);
  try {
    sourceValue(suiteOf(draw.suite), publicId, source, value);
  } catch {
    // The library throws for every text that is no value of the source: here that is a refusal.
    return wrong;
  }
  return { value };
}

/** The value of a round of quicknet with the signature that proves it; undefined when it is not that round's. */
export function signedValue(
  round: number,
  text: string,
): { readonly value: string; readonly signature: string } | undefined {
  const signature = text.toLowerCase().replaceAll(/\s/g, '');
  if (!/^[0-9a-f]{96}$/.test(signature)) return undefined;
  const randomness = verifyDrand(QUICKNET, round, fromHex(signature));
  return randomness && { value: toHex(randomness), signature };
}

/** What a file from another device says of a beacon's round or pulse of that moment; undefined when it is not in it. */
export function beaconIn(beacon: string, at: string, content: string): BeaconValue | undefined {
  const text = valueIn(content).trim();
  if (beacon === 'drand') return signedValue(roundAt(at), text);
  return /^[0-9a-f]{128}$/i.test(text) ? { value: text.toLowerCase() } : undefined;
}

/** The value in what was typed; of a whole answer of a beacon, pasted or from a file, its signature or output. */
function valueIn(typed: string): string {
  return /"(?:signature|outputValue)"\s*:\s*"([0-9a-f]+)"/i.exec(typed)?.[1] ?? typed;
}

function canonicalText(source: SourceSpec, text: string): string {
  switch (source.type) {
    case 'lottery': {
      const [main = '', extra] = text.replace(/^[a-z0-9]+:\d+:/i, '').split('+');
      const numbers = [numbersOf(main), ...(extra === undefined ? [] : [numbersOf(extra)])];
      const parts = numbers.map((some) =>
        some
          .map((n) => n.padStart(2, '0'))
          .toSorted()
          .join(','),
      );
      return `${source.game}:${source.issue}:${parts.join('+')}`;
    }
    case 'machine': {
      const width = String(source.balls).length;
      return numbersOf(text)
        .map((n) => n.padStart(width, '0'))
        .join(',');
    }
    case 'dice':
      return text.replaceAll(/\s/g, '');
    case 'commit':
    case 'drand':
    case 'nist':
    case 'otc':
      return text.toLowerCase().replaceAll(/\s/g, '');
  }
}

function numbersOf(text: string): string[] {
  return text.split(/[\s,，、.;；-]+/).filter((part) => part !== '');
}
