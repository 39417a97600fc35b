/** A log of any length, for benches. @module */
import pg from 'pg';
import type { BenchRuntime } from './bench-runtime.ts';

/** So many deeds behind those of bureau 1, by SQL as the owner: rows to be read past and written behind, not a chain that verifies. */
export async function seedDeeds({ ownerUrl }: BenchRuntime, deeds: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(
    `INSERT INTO sunlot.deed (bureau_id, seq, at, year, kind, actor_id, subject_type, subject_id, command_id, entry, hash)
     SELECT 1, h.seq + n, '2026-01-01'::timestamptz + n * interval '1 second', 2026,
       (ARRAY['inspection.answer', 'inspection.sync', 'rectification.report', 'directory.amend-enterprise'])[1 + n % 4],
       'staff-' || n % 200, 'inspection', md5((n / 40)::text)::uuid::text, md5('c' || n)::uuid,
       convert_to('{"facts":{},"kind":"synthetic","seq":' || n || '}', 'UTF8'), decode(md5(n::text) || md5('h' || n), 'hex')
     FROM generate_series(1, $1::int) n, sunlot.deed_head h WHERE h.bureau_id = 1`,
    [deeds],
  );
  await client.query(
    `UPDATE sunlot.deed_head h SET seq = d.seq, hash = d.hash FROM sunlot.deed d
     WHERE h.bureau_id = 1 AND d.bureau_id = 1 AND d.seq = (SELECT max(seq) FROM sunlot.deed WHERE bureau_id = 1)`,
  );
  await client.query('VACUUM ANALYZE sunlot.deed');
  await client.end();
}
