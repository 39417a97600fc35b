/** The visits of the demo year, standing at every stage, with findings stated one by one (domain §17.2). @module */
import { systemActor } from '../src/core/actor.ts';
import { dayOf } from '../src/core/clock.ts';
import { read } from '../src/core/transact.ts';
import { daysBetween } from '../src/core/calendar/day.ts';
import { resultHash } from '../src/disclosure/reads/entries.ts';
import { approveEntry, confirmEntry, publishEntry } from '../src/disclosure/actions.ts';
import { stateFinding, confirmLevel } from '../src/inspection/actions/findings.ts';
import { answerPoints, checkIn, reportImpossible, stateOpinion } from '../src/inspection/actions/on-site.ts';
import {
  acceptTask,
  approvePlan,
  draftPlan,
  issueNotice,
  readFile,
  submitPlan,
} from '../src/inspection/actions/prepare.ts';
import { setSettings } from '../src/inspection/actions/settings.ts';
import { closeRecord, closeVisit, signForEnterprise, signOff, signRecord } from '../src/inspection/actions/sign.ts';
import { demandsPicture } from '../src/inspection/rules/record.ts';
import { fileHashOf, viewEnterprise } from '../src/inspection/reads/enterprise-file.ts';
import { suggestedItems } from '../src/inspection/reads/preparation.ts';
import { checklistOf, findVisit, listFindings, type Visit } from '../src/inspection/reads/visits.ts';
import { DEFAULT_SETTINGS } from '../src/inspection/types/settings.ts';
import type { ChecklistLine } from '../src/items/types.ts';
import type { DemoPeople } from './bureau.ts';
import { SAMPLE_FINDINGS } from './findings.ts';
import { LAW_REVIEWED_ON, publishSecondEdition } from './load-law.ts';
import { notePartners, signPartners } from './load-joint.ts';
import { penaltySteps } from './load-penalty.ts';
import { openFollowUps } from './load-rectification.ts';
import { DEMO_OFFICE, type DemoStaff } from './logins.ts';
import { attachPhoto } from './photos.ts';
import { diceFor, type Dice } from './random.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

/** How far a visit has come. */
type Stop =
  | 'assigned'
  | 'preparing'
  | 'plan-submitted'
  | 'plan-approved'
  | 'notified'
  | 'inspecting'
  | 'awaiting-signatures'
  | 'signed'
  | 'closed'
  | 'impossible';

/** Where the late ones stand that are not signed yet. */
const EARLY: readonly Stop[] = [
  'assigned',
  'assigned',
  'assigned',
  'preparing',
  'preparing',
  'plan-submitted',
  'plan-submitted',
  'plan-approved',
  'notified',
  'inspecting',
  'inspecting',
  'awaiting-signatures',
];

/** Most visits of the year are done; towards its end every other one stands at a stage on the way. */
function stopOf(n: number): Stop {
  if (n < 2) return 'impossible';
  const late = n - (80 - 2 * EARLY.length);
  if (late >= 0 && late % 2 === 0) return EARLY[late / 2] ?? 'assigned';
  return n % 7 === 0 ? 'closed' : 'signed';
}

/** The last day of the plan's window, a workday. */
const WINDOW_END = '2026-09-30';

/** Carries all visits of the draw through the year in the order of their days, and publishes each result in time. */
export async function loadVisits(stage: Stage, people: DemoPeople, drawId: string): Promise<void> {
  const dice = diceFor('visits');
  const ids = await read(stage.runtime, DEMO_BUREAU, async (tx) =>
    tx.db
      .selectFrom('inspection as i')
      .leftJoin('draw_visit as v', (join) =>
        join
          .onRef('v.bureau_id', '=', 'i.bureau_id')
          .onRef('v.draw_id', '=', 'i.draw_id')
          .onRef('v.enterprise', '=', 'i.credit_code'),
      )
      .select(['i.inspection_id', 'v.day'])
      .where('i.bureau_id', '=', DEMO_BUREAU)
      .where('i.draw_id', '=', drawId)
      .where('i.state', '<>', 'replaced')
      .orderBy('v.day')
      .orderBy('i.credit_code')
      .execute(),
  );
  const followUps = openFollowUps(stage);
  followUps.plan(penaltySteps(stage, people));
  await stage.act(DEMO_OFFICE.planner, setSettings, {
    version: 0,
    settings: { ...DEFAULT_SETTINGS, place: '津西青' },
  });
  let before = '';
  for (const [n, { inspection_id: inspectionId, day: drawn }] of ids.entries()) {
    // A substitute has no day of the draw's: it comes last, still within the window of the plan.
    const day = drawn ?? WINDOW_END;
    if (before < LAW_REVIEWED_ON && LAW_REVIEWED_ON < day) await publishSecondEdition(stage);
    await followUps.runUntil(day);
    if (before !== day) await publishResults(stage, people, day);
    stage.at(instantOn(day, before === day));
    before = day;
    await carry(stage, people, dice, inspectionId, stopOf(n));
    await stage.settle();
    const visit = await visitOf(stage, inspectionId);
    if (visit.state === 'following-up')
      followUps.add({ inspectionId, day, officers: officersOf(visit, people), officerIds: officerIdsOf(visit) });
  }
  await followUps.runUntil(WINDOW_END);
}

