/**
 * Random commands against an entry of the list, by anybody, with the days moving between and the penalty at times revoked or performed.
 * For the short walk in `npm test` and the long one in bench/battery. @module
 */
import { IN_PROCESS, ROLES, systemActor, type Actor } from '../core/actor.ts';
import { manualClock } from '../core/clock.ts';
import { addDays } from '../core/calendar/day.ts';
import { execute, type DeedSpec } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { ok, type Result } from '../core/result.ts';
import { read, transact } from '../core/transact.ts';
import type { SceneRuntime } from '../inspection/scene.testing.ts';
import { carryCase, DAY, sampleLead, type CaseScene } from '../penalty/scene.testing.ts';
import type { CaseFile } from '../penalty/types/file.ts';
import { choose, type Dice } from '../testing/walk-dice.ts';
import { findEntry, listSteps, type StoredEntry } from './reads/entries.ts';
import { creditDeedSpecs } from './routes.ts';
import { isEnded, isMove } from './rules/moves.ts';
import { insertEntry } from './writes.ts';

/** An enterprise with a penalty in force; one walk after the other stands it on the list. */
export interface CreditGround {
  readonly runtime: SceneRuntime;
  readonly enterprise: { readonly id: string; readonly name: string; readonly code: string };
  readonly caseId: string;
}

export interface CreditWalked {
  readonly commands: number;
  readonly done: number;
  readonly ended: boolean;
  readonly deeds: ReadonlySet<string>;
}

const PEOPLE = ['walk-a', 'walk-b', 'walk-c', 'walk-d', 'walk-e'];
const WORDS = '走步测试';
const SPECS = creditDeedSpecs.filter(({ kind }) => kind !== 'credit.propose' && kind !== 'credit.restore');

/** Walks one entry; throws at the first thing that the table does not allow. */
export async function walkCredit(ground: CreditGround, dice: Dice): Promise<CreditWalked> {
  // Every walk begins on the same day: the days it needs are its own.
  const own = { ...ground, runtime: { ...ground.runtime, clock: manualClock(`${DAY}T01:00:00Z`) } };
  await setPenalty(own, { revokedOn: null, executedOn: null });
  const entryId = await open(own, choose(dice, PEOPLE));
  const deeds = new Set<string>();
  let done = 0;
  const commands = 8 + dice(16);
  let before = await seen(own, entryId);
  for (let n = 0; n < commands; n += 1) {
    await letTimePass(own, dice);
    const spec = likelySpec(before, dice);
    const result = await doOne(own, spec, before, dice);
    const after = await seen(own, entryId);
    if (result.ok) {
      done += 1;
      deeds.add(spec.kind);
    }
    judge(spec.kind, result, before, after);
    before = after;
  }
  await judgeCourse(own, before);
  if (!isEnded(before.state)) await putAway(own, entryId);
  return { commands, done, ended: isEnded(before.state), deeds };
}

async function open({ runtime, enterprise, caseId }: CreditGround, proposer: string): Promise<string> {
  const opened = await transact(runtime, { id: newId(), actor: actorOf(proposer) }, async (tx) =>
    ok(
      await insertEntry(tx, {
        enterprise_id: enterprise.id,
        enterprise_name: enterprise.name,
        credit_code: enterprise.code,
        penalty_case_id: caseId,
        rules: 'order-11',
        situation: 'refuses-penalty',
        facts: WORDS,
        state: 'proposed',
        class_before: null,
      }),
    ),
  );
  if (!opened.ok || opened.value === undefined) throw new Error('the walk has no entry');
  return opened.value;
}

/** Days, and at times the months after which removal may be asked for or the term ends; the penalty may fall meanwhile. */
async function letTimePass(ground: CreditGround, dice: Dice): Promise<void> {
  const { clock } = ground.runtime;
  const days = choose(dice, [0, 0, 0, 1, 3, 9, 380, 800]);
  if (days > 0) clock.set(`${addDays(clock.now().slice(0, 10), days)}T01:00:00Z`);
  const today = clock.now().slice(0, 10);
  const fate = dice(16);
  if (fate === 0) await setPenalty(ground, { revokedOn: today });
  if (fate < 4 && fate > 0) await setPenalty(ground, { executedOn: today });
}

/** As the penalty module leaves the case. */
async function setPenalty(
  { runtime, caseId }: CreditGround,
  change: Partial<Pick<CaseFile, 'revokedOn' | 'executedOn'>>,
): Promise<void> {
  await transact(runtime, { id: newId(), actor: systemActor(1) }, async ({ db }) => {
    const ofCase = db.selectFrom('penalty_case').select('content').where('bureau_id', '=', 1);
    const { content } = await ofCase.where('case_id', '=', caseId).executeTakeFirstOrThrow();
    await db
      .updateTable('penalty_case')
      .set({ content: JSON.stringify({ ...content, ...change }) })
      .where('bureau_id', '=', 1)
      .where('case_id', '=', caseId)
      .execute();
    return ok(undefined);
  });
}

/** Mostly what the table knows from here, else anything. */
function likelySpec({ state }: StoredEntry, dice: Dice): DeedSpec {
  const fitting = SPECS.filter(({ kind }) => MOVING[state]?.includes(kind) === true);
  return choose(dice, dice(4) > 0 && fitting.length > 0 ? fitting : SPECS);
}

