/** 封存抽取: what a sealed draw must keep to, which codes it takes, when they are handed over, when it is opened. SPEC §20. @module */
import { KNOWS_ALL, type Actor } from '../../core/actor.ts';
import { addDays, daysBetween } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/result.ts';
import type { DrawConfig, DrawState, MODES } from '../types.ts';
import { HOLDERS, type Holder, type SuiteName } from '../types/chains.ts';

/** One batch of unannounced visits: longer, and too many people would know too long. */
const MOST_DAYS = 7;
/** Days from the last visit to the opening: within it the results of every visit can still be published in time (20 workdays). */
const MOST_DAYS_SEALED = 14;
/** The program opens a little before the deadline, since an opening that is a second late stays late for ever. */
const OPENS_AHEAD_MINUTES = 5;

/** Whether what would tell who was drawn is hidden. */
export function isSealed(draw: { readonly mode: keyof typeof MODES; readonly opened_at: string | null }): boolean {
  return draw.mode === 'sealed' && draw.opened_at === null;
}

/** By whom a row that tells who was drawn is known when it is written: by the program alone while its draw is sealed. */
export function knownTo(draw: Parameters<typeof isSealed>[0]): string[] | null {
  return isSealed(draw) ? [KNOWS_ALL] : null;
}

/** Id of a holder's code among the sources of an announcement. */
export function codeId(holder: Holder): string {
  return `code:${holder}`;
}

/** Whether a source, of a draw or of a substitution, is a code. */
export function isCode(source: string): boolean {
  return /(?:^|:)code:/.test(source);
}

/** What contradicts itself in the configuration of a sealed draw. */
export function sealedConfigRefusals(config: DrawConfig): Refusal[] {
  if (config.mode !== 'sealed') return [];
  const { inspectFrom, inspectTo, resultBy, openBy } = config;
  const days = daysBetween(inspectFrom, inspectTo) + 1;
  const [morning, over] = [startOf(inspectFrom), startOf(addDays(inspectTo, 1))];
  const latest = startOf(addDays(inspectTo, 1 + MOST_DAYS_SEALED));
  const refusals: Refusal[] = [];
  if (days > MOST_DAYS) refusals.push({ code: 'draw-sealed-long', at: 'inspectTo', facts: { days, most: MOST_DAYS } });
  if (!isAfter(resultBy, morning))
    refusals.push({ code: 'draw-sealed-result-early', at: 'resultBy', facts: { result: resultBy, day: inspectFrom } });
  if (openBy === undefined) return [...refusals, { code: 'draw-open-missing', at: 'openBy' }];
  if (isAfter(over, openBy) || isAfter(resultBy, openBy))
    refusals.push({ code: 'draw-open-early', at: 'openBy', facts: { open: openBy, over: inspectTo } });
  if (isAfter(openBy, latest))
    refusals.push({ code: 'draw-open-late', at: 'openBy', facts: { open: openBy, most: MOST_DAYS_SEALED } });
  return refusals;
}

/** A published chain, and how far it is used. */
export interface ChainNow {
  readonly chainId: string;
  readonly holder: Holder;
  readonly suite: SuiteName;
  readonly anchor: string;
  readonly length: number;
  /** Number of the last code that a draw or substitution has taken; 0 for none. */
  readonly used: number;
  /** Its end came out with a forced opening. */
  readonly isForced: boolean;
}

/** The code a draw takes of one holder. */
export interface CodeTaken {
  readonly holder: Holder;
  readonly chainId: string;
  readonly anchor: string;
  readonly index: number;
}

/**
 * The next code of each holder's newest chain in the suite of the draw, or every reason why there is none.
 * @param chains - the newest first
 */
export function nextCodes(
  suite: SuiteName,
  chains: readonly ChainNow[],
): { readonly codes: readonly CodeTaken[]; readonly refusals: readonly Refusal[] } {
  const codes: CodeTaken[] = [];
  const refusals: Refusal[] = [];
  for (const holder of Object.keys(HOLDERS) as Holder[]) {
    const chain = chains.find((each) => each.holder === holder && each.suite === suite && !each.isForced);
    if (chain === undefined) refusals.push({ code: 'draw-chain-missing', at: 'mode', facts: { holder, suite } });
    else if (chain.used >= chain.length)
      refusals.push({ code: 'draw-chain-spent', at: 'mode', facts: { holder, length: chain.length } });
    else codes.push({ holder, chainId: chain.chainId, anchor: chain.anchor, index: chain.used + 1 });
  }
  return { codes, refusals };
}

/** The next codes of the very chains a draw was announced with, for a substitution of it (SPEC §19.2). */
export function laterCodes(anchors: readonly string[], chains: readonly ChainNow[]): ReturnType<typeof nextCodes> {
  const own = chains.filter(({ anchor }) => anchors.includes(anchor));
  const [suite] = own.map((chain) => chain.suite);
  return suite === undefined ? { codes: [], refusals: [{ code: 'code-none' }] } : nextCodes(suite, own);
}

/** Another draw that is drawn and not opened: whoever is excluded or busy because of it would tell who was drawn. */
export function sealedBeforeRefusals(
  before: { readonly name: string; readonly openBy: string } | undefined,
): Refusal[] {
  return before === undefined ? [] : [{ code: 'draw-sealed-before', facts: { ...before } }];
}

