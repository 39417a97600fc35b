/** What was handed in at the ceremony: shares and dice. @module */
import type { ReadTx } from '../../core/transact.ts';
import { DICE, sourceOf } from '../rules/announcement.ts';
import type { Party } from '../types.ts';
import '../tables.ts';

export interface Commitment {
  readonly party: Party;
  readonly staffId: string;
  /** Hex of the 32-byte hash. */
  readonly commitment: string;
  readonly at: string;
}

export async function listCommitments(tx: ReadTx, drawId: string): Promise<readonly Commitment[]> {
  return tx.db
    .selectFrom('draw_commitment')
    .select(['party', 'staff_id as staffId', 'commitment', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('party')
    .execute();
}

export interface Reveal {
  readonly party: Party;
  /** Hex of the 32 bytes. */
  readonly nonce: string;
  readonly at: string;
}

export async function listReveals(tx: ReadTx, drawId: string): Promise<readonly Reveal[]> {
  return tx.db
    .selectFrom('draw_reveal')
    .select(['party', 'nonce', 'at'])
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

/** Value of every source by its id in the announcement; a share that was not revealed is left out. */
export async function readSourceValues(tx: ReadTx, drawId: string): Promise<Readonly<Record<string, string>>> {
  const dice = await findLastDice(tx, drawId);
  const shares = (await listReveals(tx, drawId)).map(({ party, nonce }) => [sourceOf(party), nonce] as const);
  return Object.fromEntries([...shares, ...(dice?.isSame === true ? [[DICE, dice.digits] as const] : [])]);
}
