/** Random commands against the states of a major hazard, for the short walk in `npm test` and the long one in bench/battery. @module */
import { sql } from 'kysely';
import { IN_PROCESS, systemActor, type Actor, type Role } from '../core/actor.ts';
import type { ManualClock } from '../core/clock.ts';
import { execute, type DeedSpec } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau, knowingAll, read, transact } from '../core/transact.ts';
import { ok } from '../core/result.ts';
import { findHazard, listSteps, type StoredHazard } from '../hazard/reads/hazards.ts';
import { hazardDeedSpecs } from '../hazard/routes.ts';
import { isEnded, isMove } from '../hazard/rules/moves.ts';
import { insertHazard, lockHazard, takeStep, type Step } from '../hazard/writes.ts';
import { listOfficers } from '../rectification/reads/orders.ts';
import { addDays } from '../core/calendar/day.ts';
import { copyRows } from './copy-rows.ts';
import { choose, type Dice } from './walk-dice.ts';

/** A signed visit whose hazards are walked: each walk gets a finding of its own. */
export interface WalkGround {
  readonly runtime: Runtime & { readonly clock: ManualClock };
  readonly inspectionId: string;
  readonly findingId: string;
  /** Staff ids and person ids of two officers of the team. */
  readonly officers: readonly [staff: readonly [string, string], persons: readonly [string, string]];
  readonly expertId: string;
}

const SHORTEST = 4;
const LONGER = 9;
const EVERY_ROLE: readonly Role[] = ['head', 'section-chief', 'officer'];

export interface Walked {
  readonly commands: number;
  readonly done: number;
  readonly ended: boolean;
  readonly deeds: ReadonlySet<string>;
}

/** Walks one hazard; throws at the first thing that the table does not allow. */
export async function walkHazard(ground: WalkGround, dice: Dice): Promise<Walked> {
  const { runtime } = ground;
  const findingId = await cloneFinding(ground);
  const opened = await transact(runtime, { id: newId(), actor: systemActor(1) }, async (tx) => {
    const { inspectionId, officers } = ground;
    return ok(
      await insertHazard(tx, { findingId, inspectionId, owner: officers[0][0], treatBy: addDays(tx.today, 5) }),
    );
  });
  if (!opened.ok || opened.value === undefined) throw new Error('the walk has no hazard');
  const hazardId = opened.value;
  await carryOn(ground, hazardId, dice(COURSE.length + 1));
  const deeds = new Set<string>();
  let done = 0;
  const commands = SHORTEST + dice(LONGER);
  let before = await seen(ground, hazardId);
  for (let n = 0; n < commands; n += 1) {
    if (dice(6) === 0) runtime.clock.advance(dice(5) * 86_400);
    const spec = likelySpec(before, dice);
    const result = await doOne(ground, spec, before, dice);
    const after = await seen(ground, hazardId);
    if (result.ok) {
      done += 1;
      deeds.add(spec.kind);
    }
    judge(spec.kind, result, before, after);
    before = after;
  }
  await judgeCourse(ground, hazardId);
  return { commands, done, ended: isEnded(before.state), deeds };
}

const WORDS = '走步测试';

/** The straight course, as its deeds leave the row, so that a walk may begin anywhere on it. */
const COURSE: readonly ((ground: WalkGround, today: string) => Step)[] = [
  () => ({
    deed: 'hazard.register',
    to: 'registered',
    change: { registration: JSON.stringify({ reportedTo: WORDS, cause: WORDS, danger: WORDS }) },
  }),
  (_ground, today) => ({
    deed: 'hazard.supervise',
    to: 'planning',
    change: { level: 'section', treat_by: addDays(today, 30) },
  }),
  () => ({ deed: 'hazard.submit-plan', to: 'plan-submitted' }),
  () => ({ deed: 'hazard.approve-plan', to: 'treating' }),
  () => ({ deed: 'hazard.claim', to: 'claimed' }),
  ({ officers: [, persons], expertId }) => ({
    deed: 'hazard.close-acceptance',
    to: 'accepting',
    change: {
      acceptance: JSON.stringify({
        officerIds: [...persons],
        expertIds: [expertId],
        outcome: 'passed',
        opinion: WORDS,
      }),
      document: Buffer.from(WORDS),
      document_hash: 'ef'.repeat(32),
    },
  }),
  () => ({ deed: 'hazard.sign-acceptance', to: 'accepted' }),
];

