/** 信封: what speaks against those of a commitment, and what two opened ones give (SPEC §7.3a). Browser-safe. @module */
import { combineShares, commitmentOf, isShare, shareHash, suiteOf, toHex, type Suite } from 'verifiable-draw';
import type { Actor } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import { ENVELOPES_NEEDED } from '../types/inputs.ts';
import type { DrawConfig, Party } from '../types.ts';
import type { Committed, Progress } from './steps.ts';

/** Three different ones, and none that another party's commitment already names. */
export function envelopeRefusals({ committed }: Pick<Progress, 'committed'>, envelopes: readonly string[]): Refusal[] {
  const known = committed.flatMap((one) => one.envelopes);
  const isGood = new Set([...known, ...envelopes]).size === known.length + envelopes.length;
  return isGood ? [] : [{ code: 'draw-envelopes-alike', at: 'envelopes' }];
}

/** What was typed from the envelopes of one party. */
export interface OpenedEnvelopes {
  readonly party: Party;
  readonly texts: readonly string[];
}

/** The bytes that two envelopes give back, or every reason why these do not. */
export function openEnvelopes(
  { config, public_id: publicId }: { readonly config: Pick<DrawConfig, 'suite'>; readonly public_id: string },
  { committed, revealed }: Pick<Progress, 'committed' | 'revealed'>,
  { party, texts }: OpenedEnvelopes,
  actor: Pick<Actor, 'staffId' | 'name'>,
): { readonly nonce: string } | { readonly refusals: readonly Refusal[] } {
  const own = committed.find((one) => one.party === party);
  if (own === undefined || own.envelopes.length === 0)
    return { refusals: [{ code: 'draw-no-envelopes', at: 'party', facts: { party } }] };
  const suite = suiteOf(config.suite);
  const given = texts.map(readable).filter((text) => text !== '');
  const refusals = [...whoseRefusals(own, revealed, actor), ...textRefusals(suite, own, given)];
  if (refusals.length > 0) return { refusals };
  const nonce = combineShares(given);
  // A party that sealed something else than its number: the envelopes are the announced ones and still give nothing.
  return toHex(commitmentOf(suite, party, publicId, nonce)) === own.commitment
    ? { nonce: toHex(nonce) }
    : { refusals: [{ code: 'draw-recover-mismatch', facts: { party } }] };
}

function whoseRefusals(
  { party, staffId }: Committed,
  revealed: readonly Party[],
  actor: Pick<Actor, 'staffId' | 'name'>,
): Refusal[] {
  return [
    ...(revealed.includes(party) ? [{ code: 'draw-revealed-already', facts: { party } }] : []),
    ...(staffId === actor.staffId ? [{ code: 'draw-own-envelopes', facts: { name: actor.name } }] : []),
  ];
}

/** Each text against the announced hashes, before anything is combined: so it is known which one is wrong. */
function textRefusals(suite: Suite, { party, envelopes }: Committed, texts: readonly string[]): Refusal[] {
  const refusals: Refusal[] = texts.flatMap((text, i) => {
    if (!isShare(text)) return [{ code: 'draw-envelope-unreadable', at: `envelopes.${i}`, facts: { number: i + 1 } }];
    return envelopes.includes(shareHash(suite, text))
      ? []
      : [{ code: 'draw-envelope-foreign', at: `envelopes.${i}`, facts: { number: i + 1, party } }];
  });
  if (texts.length < ENVELOPES_NEEDED)
    refusals.push({
      code: 'draw-envelopes-few',
      at: 'envelopes',
      facts: { found: texts.length, needed: ENVELOPES_NEEDED },
    });
  if (new Set(texts).size !== texts.length) refusals.push({ code: 'draw-envelope-twice', at: 'envelopes' });
  return refusals;
}

/** As it is written on paper or pasted from a file: full width, any dash, spaces, a whole page around it. */
function readable(typed: string): string {
  const text = typed
    .normalize('NFKC')
    .replaceAll(/[‐-―−]/g, '-')
    .replaceAll(/\s/g, '')
    .toLowerCase();
  return /vdraw-share-1-\d+-[0-9a-f]{64}-[0-9a-f]{8}/.exec(text)?.[0] ?? text;
}