/** So many days after the visit its result is public; the last ones of the year are on their way. */
const UNTIL_PUBLIC = 15;

/** On the day that was drawn: in the morning, or in the afternoon when another visit comes before. */
function instantOn(day: string, isSecond: boolean): string {
  return `${day}T0${isSecond ? 6 : 1}:00:00Z`;
}

/** Carries one visit from its task to where it stops. */
export async function carry(
  stage: Stage,
  people: DemoPeople,
  dice: Dice,
  inspectionId: string,
  stop: Stop,
): Promise<void> {
  const visit = await visitOf(stage, inspectionId);
  const [lead, second] = officersOf(visit, people);
  if (stop === 'assigned') return;
  await stage.act(lead, acceptTask, { inspectionId });
  if (stop === 'impossible') {
    await attachPhoto(stage, lead, inspectionId);
    await stage.act(lead, reportImpossible, {
      inspectionId,
      conclusion: 'unreachable',
      evidence: '登记地址已空置，物业证明该单位已搬离，电话无人接听。',
    });
    return;
  }
  const fileHash = fileHashOf(await read(stage.runtime, DEMO_BUREAU, (tx) => viewEnterprise(tx, visit)));
  await stage.act(lead, readFile, { inspectionId, fileHash });
  const inspectOn = dayOf(stage.runtime.clock.now());
  const itemIds = (await read(stage.runtime, DEMO_BUREAU, (tx) => suggestedItems(tx, visit))).map(
    ({ itemId }) => itemId,
  );
  const plan = {
    scope: '生产经营场所、安全管理资料',
    focus: '上次问题整改情况、重点事项、特殊作业管理',
    inspectOn,
    itemIds,
  };
  await stage.act(lead, draftPlan, { inspectionId, plan });
  if (stop === 'preparing') return;
  await stage.act(lead, submitPlan, { inspectionId });
  if (stop === 'plan-submitted') return;
  await stage.act(DEMO_OFFICE.sectionChief, approvePlan, { inspectionId });
  if (stop === 'plan-approved') return;
  await stage.act(lead, issueNotice, { inspectionId });
  if (stop === 'notified') return;
  await inspect(stage, people, dice, { inspectionId, visit, lead, second, isHalfDone: stop === 'inspecting' });
  if (stop === 'inspecting') return;
  const { recordHash } = await stage.act(lead, closeRecord, { inspectionId });
  if (stop === 'awaiting-signatures') return;
  for (const person of membersOf(visit, people)) await stage.act(person, signRecord, { inspectionId, recordHash });
  await signPartners(stage, lead, inspectionId, recordHash);
  await stage.act(lead, signForEnterprise, {
    inspectionId,
    recordHash,
    word: { outcome: 'signed', representative: '甲企示' },
  });
  const { conclusion } = await stage.act(lead, signOff, { inspectionId });
  if (stop === 'closed' && conclusion !== 'follow-up')
    await stage.act(DEMO_OFFICE.sectionChief, closeVisit, { inspectionId });
}

interface OnSite {
  readonly inspectionId: string;
  readonly visit: Visit;
  readonly lead: DemoStaff;
  readonly second: DemoStaff;
  readonly isHalfDone: boolean;
}