async function carryOn(ground: WalkGround, hazardId: string, steps: number): Promise<void> {
  await transact(ground.runtime, { id: newId(), actor: systemActor(1) }, async (tx) => {
    for (const step of COURSE.slice(0, steps)) {
      const hazard = await lockHazard(tx, hazardId);
      if (hazard === undefined) throw new Error(`hazard ${hazardId} is gone`);
      await takeStep(tx, hazard, step(ground, tx.today));
    }
    return ok(undefined);
  });
}

/** Mostly what may lead on from here, so that walks come far; then what may be said here; else anything at all. */
function likelySpec({ state }: StoredHazard, dice: Dice): DeedSpec {
  const fitting = hazardDeedSpecs.filter(({ kind }) => kind !== 'hazard.dismiss' && isMove(kind, state, state));
  const moving = hazardDeedSpecs.filter(
    ({ kind }) => !fitting.some((each) => each.kind === kind) && MOVING[state]?.includes(kind) === true,
  );
  const pool =
    dice(6) > 0 && moving.length > 0 ? moving : dice(2) === 0 && fitting.length > 0 ? fitting : hazardDeedSpecs;
  return choose(dice, pool);
}

/** The deeds that lead on, so that walks reach the far states; what is wrong here is refused and costs nothing. */
const MOVING: Readonly<Partial<Record<string, readonly string[]>>> = {
  found: ['hazard.register'],
  registered: ['hazard.supervise'],
  planning: ['hazard.submit-plan'],
  'plan-submitted': ['hazard.approve-plan', 'hazard.approve-plan', 'hazard.return-plan'],
  treating: ['hazard.report-progress', 'hazard.claim', 'hazard.claim'],
  claimed: ['hazard.close-acceptance', 'hazard.close-acceptance', 'hazard.return-claim'],
  accepting: ['hazard.sign-acceptance', 'hazard.sign-acceptance', 'hazard.reopen-acceptance'],
  accepted: ['hazard.remove', 'hazard.remove', 'hazard.send-back'],
};

async function doOne(
  { runtime, officers: [staff, persons], expertId }: WalkGround,
  spec: DeedSpec,
  hazard: StoredHazard,
  dice: Dice,
): Promise<Result<unknown>> {
  const today = runtime.clock.now().slice(0, 10);
  const day = (days: number): string => addDays(today, days);
  const outcome = dice(4) === 0 ? 'failed' : 'passed';
  const words = WORDS;
  const inputs: Readonly<Record<string, object>> = {
    'hazard.register': { registration: { reportedTo: words, cause: words, danger: words } },
    'hazard.supervise': {
      supervision: {
        level: (['section', 'section', 'district'] as const)[dice(3)] ?? 'section',
        treatBy: day(dice(40) - 2 + 20),
        department: words,
        reason: words,
      },
    },
    'hazard.submit-plan': {
      plan: {
        goal: words,
        responsible: words,
        measures: words,
        funds: words,
        until: day(dice(20)),
        emergency: words,
      },
    },
    'hazard.report-progress': { progress: { percent: dice(5) === 0 ? 60 : 100, text: words } },
    'hazard.close-acceptance': {
      acceptance: {
        officerIds: dice(8) === 0 ? [persons[0]] : [...persons],
        expertIds: [expertId],
        outcome,
        opinion: words,
        ...(outcome === 'failed' ? { treatBy: day(dice(20)) } : {}),
      },
    },
    'hazard.sign-acceptance': {
      documentHash: dice(6) === 0 ? 'ab'.repeat(32) : (hazard.documentHash ?? 'cd'.repeat(32)),
    },
    'hazard.extend': { treatBy: day(dice(60)), interim: words },
    'hazard.assign': { officerId: persons[dice(2)] ?? persons[0] },
    'hazard.dismiss':
      dice(2) === 0 ? {} : { document: { kind: 'reconsideration', organ: words, number: words, on: day(dice(2)) } },
    'hazard.approve-power-cut': { cut: { supplier: words, danger: words, safety: words } },
    'hazard.notify-power-cut': { notice: dice(2) === 0 ? { urgency: words } : {} },
    'hazard.apply-court': {
      handOver: { facts: words, number: words, on: today, decidedOn: day(-200), urgedOn: day(-20) },
    },
    'hazard.refer-case': { handOver: { facts: words, number: words, on: today } },
    'hazard.propose-closure': { handOver: { facts: words, number: words, on: today } },
    'hazard.refer-police': { handOver: { facts: words, number: words, on: today } },
  };
  const who = dice(9);
  // Signers do not remove: mostly somebody else decides.
  const decides = spec.kind === 'hazard.remove' && dice(4) > 0;
  const actor: Actor = {
    bureauId: 1,
    staffId: who === 0 || decides ? 'a-stranger' : (staff[dice(2)] ?? ''),
    name: '走步',
    roles: who === 1 ? ['officer'] : EVERY_ROLE,
    authenticatedAt: IN_PROCESS,
  };
  return execute(runtime, actor, spec, newId(), { hazardId: hazard.hazardId, reason: words, ...inputs[spec.kind] });
}

