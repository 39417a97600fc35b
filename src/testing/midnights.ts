/** Instants around midnight in China, by the program and by the database: both must know the same summers. @module */
import { sql } from 'kysely';
import { addDays } from '../core/calendar/day.ts';
import { dayOf, endOfDay } from '../core/clock.ts';
import type { Runtime } from '../core/runtime.ts';

/** In summer (1986–1991) the day began at 15:00 UTC, else at 16:00. */
const TIMES = ['14:45', '15:00', '15:15', '15:45', '16:00', '16:15'] as const;

export interface Midnight {
  readonly instant: string;
  readonly day: string;
  /** When that day has ended. */
  readonly until: string;
}

/** Six instants of each day from `from` to `to`. @throws Error where program and database have another day, or another end of it */
export async function midnights({ db }: Pick<Runtime, 'db'>, from: string, to: string): Promise<readonly Midnight[]> {
  const instants: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) for (const time of TIMES) instants.push(`${day}T${time}:00Z`);
  const { rows } = await sql<{ day: string; until: string }>`
    SELECT to_char(t AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, to_char(((t AT TIME ZONE 'Asia/Shanghai')::date + 1)::timestamp
      AT TIME ZONE 'Asia/Shanghai' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS until
    FROM unnest(${instants}::timestamptz[]) WITH ORDINALITY AS i (t, n) ORDER BY n`.execute(db);
  return instants.map((instant, n) => {
    const day = dayOf(instant);
    const until = Temporal.Instant.from(endOfDay(day)).toString();
    if (rows[n]?.day !== day || rows[n].until !== until)
      throw new Error(`${instant} is ${day} until ${until} here, and ${JSON.stringify(rows[n])} in the database`);
    return { instant, day, until };
  });
}
