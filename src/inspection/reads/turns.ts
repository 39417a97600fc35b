/** What of the visits waits for this person (待办). It starts from the visits that are open, never from all. @module */
import { sql, type RawBuilder } from 'kysely';
import { askOpen, type OpenRow } from '../../core/open-duties.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { Asked, OpenDuty, Turn } from '../../core/turns.ts';
import type { inspectionDuties } from '../rules/duties.ts';
import { INSPECTION_STATES, type InspectionState } from '../types/visit.ts';
import { readSettings } from './settings.ts';

type DutyName = keyof typeof inspectionDuties;

/** Every visit that waits for this person, once for each thing it waits for. */
export async function inspectionTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const { settings } = await readSettings(tx);
  const asking = Object.entries(questions(asked.staffId, settings.recusalHours)).map(([duty, { where, day }]) => ({
    duty,
    open: sql`SELECT i.inspection_id, i.enterprise_name, i.state, ${day}, i.inspection_id
      FROM inspection i WHERE i.bureau_id = ${tx.bureauId} AND ${where}`,
    turn: turnOf,
  }));
  return askOpen(tx, asking, asked);
}

function turnOf({ record, title, stands, day }: OpenRow): Turn {
  return {
    record,
    where: title,
    stands: INSPECTION_STATES[stands as InspectionState],
    dueOn: day,
    href: `/inspection/${record}`,
  };
}

interface Question {
  readonly where: RawBuilder<unknown>;
  readonly day: RawBuilder<string | null>;
}

/** A member of the team with this account, who has done nothing of `notYet`. */
function memberIs(staffId: string, kind: 'officer' | 'expert', notYet: RawBuilder<unknown> = sql`false`) {
  const person = kind === 'officer' ? sql`officer p ON p.officer_id` : sql`expert p ON p.expert_id`;
  return sql`EXISTS (SELECT 1 FROM inspection_member m JOIN ${person} = m.person_id AND p.bureau_id = m.bureau_id
    WHERE m.bureau_id = i.bureau_id AND m.inspection_id = i.inspection_id AND m.kind = ${kind} AND p.staff_id = ${staffId}
      AND NOT ${notYet})`;
}

/** Whether the member `m` has signed the record as it stands. */
const HAS_SIGNED = sql`EXISTS (SELECT 1 FROM inspection_signature s WHERE s.bureau_id = i.bureau_id
  AND s.inspection_id = i.inspection_id AND s.record_hash = i.record_hash AND s.kind = m.kind AND s.signer = m.person_id::text)`;
const ANYBODY_UNSIGNED = sql`EXISTS (SELECT 1 FROM inspection_member m WHERE m.bureau_id = i.bureau_id
  AND m.inspection_id = i.inspection_id AND NOT ${HAS_SIGNED})`;

function questions(staffId: string, recusalHours: number): Readonly<Record<DutyName, Question>> {
  const officer = memberIs(staffId, 'officer');
  const none = sql<null>`NULL::date`;
  const planned = sql<string | null>`(i.plan->>'inspectOn')::date`;
  const visited = sql<string | null>`(i.checked_in_at AT TIME ZONE 'Asia/Shanghai')::date`;
  const inState = (state: InspectionState, who: RawBuilder<unknown>) =>
    sql`i.state = ${state} AND i.blocked IS NULL AND ${who}`;
  return {
    'inspection.accept': {
      where: inState('assigned', officer),
      day: sql`((i.created_at + make_interval(hours => ${recusalHours}::int)) AT TIME ZONE 'Asia/Shanghai')::date`,
    },
    'inspection.submit-plan': {
      where: inState('preparing', officer),
      day: sql`(SELECT (d.config->>'inspectTo')::date FROM draw d WHERE d.bureau_id = i.bureau_id AND d.draw_id = i.draw_id)`,
    },
    'inspection.approve-plan': { where: inState('plan-submitted', sql`true`), day: planned },
    'inspection.authorise-plan': { where: inState('plan-reviewed', sql`true`), day: planned },
    'inspection.issue-notice': { where: inState('plan-approved', officer), day: planned },
    'inspection.check-in': { where: inState('notified', officer), day: planned },
    'draw.request-substitution': {
      where: sql`i.state IN ('assigned', 'preparing', 'plan-submitted', 'plan-reviewed', 'plan-approved', 'notified') AND i.blocked IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM draw_request r
          LEFT JOIN draw_decision c ON c.bureau_id = r.bureau_id AND c.draw_id = r.draw_id AND c.request = r.request
          LEFT JOIN draw_substitution s ON s.bureau_id = r.bureau_id AND s.draw_id = r.draw_id AND s.request = r.request
          WHERE r.bureau_id = i.bureau_id AND r.draw_id = i.draw_id AND r.enterprise = i.credit_code
            AND s.request IS NULL AND c.is_approved IS NOT FALSE)`,
      day: none,
    },
    'inspection.close-record': { where: inState('inspecting', officer), day: visited },
    'inspection.state-opinion': {
      where: inState(
        'inspecting',
        memberIs(
          staffId,
          'expert',
          sql`EXISTS (SELECT 1 FROM expert_opinion o WHERE o.bureau_id = i.bureau_id
            AND o.inspection_id = i.inspection_id AND o.expert_id = m.person_id AND NOT o.is_withdrawn)`,
        ),
      ),
      day: visited,
    },
    'inspection.confirm-level': {
      where: inState(
        'inspecting',
        sql`EXISTS (SELECT 1 FROM finding f WHERE f.bureau_id = i.bureau_id AND f.inspection_id = i.inspection_id
          AND NOT f.is_withdrawn AND f.reviewed_by IS NULL AND f.content->>'level' = 'major')`,
      ),
      day: visited,
    },
    'inspection.decide-held': {
      where: sql`EXISTS (SELECT 1 FROM field_held h WHERE h.bureau_id = i.bureau_id AND h.inspection_id = i.inspection_id
        AND h.standing = 'held')`,
      day: none,
    },
    'inspection.sign/officer': {
      where: inState('awaiting-signatures', memberIs(staffId, 'officer', HAS_SIGNED)),
      day: visited,
    },
    'inspection.sign/expert': {
      where: inState('awaiting-signatures', memberIs(staffId, 'expert', HAS_SIGNED)),
      day: visited,
    },
    'inspection.sign-off': {
      where: inState('awaiting-signatures', sql`${officer} AND NOT ${ANYBODY_UNSIGNED}`),
      day: visited,
    },
    'inspection.close': {
      where: sql`i.state IN ('signed', 'following-up', 'impossible') AND NOT EXISTS (SELECT 1 FROM finding f
        WHERE f.bureau_id = i.bureau_id AND f.inspection_id = i.inspection_id AND NOT f.is_withdrawn
          AND f.settled_on IS NULL AND f.content->>'measureKind' <> 'on-the-spot')`,
      day: none,
    },
  };
}
