/** 月历 as the database has it: bookings, visits and what draws gave, of everybody and everything in one month. @module */
import { sql } from 'kysely';
import { addDays, addMonths } from '../../core/calendar/day.ts';
import { isWorkday } from '../../core/calendar/work-calendar.ts';
import type { ReadTx } from '../../core/transact.ts';
import { readCalendar } from '../../calendar/reads.ts';
import { BOOKED_TYPES, type BookedType } from '../../directory/types/bookings.ts';
import { codesOf, EQUIPMENT_KINDS, VEHICLE_KINDS } from '../../directory/types/vocabulary.ts';
import '../../directory/tables.ts';
import type { MonthRow, MonthView } from '../types/month.ts';

type Use = MonthRow['uses'][number];

/** A sealed visit is in nobody's month who may not know of it: the database shows its rows to no other reader. */
export async function readMonth(tx: ReadTx, month: string): Promise<MonthView> {
  const first = `${month}-01`;
  const last = addDays(addMonths(first, 1), -1);
  const uses = new Map<string, Use[]>();
  for (const { type, subjectId, ...use } of [...(await bookings(tx, first, last)), ...(await visits(tx, first, last))])
    uses.set(keyOf(type, subjectId), [...(uses.get(keyOf(type, subjectId)) ?? []), use]);
  const calendar = await readCalendar(tx);
  const days = Array.from({ length: Number(last.slice(8)) }, (_, n) => addDays(first, n));
  const subjects = await listSubjects(tx);
  return {
    month,
    today: tx.today,
    asOf: tx.now,
    days: days.map((day) => ({ day, isWorkday: isWorkday(day, calendar) })),
    rows: subjects.flatMap(({ isInService, ...row }) => {
      const own = uses.get(keyOf(row.type, row.subjectId)) ?? [];
      return isInService || own.length > 0 ? [{ ...row, uses: own }] : [];
    }),
  };
}

function keyOf(type: BookedType, subjectId: string): string {
  return `${type} ${subjectId}`;
}

type UseOf = Use & Pick<MonthRow, 'type' | 'subjectId'>;

async function bookings(tx: ReadTx, first: string, last: string): Promise<readonly UseOf[]> {
  const rows = await tx.db
    .selectFrom('booking')
    .select(['subject_type', 'subject_id', 'from_on', 'until_on', 'use', 'purpose'])
    .where('bureau_id', '=', tx.bureauId)
    .where('cancelled_at', 'is', null)
    .where('from_on', '<=', last)
    .where('until_on', '>=', first)
    .orderBy('from_on')
    .execute();
  return rows.map((row) => ({
    type: row.subject_type,
    subjectId: row.subject_id,
    fromOn: row.from_on,
    untilOn: row.until_on,
    use: row.use,
    what: row.purpose,
    inspectionId: null,
  }));
}

/** The team goes on the day of its plan, before there is one on the day of the draw; vehicles and devices on that of the draw. */
async function visits(tx: ReadTx, first: string, last: string): Promise<readonly UseOf[]> {
  const { rows } = await sql<Pick<UseOf, 'type' | 'subjectId' | 'what' | 'inspectionId'> & { readonly day: string }>`
    WITH made AS (
      SELECT i.draw_id, i.credit_code, i.inspection_id, i.enterprise_name, v.outing, v.day::text AS drawn_on,
        coalesce(i.plan->>'inspectOn', v.day::text) AS day
      FROM inspection i JOIN draw d ON d.bureau_id = i.bureau_id AND d.draw_id = i.draw_id
      LEFT JOIN draw_visit v ON v.bureau_id = i.bureau_id AND v.draw_id = i.draw_id AND v.enterprise = i.credit_code
      WHERE i.bureau_id = ${tx.bureauId} AND d.voided_at IS NULL AND i.state NOT IN ('impossible', 'replaced'))
    SELECT m.kind AS type, m.person_id AS "subjectId", made.day, made.enterprise_name AS what, made.inspection_id AS "inspectionId"
    FROM made JOIN inspection_member m ON m.bureau_id = ${tx.bureauId} AND m.inspection_id = made.inspection_id
    WHERE made.day BETWEEN ${first} AND ${last}
    UNION ALL
    SELECT 'vehicle', u.vehicle_id, u.day::text, made.enterprise_name, made.inspection_id
    FROM draw_vehicle_use u JOIN made ON made.draw_id = u.draw_id AND made.outing = u.outing
    WHERE u.bureau_id = ${tx.bureauId} AND u.day BETWEEN ${first}::date AND ${last}::date
    UNION ALL
    SELECT 'equipment', u.equipment_id, u.day::text, made.enterprise_name, made.inspection_id
    FROM draw_device_use u JOIN made ON made.draw_id = u.draw_id AND made.credit_code = u.enterprise
    WHERE u.bureau_id = ${tx.bureauId} AND u.day BETWEEN ${first}::date AND ${last}::date
    ORDER BY 3, 4`.execute(tx.db);
  return rows.map(({ day, ...row }) => ({ ...row, fromOn: day, untilOn: day, use: 'visit' }));
}

type Subject = Omit<MonthRow, 'uses'> & { readonly isInService: boolean };

async function listSubjects(tx: ReadTx): Promise<readonly Subject[]> {
  const { rows } = await sql<Subject>`
    SELECT 'officer' AS type, officer_id AS "subjectId", name, coalesce(organ, department, '') AS note,
      certificate_expires_on::text AS "validTo", status = 'on-duty' AND organ IS NULL AS "isInService", search
    FROM officer WHERE bureau_id = ${tx.bureauId} AND NOT removed
    UNION ALL
    SELECT 'expert', expert_id, name, coalesce(title, ''), term_to::text, status = 'active', search
    FROM expert WHERE bureau_id = ${tx.bureauId} AND NOT removed
    UNION ALL
    SELECT 'vehicle', vehicle_id, plate, kind, NULL, status <> 'retired', search
    FROM vehicle WHERE bureau_id = ${tx.bureauId} AND NOT removed
    UNION ALL
    SELECT 'equipment', equipment_id, serial, kind, calibration_due_on::text, status <> 'retired', search
    FROM equipment WHERE bureau_id = ${tx.bureauId} AND NOT removed
    ORDER BY search, 2`.execute(tx.db);
  const order = codesOf(BOOKED_TYPES);
  return rows
    .map(({ type, subjectId, name, note, validTo, isInService }) => ({
      type,
      subjectId,
      name,
      note: noteOf(type, note),
      validTo,
      isInService,
    }))
    .toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

const KINDS: Readonly<Partial<Record<BookedType, Readonly<Record<string, string>>>>> = {
  vehicle: VEHICLE_KINDS,
  equipment: EQUIPMENT_KINDS,
};

function noteOf(type: BookedType, note: string): string {
  return KINDS[type]?.[note] ?? note;
}