const MOVING: Readonly<Partial<Record<string, readonly string[]>>> = {
  proposed: ['credit.review'],
  reviewed: ['credit.notify'],
  notified: ['credit.hear', 'credit.decide', 'credit.decide'],
  listed: ['credit.publish', 'credit.request-measure'],
  published: ['credit.ask-removal', 'credit.ask-removal', 'credit.remove-expired', 'credit.remove-revoked'],
  'removal-asked': ['credit.verify-removal'],
  'removal-verified': ['credit.decide-removal'],
};

async function doOne(
  { runtime }: CreditGround,
  spec: DeedSpec,
  { entryId }: StoredEntry,
  dice: Dice,
): Promise<Result<unknown>> {
  const today = runtime.clock.now().slice(0, 10);
  const day = dice(6) === 0 ? addDays(today, dice(5) - 2) : today;
  const inputs: Readonly<Record<string, object>> = {
    'credit.review': { outcome: dice(6) === 0 ? 'refuse' : 'agree', opinion: WORDS },
    'credit.notify': { servedOn: day, recipient: WORDS },
    'credit.hear': { heardOn: day, argument: WORDS, reply: WORDS },
    'credit.decide': { outcome: dice(6) === 0 ? 'decline' : 'list', opinion: WORDS },
    'credit.verify-removal': { isHarmRemoved: dice(3) > 0, opinion: WORDS },
    'credit.decide-removal': { outcome: dice(3) === 0 ? 'refused' : 'granted', opinion: WORDS },
    'credit.request-measure': { agency: WORDS, measure: 'frequency', basis: WORDS },
    'credit.acknowledge-measure': { measureId: newId(), outcome: 'acknowledged', reply: WORDS, on: day },
    'credit.lift-measure': { measureId: newId() },
  };
  const person = choose(dice, PEOPLE);
  const actor = dice(12) === 0 ? { ...actorOf(person), roles: [choose(dice, ROLES)] } : actorOf(person);
  return execute(runtime, actor, spec, newId(), { entryId, reason: WORDS, ...inputs[spec.kind] });
}

function actorOf(staffId: string): Actor {
  const roles = ['head', 'section-chief', 'officer', 'legal-reviewer', 'disclosure-reviewer'] as const;
  return { bureauId: 1, staffId, name: '走步', roles, authenticatedAt: IN_PROCESS };
}

function judge(deed: string, result: Result<unknown>, before: StoredEntry, after: StoredEntry): void {
  const wrong = (why: string): never => {
    throw new Error(`${deed} from ${before.state} to ${after.state}: ${why}`);
  };
  if (!result.ok && JSON.stringify(before.row) !== JSON.stringify(after.row)) wrong('refused and changed something');
  if (isEnded(before.state) && after.state !== before.state) wrong('an ended entry moved');
  if (before.state !== after.state && !isMove(deed, before.state, after.state)) wrong('not in the table');
  if (isEnded(after.state) !== (after.timerOn === null))
    wrong('an open entry without a timer, or an ended one with it');
}

/** Numbered without gaps, each step from where the last one led; proposer, reviewer, decider and publisher are four people. */
async function judgeCourse({ runtime }: CreditGround, { entryId, proposedBy }: StoredEntry): Promise<void> {
  const steps = await read(runtime, 1, (tx) => listSteps(tx, entryId));
  let at = 'proposed';
  for (const [n, step] of steps.entries()) {
    if (step.number !== n + 1 || step.from !== at || !isMove(step.deed, step.from, step.to))
      throw new Error(`step ${step.number} ${step.deed} from ${step.from} to ${step.to} after ${at}`);
    at = step.to;
  }
  const hands = [
    proposedBy,
    ...['credit.review', 'credit.decide', 'credit.publish'].flatMap((deed) =>
      steps.filter((step) => step.deed === deed).map(({ doneBy }) => doneBy),
    ),
  ];
  if (new Set(hands).size !== hands.length) throw new Error(`one person has two hands in it: ${hands.join()}`);
}

async function seen({ runtime }: CreditGround, entryId: string): Promise<StoredEntry> {
  const entry = await read(runtime, 1, (tx) => findEntry(tx, entryId));
  if (entry === undefined) throw new Error(`entry ${entryId} is gone`);
  return entry;
}

/** What is still open when a walk is over would keep the next one from its enterprise. */
async function putAway({ runtime }: CreditGround, entryId: string): Promise<void> {
  await transact(runtime, { id: newId(), actor: systemActor(1) }, async (tx) => {
    await tx.db
      .updateTable('credit_entry')
      .set({ state: 'declined', timer_on: null, ended_on: tx.today })
      .where('bureau_id', '=', 1)
      .where('entry_id', '=', entryId)
      .execute();
    return ok(undefined);
  });
}

/** The first enterprise of the district, punished; `skip` takes a later one. */
export async function creditGround(scene: CaseScene, skip = 0): Promise<CreditGround> {
  const row = await read(scene.runtime, 1, ({ db }) =>
    db
      .selectFrom('enterprise')
      .select(['enterprise_id', 'name', 'credit_code'])
      .where('bureau_id', '=', 1)
      .orderBy('credit_code')
      .offset(skip)
      .limit(1)
      .executeTakeFirstOrThrow(),
  );
  const enterprise = { id: row.enterprise_id, name: row.name, code: row.credit_code };
  const party = {
    ...sampleLead().party,
    name: enterprise.name,
    creditCode: enterprise.code,
    enterpriseId: enterprise.id,
  };
  const { caseId } = await carryCase(scene, 'executing', undefined, sampleLead({ party }));
  return { runtime: scene.runtime, enterprise, caseId };
}
