/** The visits of the demo year, standing at every stage, with findings stated one by one (domain §17.2). @module */
import { systemActor } from '../src/core/actor.ts';
import { read } from '../src/core/transact.ts';
import { stateFinding, confirmLevel } from '../src/inspection/actions/findings.ts';
import { answerPoints, checkIn, reportImpossible, stateOpinion } from '../src/inspection/actions/on-site.ts';
import { approvePlan } from '../src/inspection/actions/approve.ts';
import {
  acceptTask,
  draftPlanWith,
  issueNotice,
  readFileWith,
  submitPlanWith,
} from '../src/inspection/actions/prepare.ts';
import { recordsOf } from '../src/http/enterprise-records.ts';
import { setSettings } from '../src/inspection/actions/settings.ts';
import { closeRecord, signForEnterprise, signOff, signRecord } from '../src/inspection/actions/sign.ts';
import { demandsPicture } from '../src/inspection/rules/record.ts';
import { fileHashOf, viewEnterprise } from '../src/inspection/reads/enterprise-file.ts';
import { suggestedItems } from '../src/inspection/reads/preparation.ts';
import { planHashOf } from '../src/inspection/reads/seen.ts';
import { checklistOf, findVisit, listFindings, type Visit } from '../src/inspection/reads/visits.ts';
import type { FindingInput } from '../src/inspection/types/visit.ts';
import { DEFAULT_SETTINGS } from '../src/inspection/types/settings.ts';
import type { ChecklistLine } from '../src/items/types.ts';
import type { DemoPeople } from './bureau.ts';
import { SAMPLE_FINDINGS } from './findings.ts';
import { todayOf } from './follow-up.ts';
import { notePartners, signPartners } from './load-joint.ts';
import { DEMO_OFFICE, type DemoStaff } from './logins.ts';
import { attachPhoto } from './photos.ts';
import type { Dice } from './random.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';
import type { Year } from './year.ts';

/** How far a visit has come. */
export type Stop =
  | 'preparing'
  | 'plan-submitted'
  | 'plan-approved'
  | 'notified'
  | 'awaiting-signatures'
  | 'signed'
  | 'impossible';

/** Most visits of the year end with their record; of the first two nothing could be found. */
function stopOf(n: number): Stop {
  return n < 2 ? 'impossible' : 'signed';
}

/** A substitute has no day of the draw's: it comes last, still within the window of the plan. */
const WINDOW_END = '2026-09-30';

/** Before the first visit, so that its papers have their numbers. */
export async function loadVisitSettings(stage: Stage): Promise<void> {
  await stage.act(DEMO_OFFICE.planner, setSettings, {
    version: 0,
    settings: { ...DEFAULT_SETTINGS, place: '津西青' },
  });
}

/** Carries all visits of the draw through the year in the order of their days. */
export async function loadVisits(stage: Stage, year: Year, drawId: string): Promise<void> {
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
  let before = '';
  for (const [n, { inspection_id: inspectionId, day: drawn }] of ids.entries()) {
    const day = drawn ?? WINDOW_END;
    await year.reach(day);
    stage.at(instantOn(day, before === day));
    before = day;
    await year.visit(inspectionId, { stop: stopOf(n) });
  }
}

/** The visits of a draw, by credit code. */
export async function listVisitIds(stage: Stage, drawId: string): Promise<string[]> {
  const visits = await read(
    stage.runtime,
    DEMO_BUREAU,
    ({ db }) =>
      db
        .selectFrom('inspection')
        .select('inspection_id')
        .where('bureau_id', '=', DEMO_BUREAU)
        .where('draw_id', '=', drawId)
        .orderBy('credit_code')
        .execute(),
    systemActor(DEMO_BUREAU),
  );
  return visits.map(({ inspection_id: inspectionId }) => inspectionId);
}

/** On the day that was drawn: in the morning, or in the afternoon when another visit comes before. */
function instantOn(day: string, isSecond: boolean): string {
  return `${day}T0${isSecond ? 6 : 1}:00:00Z`;
}

export interface Carried {
  readonly stop: Stop;
  /** The day of its plan, where it is not today. */
  readonly inspectOn?: string;
  /** Whether only what a few days can mend is found, or nothing; else the dice say what. */
  readonly finds?: 'ordinary' | 'nothing';
}

