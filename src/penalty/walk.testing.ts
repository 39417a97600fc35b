/**
 * Random walks through a case: any act by anybody with whatever they might say, plausible or not, and the clock moving between. After
 * each one: done or refused, the rows say what the table allows. Used by the short test and by the battery. @module
 */
import { sql } from 'kysely';
import type { Actor } from '../core/actor.ts';
import { addDays } from '../core/calendar/day.ts';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { takeSerial } from '../core/register/register.ts';
import { ok } from '../core/result.ts';
import { read, transact } from '../core/transact.ts';
import { deedOf } from './deeds.ts';
import type { ActOnCase } from './rules/apply.ts';
import {
  carryCase,
  CHIEF,
  DAY,
  DEPUTY,
  doAct,
  FINE,
  HEAD,
  LARGE,
  LEGAL,
  lead,
  sampleLead,
  SECOND_LEGAL,
  specOf,
  type CaseScene,
  type CaseStep,
} from './scene.testing.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { SERIES } from './types/documents.ts';
import { seededDice, type Dice } from '../testing/walk-dice.ts';
import { wordsFor } from './walk-words.testing.ts';
import { TERMINAL, type CaseState, type Outcome } from './types/case.ts';
import type { CaseFile } from './types/file.ts';
import { ACT_NAMES, actRule, isPartyAct } from './types/table.ts';

export interface Walk {
  readonly states: readonly CaseState[];
  readonly done: number;
  readonly refused: number;
}

const ACTS = ACT_NAMES.filter((act): act is ActOnCase => act !== 'open-lead' && act !== 'decide-on-spot');

/** Where walks begin: a case carried so far, of which each walk gets a copy. */
export interface Starts {
  readonly files: readonly CaseFile[];
}

export async function openStarts(scene: CaseScene): Promise<Starts> {
  scene.at(DAY);
  const files: CaseFile[] = [];
  for (const [step, outcome] of START_STEPS) files.push(await carryCase(scene, step, outcome));
  const transferred = await carryCase(scene, 'evidence');
  const { caseId } = transferred;
  await doAct(scene, lead(scene), 'ask-transfer', caseId, { crime: '危险作业罪', facts: '事实', materials: '材料' });
  files.push(await doAct(scene, HEAD, 'decide-transfer', caseId, { outcome: 'granted', opinion: '移送' }));
  const hearing = await carryCase(scene, 'noticed', LARGE);
  files.push(await doAct(scene, lead(scene), 'request-hearing', hearing.caseId, { on: DAY, request: '听证' }));
  const told = await carryCase(scene, 'noticed', LARGE);
  await doAct(scene, lead(scene), 'note-waiver', told.caseId, { on: DAY, statement: '放弃' });
  files.push(await doAct(scene, lead(scene), 'submit-decision', told.caseId, { outcome: LARGE, opinion: '呈批' }));
  const owing = await carryCase(scene, 'executing', FINE);
  const paid = { on: DAY, fen: 800_000, means: 'bank', receipt: '0001' } as const;
  await doAct(scene, lead(scene), 'note-payment', owing.caseId, paid);
  files.push(await doAct(scene, lead(scene), 'note-executed', owing.caseId, { result: '缴清' }));
  return { files };
}

const START_STEPS: readonly (readonly [CaseStep, Outcome])[] = [
  ['lead', FINE],
  ['filing', FINE],
  ['evidence', FINE],
  ['noticing', LARGE],
  ['noticed', FINE],
  ['submitted', LARGE],
  ['decided', FINE],
  ['executing', LARGE],
];

