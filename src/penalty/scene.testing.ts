/** Officers, people of the house and one benchmark, and a case carried from step to step, for tests. @module */
import { afterAll, beforeAll } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { documentHash, execute, type DeedSpec } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import type { Refusal } from '../core/result.ts';
import { read } from '../core/transact.ts';
import { addDays } from '../core/calendar/day.ts';
import { giveAccounts, type SceneRuntime } from '../inspection/scene.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import { buildDistrict } from '../testing/draw-district.ts';
import { receiveUpload } from '../core/uploads/receive.ts';
import { jpegSaying } from '../testing/upload-files.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { openLead } from './actions/case.ts';
import { setBenchmark } from './actions/settings.ts';
import { findCase } from './reads/cases.ts';
import { penaltyDeedSpecs } from './routes.ts';
import { deedOf } from './deeds.ts';
import type { ActOnCase } from './rules/apply.ts';
import { decisionDocument } from './rules/document.ts';
import { findSerial } from '../core/register/register.ts';
import type { ActInput, Lead } from './types/acts.ts';
import type { Outcome, Service } from './types/case.ts';
import type { AttachedFile, EvidenceInput } from './types/evidence.ts';
import type { CaseFile } from './types/file.ts';
import type { Benchmark } from './types/settings.ts';
import { SERIES } from './types/documents.ts';

export const HEAD = actorOf(['head'], 'head');
export const DEPUTY = actorOf(['deputy-head'], 'deputy');
export const CHIEF = actorOf(['section-chief'], 'chief');
export const LEGAL = actorOf(['legal-reviewer'], 'legal');
export const SECOND_LEGAL = actorOf(['legal-reviewer'], 'second-legal');

export const DAY = '2026-03-02';

export interface CaseScene<R extends SceneRuntime = SceneRuntime> {
  readonly runtime: R;
  /** Accounts of officers, and their ids in the directory, in the same order. */
  readonly officers: readonly Actor[];
  readonly officerIds: readonly string[];
  today(): string;
  /** Moves the clock to nine in the morning of that day. */
  at(day: string): void;
  close(): Promise<void>;
}

export const HAZARD: Benchmark = {
  code: 'hazard-102',
  title: '未采取措施消除事故隐患',
  violates: '《中华人民共和国安全生产法》第四十一条第二款',
  basis: '《中华人民共和国安全生产法》第一百零二条',
  validFrom: '2021-09-01',
  isSafety: true,
  grades: [
    { code: 'light', title: '较轻', condition: '一般隐患一处', minFen: 0, maxFen: 1_000_000, kinds: ['warning'] },
    { code: 'usual', title: '一般', condition: '一般隐患两处以上', minFen: 1_000_000, maxFen: 3_000_000, kinds: [] },
    { code: 'grave', title: '严重', condition: '重大隐患', minFen: 3_000_000, maxFen: 20_000_000, kinds: ['stop'] },
  ],
  source: '测试用裁量基准',
};

/** On a database of its own, or on the one given. */
export async function openCaseScene(): Promise<CaseScene<TestRuntime>>;
export async function openCaseScene<R extends SceneRuntime>(given: R): Promise<CaseScene<R>>;
export async function openCaseScene(given?: SceneRuntime): Promise<CaseScene> {
  const runtime = given ?? (await testRuntime());
  const district = await buildDistrict(runtime, 1, { enterprises: 12, officers: 8, experts: 2, count: 4 });
  await giveAccounts(runtime, district);
  runtime.clock.set(`${DAY}T01:00:00Z`);
  return caseSceneOver(runtime);
}

/** Of a test file: open from before its first test until after its last; nothing of it is there earlier. */
export function openedCaseScene(): CaseScene<TestRuntime> {
  const scene = {} as CaseScene<TestRuntime>;
  beforeAll(async () => {
    Object.assign(scene, await openCaseScene());
  }, 60_000);
  afterAll(() => scene.close());
  return scene;
}

