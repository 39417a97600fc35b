/** What the printed announcement says. @module */
import { portalAddress } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { NoticeContent } from '../types/notice.ts';
import { findDraw, type DrawRow } from './progress.ts';
import { announcedSources } from './record.ts';

/** The notice of an announced draw; undefined before. */
export async function readNotice(tx: ReadTx, draw: DrawRow): Promise<NoticeContent | undefined> {
  const { frozen, announcement, seq, announced_at: announcedAt, announcement_hash: announcementHash, config } = draw;
  if (frozen === null || announcement === null || seq === null || announcedAt === null || announcementHash === null)
    return undefined;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select(['name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const { roster, officers, experts, vehicles, conflicts, expertConflicts } = frozen;
  return {
    bureau: bureau.name,
    isDemo: bureau.is_demo,
    address: await portalAddress(tx),
    publicId: draw.public_id,
    name: draw.name,
    year: draw.year,
    batch: draw.batch,
    seq,
    announcedAt,
    announcementHash,
    frozenAt: frozen.frozenAt,
    inspectFrom: config.inspectFrom,
    inspectTo: config.inspectTo,
    revealBy: config.revealBy,
    resultBy: config.resultBy,
    openBy: draw.mode === 'sealed' ? (config.openBy ?? null) : null,
    listed: roster.size,
    eligible: roster.eligible,
    excluded: roster.excluded,
    officers: officers.valid,
    experts: experts.valid,
    k: frozen.k,
    strata: frozen.strata,
    roots: { roster, officers, experts, vehicles, conflicts, expertConflicts },
    // Values come later: the notice is the same on the day after as on the day it was put up.
    sources: announcedSources(announcement, {}),
    replaces: draw.replaces === null ? null : ((await findDraw(tx, draw.replaces))?.public_id ?? null),
  };
}
