/** What came after the visits that found something: service, reports, more time, looking again, and what was not done in time. @module */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { addDays } from '../src/core/calendar/day.ts';
import { execute, type DeedSpec } from '../src/core/command.ts';
import { read, type ReadTx } from '../src/core/transact.ts';
import { publishExposure, publishWords } from '../src/disclosure/actions/exposure.ts';
import { closeVisit } from '../src/inspection/actions/sign.ts';
import { listFindings } from '../src/inspection/reads/visits.ts';
import type { FormName } from '../src/inspection/types/documents.ts';
import { decideExtension, reportItem, requestExtension, returnReport } from '../src/rectification/actions/answer.ts';
import { confirmTransfer, consent, referCase } from '../src/rectification/actions/end.ts';
import { decideExposure, proposeExposure, remindOrder, stateWords } from '../src/rectification/actions/remind.ts';
import { closeRound, openRound, signRound, stateVerdict } from '../src/rectification/actions/round.ts';
import { serveOrder } from '../src/rectification/actions/serve.ts';
import { findOrderOfVisit, listRounds, type StoredOrder } from '../src/rectification/reads/orders.ts';
import { standingPapers } from '../src/rectification/reads/papers.ts';
import { listReminders } from '../src/rectification/reads/remind.ts';
import { enterpriseActor } from '../src/rectification/rules/access.ts';
import { missingPapers } from '../src/rectification/rules/order.ts';
import { SETTLED, type Item, type ItemState, type Verdict } from '../src/rectification/types/order.ts';
import { todayOf, workday, type Finished, type Step } from './follow-up.ts';
import { issuePaper } from './issue-paper.ts';
import { hazardCourse } from './load-hazards.ts';
import { overdueCase } from './load-overdue.ts';
import type { Cast } from './penalty-cast.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU, expectDone, type Stage } from './stage.ts';

export interface FollowUps {
  /** Notes what will happen to this visit's findings. */
  add(visit: Finished, course?: Course): void;
  /** Notes what happens on days of its own. */
  plan(more: readonly Step[]): void;
  /** Does everything that happened before this day, in its order. */
  runUntil(day: string): Promise<void>;
}

const PASSED: Verdict = { outcome: 'passed', opinion: '现场核实，已按要求整改' };

/** How things go: most in time, some late, after more time, at the second look; what still runs waits for something else each. */
export type Course = 'in-time' | 'extended' | 'second-look' | 'returned' | 'never' | 'reported' | 'asking' | 'reminded';
/** Of the year's own visits, one after the other; only one was never mended, not the first. */
const COURSES = ['in-time', 'extended', 'in-time', 'second-look', 'in-time', 'returned'] as const;
const NEVER = 4;
const REMINDED = [4, 6, 11, 13];

export function openFollowUps(stage: Stage, cast: Cast): FollowUps {
  const steps: Step[] = [];
  let served = 0;
  /** Whose order was never carried out. */
  let caseOf: string | undefined;
  return {
    add: (visit, course) => {
      const isNever = course === undefined && caseOf === undefined && served >= NEVER && visit.isOrdinary;
      if (isNever) caseOf = visit.inspectionId;
      const taken = isNever ? 'never' : (course ?? COURSES[served % COURSES.length] ?? 'in-time');
      served += 1;
      steps.push(...courseOf(stage, visit, taken), ...hazardCourse(stage, visit));
      if (isNever) steps.push(...overdueCase(cast, visit));
    },
    plan: (more) => {
      steps.push(...more);
    },
    runUntil: async (day) => {
      for (;;) {
        steps.sort((a, b) => a.day.localeCompare(b.day));
        const next = steps[0];
        if (next === undefined || next.day >= day) return;
        steps.shift();
        stage.at(`${next.day}T07:00:00Z`);
        await next.run();
        await stage.settle();
      }
    },
  };
}

