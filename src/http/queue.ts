/** What waits for the signed-in person, over all modules (`GET /api/queue`), the nearest deadline first (docs/adr/0052). @module */
import { z } from 'zod';
import { readCalendar } from '../calendar/reads.ts';
import { ROLES, type Actor, type Role } from '../core/actor.ts';
import { daysBetween } from '../core/calendar/day.ts';
import { isProvisional, workdaysLeft, type WorkCalendar } from '../core/calendar/work-calendar.ts';
import { defineRead } from '../core/command.ts';
import { ok } from '../core/result.ts';
import type { ReadTx } from '../core/transact.ts';
import { byDay, type Duty, type OpenDuty, type Turn, type TurnSource } from '../core/turns.ts';
import { rolesInOffice } from '../bureau/reads.ts';
import { archiveTurns } from '../archive/reads/turns.ts';
import { archiveDuties } from '../archive/rules/duties.ts';
import { creditTurns } from '../credit/reads/turns.ts';
import { creditDuties } from '../credit/rules/duties.ts';
import { directoryTurns } from '../directory/reads/turns.ts';
import { directoryDuties } from '../directory/rules/duties.ts';
import { disclosureTurns } from '../disclosure/reads/turns.ts';
import { disclosureDuties } from '../disclosure/rules/duties.ts';
import { drawTurns } from '../draw/reads/waiting.ts';
import { drawDuties } from '../draw/rules/turns.ts';
import { hazardTurns } from '../hazard/reads/turns.ts';
import { hazardDuties } from '../hazard/rules/duties.ts';
import { inspectionTurns } from '../inspection/reads/turns.ts';
import { inspectionDuties } from '../inspection/rules/duties.ts';
import { itemsTurns } from '../items/reads/turns.ts';
import { itemsDuties } from '../items/rules/duties.ts';
import { feedbackTurns } from '../oversight/reads/feedback-turns.ts';
import { assessmentTurns } from '../oversight/reads/quality.ts';
import { oversightTurns } from '../oversight/reads/notices.ts';
import { assessmentDuties } from '../oversight/rules/assessment.ts';
import { feedbackDuties } from '../oversight/rules/feedback.ts';
import { noticeDuties } from '../oversight/rules/notices.ts';
import { penaltyTurns } from '../penalty/reads/turns.ts';
import { penaltyDuties } from '../penalty/rules/duties.ts';
import { allDeeds } from '../permissions.ts';
import { planTurns } from '../plan/reads/turns.ts';
import { planDuties } from '../plan/rules/duties.ts';
import { rectificationTurns } from '../rectification/reads/turns.ts';
import { rectificationDuties } from '../rectification/rules/duties.ts';
import { queueText } from '../web/kit/strings/queue.zh.ts';

/** One line a module, in the order of the pipeline. */
export const TURN_SOURCES: readonly TurnSource[] = [
  { duties: directoryDuties, list: directoryTurns },
  { duties: itemsDuties, list: itemsTurns },
  { duties: planDuties, list: planTurns },
  { duties: drawDuties, list: drawTurns },
  { duties: inspectionDuties, list: inspectionTurns },
  { duties: rectificationDuties, list: rectificationTurns },
  { duties: hazardDuties, list: hazardTurns, rolls: true },
  { duties: creditDuties, list: creditTurns },
  { duties: penaltyDuties, list: penaltyTurns, rolls: true },
  { duties: disclosureDuties, list: disclosureTurns },
  { duties: archiveDuties, list: archiveTurns },
  { duties: feedbackDuties, list: feedbackTurns },
  { duties: assessmentDuties, list: assessmentTurns },
  { duties: noticeDuties, list: oversightTurns },
];

const QueueEntry = z.object({
  /** `<duty>/<record>`: nothing can stand twice. */
  id: z.string(),
  duty: z.string(),
  title: z.string(),
  where: z.string(),
  stands: z.string(),
  why: z.string(),
  dueOn: z.string().nullable(),
  /** Days until `dueOn`, negative when it is past; null where nothing sets a day. */
  left: z.int().nullable(),
  unit: z.enum(['workday', 'day']),
  /** The notice of its year is still to come: the day, or how many workdays are left, may change. */
  isProvisional: z.boolean(),
  href: z.string(),
});
export type QueueEntry = z.output<typeof QueueEntry>;

