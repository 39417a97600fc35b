/** What the public sees of draws (allow-list): announcements at once, lists and results when they are public. @module */
import { deriveKey, fromHex, sha256Suite, ticket, toHex, type DetailsDocument, type StratumResult } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { isPublic } from '../rules/result.ts';
import type { DrawState, Exclusion, FrozenSummary, Party, VoidReason } from '../types.ts';
import type { DrawRow } from './progress.ts';
import { findBundle, findOutcome, listRoster, type StoredBundle } from './result.ts';
import { listCommitments, listDice, listReveals } from './sources.ts';

/** One announced draw in a list. */
export interface PublishedDraw {
  readonly drawId: string;
  readonly publicId: string;
  readonly planId: string;
  readonly name: string;
  readonly year: number;
  /** Number of the announcement in this bureau. */
  readonly seq: number;
  readonly state: DrawState;
  readonly announcedAt: string;
  readonly voided: { readonly at: string; readonly reason: VoidReason } | undefined;
  readonly frozen: FrozenSummary;
  /** Whether its lists and its result are public. */
  readonly isOpen: boolean;
}

/** An announced draw with all that is public of it now. */
export interface PublishedDrawDetails extends PublishedDraw {
  readonly announcementHash: string;
  /** Public id of the void draw whose place this one takes, and of the one that takes the place of this. */
  readonly replaces: string | undefined;
  readonly replacedBy: string | undefined;
  readonly revealBy: string;
  readonly resultBy: string;
  readonly commitments: readonly { readonly party: Party; readonly commitment: string; readonly nonce: string | undefined }[];
  /** Typed twice, by two people. */
  readonly dice: readonly { readonly attempt: number; readonly digits: string; readonly isSame: boolean }[];
  readonly result: PublishedDrawResult | undefined;
  readonly bundle: StoredBundle | undefined;
}

export interface PublishedDrawResult {
  readonly hash: string;
  readonly at: string;
  readonly strata: readonly StratumResult[];
  /** In the order of strata and ranks. */
  readonly picks: readonly PublishedPick[];
  /** For every enterprise that could be drawn, in the order of the list. */
  readonly drawn: readonly boolean[];
  readonly excluded: number;
  /** False: the drawn enterprises could not be given teams. */
  readonly hasTeams: boolean;
}

export interface PublishedPick {
  readonly id: string;
  readonly name: string;
  readonly stratum: string;
  readonly rank: number;
  readonly score: string;
}

/** Announced draws, the newest first. */
export async function listPublishedDraws(tx: ReadTx): Promise<readonly PublishedDraw[]> {
  const rows = await announced(tx).orderBy('seq', 'desc').execute();
  return rows.map(toPublished);
}