function courseOf(stage: Stage, visit: Finished, course: Course): Step[] {
  const on = (days: number, run: (order: StoredOrder) => Promise<unknown>): Step => ({
    day: workday(addDays(visit.day, days)),
    run: async () => {
      const order = await orderOf(stage, visit);
      if (order !== undefined) await run(order);
    },
  });
  const report = (days: number): Step =>
    on(days, (order) => forEach(order, ['open'], (item) => reportOne(stage, order, item)));
  const look = (days: number, verdict: Verdict): Step => on(days, (order) => lookAgain(stage, visit, order, verdict));
  const begin = [on(1, (order) => serve(stage, visit, order)), on(4, (order) => transfer(stage, visit, order))];
  const end = [on(40, (order) => allow(stage, order)), on(41, () => close(stage, visit))];
  switch (course) {
    case 'in-time':
      return [...begin, report(5), look(8, PASSED), ...end];
    case 'returned':
      return [
        ...begin,
        report(3),
        on(4, (order) => sendBack(stage, visit, order)),
        report(6),
        look(9, PASSED),
        on(10, (order) => say(stage, order)),
        ...end,
      ];
    case 'extended':
      return [
        ...begin,
        on(3, (order) => ask(stage, order)),
        on(4, (order) => grant(stage, order)),
        report(18),
        look(22, PASSED),
        ...end,
      ];
    case 'second-look':
      return [
        ...begin,
        report(5),
        look(8, { outcome: 'again', opinion: '部分未完成，再次限期', days: 7 }),
        report(14),
        look(17, PASSED),
        ...end,
      ];
    case 'reported':
      return [...begin, report(5)];
    case 'asking':
      return [...begin, on(2, (order) => ask(stage, order))];
    case 'reminded':
      return [...begin, ...REMINDED.map((days) => on(days, (order) => remind(stage, visit, order)))];
    case 'never':
      return [
        ...begin,
        ...REMINDED.map((days) => on(days, (order) => remind(stage, visit, order))),
        // What has the longest time is mended in it; else its term would run on for ever.
        on(29, (order) => forEach(order, ['open'], (item) => reportInTime(stage, order, item))),
        on(30, (order) => refer(stage, visit, order)),
        on(31, (order) => expose(stage, visit, order)),
        look(36, PASSED),
        ...end,
      ];
  }
}

async function orderOf(stage: Stage, { inspectionId }: Finished): Promise<StoredOrder | undefined> {
  return read(stage.runtime, DEMO_BUREAU, (tx) => findOrderOfVisit(tx, inspectionId));
}

async function serve(stage: Stage, visit: Finished, { orderId, inspectionId }: StoredOrder): Promise<void> {
  for (const form of await read(stage.runtime, DEMO_BUREAU, (tx) => unissued(tx, inspectionId)))
    await issuePaper(stage, visit.officers[0], inspectionId, form);
  await stage.act(visit.officers[0], serveOrder, {
    orderId,
    service: {
      officerIds: [...visit.officerIds],
      means: 'direct',
      servedOn: todayOf(stage),
      recipient: '甲企示',
    },
  });
}

async function unissued(tx: ReadTx, inspectionId: string): Promise<readonly FormName[]> {
  return missingPapers(await listFindings(tx, inspectionId), await standingPapers(tx, inspectionId));
}

function reportOne(stage: Stage, order: StoredOrder, { findingId }: Item): Promise<unknown> {
  const report = { text: '已按要求整改完毕，并组织相关岗位人员学习。' };
  return asEnterprise(stage, order, reportItem, { orderId: order.orderId, findingId, report });
}

async function reportInTime(stage: Stage, order: StoredOrder, item: Item): Promise<void> {
  if (item.dueOn !== null && item.dueOn >= todayOf(stage)) await reportOne(stage, order, item);
}

async function sendBack(stage: Stage, visit: Finished, order: StoredOrder): Promise<void> {
  await forEach(order, ['reported'], (item) =>
    stage.act(visit.officers[1], returnReport, {
      orderId: order.orderId,
      findingId: item.findingId,
      reason: '没有写明完成日期和验收人，请补充',
    }),
  );
}

async function ask(stage: Stage, order: StoredOrder): Promise<void> {
  await forEach(order, ['open'], async (item) => {
    if (item.dueOn === null || item.dueOn < todayOf(stage)) return;
    const request = {
      until: addDays(item.dueOn, 15),
      reason: '配件需要定制，供应商书面说明两周后到货',
      interim: '停用该部位，断电挂牌，每班检查一次',
    };
    await asEnterprise(stage, order, requestExtension, { orderId: order.orderId, findingId: item.findingId, request });
  });
}

async function grant(stage: Stage, order: StoredOrder): Promise<void> {
  await forEach(order, ['open'], async ({ findingId, dueOn }) => {
    if (dueOn === null || dueOn < todayOf(stage)) return;
    await stage.act(DEMO_OFFICE.sectionChief, decideExtension, {
      orderId: order.orderId,
      findingId,
      decision: { outcome: 'granted', reply: '措施可行，同意延期' },
    });
  });
}