/** One code of a draw or of a substitution, and what is to come before it is handed over. */
export interface CodeTurn {
  readonly holder: Holder;
  readonly request: number;
  readonly isReleased: boolean;
  /** Who released the other code; undefined while nobody has. */
  readonly otherBy: string | undefined;
  /** Name of another draw whose earlier code of this chain is not released: this one would give it away. */
  readonly waitsFor: string | undefined;
}

/** What else a code waits for. */
export interface CodeNow {
  readonly state: DrawState;
  readonly isVoid: boolean;
  readonly isAnnouncementLogged: boolean;
  /** Sources of the draw, other than codes, without a value; shares that may still be revealed are among them. */
  readonly open: readonly string[];
  readonly inspectFrom: string;
  readonly resultBy: string;
  readonly now: string;
  readonly today: string;
}

/** Why a holder cannot hand his code over now: just in time, in order, after everything else is known (SPEC §20.1–20.2). */
export function releaseRefusals(
  turn: CodeTurn | undefined,
  draw: CodeNow,
  actor: Pick<Actor, 'staffId' | 'name'>,
): Refusal[] {
  if (turn === undefined) return [{ code: 'code-none' }];
  if (turn.isReleased) return [{ code: 'code-released', facts: { holder: turn.holder } }];
  return [
    ...(turn.request === 0 ? firstRefusals(draw) : []),
    ...(turn.otherBy === actor.staffId
      ? [{ code: 'chain-both-holders', facts: { name: actor.name, holder: turn.holder } }]
      : []),
    ...(turn.waitsFor === undefined ? [] : [{ code: 'code-out-of-order', facts: { name: turn.waitsFor } }]),
  ];
}

function firstRefusals(draw: CodeNow): Refusal[] {
  const stages: readonly DrawState[] = ['announced', 'rolling'];
  if (!stages.includes(draw.state)) return [{ code: 'draw-stage', facts: { state: draw.state, stages: [...stages] } }];
  return [
    ...(draw.isAnnouncementLogged ? [] : [{ code: 'draw-announcement-unlogged' }]),
    ...(draw.open.length === 0 ? [] : [{ code: 'code-before-sources', facts: { sources: [...draw.open] } }]),
    ...(draw.today < draw.inspectFrom ? [{ code: 'code-early', facts: { day: draw.inspectFrom } }] : []),
    // A void draw is computed at any time: nothing is done by its result.
    ...(!draw.isVoid && isAfter(draw.now, draw.resultBy)
      ? [{ code: 'code-late', facts: { until: draw.resultBy } }]
      : []),
  ];
}

/** Why a code cannot be forced out of its escrow: its holder still has time, or the sources before it are missing. */
export function forceRefusals(turn: CodeTurn | undefined, draw: CodeNow): Refusal[] {
  if (turn === undefined) return [{ code: 'code-none' }];
  if (turn.isReleased) return [{ code: 'code-released', facts: { holder: turn.holder } }];
  return [
    ...(isAfter(draw.now, draw.resultBy) ? [] : [{ code: 'force-early', facts: { until: draw.resultBy } }]),
    ...(draw.open.length === 0 ? [] : [{ code: 'code-before-sources', facts: { sources: [...draw.open] } }]),
  ];
}

/** A sealed draw as its opening sees it. */
export interface OpeningNow {
  readonly mode: keyof typeof MODES;
  readonly openedAt: string | null;
  readonly hasResult: boolean;
  readonly state: DrawState;
  readonly isVoid: boolean;
  readonly openBy: string | undefined;
  /** Visits the result gives, and those of them that have ended. */
  readonly visits: number;
  readonly ended: number;
  readonly now: string;
}

/** From when on the program opens by itself; undefined for a draw without a deadline. */
export function opensFrom({ openBy }: { readonly openBy?: string | undefined }): string | undefined {
  return openBy === undefined
    ? undefined
    : Temporal.Instant.from(openBy).subtract({ minutes: OPENS_AHEAD_MINUTES }).toString();
}

/** Why a draw cannot be opened: every visit is over, or the deadline has come; a void one may be at any time (SPEC §20.4). */
export function openRefusals(draw: OpeningNow): Refusal[] {
  if (draw.mode !== 'sealed') return [{ code: 'draw-not-sealed' }];
  if (draw.openedAt !== null) return [{ code: 'draw-opened', facts: { at: draw.openedAt } }];
  if (!draw.hasResult) return [{ code: 'draw-nothing-to-open' }];
  const from = opensFrom(draw);
  if (draw.isVoid || (from !== undefined && !isAfter(from, draw.now))) return [];
  if (draw.state !== 'released') return [{ code: 'draw-stage', facts: { state: draw.state, stages: ['released'] } }];
  const left = draw.visits - draw.ended;
  return left === 0 ? [] : [{ code: 'draw-visits-open', facts: { count: left, until: draw.openBy ?? '' } }];
}

/** Entries that hold a code or tell of a substitution: in the log by their hash alone until the opening (SPEC §20.2–20.3). */
export function isSecretEntry(kind: string, facts: Readonly<Record<string, unknown>>): boolean {
  if (kind === 'draw.record-source') return isCode(String(facts['source']));
  if (kind === 'draw.release-code') return facts['request'] !== undefined;
  return /^draw\.(?:request|approve|reject)-substitution$|^draw\.(?:record|confirm)-fresh$|^draw\.substitute$/.test(
    kind,
  );
}

/** Midnight in Beijing. */
function startOf(day: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime('Asia/Shanghai').toInstant().toString();
}

function isAfter(a: string, b: string): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}