/** Over a district that is there already, its officers with accounts. */
export async function caseSceneOver<R extends SceneRuntime>(runtime: R): Promise<CaseScene<R>> {
  await done(runtime, LEGAL, setBenchmark, { benchmark: HAZARD });
  const officers = await read(runtime, 1, ({ db }) =>
    db
      .selectFrom('officer')
      .select(['officer_id', 'staff_id'])
      .where('bureau_id', '=', 1)
      .where('status', '=', 'on-duty')
      .where('staff_id', 'is not', null)
      .orderBy('staff_id')
      .execute(),
  );
  return {
    runtime,
    officers: officers.map(({ staff_id }) => actorOf(['officer'], staff_id ?? '')),
    officerIds: officers.map(({ officer_id }) => officer_id),
    today: () => runtime.clock.now().slice(0, 10),
    at: (day) => runtime.clock.set(`${day}T01:00:00Z`),
    close: () => runtime.close(),
  };
}

let parties = 0;
/** A party of its own for each case, so that cases do not fine the same act. */
export function sampleLead(change: Partial<Lead> = {}): Lead {
  parties += 1;
  return {
    source: 'complaint',
    party: {
      kind: 'unit',
      name: `测试企业第${parties}号`,
      creditCode: `91120111MA${String(parties).padStart(8, '0')}`,
      principal: '甲企一',
      address: '测试路1号',
      enterpriseId: null,
    },
    cause: '未采取措施消除事故隐患',
    facts: '喷漆房使用非防爆插座，责令整改后未整改',
    violatedOn: '2026-02-10',
    ...change,
  };
}

export const FINE: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 800_000 }] };
export const LARGE: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 6_000_000 }] };

export function sampleService(scene: CaseScene, change: Partial<Service> = {}): Service {
  return {
    means: 'direct',
    on: scene.today(),
    recipient: '企业签收人',
    officerIds: scene.officerIds.slice(0, 2),
    ...change,
  };
}

/** 现场检查记录 with its scan; every scan is another file. */
export async function sampleEvidence(scene: CaseScene, change: Partial<EvidenceInput> = {}): Promise<EvidenceInput> {
  return {
    kind: 'record',
    name: '现场检查记录',
    source: '执法人员现场制作',
    originality: 'original',
    obtainedOn: scene.today(),
    place: '喷漆房',
    proves: '使用非防爆插座',
    officerIds: scene.officerIds.slice(0, 2),
    files: change.paper === undefined && change.files === undefined ? [await sampleFile(scene)] : [],
    photoIds: [],
    findingIds: [],
    ...change,
  };
}

/** A scan that was uploaded; its bytes are its own unless given. */
export async function sampleFile(
  { runtime }: CaseScene,
  name = '扫描件.jpg',
  bytes: Uint8Array = jpegSaying(newId()),
): Promise<AttachedFile> {
  const received = await receiveUpload(runtime, HEAD, { name, bytes });
  if (!received.ok) throw new Error(JSON.stringify(received.refusals));
  return { sha256: received.value.sha256, name };
}

export async function caseOf({ runtime }: CaseScene, caseId: string): Promise<CaseFile> {
  const file = await read(runtime, 1, (tx) => findCase(tx, caseId));
  if (file === undefined) throw new Error(`no case ${caseId}`);
  return file;
}

const SPECS = new Map<string, DeedSpec>(penaltyDeedSpecs.map((spec) => [spec.kind, spec]));
export function specOf(act: ActOnCase): DeedSpec {
  const spec = SPECS.get(deedOf(act));
  if (spec === undefined) throw new Error(`no deed ${act}`);
  return spec;
}

type Words<A extends ActOnCase> = Omit<ActInput<A>, 'caseId'>;

/** Does the act, or says what refuses it. */
export async function tryAct<A extends ActOnCase>(
  { runtime }: CaseScene,
  actor: Actor,
  act: A,
  caseId: string,
  words: Words<A>,
): Promise<string[]> {
  const result = await execute(runtime, actor, specOf(act), newId(), { ...words, caseId });
  return result.ok ? [] : result.refusals.map(({ code }: Refusal) => code);
}

/** Does the act, which must succeed; the case after it. */
export async function doAct<A extends ActOnCase>(
  scene: CaseScene,
  actor: Actor,
  act: A,
  caseId: string,
  words: Words<A>,
): Promise<CaseFile> {
  const codes = await tryAct(scene, actor, act, caseId, words);
  if (codes.length > 0) throw new Error(`${act}: ${codes.join(', ')}`);
  return caseOf(scene, caseId);
}

