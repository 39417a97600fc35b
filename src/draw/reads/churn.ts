/** 变动报告: the roster announced before, who changed the directory since, and the report kept with a draw. @module */
import { compareRosters, suiteOf, type Churn, type ChurnReport, type RosterLeaf } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import type { RosterEntry } from '../rules/pool.ts';
import type { DrawRow } from './progress.ts';
import '../tables.ts';

/** What a new roster is compared with. */
interface RosterBefore {
  readonly before: ChurnReport['before'];
  readonly leaves: readonly RosterLeaf[];
  readonly frozenAt: string;
}

/** The roster of the bureau's last announced draw; undefined for the first. */
async function findRosterBefore(tx: ReadTx): Promise<RosterBefore | undefined> {
  const draw = await tx.db
    .selectFrom('draw')
    .select(['draw_id', 'public_id', 'announcement_hash', 'frozen'])
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (draw === undefined || draw.frozen === null || draw.announcement_hash === null) return undefined;
  const rows = await tx.db
    .selectFrom('draw_roster')
    .select('leaf')
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', draw.draw_id)
    .orderBy('pos')
    .execute();
  const { root, size } = draw.frozen.roster;
  return {
    before: { draw: draw.public_id, announcement: draw.announcement_hash, root, size },
    // The bytes were written from leaves of this type, and their root was announced.
    leaves: rows.map(({ leaf }): RosterLeaf => JSON.parse(leaf.toString('utf8'))),
    frozenAt: draw.frozen.frozenAt,
  };
}

/** When the roster of an announced draw was frozen. */
export async function frozenAtOf(tx: ReadTx, publicId: string): Promise<string> {
  const { frozen } = await tx.db
    .selectFrom('draw')
    .select('frozen')
    .where('bureau_id', '=', tx.bureauId)
    .where('public_id', '=', publicId)
    .where('frozen', 'is not', null)
    .executeTakeFirstOrThrow();
  if (frozen === null) throw new Error(`${publicId} is not frozen`);
  return frozen.frozenAt;
}

/** How many changes of the directory each person made since, by the log. */
async function countAuthors(tx: ReadTx, since: string): Promise<number[]> {
  const rows = await tx.db
    .selectFrom('deed')
    .select(({ fn }) => ['actor_id', fn.countAll<number>().as('changes')])
    .where('bureau_id', '=', tx.bureauId)
    .where('kind', 'like', 'directory.%')
    .where('at', '>', since)
    .groupBy('actor_id')
    .execute();
  return rows.map(({ changes }) => changes);
}

export interface NewRoster {
  readonly root: string;
  readonly size: number;
  readonly entries: readonly Pick<RosterEntry, 'id' | 'status' | 'stratum' | 'weight'>[];
  readonly saltKey: Uint8Array;
}

/** The new roster beside the one before; undefined when there is none. */
export async function churnSince(
  tx: ReadTx,
  { public_id: publicId, config }: Pick<DrawRow, 'public_id' | 'config'>,
  { root, size, entries, saltKey }: NewRoster,
): Promise<Churn | undefined> {
  const earlier = await findRosterBefore(tx);
  if (earlier === undefined) return undefined;
  const basis = {
    draw: publicId,
    before: earlier.before,
    after: { root, size },
    authors: await countAuthors(tx, earlier.frozenAt),
    threshold: config.churnAlarm,
  };
  return compareRosters(suiteOf(config.suite), saltKey, basis, earlier.leaves, entries);
}

export interface StoredChurn {
  readonly report: ChurnReport;
  readonly reportBytes: Buffer;
  readonly reportHash: string;
  /** One canonical leaf a line. */
  readonly leaves: Buffer;
}

/** The report of a frozen draw; undefined when there was no roster before. */
export async function findChurn(tx: ReadTx, drawId: string): Promise<StoredChurn | undefined> {
  const row = await tx.db
    .selectFrom('draw_churn')
    .select(['report as reportBytes', 'report_hash as reportHash', 'leaves'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const report: ChurnReport = JSON.parse(row.reportBytes.toString('utf8'));
  return { ...row, report };
}
