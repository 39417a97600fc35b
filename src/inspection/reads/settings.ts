/** 检查工作设置 in force, and its versions. @module */
import { readBureauNames, type BureauNames } from '../../bureau/reads.ts';
import { onceInSnapshot } from '../../core/snapshot.ts';
import type { ReadTx } from '../../core/transact.ts';
import '../tables/documents.ts';
import { DEFAULT_SETTINGS, type VisitSettings } from '../types/settings.ts';

const newestVersion = onceInSnapshot(async (tx: ReadTx) =>
  tx.db
    .selectFrom('visit_setting')
    .select(['version', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst(),
);

/** What the bureau has set; until then its division's name stands in the numbers. `bureau` where it was read already. */
export async function readSettings(
  tx: ReadTx,
  bureau?: BureauNames,
): Promise<{ version: number; settings: VisitSettings }> {
  const row = await newestVersion(tx);
  if (row !== undefined) return { version: row.version, settings: { ...DEFAULT_SETTINGS, ...row.content } };
  return { version: 0, settings: { ...DEFAULT_SETTINGS, place: divisionOf(bureau ?? (await readBureauNames(tx))) } };
}

function divisionOf({ code, profile }: BureauNames): string {
  if (profile !== undefined) return profile.divisionName.replaceAll(/[^\p{L}\p{N}]/gu, '').slice(-12);
  return code.replaceAll('-', '');
}
