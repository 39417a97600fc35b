/** 疑似重复 and merges as the database has them. @module */
import { sql } from 'kysely';
import { onceInSnapshot } from '../../core/snapshot.ts';
import type { ReadTx } from '../../core/transact.ts';
import { staffNames } from '../../bureau/reads.ts';
import { rowJson, type RowJson } from '../rows.ts';
import { findDuplicatePairs, groupsOf, pairKey } from '../rules/duplicates.ts';
import '../tables-beside.ts';
import type { DuplicateGroup, EnterpriseMerge } from '../types/duplicates.ts';

/** All groups of records that may mean one enterprise, by the name of their first member. One pass over the directory. */
export async function listDuplicateGroups(tx: ReadTx): Promise<readonly DuplicateGroup[]> {
  const rows = await tx.db
    .selectFrom('enterprise')
    .select([
      'enterprise_id as enterpriseId',
      'version',
      'name',
      'credit_code as creditCode',
      'former_names as formerNames',
      'production_address as productionAddress',
      'legal_representative as legalRepresentative',
      'updated_on as updatedOn',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('removed', '=', false)
    .orderBy('search')
    .execute();
  const byId = new Map(rows.map((row, place) => [row.enterpriseId, { ...row, place }]));
  const groups = groupsOf(findDuplicatePairs(rows, await listDistinctPairs(tx)));
  return groups.map((pairs) => {
    const ids = new Set(pairs.flatMap(({ first, second }) => [first, second]));
    const members = [...ids].flatMap((id) => byId.get(id) ?? []).toSorted((a, b) => a.place - b.place);
    return {
      pairs: [...pairs],
      members: members.map(({ enterpriseId, legalRepresentative: _who, place: _place, ...member }) => ({
        ...member,
        recordId: enterpriseId,
      })),
    };
  });
}

async function listDistinctPairs(tx: ReadTx): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('enterprise_distinct')
    .select(['first_id', 'second_id'])
    .where('bureau_id', '=', tx.bureauId)
    .execute();
  return new Set(rows.map((row) => pairKey(row.first_id, row.second_id)));
}

/** Whole rows, locked in the order of their ids; those removed are not among them. */
export async function lockEnterprises(tx: ReadTx, ids: readonly string[]): Promise<ReadonlyMap<string, RowJson>> {
  const { rows } = await sql<{ id: string; row: RowJson }>`
    SELECT t.enterprise_id AS id, ${rowJson('t')} AS row FROM enterprise t
    WHERE t.bureau_id = ${tx.bureauId} AND NOT t.removed AND t.enterprise_id = ANY(${[...ids]}::uuid[])
    ORDER BY t.enterprise_id FOR UPDATE`.execute(tx.db);
  return new Map(rows.map(({ id, row }) => [id, row]));
}

/** One merge as its deed wrote it, one row for each record that was merged. */
export interface MergeRow {
  readonly survivorId: string;
  readonly mergedId: string;
  readonly survivorVersion: number;
  readonly mergedVersion: number;
  readonly mergedAt: string;
  readonly undoneAt: string | null;
}

export async function lockMerge(tx: ReadTx, mergeId: string): Promise<readonly MergeRow[]> {
  return tx.db
    .selectFrom('enterprise_merge')
    .select([
      'survivor_id as survivorId',
      'merged_id as mergedId',
      'survivor_version as survivorVersion',
      'merged_version as mergedVersion',
      'merged_at as mergedAt',
      'undone_at as undoneAt',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('merge_id', '=', mergeId)
    .orderBy('merged_id')
    .forUpdate()
    .execute();
}

/** Which record stands for each merged one, over any number of merges. */
export const listSurvivors = onceInSnapshot(async (tx: ReadTx): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.db
    .selectFrom('enterprise_merge')
    .select(['survivor_id', 'merged_id'])
    .where('bureau_id', '=', tx.bureauId)
    .where('undone_at', 'is', null)
    .execute();
  const next = new Map(rows.map((row) => [row.merged_id, row.survivor_id]));
  const lastOf = (id: string): string => {
    const following = next.get(id);
    return following === undefined ? id : lastOf(following);
  };
  return new Map(rows.map((row) => [row.merged_id, lastOf(row.survivor_id)]));
});

/** A record and everything merged into it: whatever was said of one of these ids was said of it. */
export async function idsOfEnterprise(tx: ReadTx, enterpriseId: string): Promise<readonly string[]> {
  const merged = [...(await listSurvivors(tx))].filter(([, survivor]) => survivor === enterpriseId);
  return [enterpriseId, ...merged.map(([id]) => id)];
}

/** The merges into a record, undone ones too, the newest first. */
export async function listMergesInto(tx: ReadTx, enterpriseId: string): Promise<readonly EnterpriseMerge[]> {
  const rows = await tx.db
    .selectFrom('enterprise_merge as m')
    .innerJoin('enterprise as e', (join) =>
      join.onRef('e.bureau_id', '=', 'm.bureau_id').onRef('e.enterprise_id', '=', 'm.merged_id'),
    )
    .select([
      'm.merge_id',
      'm.merged_id',
      'e.name',
      'e.credit_code',
      'm.reason',
      'm.merged_by',
      'm.merged_at',
      'm.undone_at',
    ])
    .where('m.bureau_id', '=', tx.bureauId)
    .where('m.survivor_id', '=', enterpriseId)
    .orderBy('m.merged_at', 'desc')
    .execute();
  const names = await staffNames(tx, [...new Set(rows.map(({ merged_by: by }) => by))]);
  return rows.map((row) => ({
    mergeId: row.merge_id,
    mergedId: row.merged_id,
    name: row.name,
    creditCode: row.credit_code,
    reason: row.reason,
    byName: names.get(row.merged_by) ?? row.merged_by,
    at: row.merged_at,
    undoneAt: row.undone_at,
  }));
}

/** A record that was merged into another: its row as it stayed, and the one that stands for it now. */
export async function findMerged(
  tx: ReadTx,
  recordId: string,
): Promise<{ readonly row: RowJson; readonly into: { readonly recordId: string; readonly name: string } } | undefined> {
  const survivorId = (await listSurvivors(tx)).get(recordId);
  if (survivorId === undefined) return undefined;
  const { rows } = await sql<{ row: RowJson; name: string }>`
    SELECT ${rowJson('t')} AS row, s.name FROM enterprise t
    JOIN enterprise s ON s.bureau_id = t.bureau_id AND s.enterprise_id = ${survivorId}
    WHERE t.bureau_id = ${tx.bureauId} AND t.enterprise_id = ${recordId}`.execute(tx.db);
  const [found] = rows;
  return found && { row: found.row, into: { recordId: survivorId, name: found.name } };
}

/** Rosters frozen since an instant: a merge before them is part of what was drawn from. */
export async function countFreezesSince(tx: ReadTx, instant: string): Promise<number> {
  const { count } = await tx.db
    .selectFrom('deed')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('bureau_id', '=', tx.bureauId)
    .where('kind', '=', 'draw.freeze')
    .where('at', '>', instant)
    .executeTakeFirstOrThrow();
  return count;
}
