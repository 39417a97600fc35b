/** How far a hot standby is behind its primary: what the public reads there is that old (docs/adr/0084). @module */
import { sql } from 'kysely';
import type { Runtime } from './runtime.ts';

export interface StandbyState {
  /** False: the server is, or has become, a primary. */
  readonly isStandby: boolean;
  /** Whether it is connected to its primary; false also for one that is fed by an archive. */
  readonly isReceiving: boolean;
  /** Seconds since the newest transaction it has replayed, 0 while it is connected and has replayed all it has received. */
  readonly secondsBehind: number;
}

/** Longer than any moment of network or vacuum; short enough to be looked at before the public is refused (`MOST_SECONDS_BEHIND`). */
const LATE_SECONDS = 60;

export async function readStandby(runtime: Pick<Runtime, 'db'>): Promise<StandbyState> {
  // Anybody may see that a receiver runs, and nothing more of it.
  const { rows } = await sql<StandbyState>`
    WITH look AS (SELECT pg_is_in_recovery() AS standby, EXISTS (SELECT FROM pg_stat_wal_receiver WHERE pid IS NOT NULL) AS receiving)
    SELECT standby AS "isStandby", receiving AS "isReceiving",
      CASE WHEN NOT standby OR (receiving AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()) THEN 0
        ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0)::float8 END AS "secondsBehind"
    FROM look`.execute(runtime.db);
  const [state] = rows;
  if (state === undefined) throw new Error('the database says nothing of itself');
  return state;
}

/** `standby-promoted`, `standby-disconnected`, `standby-behind`: why somebody has to look. */
export function standbyReasons({ isStandby, isReceiving, secondsBehind }: StandbyState): string[] {
  return [
    ...(isStandby ? [] : ['standby-promoted']),
    ...(isStandby && !isReceiving ? ['standby-disconnected'] : []),
    ...(secondsBehind > LATE_SECONDS ? ['standby-behind'] : []),
  ];
}
