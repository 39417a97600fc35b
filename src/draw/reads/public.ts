/** What anybody may read of a draw from its announcement on: rules, list by number, announcement, sources. @module */
import type { ReadTx } from '../../core/transact.ts';
import { isPublic } from '../rules/result.ts';
import { isSealed } from '../rules/sealed.ts';
import type { PublicDraw, PublicSources } from '../types/public.ts';
import type { DrawRow } from './progress.ts';
import { listCommitments, listDice, listReveals } from './sources.ts';

/** Every announced draw, the newest first. */
export async function publishedDraws(tx: ReadTx): Promise<readonly PublicDraw[]> {
  const rows = await announcedQuery(tx).orderBy('seq', 'desc').execute();
  return rows.map(toPublic);
}

/** One announced draw by its public id. */
export async function findPublicDraw(tx: ReadTx, publicId: string): Promise<PublicDraw | undefined> {
  const row = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  return row && toPublic(row);
}

/** The announcement itself, its exact bytes as text. */
export async function findPublicAnnouncement(
  tx: ReadTx,
  publicId: string,
): Promise<{ readonly text: string; readonly hash: string } | undefined> {
  const row = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (row === undefined || row.announcement === null || row.announcement_hash === null) return undefined;
  return { text: row.announcement.toString('utf8'), hash: row.announcement_hash };
}

/** What went into the draw, as far as it is known; all of it is in the public log too. */
export async function findPublicSources(tx: ReadTx, publicId: string): Promise<PublicSources | undefined> {
  const draw = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (draw === undefined) return undefined;
  const others = await announcedQuery(tx).execute();
  const reveals = new Map((await listReveals(tx, draw.draw_id)).map((reveal) => [reveal.party, reveal]));
  return {
    replaces: others.find(({ draw_id }) => draw_id === draw.replaces)?.public_id,
    replacedBy: others.find(({ replaces }) => replaces === draw.draw_id)?.public_id,
    shares: (await listCommitments(tx, draw.draw_id)).map(({ party, commitment }) => ({
      party,
      commitment,
      nonce: reveals.get(party)?.nonce,
      isRecovered: reveals.get(party)?.recovered === true,
    })),
    dice: (await listDice(tx, draw.draw_id))
      .filter(({ isChecked }) => isChecked)
      .map(({ attempt, digits, isSame }) => ({ attempt, digits, isSame })),
  };
}

/** The draws that are announced. */
export function announcedQuery(tx: ReadTx) {
  return tx.db.selectFrom('draw').selectAll().where('bureau_id', '=', tx.bureauId).where('seq', 'is not', null);
}

/** What the row of an announced draw says in public. */
export function toPublic(draw: DrawRow): PublicDraw {
  const { frozen, seq, announced_at: announcedAt, announcement_hash: announcementHash } = draw;
  if (frozen === null || seq === null || announcedAt === null || announcementHash === null)
    throw new Error(`draw ${draw.draw_id} is not announced`);
  return {
    publicId: draw.public_id,
    name: draw.name,
    year: draw.year,
    task: draw.task,
    batch: draw.batch,
    seq,
    state: draw.state,
    announcedAt,
    announcementHash,
    k: frozen.k,
    kRule: frozen.kRule,
    listed: frozen.roster.size,
    eligible: frozen.roster.eligible,
    excluded: frozen.roster.excluded,
    officers: frozen.officers.size,
    certifiedOfficers: frozen.officers.valid,
    strata: frozen.strata,
    inspectFrom: draw.config.inspectFrom,
    inspectTo: draw.config.inspectTo,
    revealBy: draw.config.revealBy,
    resultBy: draw.config.resultBy,
    voided:
      draw.voided_at === null || draw.void_reason === null
        ? undefined
        : { at: draw.voided_at, reason: draw.void_reason },
    isResultPublic: isPublic(draw),
    isSealed: isSealed(draw),
    openBy: draw.mode === 'sealed' ? draw.config.openBy : undefined,
    openedAt: draw.opened_at ?? undefined,
  };
}