/** A case like this one, of another party, with its own number. */
async function copyCase({ runtime }: CaseScene, from: CaseFile): Promise<string> {
  const caseId = newId();
  const { party } = sampleLead();
  const file = { ...from, caseId, lead: { ...from.lead, party } };
  const copied = await transact(runtime, { id: newId(), actor: HEAD }, async (tx) => {
    await takeSerial(tx, SERIES, caseId);
    await sql`INSERT INTO penalty_case (bureau_id, case_id, state, procedure, party_name, credit_code, cause, content, turns, next_due, acts, opened_on,
        filed_on, decided_on, ended_on, created_at, updated_at)
      SELECT bureau_id, ${caseId}::uuid, state, procedure, ${party.name}, ${party.creditCode}, cause, ${JSON.stringify(file)}::jsonb, turns, next_due, acts,
        opened_on, filed_on, decided_on, ended_on, created_at, updated_at
      FROM penalty_case WHERE bureau_id = ${tx.bureauId} AND case_id = ${from.caseId}::uuid`.execute(tx.db);
    await sql`INSERT INTO penalty_act (bureau_id, case_id, seq, act, content, from_state, to_state, done_by, done_on, at)
      SELECT bureau_id, ${caseId}::uuid, seq, act, content, from_state, to_state, done_by, done_on, at
      FROM penalty_act WHERE bureau_id = ${tx.bureauId} AND case_id = ${from.caseId}::uuid`.execute(tx.db);
    return ok(null);
  });
  if (!copied.ok) throw new Error('a case could not be copied');
  return caseId;
}

/**
 * One case and so many commands.
 *
 * @param doing - how a command is done; a battery does it over a line that fails
 * @throws Error when something happened that the table does not know
 */
export async function walk(
  scene: CaseScene,
  { files }: Starts,
  seed: number,
  commands: number,
  doing: typeof execute = execute,
): Promise<Walk> {
  const dice = seededDice(seed);
  const { runtime } = scene;
  scene.at(DAY);
  const start = files[seed % files.length];
  if (start === undefined) throw new Error('walks have nowhere to begin');
  const caseId = await copyCase(scene, start);
  const states: CaseState[] = [start.state];
  let [before, done, refused] = [await rowOf(scene, caseId), 0, 0];
  for (let n = 0; n < commands; n += 1) {
    if (dice(4) === 0) scene.at(addDays(scene.today(), dice(6) === 0 ? dice(60) : dice(4)));
    const act = chooseAct(before.file, dice);
    const actor = chooseActor(scene, before.file, act, dice);
    const input = { caseId, ...(await wordsFor(scene, before.file, act, dice)) };
    const result = await doing(runtime, actor, specOf(act), newId(), input);
    const after = await rowOf(scene, caseId);
    const what = `walk ${seed}, command ${n}: ${act} by ${actor.staffId}`;
    if (result.ok) checkDone(before, after, act, what);
    else if (JSON.stringify(after) !== JSON.stringify(before))
      throw new Error(`${what}: refused, and something changed`);
    if (result.ok) states.push(after.file.state);
    before = after;
    if (result.ok) done += 1;
    else refused += 1;
    checkStanding(after, what);
  }
  return { states, done, refused };
}

interface Row {
  readonly file: CaseFile;
  readonly state: CaseState;
  readonly turns: readonly unknown[];
  readonly acts: number;
  readonly endedOn: string | null;
}

function rowOf({ runtime }: CaseScene, caseId: string): Promise<Row> {
  return read(runtime, 1, async ({ db }) => {
    const row = await db
      .selectFrom('penalty_case')
      .select(['content', 'state', 'turns', 'acts', 'ended_on'])
      .where('bureau_id', '=', 1)
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    return { file: row.content, state: row.state, turns: row.turns, acts: row.acts, endedOn: row.ended_on };
  });
}

function checkDone(before: Row, after: Row, act: ActOnCase, what: string): void {
  const { from, to } = actRule(act);
  const [was, is] = [before.state, after.state];
  const isAllowed = from.includes(was) && (was === is ? to.length === 0 || to.includes('same') : to.includes(is));
  if (!isAllowed) throw new Error(`${what}: ${was} → ${is} is not in the table`);
  if (TERMINAL.includes(was) && was !== is) throw new Error(`${what}: an ended case was left`);
  if (after.acts !== before.acts + 1) throw new Error(`${what}: ${after.acts} acts after ${before.acts}`);
}

