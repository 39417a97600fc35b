/** What is open of a module's duties, asked of the database at once (docs/adr/0087). @module */
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from './transact.ts';
import type { Asked, OpenDuty, Turn } from './turns.ts';

/** What is open of one duty. */
export interface OpenQuestion {
  readonly duty: string;
  /** A SELECT of five columns: what the duty is about (its id), how people call that, how it stands, the day that counts for it, and the id of its page. */
  readonly open: RawBuilder<unknown>;
  readonly turn: (row: OpenRow) => Turn;
}

export interface OpenRow {
  readonly record: string;
  readonly title: string;
  readonly stands: string;
  readonly day: string | null;
  readonly page: string;
}

interface PlacedRow extends OpenRow {
  readonly place: number;
  readonly total: number;
}

/** The asked page of each question that is asked for, the nearest day first, in one statement. */
export async function askOpen(
  tx: ReadTx,
  questions: readonly OpenQuestion[],
  { duties, most, skip }: Asked,
): Promise<OpenDuty[]> {
  const wanted = questions.filter(({ duty }) => duties.has(duty));
  if (wanted.length === 0) return [];
  const pages = wanted.map(
    ({ open }, place) => sql`(SELECT ${place}::int AS place, q.*, count(*) OVER ()::int AS total
      FROM (SELECT record::text, title::text, stands::text, day::date, page::text
        FROM (${open}) AS o (record, title, stands, day, page)) q
      ORDER BY day NULLS LAST, record LIMIT ${most} OFFSET ${skip})`,
  );
  const { rows } = await sql<PlacedRow>`${sql.join(pages, sql` UNION ALL `)}`.execute(tx.db);
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return wanted.flatMap(({ duty, turn }, place) => {
    const found = byPlace.get(place) ?? [];
    return found[0] === undefined ? [] : [{ duty, total: found[0].total, turns: found.map(turn) }];
  });
}