async function inspect(
  stage: Stage,
  people: DemoPeople,
  dice: Dice,
  { inspectionId, visit, lead, second, isHalfDone }: OnSite,
): Promise<void> {
  await stage.act(lead, checkIn, { inspectionId, officerIds: officerIdsOf(visit) });
  await notePartners(stage, lead, inspectionId);
  const fresh = await visitOf(stage, inspectionId);
  const lines = await read(stage.runtime, DEMO_BUREAU, (tx) => checklistOf(tx, fresh));
  const failed = dice.chance(45) ? chooseFindings(dice, lines) : [];
  const passing = lines.filter((line) => !failed.some((each) => each.line === line));
  const answered = isHalfDone ? passing.slice(0, Math.ceil(passing.length / 2)) : passing;
  await stage.act(second, answerPoints, {
    inspectionId,
    answers: answered.map(({ itemId, no }) => ({
      itemId,
      pointNo: no,
      answer: dice.chance(8) ? ('not-applicable' as const) : ('pass' as const),
    })),
  });
  for (const { line, sample } of failed) {
    const { findingId } = await stage.act(lead, stateFinding, {
      inspectionId,
      finding: { itemId: line.itemId, pointNo: line.no, ...sample.finding },
    });
    if (demandsPicture(line)) await attachPhoto(stage, lead, inspectionId, findingId);
    if (sample.finding.level === 'major') await stage.act(second, confirmLevel, { inspectionId, findingId });
  }
  if (isHalfDone) return;
  const findings = await read(stage.runtime, DEMO_BUREAU, (tx) => listFindings(tx, inspectionId));
  for (const expert of expertsOf(visit, people)) {
    const finding = findings[0];
    const opinion =
      finding === undefined
        ? {
            problem: '未发现明显问题',
            basis: '现场查看与资料核对',
            measure: '保持现有管理，按期复训',
            suggestedDays: 0,
          }
        : {
            findingId: finding.findingId,
            problem: finding.description,
            basis: '见检查表所列依据',
            measure: finding.measure,
            suggestedDays: Math.max(finding.days, 1),
          };
    await stage.act(expert, stateOpinion, { inspectionId, opinion });
  }
}

/** One to three findings that fit points of this check table. */
function chooseFindings(
  dice: Dice,
  lines: readonly ChecklistLine[],
): { line: ChecklistLine; sample: (typeof SAMPLE_FINDINGS)[number] }[] {
  const fitting = SAMPLE_FINDINGS.flatMap((sample) => {
    const line = lines.find(
      ({ code, severity }) =>
        code === sample.code && (sample.finding.level === 'major' ? severity !== 'general' : severity !== 'major'),
    );
    return line === undefined ? [] : [{ line, sample }];
  });
  const chosen = dice.shuffle(fitting).slice(0, dice.between(1, 3));
  return chosen.filter(({ line }, n) => chosen.findIndex((each) => each.line === line) === n);
}

/** Before the visits of this day: what was found so long ago goes out, what is younger has come half the way. */
async function publishResults(stage: Stage, people: DemoPeople, day: string): Promise<void> {
  stage.at(`${day}T00:05:00Z`);
  const entries = await read(stage.runtime, DEMO_BUREAU, async (tx) =>
    tx.db
      .selectFrom('disclosure_entry')
      .select(['entry_id', 'inspection_id', 'content', 'state', 'counted_from'])
      .where('bureau_id', '=', DEMO_BUREAU)
      .where('state', 'in', ['drafted', 'confirmed', 'approved'])
      .orderBy('created_at')
      .execute(),
  );
  for (const { entry_id: entryId, inspection_id: inspectionId, content, state, counted_from: from } of entries) {
    const days = daysBetween(from, day);
    if (state === 'drafted' && days >= UNTIL_PUBLIC - 8) {
      const [lead] = officersOf(await visitOf(stage, inspectionId), people);
      await stage.act(lead, confirmEntry, { entryId });
    }
    if (state !== 'approved' && days >= UNTIL_PUBLIC - 4)
      await stage.act(DEMO_OFFICE.sectionChief, approveEntry, { entryId });
    if (days >= UNTIL_PUBLIC)
      await stage.act(DEMO_OFFICE.disclosure, publishEntry, { entryId, hash: resultHash(content) });
  }
}

async function visitOf(stage: Stage, inspectionId: string): Promise<Visit> {
  // As the program reads it: a visit may be sealed.
  return read(stage.runtime, DEMO_BUREAU, (tx) => freshVisit(tx, inspectionId), systemActor(DEMO_BUREAU));
}

async function freshVisit(tx: Parameters<typeof findVisit>[0], inspectionId: string): Promise<Visit> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined) throw new Error('the demo visit is gone');
  return visit;
}

function officerIdsOf({ members }: Visit): string[] {
  return members.filter(({ kind }) => kind === 'officer').map(({ personId }) => personId);
}

function officersOf(visit: Visit, { officers }: DemoPeople): [DemoStaff, DemoStaff] {
  const [lead, second] = visit.team.flatMap(({ kind, number }) => (kind === 'officer' ? [officers.get(number)] : []));
  if (lead === undefined || second === undefined)
    throw new Error('a demo team has fewer than two officers with accounts');
  return [lead, second];
}

function expertsOf(visit: Visit, { experts }: DemoPeople): DemoStaff[] {
  return visit.team
    .flatMap(({ kind, number }) => (kind === 'expert' ? [experts.get(number)] : []))
    .filter((person) => person !== undefined);
}

function membersOf(visit: Visit, people: DemoPeople): DemoStaff[] {
  return [...officersOf(visit, people), ...expertsOf(visit, people)];
}
