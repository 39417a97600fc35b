/** What the public was shown of a visit or a case, how that ended, and what was objected to it. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../../disclosure/tables.ts';
import type { ObjectionGround, ObjectionState, Objector } from '../../disclosure/types/objection.ts';

export interface Publication {
  readonly snapshots: readonly Snapshot[];
  /** 撤回, 期满 or 信用修复, with the reason where one was given. */
  readonly endings: readonly Ending[];
  /** Answered ones: what is open is no paper yet. */
  readonly objections: readonly Objection[];
}

export interface Snapshot {
  readonly entryId: string;
  readonly version: number;
  readonly hash: string;
  readonly publishedOn: string;
  readonly content: unknown;
}

interface Ending {
  readonly kind: 'withdrawn' | 'ended';
  readonly on: string;
  readonly reason: string;
}

interface Objection {
  readonly objectionId: string;
  readonly objector: Objector;
  readonly ground: ObjectionGround;
  readonly words: string;
  readonly receivedOn: string;
  readonly state: ObjectionState;
  readonly decidedOn: string;
  readonly decidedBy: string;
  readonly reason: string;
}

export async function readPublication(
  tx: ReadTx,
  of: { readonly inspectionId: string } | { readonly caseId: string },
): Promise<Publication> {
  const all = tx.db
    .selectFrom('disclosure_entry')
    .select(['entry_id', 'withdrawn_on', 'withdraw_reason', 'ended_on', 'end_reason'])
    .where('bureau_id', '=', tx.bureauId);
  const entries = await (
    'caseId' in of ? all.where('case_id', '=', of.caseId) : all.where('inspection_id', '=', of.inspectionId)
  )
    .orderBy('entry_id')
    .execute();
  const entryIds = entries.map(({ entry_id: id }) => id);
  if (entryIds.length === 0) return { snapshots: [], endings: [], objections: [] };
  return {
    snapshots: await listSnapshots(tx, entryIds),
    endings: entries.flatMap((row): Ending[] => [
      ...(row.withdrawn_on === null
        ? []
        : [{ kind: 'withdrawn' as const, on: row.withdrawn_on, reason: row.withdraw_reason ?? '' }]),
      ...(row.ended_on === null ? [] : [{ kind: 'ended' as const, on: row.ended_on, reason: row.end_reason ?? '' }]),
    ]),
    objections: await listAnswered(tx, entryIds),
  };
}

async function listSnapshots(tx: ReadTx, entryIds: readonly string[]): Promise<Snapshot[]> {
  return tx.db
    .selectFrom('disclosure_snapshot')
    .select(['entry_id as entryId', 'version', 'hash', 'published_on as publishedOn', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', 'in', entryIds)
    .orderBy('version')
    .execute();
}

async function listAnswered(tx: ReadTx, entryIds: readonly string[]): Promise<Objection[]> {
  const rows = await tx.db
    .selectFrom('disclosure_objection')
    .select([
      'objection_id as objectionId',
      'objector',
      'ground',
      'words',
      'received_on as receivedOn',
      'state',
      'decided_on as decidedOn',
      'decided_by as decidedBy',
      'reason',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', 'in', entryIds)
    .where('state', '<>', 'open')
    .orderBy('received_at')
    .orderBy('objection_id')
    .execute();
  return rows.map(({ decidedOn, decidedBy, reason, ...row }) => ({
    ...row,
    decidedOn: decidedOn ?? row.receivedOn,
    decidedBy: decidedBy ?? '',
    reason: reason ?? '',
  }));
}