/** Carries one visit from its task to where it stops. */
export async function carry(
  stage: Stage,
  people: DemoPeople,
  dice: Dice,
  inspectionId: string,
  { stop, inspectOn = todayOf(stage), finds }: Carried,
): Promise<void> {
  const visit = await visitOf(stage, inspectionId);
  const [lead, second] = officersOf(visit, people);
  if (visit.state === 'assigned') await stage.act(lead, acceptTask, { inspectionId });
  if (stop === 'impossible') {
    await attachPhoto(stage, lead, inspectionId);
    await stage.act(lead, reportImpossible, {
      inspectionId,
      conclusion: 'unreachable',
      evidence: '登记地址已空置，物业证明该单位已搬离，电话无人接听。',
    });
    return;
  }
  const fileHash = fileHashOf(await read(stage.runtime, DEMO_BUREAU, (tx) => viewEnterprise(tx, visit, recordsOf)));
  await stage.act(lead, readFileWith(recordsOf), { inspectionId, fileHash });
  const itemIds = (await read(stage.runtime, DEMO_BUREAU, (tx) => suggestedItems(tx, visit))).map(
    ({ itemId }) => itemId,
  );
  const plan = {
    scope: '生产经营场所、安全管理资料',
    focus: '上次问题整改情况、重点事项、特殊作业管理',
    inspectOn,
    itemIds,
  };
  await stage.act(lead, draftPlanWith(recordsOf), { inspectionId, plan, planHash: planHashOf(visit.plan) });
  if (stop === 'preparing') return;
  const planHash = planHashOf((await visitOf(stage, inspectionId)).plan) ?? '';
  await stage.act(lead, submitPlanWith(recordsOf), { inspectionId, planHash });
  if (stop === 'plan-submitted') return;
  await stage.act(DEMO_OFFICE.sectionChief, approvePlan, { inspectionId, planHash });
  if (stop === 'plan-approved') return;
  await stage.act(lead, issueNotice, { inspectionId });
  if (stop === 'notified') return;
  await inspect(stage, people, dice, { inspectionId, visit, lead, second, finds });
  const { recordHash } = await stage.act(lead, closeRecord, { inspectionId });
  if (stop === 'awaiting-signatures') return;
  for (const person of membersOf(visit, people)) await stage.act(person, signRecord, { inspectionId, recordHash });
  await signPartners(stage, lead, inspectionId, recordHash);
  await stage.act(lead, signForEnterprise, {
    inspectionId,
    recordHash,
    word: { outcome: 'signed', representative: '甲企示' },
  });
  await stage.act(lead, signOff, { inspectionId });
}

interface OnSite {
  readonly inspectionId: string;
  readonly visit: Visit;
  readonly lead: DemoStaff;
  readonly second: DemoStaff;
  readonly finds: Carried['finds'];
}

async function inspect(
  stage: Stage,
  people: DemoPeople,
  dice: Dice,
  { inspectionId, visit, lead, second, finds }: OnSite,
): Promise<void> {
  await stage.act(lead, checkIn, { inspectionId, officerIds: officerIdsOf(visit) });
  await notePartners(stage, lead, inspectionId);
  const fresh = await visitOf(stage, inspectionId);
  const lines = await read(stage.runtime, DEMO_BUREAU, (tx) => checklistOf(tx, fresh));
  const failed =
    finds === 'nothing' || (finds === undefined && !dice.chance(45)) ? [] : chooseFindings(dice, lines, finds);
  const passing = lines.filter((line) => !failed.some((each) => each.line === line));
  await stage.act(second, answerPoints, {
    inspectionId,
    answers: passing.map(({ itemId, no }) => ({
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
    if (sample.finding.level === 'major')
      await stage.act(second, confirmLevel, { inspectionId, findingId, version: 1 });
  }
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

/** Mended by the enterprise itself, in a week or two. */
export function isOrdinary({
  level,
  measureKind,
  days,
}: Pick<FindingInput, 'level' | 'measureKind' | 'days'>): boolean {
  return level === 'general' && measureKind === 'rectify' && days >= 7 && days <= 20;
}

/** One to three findings that fit points of this check table. */
function chooseFindings(
  dice: Dice,
  lines: readonly ChecklistLine[],
  finds: Carried['finds'],
): { line: ChecklistLine; sample: (typeof SAMPLE_FINDINGS)[number] }[] {
  const samples = finds === 'ordinary' ? SAMPLE_FINDINGS.filter(({ finding }) => isOrdinary(finding)) : SAMPLE_FINDINGS;
  const fitting = samples.flatMap((sample) => {
    const line = lines.find(
      ({ code, severity }) =>
        code === sample.code && (sample.finding.level === 'major' ? severity !== 'general' : severity !== 'major'),
    );
    return line === undefined ? [] : [{ line, sample }];
  });
  const chosen = dice.shuffle(fitting).slice(0, dice.between(1, 3));
  return chosen.filter(({ line }, n) => chosen.findIndex((each) => each.line === line) === n);
}

export async function visitOf(stage: Stage, inspectionId: string): Promise<Visit> {
  // As the program reads it: a visit may be sealed.
  return read(stage.runtime, DEMO_BUREAU, (tx) => freshVisit(tx, inspectionId), systemActor(DEMO_BUREAU));
}

async function freshVisit(tx: Parameters<typeof findVisit>[0], inspectionId: string): Promise<Visit> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined) throw new Error('the demo visit is gone');
  return visit;
}

export function officerIdsOf({ members }: Visit): string[] {
  return members.filter(({ kind }) => kind === 'officer').map(({ personId }) => personId);
}

export function officersOf(visit: Visit, { officers }: DemoPeople): [DemoStaff, DemoStaff] {
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