/** The officers at these places in the directory, the first one acting. */
export function lead({ officers }: CaseScene): Actor {
  const [first] = officers;
  if (first === undefined) throw new Error('the scene has no officer');
  return first;
}

export function reportOf(
  file: CaseFile,
  outcome: Outcome,
  change: Partial<ActInput<'finish-investigation'>['report']> = {},
) {
  const isLarge = outcome.kind === 'penalty' && outcome.items.some(({ fen = 0 }) => fen > 3_000_000);
  return {
    facts: [
      { text: '喷漆房使用非防爆插座1处，逾期未改', evidenceIds: file.evidence.map(({ evidenceId }) => evidenceId) },
    ],
    benchmark: HAZARD.code,
    grade: isLarge ? 'grave' : 'light',
    circumstances: '按裁量基准对应档次',
    correction: '责令立即改正，已改正',
    isCorrected: true,
    hasHarm: false,
    isComplex: false,
    outcome,
    ...change,
  };
}

const STEPS = [
  'lead',
  'filing',
  'investigating',
  'evidence',
  'reviewing',
  'noticing',
  'noticed',
  'submitted',
  'decided',
  'executing',
] as const;
export type CaseStep = (typeof STEPS)[number];

/** A case carried to this step by its first two officers, the head and the reviewer; the party gives up arguing. */
export async function carryCase(
  scene: CaseScene,
  to: CaseStep,
  outcome: Outcome = FINE,
  given: Lead = sampleLead(),
): Promise<CaseFile> {
  const { runtime, officerIds } = scene;
  const mine = lead(scene);
  const { caseId } = await done(runtime, mine, openLead, { lead: given });
  const steps: Record<CaseStep, () => Promise<unknown>> = {
    lead: async () => undefined,
    filing: () =>
      doAct(scene, mine, 'request-filing', caseId, {
        officerIds: officerIds.slice(0, 2),
        cause: given.cause,
        facts: given.facts,
        opinion: '建议立案',
      }),
    investigating: () => doAct(scene, DEPUTY, 'approve-filing', caseId, { opinion: '同意立案' }),
    evidence: async () => doAct(scene, mine, 'add-evidence', caseId, { evidence: await sampleEvidence(scene) }),
    reviewing: async () =>
      doAct(scene, mine, 'finish-investigation', caseId, { report: reportOf(await caseOf(scene, caseId), outcome) }),
    noticing: () => doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '事实清楚，适用依据正确' }),
    noticed: () => doAct(scene, mine, 'serve-notice', caseId, { service: sampleService(scene) }),
    submitted: async () => {
      await doAct(scene, mine, 'note-waiver', caseId, { on: scene.today(), statement: '不陈述、不申辩' });
      const after = await doAct(scene, mine, 'submit-decision', caseId, { outcome, opinion: '建议按告知内容处罚' });
      if (after.state === 'discussing')
        await doAct(scene, HEAD, 'discuss', caseId, {
          on: scene.today(),
          attendeeIds: ['head', 'deputy', 'chief'],
          record: '一致同意',
          outcome,
        });
    },
    decided: async () => doAct(scene, HEAD, 'decide', caseId, { documentHash: await hashToSign(scene, caseId) }),
    executing: () => doAct(scene, mine, 'serve-decision', caseId, { service: sampleService(scene) }),
  };
  for (const step of STEPS) {
    await steps[step]();
    if (step === to) break;
  }
  return caseOf(scene, caseId);
}

/** What the page would show to the head. */
export async function hashToSign({ runtime }: CaseScene, caseId: string): Promise<string> {
  return read(runtime, 1, async (tx) => {
    const [file, serial] = [await findCase(tx, caseId), await findSerial(tx, SERIES, caseId)];
    const outcome = file?.submission?.outcome;
    if (file === undefined || serial === undefined || outcome === undefined)
      throw new Error(`nothing to sign in ${caseId}`);
    return documentHash(decisionDocument(file, outcome, { bureau: '120111', serial }));
  });
}

/** The day after so many. */
export function later(scene: CaseScene, days: number): void {
  scene.at(addDays(scene.today(), days));
}
