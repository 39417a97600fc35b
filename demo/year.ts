/** The demo year as it goes on: what follows the visits, their publication and closing, the monthly look at the directories. @module */
import { daysBetween } from '../src/core/calendar/day.ts';
import { NATIONAL_CALENDAR } from '../src/core/calendar/national.ts';
import { addWorkdays } from '../src/core/calendar/work-calendar.ts';
import { read } from '../src/core/transact.ts';
import { verifyMonth } from '../src/directory/actions/verify.ts';
import { countForVerification, listOpenMonths } from '../src/directory/reads/verification.ts';
import { approveEntry, confirmEntry } from '../src/disclosure/actions.ts';
import { closeVisit } from '../src/inspection/actions/sign.ts';
import { listFindings } from '../src/inspection/reads/visits.ts';
import type { DemoPeople } from './bureau.ts';
import { todayOf } from './follow-up.ts';
import { LAW_REVIEWED_ON, publishSecondEdition } from './load-law.ts';
import { penaltySteps } from './load-penalty.ts';
import { openFollowUps, type Course } from './load-rectification.ts';
import { carry, isOrdinary, officerIdsOf, officersOf, visitOf, type Carried } from './load-visits.ts';
import { DEMO_OFFICE } from './logins.ts';
import { publishAsRead } from './publish.ts';
import { openCast } from './penalty-cast.ts';
import { diceFor } from './random.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

export interface Year {
  /** Everything that happened before the morning of this day, in its order. */
  reach(day: string): Promise<void>;
  /** Carries a visit to where it stops, now; what it found takes a course of its own. */
  visit(inspectionId: string, carried: Carried, course?: Course): Promise<void>;
  /** Publishes and closes, now, a visit that found nothing. */
  end(inspectionId: string): Promise<void>;
}

export function openYear(stage: Stage, people: DemoPeople): Year {
  const dice = diceFor('visits');
  const cast = openCast(stage, people);
  const followUps = openFollowUps(stage, cast);
  followUps.plan(penaltySteps(cast));
  let reached = '';
  const begin = async (day: string): Promise<void> => {
    await followUps.runUntil(day);
    stage.at(`${day}T00:05:00Z`);
    await publishResults(stage, people);
    if (day === LAW_REVIEWED_ON) await publishSecondEdition(stage);
    if (isLastOfMonth(day)) await verifyDirectories(stage);
    reached = day;
  };
  return {
    // What has a day of its own is done on it, visits or not.
    reach: async (day) => {
      while (reached < day) await begin(reached === '' ? day : addWorkdays(reached, 1, NATIONAL_CALENDAR));
    },
    visit: async (inspectionId, carried, course) => {
      await carry(stage, people, dice, inspectionId, carried);
      await stage.settle();
      const visit = await visitOf(stage, inspectionId);
      if (visit.state !== 'following-up') return;
      const findings = await read(stage.runtime, DEMO_BUREAU, (tx) => listFindings(tx, inspectionId));
      const finished = {
        inspectionId,
        day: todayOf(stage),
        officers: officersOf(visit, people),
        officerIds: officerIdsOf(visit),
        isOrdinary: findings.some(isOrdinary),
      };
      followUps.add(finished, course);
    },
    end: async (inspectionId) => {
      for (const entry of await unpublished(stage))
        if (entry.inspection_id === inspectionId) await publishAfter(stage, people, entry, UNTIL_PUBLIC);
    },
  };
}

/** So many days after the visit its result is public; the last ones of the year are on their way. */
const UNTIL_PUBLIC = 15;

interface Unpublished {
  readonly entry_id: string;
  readonly inspection_id: string | null;
  readonly state: string;
  readonly counted_from: string;
}

/** Before the visits of this day: what was found so long ago goes out, what is younger has come half the way. */
async function publishResults(stage: Stage, people: DemoPeople): Promise<void> {
  const day = todayOf(stage);
  for (const entry of await unpublished(stage))
    await publishAfter(stage, people, entry, daysBetween(entry.counted_from, day));
}

async function unpublished(stage: Stage): Promise<Unpublished[]> {
  return read(stage.runtime, DEMO_BUREAU, async (tx) =>
    tx.db
      .selectFrom('disclosure_entry')
      .select(['entry_id', 'inspection_id', 'state', 'counted_from'])
      .where('bureau_id', '=', DEMO_BUREAU)
      .where('inspection_id', 'is not', null)
      .where('state', 'in', ['drafted', 'confirmed', 'approved'])
      .orderBy('created_at')
      .execute(),
  );
}

/** As far as a result has come so many days after it was found. */
async function publishAfter(
  stage: Stage,
  people: DemoPeople,
  { entry_id: entryId, inspection_id: inspectionId, state }: Unpublished,
  days: number,
): Promise<void> {
  if (state === 'drafted' && days >= UNTIL_PUBLIC - 8) {
    const [lead] = officersOf(await visitOf(stage, inspectionId ?? ''), people);
    await stage.act(lead, confirmEntry, { entryId });
  }
  if (state !== 'approved' && days >= UNTIL_PUBLIC - 4)
    await stage.act(DEMO_OFFICE.sectionChief, approveEntry, { entryId });
  if (days >= UNTIL_PUBLIC) await publishAndClose(stage, entryId, inspectionId ?? '');
}

/** What found nothing ends with its publication; the others when everything is mended. */
async function publishAndClose(stage: Stage, entryId: string, inspectionId: string): Promise<void> {
  await publishAsRead(stage, entryId);
  const { state } = await visitOf(stage, inspectionId);
  if (state === 'signed' || state === 'impossible')
    await stage.act(DEMO_OFFICE.sectionChief, closeVisit, { inspectionId });
}

function isLastOfMonth(day: string): boolean {
  return addWorkdays(day, 1, NATIONAL_CALENDAR).slice(0, 7) !== day.slice(0, 7);
}

/** 每月核对, with the figures as they are. */
async function verifyDirectories(stage: Stage): Promise<void> {
  const { months, counts } = await read(stage.runtime, DEMO_BUREAU, async (tx) => ({
    months: await listOpenMonths(tx),
    counts: await countForVerification(tx),
  }));
  for (const { month } of months)
    await stage.act(DEMO_OFFICE.planner, verifyMonth, {
      month,
      counts,
      note: '已与登记机关数据比对，未发现需要更正的记录',
    });
}
