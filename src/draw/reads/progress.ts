/** A draw with what has been done on it, as the step rules ask for it. @module */
import { sql, type Selectable } from 'kysely';
import { isDeedPublished } from '../../core/log/checkpoint.ts';
import { heldTo } from '../../core/log/witnesses.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listDirectoryEditors } from '../../directory/reads/pools.ts';
import { listPlanDrafters } from '../../plan/reads.ts';
import { isSealed } from '../rules/sealed.ts';
import { dutyOf } from '../rules/duties.ts';
import type { Progress } from '../rules/steps.ts';
import { listTurns } from './codes.ts';
import { findAudit } from './audit.ts';
import { listCommitments, listReveals, sourceStates } from './sources.ts';
import type { DrawTable } from '../tables.ts';

export type DrawRow = Selectable<DrawTable>;

/** Changes to the directories within this time before the draw was set up count as 库维护 of its batch (domain §20). */
const EDITOR_DAYS = 30;

export async function findDraw(tx: ReadTx, drawId: string): Promise<DrawRow | undefined> {
  return tx.db
    .selectFrom('draw')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirst();
}

/** The draw that the public knows by this id, announced or not. */
export async function findDrawByPublicId(tx: ReadTx, publicId: string): Promise<DrawRow | undefined> {
  return tx.db
    .selectFrom('draw')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('public_id', '=', publicId)
    .executeTakeFirst();
}

/** One deed of the log on a draw. */
export interface DrawDeed {
  readonly seq: number;
  readonly kind: string;
  readonly actorId: string;
  readonly at: string;
  readonly year: number;
  /** The source that an entry is about, if it is about one. */
  readonly source: string | null;
}

/** Everything done to a draw, in order. */
export async function listDrawDeeds(tx: ReadTx, drawId: string): Promise<readonly DrawDeed[]> {
  return tx.db
    .selectFrom('deed')
    .select(['seq', 'kind', 'actor_id as actorId', 'at', 'year'])
    .select(sql<string | null>`convert_from(entry, 'UTF8')::jsonb #>> '{facts,source}'`.as('source'))
    .where('bureau_id', '=', tx.bureauId)
    .where('subject_type', '=', 'draw')
    .where('subject_id', '=', drawId)
    .orderBy('seq')
    .execute();
}

/** What the step rules need: who did what, what was committed and revealed, whether the announcement is in the public log. */
export async function progressOf(tx: ReadTx, draw: DrawRow): Promise<Progress> {
  const deeds = await listDrawDeeds(tx, draw.draw_id);
  const withDuty = (duty: 'operator' | 'witness'): string[] =>
    deeds.filter(({ kind, source }) => dutyOf(kind, source) === duty).map(({ actorId }) => actorId);
  const announced = deeds.find(({ kind }) => kind === 'draw.announce');
  return {
    state: draw.state,
    isVoid: draw.voided_at !== null,
    revealBy: draw.config.revealBy,
    resultBy: draw.config.resultBy,
    committed: await listCommitments(tx, draw.draw_id),
    revealed: (await listReveals(tx, draw.draw_id)).map(({ party }) => party),
    profile: draw.config.sources.profile,
    sources: await sourceStates(tx, draw),
    margin: draw.config.sources.marginMinutes * 60,
    isAnnouncementLogged:
      announced !== undefined && (await isDeedPublished(tx, announced, await heldTo(tx, draw.announced_at ?? tx.now))),
    audit: await auditProgress(tx, draw),
    isSealed: isSealed(draw),
    isForced: draw.mode === 'sealed' && (await listTurns(tx, draw.draw_id)).some(({ isForced }) => isForced),
    duties: {
      planners: await listPlanDrafters(tx, draw.plan_id),
      editors: await listDirectoryEditors(tx, daysBefore(draw.created_at, EDITOR_DAYS)),
      operators: withDuty('operator'),
      witnesses: withDuty('witness'),
    },
  };
}

async function auditProgress(tx: ReadTx, { draw_id: drawId, config }: DrawRow): Promise<Progress['audit']> {
  const { auditRuns: runs = 0 } = config;
  if (runs === 0) return undefined;
  const audit = await findAudit(tx, drawId);
  return { runs, done: audit?.done ?? 0, isReported: audit?.reportHash !== undefined };
}

function daysBefore(instant: string, days: number): string {
  return Temporal.Instant.from(instant)
    .subtract({ hours: days * 24 })
    .toString();
}
