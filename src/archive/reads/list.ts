/** Volumes as a list. @module */
import { sql, type RawBuilder } from 'kysely';
import { addDays } from '../../core/calendar/day.ts';
import type { ReadTx } from '../../core/transact.ts';
import { recordSearch } from '../../directory/reads/record-search.ts';
import { UNSEALED } from '../rules/moves.ts';
import { VOLUME_SORTS, type VolumeQuery, type VolumeRow } from '../types/views.ts';
import { readArchiveSettings, type Volume } from './volumes.ts';

const ORDERS: Readonly<Record<(typeof VOLUME_SORTS)[number], RawBuilder<unknown>>> = {
  number: sql`archive_number`,
  title: sql`title`,
  closed: sql`closed_on`,
  keep: sql`keep_until`,
};

function orderOf(sort: VolumeQuery['sort']): RawBuilder<unknown> {
  const key = VOLUME_SORTS.find((each) => sort === each || sort === `-${each}`);
  // What still has to be done comes first, the oldest of it before the rest.
  if (sort === undefined || key === undefined) return sql`(archive_number IS NOT NULL), closed_on`;
  return sort.startsWith('-') ? sql`${ORDERS[key]} DESC NULLS LAST` : sql`${ORDERS[key]} NULLS LAST`;
}

function wanted(tx: ReadTx, want: VolumeQuery['want'], bindDays: number): RawBuilder<boolean> {
  switch (want) {
    case undefined:
      return sql`true`;
    case 'late':
      return sql`archive_number IS NULL AND closed_on + ${bindDays}::int < ${tx.today}::date`;
    case 'missing':
      return sql`missing > 0 AND state = 'collecting'`;
    case 'later':
      return sql`later_on IS NOT NULL`;
    case 'expired':
      return sql`keep_until < ${tx.today}::date AND state IN ('archived', 'appraising')`;
    case 'transfer':
      return sql`transfer_by <= ${addDays(tx.today, 365)}::date AND state = 'archived'`;
  }
}

export async function listVolumes(tx: ReadTx, query: VolumeQuery) {
  const { settings } = await readArchiveSettings(tx);
  const isSearched = await recordSearch(tx, query.q, {
    creditCode: sql`archive_volume.credit_code`,
    texts: [sql`title`, sql`archive_volume.credit_code`, sql`archive_number`],
  });
  const isFound = sql<boolean>`bureau_id = ${tx.bureauId}
      AND (${query.kind ?? null}::text IS NULL OR kind = ${query.kind ?? null}::text)
      AND (${query.retention ?? null}::text IS NULL OR retention = ${query.retention ?? null}::text)
      AND (${query.year ?? null}::int IS NULL OR year = ${query.year ?? null}::int)
      AND ${isSearched}
      AND ${wanted(tx, query.want, settings.bindDays)}`;
  const { rows } = await sql<Volume & { total: number }>`
    SELECT *, count(*) OVER ()::int AS total FROM archive_volume
    WHERE ${isFound} AND (${query.state ?? null}::text IS NULL OR state = ${query.state ?? null}::text)
    ORDER BY ${orderOf(query.sort)}, volume_id LIMIT ${query.size} OFFSET ${(query.page - 1) * query.size}`.execute(
    tx.db,
  );
  const counted = await sql<{ state: string; count: number }>`
    SELECT state, count(*)::int AS count FROM archive_volume WHERE ${isFound} GROUP BY state`.execute(tx.db);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => rowOf(row, tx.today, settings.bindDays)),
    counts: Object.fromEntries(counted.rows.map(({ state, count }) => [state, count])),
    asOf: tx.now,
  };
}

export function rowOf(volume: Volume, today: string, bindDays: number): VolumeRow {
  return {
    volumeId: volume.volume_id,
    kind: volume.kind,
    title: volume.title,
    archiveNumber: volume.archive_number,
    state: volume.state,
    closedOn: volume.closed_on,
    retention: volume.retention,
    keepUntil: volume.keep_until,
    transferBy: volume.transfer_by,
    missing: volume.state === 'collecting' ? volume.missing : 0,
    pages: volume.pages,
    isLate: UNSEALED.includes(volume.state) && addDays(volume.closed_on, bindDays) < today,
    laterOn: volume.later_on,
  };
}