const Queue = z.object({
  asOf: z.string(),
  total: z.int(),
  entries: z.array(QueueEntry),
  /** Duties of which more is open than the answer holds. */
  more: z.array(z.object({ duty: z.string(), title: z.string(), shown: z.int(), total: z.int() })),
});

const MOST = 50;

export const readQueue = defineRead({
  path: '/api/queue',
  kind: 'queue.read',
  rule: { title: queueText.title, roles: ROLES },
  /** One duty alone from `skip` on, or the first page of all. */
  input: z.object({ duty: z.string().max(80).optional(), skip: z.coerce.number().int().min(0).default(0) }),
  output: Queue,
  run: async (tx, { duty, skip }, actor) => {
    const own = ownDuties(await rolesInOffice(tx), actor);
    const asked = {
      staffId: actor.staffId,
      duties: duty === undefined ? own : own.intersection(new Set([duty])),
      most: MOST,
      skip,
    };
    const open = await openDuties(tx, asked);
    const calendar = await readCalendar(tx);
    const entries = open.flatMap((each) => each.turns.map((turn) => entryOf(each.duty, turn, tx.today, calendar)));
    return ok({
      asOf: tx.now,
      total: open.reduce((sum, { total }) => sum + total, 0),
      entries: entries.toSorted((a, b) => byDay({ ...a, record: a.id }, { ...b, record: b.id })),
      more: open
        .map(({ duty: name, total, turns }) => ({
          duty: name,
          title: titleOf(name),
          shown: skip + turns.length,
          total,
        }))
        .filter(({ shown, total }) => shown < total),
    });
  },
});

/** Every open obligation that is asked for, module by module; a source that has none of it is not asked. */
async function openDuties(tx: ReadTx, asked: Parameters<TurnSource['list']>[1]): Promise<OpenDuty[]> {
  const open: OpenDuty[] = [];
  for (const source of TURN_SOURCES) {
    if (Object.keys(source.duties).some((name) => asked.duties.has(name))) open.push(...(await source.list(tx, asked)));
  }
  return open;
}

/** The duties that stand in this person's queue: those of which one of his roles is the first that anybody in office holds. */
export function ownDuties(inOffice: ReadonlySet<Role>, actor: Pick<Actor, 'roles'>): ReadonlySet<string> {
  const own = TURN_SOURCES.flatMap(({ duties }) =>
    Object.entries(duties).filter(([, { owners }]) => {
      const owner = ownerOf({ owners }, inOffice);
      return owner !== undefined && actor.roles.includes(owner);
    }),
  );
  return new Set(own.map(([name]) => name));
}

/** The one role whose queue a duty stands in; undefined when nobody holds any of its roles. */
export function ownerOf({ owners }: Pick<Duty, 'owners'>, inOffice: ReadonlySet<Role>): Role | undefined {
  return owners.find((role) => inOffice.has(role));
}

/** An open obligation as its line of the queue. */
export function entryOf(name: string, turn: Turn, today: string, calendar: WorkCalendar): QueueEntry {
  const { unit, why, rolls } = dutyOf(name);
  return {
    id: `${name}/${turn.record}`,
    duty: name,
    title: titleOf(name),
    where: turn.where,
    stands: turn.stands,
    why,
    dueOn: turn.dueOn,
    left: turn.dueOn === null ? null : leftOf(unit, today, turn.dueOn, calendar),
    unit,
    isProvisional: (unit === 'workday' || rolls) && turn.dueOn !== null && isProvisional(turn.dueOn, calendar),
    href: turn.href,
  };
}

function leftOf(unit: Duty['unit'], today: string, dueOn: string, calendar: WorkCalendar): number {
  return unit === 'workday' ? workdaysLeft(today, dueOn, calendar) : daysBetween(today, dueOn);
}

interface KnownDuty extends Duty {
  readonly rolls: boolean;
}
const DUTIES: ReadonlyMap<string, KnownDuty> = new Map(
  TURN_SOURCES.flatMap(({ duties, rolls = false }) =>
    Object.entries(duties).map(([name, duty]): [string, KnownDuty] => [name, { ...duty, rolls }]),
  ),
);

function dutyOf(name: string): KnownDuty {
  const duty = DUTIES.get(name);
  if (duty === undefined) throw new Error(`no such duty: ${name}`);
  return duty;
}

/** What the deed is called that ends the duty. */
function titleOf(name: string): string {
  return allDeeds[dutyOf(name).deed]?.title ?? name;
}
