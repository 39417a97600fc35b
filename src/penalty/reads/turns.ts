/** What of the cases waits for this person (待办, docs/adr/0052): from the turns each case keeps. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { pagesOfTurns, type Asked, type OpenDuty } from '../../core/turns.ts';
import { dutiesOf } from '../rules/duties.ts';
import '../tables.ts';
import { CASE_STATES, type CaseState } from '../types/case.ts';
import type { Turn } from '../types/turn.ts';

interface Row {
  readonly case_id: string;
  readonly party_name: string;
  readonly state: CaseState;
  readonly turns: readonly Turn[];
  readonly handled: readonly string[];
  /** Of a lead from a finding: whether the person was in the team that found it. */
  readonly is_own: boolean | null;
}

/** Every act that waits for this person today, once. A lead from a visit waits for its team, any other for every officer. */
export async function penaltyTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const { rows } = await sql<Row>`
    SELECT c.case_id, c.party_name, c.state, c.turns, c.content -> 'seats' -> 'handler' AS handled,
      CASE WHEN c.state = 'lead' AND c.finding_id IS NOT NULL THEN EXISTS (
        SELECT 1 FROM finding f
        JOIN inspection_member m ON m.bureau_id = f.bureau_id AND m.inspection_id = f.inspection_id AND m.kind = 'officer'
        JOIN officer o ON o.bureau_id = m.bureau_id AND o.officer_id = m.person_id
        WHERE f.bureau_id = c.bureau_id AND f.finding_id = c.finding_id AND o.staff_id = ${asked.staffId}) END AS is_own
    FROM penalty_case c
    WHERE c.bureau_id = ${tx.bureauId} AND c.turns <> '[]'::jsonb`.execute(tx.db);
  const open = rows.flatMap(({ case_id: caseId, party_name: where, state, turns, handled, is_own: isOwn }) =>
    turns.flatMap((turn, n) => {
      const duty = dutiesOf(turn.act).find((name) => asked.duties.has(name));
      if (duty === undefined || isOwn === false || !waitsFor(turn, asked.staffId, handled, tx.today)) return [];
      return [
        {
          duty,
          // Several holds of one case are several things.
          record: turns.findIndex(({ act }) => act === turn.act) === n ? caseId : `${caseId}/${n}`,
          where,
          stands: CASE_STATES[state],
          dueOn: turn.dueOn,
          href: `/penalty/${caseId}` as const,
        },
      ];
    }),
  );
  return pagesOfTurns(open, asked);
}

/** By seat, or by role; whoever investigated has nothing to approve in the same case. */
function waitsFor({ from, staffIds }: Turn, staffId: string, handled: readonly string[], today: string): boolean {
  if (from !== null && from >= today) return false;
  return staffIds.length > 0 ? staffIds.includes(staffId) : !handled.includes(staffId);
}