function judge(deed: string, result: Result<unknown>, before: StoredHazard, after: StoredHazard): void {
  const wrong = (why: string): never => {
    throw new Error(`${deed} from ${before.state} to ${after.state}: ${why}`);
  };
  if (!result.ok && JSON.stringify(before.row) !== JSON.stringify(after.row)) wrong('refused and changed something');
  if (isEnded(before.state) && after.state !== before.state) wrong('an ended hazard moved');
  if (before.state !== after.state && !isMove(deed, before.state, after.state)) wrong('not in the table');
  const isWatched = after.owner !== null && after.owner !== '' && after.timerOn !== null;
  if (!isEnded(after.state) && !isWatched) wrong('no owner or no timer');
  if (isEnded(after.state) && after.timerOn !== null) wrong('an ended hazard has a timer');
}

/** The course as it is kept: numbered without gaps, each step from where the last one led, all of them in the table. */
async function judgeCourse({ runtime }: WalkGround, hazardId: string): Promise<void> {
  const steps = await read(runtime, 1, (tx) => listSteps(tx, hazardId));
  let at = 'found';
  for (const [n, step] of steps.entries()) {
    if (step.number !== n + 1 || step.from !== at || !isMove(step.deed, step.from, step.to))
      throw new Error(`step ${step.number} ${step.deed} from ${step.from} to ${step.to} after ${at}`);
    at = step.to;
  }
}

async function seen({ runtime }: WalkGround, hazardId: string): Promise<StoredHazard> {
  const hazard = await read(runtime, 1, (tx) => findHazard(tx, hazardId));
  if (hazard === undefined) throw new Error(`hazard ${hazardId} is gone`);
  return hazard;
}

/** The same finding once more, with its version, under a number of its own. */
async function cloneFinding({ runtime, findingId, inspectionId }: WalkGround): Promise<string> {
  const clone = newId();
  const number = sql`(SELECT max(number) + 1 FROM finding WHERE bureau_id = 1 AND inspection_id = ${inspectionId})`;
  await inBureau(runtime, 1, (tx) =>
    knowingAll(tx, async () => {
      await copyRows(tx, 'finding', { finding_id: findingId }, () => ({ finding_id: clone, number }));
      await copyRows(tx, 'finding_version', { finding_id: findingId }, () => ({ finding_id: clone }));
    }),
  );
  return clone;
}

/** Where walks may go: the first hazard of a visit that is signed. */
export async function walkGround(
  runtime: WalkGround['runtime'],
  { inspectionId, findingId }: Pick<StoredHazard, 'inspectionId' | 'findingId'>,
  officerIds: readonly [string, string],
): Promise<WalkGround> {
  return read(
    runtime,
    1,
    async (tx) => {
      const officers = await listOfficers(tx);
      const staffOf = (id: string): string => officers.find(({ personId }) => personId === id)?.staffId ?? '';
      const { expert_id: expertId } = await tx.db
        .selectFrom('expert')
        .select('expert_id')
        .where('bureau_id', '=', 1)
        .where('status', '=', 'active')
        .executeTakeFirstOrThrow();
      const staff = [staffOf(officerIds[0]), staffOf(officerIds[1])] as const;
      return { runtime, inspectionId, findingId, officers: [staff, officerIds], expertId };
    },
    systemActor(1),
  );
}
