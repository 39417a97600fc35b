/** Fresh randomness for a substitution: which sources it may name, and when they may become known. SPEC §19.2. @module */
import type { Announcement } from './announcement.ts';
import { posix } from './deeds.ts';
import { creditedBits, isOutside, outsideTime, type SourceSpec } from './sources.ts';

/** Seconds between the approval and an outside source: nobody has seen its value by then. */
export const FRESH_MARGIN = 30;
/** A source further away would put the substitution off for ever. */
const FRESH_DAYS = 7;
const DICE_BITS = 64;

/** Id of a fresh source: `fresh:3:dice`. */
export function freshId(request: number, name: string): string {
  return `fresh:${request}:${name}`;
}

/**
 * What is wrong with the sources that an approval names; empty when it may name them.
 *
 * @param at - time of the log entry that approves, like `2026-03-02T01:00:00Z`
 */
export function freshSourceProblems(
  announcement: Announcement,
  request: number,
  at: string,
  sources: readonly SourceSpec[],
): string[] {
  const problems: string[] = [];
  if (sources.length === 0) problems.push('an approval names its source');
  if (new Set(sources.map(({ id }) => id)).size !== sources.length) problems.push('a source stands twice');
  const prefix = freshId(request, '');
  for (const { id } of sources) if (!id.startsWith(prefix)) problems.push(`${id}: expected an id like ${prefix}dice`);
  if (announcement.mode === 'sealed') return [...problems, ...codeProblems(announcement, sources)];
  return [
    ...problems,
    ...(announcement.profile === 'offline'
      ? diceProblems(sources)
      : sources.flatMap((each) => outsideProblems(at, each))),
  ];
}

/** Sealed: the codes of every chain of the draw, further on than its own. */
function codeProblems({ sources: announced }: Announcement, sources: readonly SourceSpec[]): string[] {
  const chains = new Map(announced.flatMap((each) => (each.type === 'otc' ? [[each.anchor, each.index]] : [])));
  const named = sources.flatMap((each) => (each.type === 'otc' ? [each] : []));
  const isEach = named.length === sources.length && new Set(named.map(({ anchor }) => anchor)).size === chains.size;
  const isLater =
    named.length === chains.size && named.every(({ anchor, index }) => index > (chains.get(anchor) ?? index));
  return isEach && isLater ? [] : ['a sealed draw takes one later code of each of its chains'];
}

/** Offline: dice worth as much as those of the draw. */
function diceProblems(sources: readonly SourceSpec[]): string[] {
  const [only] = sources;
  const isDice = sources.length === 1 && only?.type === 'dice' && creditedBits(only) >= DICE_BITS;
  return isDice ? [] : [`profile offline takes dice worth at least ${DICE_BITS} bits, and nothing else`];
}

/** Public: a beacon or lottery after the approval, by the margin and not by more than a week. */
function outsideProblems(at: string, source: SourceSpec): string[] {
  if (!isOutside(source)) return [`${source.id}: profile public takes outside sources`];
  const time = outsideTime(source);
  const [first, last] = [posix(at) + FRESH_MARGIN, posix(at) + FRESH_DAYS * 86_400];
  return time >= first && time <= last ? [] : [`${source.id}: becomes known at ${time}, expected ${first} … ${last}`];
}