/** Whatever happened: the row agrees with itself, and an open case has somebody whose turn it is. */
function checkStanding({ file, state, turns, endedOn }: Row, what: string): void {
  if (file.state !== state) throw new Error(`${what}: the case says ${file.state}, its row ${state}`);
  const hasEnded = TERMINAL.includes(state);
  if (hasEnded !== (endedOn !== null)) throw new Error(`${what}: ${state} and ended on ${endedOn}`);
  if (!hasEnded && turns.length === 0) throw new Error(`${what}: ${state} waits for nobody`);
  const { seats, decision, notices } = file;
  const apart = [seats.reviewer, seats.presider, file.procedure === 'simple' ? [] : seats.decider].flat();
  if (apart.some((id) => seats.handler.includes(id))) throw new Error(`${what}: somebody investigated and judged`);
  if (seats.decider.some((id) => seats.reviewer.includes(id)))
    throw new Error(`${what}: somebody reviewed and decided`);
  if (decision?.outcome.kind === 'penalty' && !isWithin(decision.outcome, notices.at(-1)?.outcome))
    throw new Error(`${what}: decided beyond what was told`);
}

function isWithin(outcome: Outcome, told: Outcome | undefined): boolean {
  if (outcome.kind !== 'penalty') return true;
  return outcome.items.every(
    ({ kind, fen = 0 }) =>
      told?.kind === 'penalty' && told.items.some((item) => item.kind === kind && fen <= (item.fen ?? 0)),
  );
}

/** Mostly something that the state lets; sometimes anything. */
function chooseAct(file: CaseFile, dice: Dice): ActOnCase {
  const fitting = ACTS.filter((act) => actRule(act).from.includes(file.state));
  // Ending it early is possible everywhere; let most walks go on.
  const going = fitting.filter((act) => act !== 'decline-lead' && act !== 'revoke-decision');
  // What only adds to the case is most of the table; every other step is one that moves it.
  const moving = going.filter((act) => actRule(act).to.length > 0);
  const usual = dice(2) === 0 && moving.length > 0 ? moving : going;
  const from = dice(5) === 0 ? ACTS : dice(8) === 0 ? fitting : usual;
  const pool = from.length === 0 ? ACTS : from;
  return pool[dice(pool.length)] ?? 'review';
}

/** Mostly who has the role and the seat; sometimes anybody. */
function chooseActor(scene: CaseScene, file: CaseFile, act: ActOnCase, dice: Dice): Actor {
  const party = enterpriseActor(1, file.caseId);
  const all = [...scene.officers, HEAD, DEPUTY, CHIEF, LEGAL, SECOND_LEGAL, party, enterpriseActor(1, newId())];
  if (dice(6) === 0) return all[dice(all.length)] ?? HEAD;
  if (isPartyAct(act)) return party;
  const { roles, seat } = actRule(act);
  const seated = (staffId: string): boolean => file.handlers.some((handler) => handler.staffId === staffId);
  const fitting = all.filter(
    (actor) =>
      actor.roles.some((role) => roles.includes(role)) &&
      (seat !== 'handler' || file.handlers.length === 0 || seated(actor.staffId)) &&
      (seat !== 'presider' || file.hearing?.presiderId === actor.staffId),
  );
  return fitting[dice(Math.max(1, fitting.length))] ?? HEAD;
}

/** What all walks have left behind: every case's acts one after the other, each where the last one ended. Undefined when it is so. */
export async function brokenChain({ runtime }: CaseScene): Promise<string | undefined> {
  return read(runtime, 1, async ({ db }) => {
    const acts = await db
      .selectFrom('penalty_act')
      .select(['case_id', 'seq', 'act', 'from_state', 'to_state'])
      .where('bureau_id', '=', 1)
      .orderBy('case_id')
      .orderBy('seq')
      .execute();
    const broken = acts.find(({ case_id: id, seq, from_state: from }, n) => {
      const last = acts[n - 1];
      return last?.case_id === id ? seq !== last.seq + 1 || from !== last.to_state : seq !== 1 || from !== null;
    });
    return broken && `${broken.case_id} ${broken.seq} ${deedOf(broken.act)}`;
  });
}
