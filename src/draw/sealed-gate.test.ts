/** The one gate of sealed draws: what tells who was drawn is closed in the database, for reads nobody has written yet too. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { head, office } from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { carrySealed, knownVisits, publishChains, sendOut } from '../testing/draw-sealed.ts';

const scene = useScene();

/** Tables of a draw or a visit that tell nobody who was drawn. A new table is sealed (`keep_sealed`), or stands here with its reason. */
const TELLS_NOTHING: Readonly<Record<string, readonly string[]>> = {
  'what was frozen and announced before anything was random': [
    'draw',
    'draw_roster',
    'draw_officer',
    'draw_expert',
    'draw_vehicle',
    'draw_device',
    'draw_booking',
    'draw_conflict',
    'draw_narrowing',
    'draw_churn',
    'draw_means_turn',
  ],
  'shares and dice, which say nothing without the codes': [
    'draw_commitment',
    'draw_reveal',
    'draw_dice',
    'draw_dice_check',
    'draw_source_check',
    'draw_fresh_check',
  ],
  'roots, hashes, numbers and times': [
    'draw_result',
    'draw_bundle',
    'draw_code',
    'draw_task',
    'draw_decision',
    'draw_void_proposal',
    'draw_wall',
    'draw_checker',
  ],
  'none before the opening': ['draw_record', 'draw_record_signature', 'disclosure_entry', 'bulletin', 'archive_volume'],
  'parts of a visit, which name no enterprise and are read by the id of a visit that is hidden': [
    'inspection_member',
    'inspection_check_in',
    'inspection_answer',
    'inspection_signature',
    'inspection_recusal',
    'expert_opinion',
    'finding',
    'rectification_order',
    'field_operation',
    'field_held',
    'field_file',
    'inspection_partner',
    'inspection_partner_word',
    'inspection_paper',
    'evidence',
    'hazard',
    'file_review',
    'oversight_matter',
  ],
};

const tables = (query: string): Promise<string[]> =>
  read(scene.runtime, 1, async ({ db }) => {
    const { rows } = await sql.raw<{ name: string }>(query).execute(db);
    return rows.map(({ name }) => name).toSorted();
  });
const withColumn = (...columns: string[]): Promise<string[]> =>
  tables(`SELECT DISTINCT c.table_name AS name FROM information_schema.columns c
    WHERE c.table_schema = 'sunlot' AND c.column_name IN (${columns.map((name) => `'${name}'`).join()})`);

describe('the gate', () => {
  test('every table of a draw or a visit is sealed, or is known to tell nothing', async () => {
    const [all, sealed] = [await withColumn('draw_id', 'inspection_id'), await withColumn('known_to')];
    const open = Object.values(TELLS_NOTHING).flat();
    expect(all.filter((name) => !sealed.includes(name)).toSorted()).toEqual(open.toSorted());
    expect(sealed.length).toBeGreaterThan(10);
    const guarded = await tables(
      `SELECT tablename AS name FROM pg_policies WHERE schemaname = 'sunlot' AND policyname = 'known' AND permissive = 'RESTRICTIVE'`,
    );
    expect(guarded, 'a column without its policy hides nothing').toEqual(sealed);
  });

  test('whatever is asked, in raw SQL too, no row of a sealed result is there for anybody but the program', async () => {
    await publishChains(scene.runtime);
    const drawId = await carrySealed(scene.runtime, scene.district.planId);
    await sendOut(scene.runtime, drawId);
    const drawn = (await knownVisits(scene.runtime, drawId)).map(({ enterprise }) => enterprise);
    for (const reader of [undefined, head, office])
      for (const table of await withColumn('known_to')) {
        const found = await read(
          scene.runtime,
          1,
          async ({ db }) =>
            (await sql<{ row: string }>`SELECT to_jsonb(t)::text AS row FROM ${sql.table(table)} t`.execute(db)).rows,
          reader,
        );
        const told = found.filter(({ row }) => drawn.some((code) => row.includes(code)));
        expect(told, `${table} as ${reader?.name ?? 'nobody'}`).toEqual([]);
      }
  });
});