async function startLooking(stage: Stage, { officers, officerIds }: Finished, order: StoredOrder): Promise<boolean> {
  if (!order.items.some(({ state }) => state === 'reported')) return false;
  await stage.act(officers[0], openRound, { orderId: order.orderId, officerIds: [...officerIds] });
  return true;
}

async function lookAgain(stage: Stage, visit: Finished, order: StoredOrder, verdict: Verdict): Promise<void> {
  const { orderId } = order;
  const [lead, second] = visit.officers;
  if (!(await startLooking(stage, visit, order))) return;
  const round = (await read(stage.runtime, DEMO_BUREAU, (tx) => listRounds(tx, orderId))).at(-1);
  for (const { findingId } of round?.verdicts ?? [])
    await stage.act(second, stateVerdict, { orderId, findingId, verdict });
  const { documentHash } = await stage.act(lead, closeRound, { orderId });
  await stage.act(lead, signRound, { orderId, documentHash });
  await stage.act(second, signRound, { orderId, documentHash });
}

async function transfer(stage: Stage, visit: Finished, order: StoredOrder): Promise<void> {
  await forEach(order, ['transferring'], ({ findingId, number }) =>
    stage.act(visit.officers[0], confirmTransfer, {
      orderId: order.orderId,
      findingId,
      receipt: {
        department: '西青区消防救援支队（演示）',
        number: `示消收〔2026〕${number}号`,
        receivedOn: todayOf(stage),
      },
    }),
  );
}

async function refer(stage: Stage, visit: Finished, order: StoredOrder): Promise<void> {
  const today = todayOf(stage);
  await forEach(order, ['open'], async ({ findingId, dueOn }) => {
    if (dueOn === null || dueOn >= today) return;
    await stage.act(visit.officers[0], referCase, { orderId: order.orderId, findingId, ground: 'ansheng-102' });
  });
}

/** Of every deadline that is near when it comes to it. */
async function remind(stage: Stage, { officers }: Finished, { orderId, items }: StoredOrder): Promise<void> {
  const reminders = await read(stage.runtime, DEMO_BUREAU, (tx) => listReminders(tx, orderId, items));
  if (reminders.some(({ at }) => at === null)) await stage.act(officers[0], remindOrder, { orderId, means: 'phone' });
}

async function expose(stage: Stage, { officers }: Finished, order: StoredOrder): Promise<void> {
  const item = order.items.find(({ state }) => state === 'in-case');
  if (item === undefined) return;
  const one = { orderId: order.orderId, findingId: item.findingId };
  await stage.act(officers[0], proposeExposure, { ...one, ground: 'overdue', facts: '期限届满后现场核实，仍未整改' });
  const opinion = '情况属实，同意公开曝光';
  const { exposureId } = await stage.act(DEMO_OFFICE.head, decideExposure, { ...one, outcome: 'expose', opinion });
  await stage.settle();
  const text = '责令限期整改的事故隐患逾期未整改，已转立案查处';
  await stage.act(DEMO_OFFICE.disclosure, publishExposure, { exposureId, text });
}

async function say(stage: Stage, order: StoredOrder): Promise<void> {
  const text = '我单位已按要求完成整改，并对全体岗位人员重新培训。';
  const { statementId } = await asEnterprise(stage, order, stateWords, { orderId: order.orderId, text });
  await stage.act(DEMO_OFFICE.disclosure, publishWords, { statementId });
}

async function allow(stage: Stage, order: StoredOrder): Promise<void> {
  await forEach(order, ['awaiting-consent'], ({ findingId }) =>
    stage.act(DEMO_OFFICE.sectionChief, consent, { orderId: order.orderId, findingId }),
  );
}

async function close(stage: Stage, visit: Finished): Promise<void> {
  const order = await orderOf(stage, visit);
  if (order?.items.every(({ state }) => SETTLED.includes(state)) !== true) return;
  await stage.act(DEMO_OFFICE.sectionChief, closeVisit, { inspectionId: visit.inspectionId });
}

async function forEach(
  { items }: StoredOrder,
  states: readonly ItemState[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (const item of items) if (states.includes(item.state)) await work(item);
}

async function asEnterprise<I extends z.ZodType, O extends z.ZodType>(
  stage: Stage,
  { orderId }: StoredOrder,
  spec: DeedSpec<I, O>,
  input: z.input<I>,
): Promise<z.output<O>> {
  const actor = enterpriseActor(DEMO_BUREAU, orderId);
  stage.runtime.clock.advance(40);
  return expectDone(spec.kind, await execute(stage.runtime, actor, spec, randomUUID(), input));
}
