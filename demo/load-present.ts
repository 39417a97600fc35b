/** The demo's present: a batch drawn some weeks ago, half of it visited, one visit of today on a phone, and nothing that is long overdue. @module */
import { NATIONAL_CALENDAR } from '../src/core/calendar/national.ts';
import { addWorkdays, nextWorkday } from '../src/core/calendar/work-calendar.ts';
import { systemActor } from '../src/core/actor.ts';
import { read } from '../src/core/transact.ts';
import { completeDraw } from '../src/draw/actions/complete.ts';
import { confirmDraw, releaseDraw } from '../src/draw/actions/settle.ts';
import { recordBytes, signRecord } from '../src/draw/actions/record.ts';
import { buildDrawBundle } from '../src/draw/bundle.ts';
import { findDraw } from '../src/draw/reads/progress.ts';
import { acceptTask } from '../src/inspection/actions/prepare.ts';
import type { DemoPeople } from './bureau.ts';
import { announce, demoConfig, roll } from './load-draw.ts';
import { adjustDemoPlan } from './load-plan.ts';
import type { Course } from './load-rectification.ts';
import { listVisitIds, officersOf, visitOf, type Stop } from './load-visits.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';
import type { Year } from './year.ts';

const { operator, head, supervisor } = DEMO_OFFICE;
const BATCH = 4;
const CAP = 2;
/** Who the ready line names as officer: one of today's visits is his, when the draw gave him one. */
const SHOWN_OFFICER = 'zhifa01';
/** Between the end of the year's own visits and the end of the plan. */
const EARLIEST = '2026-10-30';
const LATEST = '2026-12-18';

/** How a visit of the batch stands; days are workdays from the last one before today. */
interface Standing {
  readonly stop: Stop;
  readonly on: number;
  readonly course?: Course;
  /** Nothing was found, the result is out and the visit closed: the archive waits for its papers. */
  readonly isClosed?: true;
}
const VISITS: readonly Standing[] = [
  { stop: 'signed', on: -10, isClosed: true },
  { stop: 'signed', on: -9, course: 'reminded' },
  { stop: 'signed', on: -8, isClosed: true },
  { stop: 'signed', on: -7, course: 'reported' },
  { stop: 'signed', on: -6, course: 'reported' },
  { stop: 'signed', on: -5, course: 'reminded' },
  { stop: 'signed', on: -4, course: 'reminded' },
  { stop: 'signed', on: -3, course: 'asking' },
  { stop: 'awaiting-signatures', on: 0 },
  { stop: 'notified', on: 1 },
  { stop: 'notified', on: 1 },
  { stop: 'plan-approved', on: 2 },
  { stop: 'plan-submitted', on: 2 },
  { stop: 'plan-submitted', on: 3 },
  { stop: 'preparing', on: 3 },
  { stop: 'preparing', on: 4 },
];

/** The last workday before `today`, as long as the demo's plan runs. */
export function presentOf(today: string): string {
  const within = today < EARLIEST ? EARLIEST : today > LATEST ? LATEST : today;
  return addWorkdays(nextWorkday(within, NATIONAL_CALENDAR), -1, NATIONAL_CALENDAR);
}

/** Adds the batch to the plan, draws it and carries its visits as far as they have come on the day `present`. */
export async function loadPresent(
  stage: Stage,
  people: DemoPeople,
  year: Year,
  { planId, present }: { readonly planId: string; readonly present: string },
): Promise<void> {
  const on = (days: number): string => addWorkdays(present, days, NATIONAL_CALENDAR);
  await year.reach(on(-16));
  stage.at(`${on(-16)}T01:00:00Z`);
  const adjusted = await adjustDemoPlan(stage, planId, {
    reason: `增加岁末抽查 ${VISITS.length} 家，检查时段延至年底`,
    more: VISITS.length,
    windowTo: '2026-12-31',
    beyond: '岁末增加的检查由机关抽调的持证人员承担，不占原定监督检查工作日。',
    approvalDocument: '西青政复（演示）〔2026〕19号',
    opinion: '同意增加，岁末年初加强检查。',
  });
  const drawId = await drawBatch(stage, year, adjusted, on);
  const visits = await visitsOf(stage, people, drawId);
  await year.reach(on(-11));
  stage.at(`${on(-11)}T01:00:00Z`);
  for (const { inspectionId, lead } of visits) await stage.act(lead, acceptTask, { inspectionId });
  let before = '';
  for (const [n, { stop, on: days, course }] of VISITS.entries()) {
    const { inspectionId } = visits[n] ?? {};
    if (inspectionId === undefined) throw new Error('the demo draws fewer visits than it carries');
    const day = on(Math.min(days, 0));
    if (day !== before) {
      await year.reach(day);
      stage.at(`${day}T01:00:00Z`);
    }
    before = day;
    await year.visit(
      inspectionId,
      { stop, inspectOn: on(days), finds: course === undefined ? 'nothing' : 'ordinary' },
      course,
    );
  }
  for (const [n, { isClosed }] of VISITS.entries()) if (isClosed) await year.end(visits[n]?.inspectionId ?? '');
}

async function drawBatch(stage: Stage, year: Year, planId: string, on: (days: number) => string): Promise<string> {
  await year.reach(on(-14));
  stage.at(`${on(-14)}T02:00:00Z`);
  const config = demoConfig({
    name: '2026年岁末抽查',
    size: { by: 'count', count: VISITS.length },
    officerCap: CAP,
    inspectFrom: on(-10),
    inspectTo: on(10),
    revealBy: `${on(-13)}T09:00:00Z`,
    resultBy: `${on(-13)}T12:00:00Z`,
  });
  const drawId = await announce(stage, planId, BATCH, config);
  await year.reach(on(-13));
  stage.at(`${on(-13)}T01:30:00Z`);
  await roll(stage, drawId);
  await stage.act(operator, completeDraw, { drawId });
  await stage.act(head, confirmDraw, { drawId });
  await stage.act(operator, releaseDraw, { drawId });
  await stage.settle();
  await buildDrawBundle(stage.runtime, DEMO_BUREAU, drawId);
  return drawId;
}

/** With the named officer's visit where today's are. */
async function visitsOf(stage: Stage, people: DemoPeople, drawId: string) {
  const visits = [];
  for (const inspectionId of await listVisitIds(stage, drawId)) {
    const [lead, second] = officersOf(await visitOf(stage, inspectionId), people);
    visits.push({ inspectionId, lead, isShown: [lead, second].some(({ username }) => username === SHOWN_OFFICER) });
  }
  const [shown] = visits.filter(({ isShown }) => isShown);
  const others = visits.filter((visit) => visit !== shown);
  const today = VISITS.findIndex(({ on }) => on === 1);
  return shown === undefined ? visits : others.toSpliced(today, 0, shown);
}

/** 抽取记录表: operator, leader and witness sign the same bytes; the proof bundle goes on to hold that. */
export async function signDrawRecords(stage: Stage, drawIds: readonly string[]): Promise<void> {
  for (const drawId of drawIds) {
    for (const who of [operator, head, supervisor]) {
      const sha256 = await read(
        stage.runtime,
        DEMO_BUREAU,
        async (tx) => {
          const draw = await findDraw(tx, drawId);
          return draw === undefined ? undefined : (await recordBytes(tx, draw, stage.runtime))?.sha256;
        },
        systemActor(DEMO_BUREAU),
      );
      await stage.act(who, signRecord, { drawId, sha256: sha256 ?? '' });
    }
    await buildDrawBundle(stage.runtime, DEMO_BUREAU, drawId);
  }
}
