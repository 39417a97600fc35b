/**
 * Random commands against an order and its findings, by officers, strangers and the enterprise, with the days moving between. For the
 * short walk in `npm test` and the long one in bench/battery. @module
 */
import { IN_PROCESS, type Actor } from '../core/actor.ts';
import { addDays } from '../core/calendar/day.ts';
import { manualClock } from '../core/clock.ts';
import { execute, type DeedSpec } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { takeSerial } from '../core/register/register.ts';
import { ok, type Result } from '../core/result.ts';
import { inBureau, knowingAll, read, transact, type ReadTx } from '../core/transact.ts';
import { systemActor } from '../core/actor.ts';
import { stateFinding } from '../inspection/actions/findings.ts';
import { CHIEF, lineOf, sampleFinding, type Scene, type SceneRuntime, type Team } from '../inspection/scene.testing.ts';
import { answerAll, carry, carryFrom } from '../inspection/steps.testing.ts';
import { copyRows } from '../testing/copy-rows.ts';
import { done } from '../testing/draw-ceremony.ts';
import { choose, type Dice } from '../testing/walk-dice.ts';
import { findOrder, listOfficers, listRounds, type StoredOrder } from './reads/orders.ts';
import { rectificationDeedSpecsWith } from './routes.ts';
import { enterpriseActor } from './rules/access.ts';
import { itemsOf, missingPapers } from './rules/order.ts';
import { isRunning } from './rules/void.ts';
import { SETTLED, type Item } from './types/order.ts';
import { judgeRounds, judgeStep } from './walk-judge.testing.ts';
import { insertOrder } from './writes.ts';
import { issueForm } from '../inspection/actions/documents.ts';
import { SERIES } from '../inspection/reads/documents.ts';
import { findVisit, listFindings } from '../inspection/reads/visits.ts';

/** A signed visit with findings of every kind; each walk gets a copy of it, and the order that follows. */
export interface OrderGround {
  readonly runtime: SceneRuntime;
  readonly team: Team;
  readonly day: string;
}

export interface OrderWalked {
  readonly commands: number;
  readonly done: number;
  readonly ended: boolean;
  readonly deeds: ReadonlySet<string>;
}

const WORDS = '走步测试';
/** Cases are declined, and one review went against the bureau: what modules to the right would say. */
const MATTER = { matterId: newId(), title: '行政复议', decidedOn: '2026-03-12' };
const SPECS = rectificationDeedSpecsWith({
  caseOf: async () => ({ state: '不予立案', stands: false }),
  mattersOf: async () => [MATTER],
});

export async function orderGround(scene: Scene<SceneRuntime>): Promise<OrderGround> {
  const team = await carry(scene, scene.take(), 'checked-in');
  const line = await lineOf(scene, team, 'general');
  for (const measureKind of ['rectify', 'stop-use', 'transfer'] as const)
    await done(scene.runtime, team.lead, stateFinding, {
      inspectionId: team.inspectionId,
      finding: sampleFinding(line, { measureKind, ...(measureKind === 'transfer' ? {} : { days: 7 }) }),
    });
  await answerAll(scene, team, [line]);
  await carryFrom(scene, team, 'answered', 'signed-off');
  return { runtime: scene.runtime, team, day: scene.runtime.clock.now().slice(0, 10) };
}

/** Walks one order; throws at the first thing that the table does not allow. */
export async function walkOrder(ground: OrderGround, dice: Dice): Promise<OrderWalked> {
  // Every walk begins on the day of the visit: the days it needs are its own.
  const own = { ...ground, runtime: { ...ground.runtime, clock: manualClock(`${ground.day}T03:00:00Z`) } };
  const orderId = await openCopy(own);
  const deeds = new Set<string>();
  let count = 0;
  const commands = 12 + dice(24);
  let before = await seen(own, orderId);
  for (let n = 0; n < commands; n += 1) {
    const { clock } = own.runtime;
    const days = choose(dice, [0, 0, 0, 0, 0, 1, 2, 9]);
    if (days > 0) clock.set(`${addDays(clock.now().slice(0, 10), days)}T03:00:00Z`);
    // Mostly what is open: a walk that knocks at what is settled gets nowhere.
    const open = before.items.filter(({ state }) => !SETTLED.includes(state));
    const item = choose(dice, dice(6) > 0 && open.length > 0 ? open : before.items);
    const spec = likelySpec(before, item, dice);
    const result = await doOne(own, spec, before, item, dice);
    const after = await seen(own, orderId);
    if (result.ok) {
      count += 1;
      deeds.add(spec.kind);
    }
    judgeStep(spec.kind, result, before, after);
    before = after;
  }
  const rounds = await read(own.runtime, 1, (tx) => listRounds(tx, orderId));
  judgeRounds(before.items, rounds, await read(own.runtime, 1, listOfficers));
  return { commands, done: count, ended: before.state === 'closed', deeds };
}