/** Undefined when no draw of that public id was announced. */
export async function findPublishedDraw(tx: ReadTx, publicId: string): Promise<PublishedDrawDetails | undefined> {
  const draw = await announced(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (draw === undefined || draw.announcement_hash === null) return undefined;
  const reveals = new Map((await listReveals(tx, draw.draw_id)).map(({ party, nonce }) => [party, nonce]));
  const others = await announced(tx).execute();
  return {
    ...toPublished(draw),
    announcementHash: draw.announcement_hash,
    replaces: others.find(({ draw_id }) => draw_id === draw.replaces)?.public_id,
    replacedBy: others.find(({ replaces }) => replaces === draw.draw_id)?.public_id,
    revealBy: draw.config.revealBy,
    resultBy: draw.config.resultBy,
    commitments: (await listCommitments(tx, draw.draw_id)).map(({ party, commitment }) => ({ party, commitment, nonce: reveals.get(party) })),
    dice: (await listDice(tx, draw.draw_id)).flatMap(({ attempt, digits, isChecked, isSame }) => (isChecked ? [{ attempt, digits, isSame }] : [])),
    result: isPublic(draw) ? await publishedResult(tx, draw.draw_id) : undefined,
    bundle: isPublic(draw) ? await findBundle(tx, draw.draw_id) : undefined,
  };
}

/** What a draw meant for one enterprise. */
export type DrawnOutcome =
  | { readonly outcome: 'excluded'; readonly reason: Exclusion | null }
  | { readonly outcome: 'drawn' | 'not-drawn'; readonly stratum: string; readonly score: string; readonly cutoff: string | undefined; readonly rank: number | undefined };

/** One line of a public list and what became of it; `times` it stands in the list (always once, or there is a fault). */
export interface ListedEnterprise {
  readonly id: string;
  readonly name: string;
  readonly times: number;
  readonly outcome: DrawnOutcome;
}

/** Enterprises of a public draw by credit code or part of the name, at most 20; undefined when its lists are not public. */
export async function findInDraw(tx: ReadTx, publicId: string, text: string): Promise<readonly ListedEnterprise[] | undefined> {
  const draw = await announced(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (draw === undefined || !isPublic(draw)) return undefined;
  const outcome = await findOutcome(tx, draw.draw_id);
  if (outcome === undefined) return undefined;
  const wanted = text.normalize('NFKC').trim();
  const roster = await listRoster(tx, draw.draw_id);
  const found = roster.filter(({ id, name }) => id === wanted.toUpperCase() || name.includes(wanted)).slice(0, 20);
  return found.map((line) => ({
    id: line.id,
    name: line.name,
    times: roster.filter(({ id }) => id === line.id).length,
    outcome: outcomeOf(outcome.details, line),
  }));
}

/** Public draws in whose lists an enterprise stands, the newest first. */
export async function listDrawsOf(
  tx: ReadTx,
  creditCode: string,
): Promise<readonly { readonly publicId: string; readonly drawName: string; readonly name: string; readonly isVoid: boolean; readonly status: 'eligible' | 'excluded'; readonly isDrawn: boolean }[]> {
  const rows = await announced(tx)
    .clearSelect()
    .innerJoin('draw_roster as r', (join) => join.onRef('r.bureau_id', '=', 'draw.bureau_id').onRef('r.draw_id', '=', 'draw.draw_id'))
    .leftJoin('draw_pick as p', (join) =>
      join.onRef('p.bureau_id', '=', 'r.bureau_id').onRef('p.draw_id', '=', 'r.draw_id').onRef('p.id', '=', 'r.id'),
    )
    .select(['draw.public_id', 'draw.name as draw_name', 'draw.state', 'draw.seq', 'draw.voided_at', 'r.name', 'r.status', 'p.rank'])
    .where('r.id', '=', creditCode)
    .orderBy('draw.seq', 'desc')
    .execute();
  return rows.filter(isPublic).map((row) => ({
    publicId: row.public_id,
    drawName: row.draw_name,
    name: row.name,
    isVoid: row.voided_at !== null,
    status: row.status,
    isDrawn: row.rank !== null,
  }));
}

async function publishedResult(tx: ReadTx, drawId: string): Promise<PublishedDrawResult | undefined> {
  const outcome = await findOutcome(tx, drawId);
  if (outcome === undefined) return undefined;
  const roster = await listRoster(tx, drawId);
  const names = new Map(roster.map(({ id, name }) => [id, name]));
  const { selected, strata, teams } = outcome.details;
  const drawn = new Set(selected.map(({ id }) => id));
  const eligible = roster.filter(({ status }) => status === 'eligible');
  return {
    hash: outcome.resultHash,
    at: outcome.at,
    strata,
    picks: selected.map(({ id, stratum, rank, score }) => ({ id, stratum, rank, score, name: names.get(id) ?? id })),
    drawn: eligible.map(({ id }) => drawn.has(id)),
    excluded: roster.length - eligible.length,
    hasTeams: teams.feasible,
  };
}

function outcomeOf(details: DetailsDocument, line: { readonly id: string; readonly status: string; readonly reason: Exclusion | null; readonly stratum: string | null }): DrawnOutcome {
  const { id, stratum } = line;
  if (line.status === 'excluded' || stratum === null) return { outcome: 'excluded', reason: line.reason };
  const score = toHex(ticket(sha256Suite, deriveKey(sha256Suite, fromHex(details.prk), 'ent'), 0, id));
  const rank = details.selected.find((pick) => pick.id === id)?.rank;
  const cutoff = details.strata.find((each) => each.id === stratum)?.cutoff;
  return { outcome: rank === undefined ? 'not-drawn' : 'drawn', stratum, score, cutoff, rank };
}

function announced(tx: ReadTx) {
  return tx.db.selectFrom('draw').selectAll('draw').where('draw.bureau_id', '=', tx.bureauId).where('draw.announced_at', 'is not', null);
}

function toPublished(draw: DrawRow): PublishedDraw {
  const { seq, announced_at: announcedAt, frozen, voided_at: at, void_reason: reason } = draw;
  if (seq === null || announcedAt === null || frozen === null) throw new Error(`draw ${draw.draw_id} is announced without its freeze`);
  return {
    drawId: draw.draw_id,
    publicId: draw.public_id,
    planId: draw.plan_id,
    name: draw.name,
    year: draw.year,
    seq,
    state: draw.state,
    announcedAt,
    voided: at === null || reason === null ? undefined : { at, reason },
    frozen,
    isOpen: isPublic(draw),
  };
}
