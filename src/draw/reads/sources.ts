/** What was handed in at the ceremony: shares, dice, balls, outside sources. @module */
import { parseCanonical, readAnnouncement, type SourceSpec } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { isCode } from '../rules/sealed.ts';
import { DICE, knownAt, sourceOf, sourceSpecs } from '../rules/sources.ts';
import type { SourceState } from '../rules/steps.ts';
import type { Party } from '../types.ts';
import type { DrawRow } from './progress.ts';
import { listTurns } from './codes.ts';
import '../tables.ts';

export interface Commitment {
  readonly party: Party;
  readonly staffId: string;
  /** Hex of the 32-byte hash. */
  readonly commitment: string;
  /** Hashes of its three envelopes, or none. */
  readonly envelopes: readonly string[];
  readonly at: string;
}

export async function listCommitments(tx: ReadTx, drawId: string): Promise<readonly Commitment[]> {
  return tx.db
    .selectFrom('draw_commitment')
    .select(['party', 'staff_id as staffId', 'commitment', 'envelopes', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('party')
    .execute();
}

export interface Reveal {
  readonly party: Party;
  /** Hex of the 32 bytes. */
  readonly nonce: string;
  /** Given back by its envelopes. */
  readonly recovered: boolean;
  readonly at: string;
}

export async function listReveals(tx: ReadTx, drawId: string): Promise<readonly Reveal[]> {
  return tx.db
    .selectFrom('draw_reveal')
    .select(['party', 'nonce', 'recovered', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('party')
    .execute();
}

/** One typing of the dice with its check, if it was checked. */
export interface Dice {
  readonly attempt: number;
  readonly digits: string;
  readonly typedAt: string;
  /** As the witness typed them; undefined before the check. */
  readonly checkedDigits: string | undefined;
  readonly isChecked: boolean;
  readonly isSame: boolean;
}

/** Every typing of the dice, in order. */
export async function listDice(tx: ReadTx, drawId: string): Promise<readonly Dice[]> {
  const rows = await tx.db
    .selectFrom('draw_dice')
    .leftJoin('draw_dice_check as c', (join) =>
      join
        .onRef('c.bureau_id', '=', 'draw_dice.bureau_id')
        .onRef('c.draw_id', '=', 'draw_dice.draw_id')
        .onRef('c.attempt', '=', 'draw_dice.attempt'),
    )
    .select([
      'draw_dice.attempt',
      'draw_dice.digits',
      'draw_dice.at as typedAt',
      'c.digits as checkedDigits',
      'c.is_same',
    ])
    .where('draw_dice.bureau_id', '=', tx.bureauId)
    .where('draw_dice.draw_id', '=', drawId)
    .orderBy('draw_dice.attempt')
    .execute();
  return rows.map(({ is_same, checkedDigits, ...row }) => ({
    ...row,
    checkedDigits: checkedDigits ?? undefined,
    isChecked: is_same !== null,
    isSame: is_same === true,
  }));
}

export async function findLastDice(tx: ReadTx, drawId: string): Promise<Dice | undefined> {
  return (await listDice(tx, drawId)).at(-1);
}

/** One typing of another source with its check, if it was checked. */
export interface SourceTyping {
  readonly source: string;
  readonly attempt: number;
  readonly value: string;
  /** Of a beacon: it proves its value alone. */
  readonly signature: string | undefined;
  /** As the second person typed it; undefined before. */
  readonly checkedValue: string | undefined;
  readonly isChecked: boolean;
  readonly isSame: boolean;
}

/** Every typing of every source but the dice, in order. */
export async function listTypings(tx: ReadTx, drawId: string): Promise<readonly SourceTyping[]> {
  const rows = await tx.db
    .selectFrom('draw_source_typing as t')
    .leftJoin('draw_source_check as c', (join) =>
      join
        .onRef('c.bureau_id', '=', 't.bureau_id')
        .onRef('c.draw_id', '=', 't.draw_id')
        .onRef('c.source', '=', 't.source')
        .onRef('c.attempt', '=', 't.attempt'),
    )
    .select(['t.source', 't.attempt', 't.value', 't.signature', 'c.value as checkedValue', 'c.is_same'])
    .where('t.bureau_id', '=', tx.bureauId)
    .where('t.draw_id', '=', drawId)
    .orderBy('t.source')
    .orderBy('t.attempt')
    .execute();
  return rows.map(({ is_same, checkedValue, signature, ...row }) => ({
    ...row,
    signature: signature ?? undefined,
    checkedValue: checkedValue ?? undefined,
    isChecked: is_same !== null,
    isSame: is_same === true,
  }));
}

/** The sources of a draw: as announced, or before that as its configuration says. */
export function sourcesOf({ announcement, config }: Pick<DrawRow, 'announcement' | 'config'>): readonly SourceSpec[] {
  return announcement === null ? sourceSpecs(config) : readAnnouncement(parseCanonical(announcement)).sources;
}

/** A source that proves its value (a beacon's signature, a one-time code) is recorded once, by one person. */
export function provesItself({ type }: Pick<SourceSpec, 'type'>): boolean {
  return type === 'drand' || type === 'otc';
}

/** Where every source but the shares stands. */
export async function sourceStates(tx: ReadTx, draw: DrawRow): Promise<readonly SourceState[]> {
  const values = await readSourceValues(tx, draw.draw_id);
  const lastDice = await findLastDice(tx, draw.draw_id);
  const typings = Map.groupBy(await listTypings(tx, draw.draw_id), ({ source }) => source);
  const sources = sourcesOf(draw);
  // A code that was handed over counts for everybody, its value is known to nobody.
  const turns = sources.some(({ type }) => type === 'otc') ? await listTurns(tx, draw.draw_id) : [];
  const released = new Set(turns.flatMap(({ source, releasedAt }) => (releasedAt === null ? [] : [source])));
  return sources
    .filter(({ type }) => type !== 'commit')
    .map((source) => {
      const last = source.id === DICE ? lastDice : typings.get(source.id)?.at(-1);
      return {
        id: source.id,
        type: source.type,
        knownAt: knownAt(source),
        isSettled: source.type === 'otc' ? released.has(source.id) : values[source.id] !== undefined,
        awaitsCheck: last !== undefined && !last.isChecked && !provesItself(source),
      };
    });
}

/** Value of every source by its id in the announcement; a share that was not revealed is left out, a code for whoever may not know it. */
export async function readSourceValues(tx: ReadTx, drawId: string): Promise<Readonly<Record<string, string>>> {
  const dice = await findLastDice(tx, drawId);
  const shares = (await listReveals(tx, drawId)).map(({ party, nonce }) => [sourceOf(party), nonce] as const);
  const typed = (await listTypings(tx, drawId))
    .filter(({ source, isSame, signature }) => isSame || signature !== undefined || isCode(source))
    .map(({ source, value }) => [source, value] as const);
  return Object.fromEntries([...shares, ...typed, ...(dice?.isSame === true ? [[DICE, dice.digits] as const] : [])]);
}