/** The signed visit once more, of a draw of its own, and its order as the job makes it. */
async function openCopy({ runtime, team }: OrderGround): Promise<string> {
  const inspectionId = newId();
  const made = await transact(runtime, { id: newId(), actor: systemActor(1) }, (tx) =>
    knowingAll(tx, async () => {
      const of = { inspection_id: team.inspectionId };
      // One visit of an enterprise in a draw: the draw is another one too, whose numbers nobody else has.
      const draw = { draw_id: newId(), batch: farNumber(), seq: farNumber() };
      await copyRows(tx, 'draw', { draw_id: await drawOf(tx, team.inspectionId) }, () => draw);
      await copyRows(tx, 'inspection', of, () => ({ inspection_id: inspectionId, draw_id: draw.draw_id }));
      await copyRows(tx, 'inspection_member', of, () => ({ inspection_id: inspectionId }));
      for (const { findingId } of await listFindings(tx, team.inspectionId)) {
        const clone = newId();
        await copyRows(tx, 'finding', { finding_id: findingId }, () => ({
          finding_id: clone,
          inspection_id: inspectionId,
        }));
        await copyRows(tx, 'finding_version', { finding_id: findingId }, () => ({ finding_id: clone }));
      }
      const orderId = tx.newId();
      const findings = await listFindings(tx, inspectionId);
      await insertOrder(tx, orderId, inspectionId, itemsOf(findings));
      // Without its papers an order never leaves its draft.
      const visit = await findVisit(tx, inspectionId);
      if (visit === undefined) throw new Error('the copy of the visit is gone');
      await takeSerial(tx, SERIES, inspectionId);
      for (const form of missingPapers(findings, [])) {
        const issued = await issueForm(tx, runtime, visit, { form, findings, seen: undefined });
        if (!issued.ok) return issued;
      }
      return ok(orderId);
    }),
  );
  if (!made.ok) throw new Error('the walk has no order');
  return made.value;
}

function farNumber(): number {
  return 1_000_000 + Number.parseInt(newId().slice(-7), 16);
}

async function drawOf(tx: ReadTx, inspectionId: string): Promise<string> {
  const { draw_id: drawId } = await tx.db
    .selectFrom('inspection')
    .select('draw_id')
    .where('bureau_id', '=', 1)
    .where('inspection_id', '=', inspectionId)
    .executeTakeFirstOrThrow();
  return drawId;
}

/** Mostly what may lead on from here, else anything. */
function likelySpec({ state }: StoredOrder, item: Item, dice: Dice): DeedSpec {
  const kinds = [
    ...(ON_ORDER[state] ?? []),
    ...(state === 'served' ? (ON_ITEM[item.state] ?? []) : []),
    // Seldom, or nothing else would end an order.
    ...(dice(6) === 0 ? ['rectification.void-finding'] : []),
    ...(item.state === 'voided' ? ['rectification.serve-void'] : []),
  ];
  const fitting = SPECS.filter(({ kind }) => kinds.includes(kind));
  return choose(dice, dice(5) > 0 && fitting.length > 0 ? fitting : SPECS);
}

const ON_ORDER: Readonly<Record<string, readonly string[]>> = {
  draft: ['rectification.serve'],
  served: ['rectification.open-round', 'rectification.remind'],
  reinspecting: ['rectification.state-verdict', 'rectification.close-round', 'rectification.sign-round'],
};
const ON_ITEM: Readonly<Record<string, readonly string[]>> = {
  open: ['rectification.report', 'rectification.request-extension', 'rectification.refer-case'],
  reported: ['rectification.return-report', 'rectification.open-round'],
  'awaiting-consent': ['rectification.consent'],
  transferring: ['rectification.confirm-transfer'],
};

async function doOne(
  { runtime, team }: OrderGround,
  spec: DeedSpec,
  { orderId, items }: StoredOrder,
  item: Item,
  dice: Dice,
): Promise<Result<unknown>> {
  const today = runtime.clock.now().slice(0, 10);
  const day = (days: number): string => addDays(today, days);
  const rounds = await read(runtime, 1, (tx) => listRounds(tx, orderId));
  const running = rounds.find(({ state }) => isRunning(state));
  const inRound =
    running === undefined
      ? items
      : items.filter(({ findingId }) => running.verdicts.some((v) => v.findingId === findingId));
  const officerIds = dice(8) === 0 ? team.officerIds.slice(0, 1) : [...team.officerIds];
  const inputs: Readonly<Record<string, object>> = {
    'rectification.serve': {
      service: { officerIds, means: 'direct', servedOn: day(dice(8) === 0 ? 1 : 0), recipient: WORDS },
    },
    'rectification.serve-void': {
      service: { officerIds, means: 'left', servedOn: today, recipient: WORDS, witness: WORDS },
    },
    'rectification.report': { report: { text: WORDS } },
    'rectification.request-extension': { request: { until: day(dice(30)), reason: WORDS, interim: WORDS } },
    'rectification.decide-extension': {
      decision: { outcome: dice(3) === 0 ? 'refused' : 'granted', reply: WORDS },
    },
    'rectification.open-round': { officerIds },
    'rectification.state-verdict': {
      findingId: choose(dice, inRound.length > 0 ? inRound : items).findingId,
      verdict: choose(dice, [
        { outcome: 'passed', opinion: WORDS },
        { outcome: 'passed', opinion: WORDS },
        { outcome: 'again', opinion: WORDS, days: 1 + dice(10) },
        { outcome: 'case', opinion: WORDS, ground: 'ansheng-102' },
      ]),
    },
    'rectification.sign-round': {
      documentHash: dice(8) === 0 ? 'ab'.repeat(32) : (running?.documentHash ?? 'cd'.repeat(32)),
    },
    'rectification.refer-case': { ground: 'ansheng-102' },
    'rectification.confirm-transfer': { receipt: { department: WORDS, number: WORDS, receivedOn: day(-dice(2)) } },
    'rectification.remind': { means: 'phone' },
    'rectification.propose-exposure': { ground: 'overdue', facts: WORDS },
    'rectification.decide-exposure': { outcome: 'publish', opinion: WORDS },
    'rectification.state-words': { text: WORDS },
    'rectification.renew-code': { reason: 'lost' },
    'rectification.void-finding': {
      basis: choose(dice, [
        { kind: 'error' },
        { kind: 'matter', matterId: MATTER.matterId },
        { kind: 'matter', matterId: newId() },
        { kind: 'document', document: { kind: 'reconsideration', organ: WORDS, number: WORDS, on: day(1 - dice(3)) } },
      ]),
    },
  };
  const actor = actorFor(team, spec.kind, orderId, dice);
  return execute(runtime, actor, spec, newId(), {
    orderId,
    findingId: item.findingId,
    reason: WORDS,
    ...inputs[spec.kind],
  });
}

const chief: Actor = { ...CHIEF, authenticatedAt: IN_PROCESS };

function actorFor({ lead, second }: Team, kind: string, orderId: string, dice: Dice): Actor {
  const who = dice(12);
  // Only somebody who was not there takes back what was found.
  if (kind === 'rectification.void-finding' && who > 3) return chief;
  if (who === 0) return enterpriseActor(1, orderId);
  if (who === 1) return enterpriseActor(1, newId());
  const { staffId } = who === 2 ? { staffId: 'a-stranger' } : choose(dice, [lead, second]);
  const roles = who === 3 ? (['officer'] as const) : (['officer', 'section-chief', 'head'] as const);
  return { bureauId: 1, staffId, name: '走步', roles, authenticatedAt: IN_PROCESS };
}

async function seen({ runtime }: OrderGround, orderId: string): Promise<StoredOrder> {
  const order = await inBureau(runtime, 1, (tx) => knowingAll(tx, () => findOrder(tx, orderId)));
  if (order === undefined) throw new Error(`order ${orderId} is gone`);
  return order;
}
