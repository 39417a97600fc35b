/** A released draw whose visits are carried through their steps by their own teams, for tests. @module */
import { kindsOf } from '../testing/deeds.ts';
import { DEMO_ITEMS } from '../../demo/items.ts';
import { systemActor, type Actor } from '../core/actor.ts';
import type { ManualClock } from '../core/clock.ts';
import { follow } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau, read, type ReadTx } from '../core/transact.ts';
import { carryTo } from '../testing/draw-ceremony.ts';
import { buildDistrict, sampleConfig, type District } from '../testing/draw-district.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { inspectionFollowers } from './jobs.ts';
import { suggestedItems } from './reads/preparation.ts';
import { checklistOf, findVisit, type Visit } from './reads/visits.ts';
import type { FindingInput, OnSitePlan, OpinionInput } from './types/visit.ts';
import type { ChecklistLine } from '../items/types.ts';

export const CHIEF = actorOf(['section-chief'], 'chief');
/** An officer who was not drawn into any team. */
export const STRANGER = actorOf(['officer'], 'stranger');
/** The day of the visits. */
export const DAY = '2026-03-12';

export interface Team {
  readonly inspectionId: string;
  readonly lead: Actor;
  readonly second: Actor;
  /** Undefined where the draw asked for none. */
  readonly expert: Actor | undefined;
  readonly officerIds: readonly [string, string];
}

/** What a scene needs of its runtime. */
export interface SceneRuntime extends Runtime {
  readonly clock: ManualClock;
  close(): Promise<void>;
}

export interface Scene<R extends SceneRuntime = TestRuntime> {
  readonly runtime: R;
  readonly drawId: string;
  /** A fresh visit without or with an expert; each is given out once. */
  take(withExpert?: boolean): Team;
  close(): Promise<void>;
}

const SIZE = { enterprises: 160, officers: 24, experts: 16, count: 64 };

/** On a database of its own, or on the one given. */
export async function openScene(): Promise<Scene>;
export async function openScene<R extends SceneRuntime>(given: R): Promise<Scene<R>>;
export async function openScene(given?: SceneRuntime): Promise<Scene<SceneRuntime>> {
  const runtime = given ?? (await testRuntime());
  const district = await buildDistrict(runtime, 1, SIZE);
  await giveAccounts(runtime, district);
  await addMajorItem(runtime);
  const drawId = await carryTo(runtime, 'released', {
    planId: district.planId,
    config: sampleConfig({ officerCap: 12 }),
  });
  for (const follower of inspectionFollowers) await follow(runtime, 1, follower);
  runtime.clock.set(`${DAY}T01:00:00Z`);
  const teams = await read(runtime, 1, (tx) => listTeams(tx, drawId));
  return {
    runtime,
    drawId,
    take: (withExpert = false) => {
      const at = teams.findIndex(({ expert }) => (expert !== undefined) === withExpert);
      const [team] = teams.splice(at, 1);
      if (at === -1 || team === undefined) throw new Error('the scene has no visit left');
      return team;
    },
    close: () => runtime.close(),
  };
}

/** What this item asks, and where 不合格 may be a major hazard. */
export const MAJOR_ITEM = DEMO_ITEMS.find(
  ({ code, scope, points }) =>
    code !== DEMO_ITEMS[0]?.code &&
    scope.domains.length === 0 &&
    scope.flags.length === 0 &&
    points.some(({ severity }) => severity === 'by-criterion'),
);

async function addMajorItem(runtime: Runtime): Promise<void> {
  const content = MAJOR_ITEM;
  if (content === undefined) throw new Error('the demo district has no item with a major hazard for everyone');
  await inBureau(runtime, 1, async ({ db }) => {
    const first = await db
      .selectFrom('item_catalogue')
      .selectAll()
      .where('bureau_id', '=', 1)
      .executeTakeFirstOrThrow();
    const itemId = newId();
    await db
      .insertInto('inspection_item')
      .values({
        bureau_id: 1,
        item_id: itemId,
        code: content.code,
        version: 1,
        edition: 2,
        revision: 1,
        content: JSON.stringify(content),
        sealed: true,
        saved_by: 'drafter',
        saved_at: '2026-01-05T01:00:00Z',
      })
      .execute();
    await db
      .insertInto('item_catalogue')
      .values({
        ...first,
        edition: 2,
        item_ids: JSON.stringify([...first.item_ids, itemId]),
        drafted_by: JSON.stringify(first.drafted_by),
      })
      .execute();
  });
}

export async function giveAccounts(runtime: Runtime, { officerIds, expertIds }: District): Promise<void> {
  await inBureau(runtime, 1, async ({ db }) => {
    for (const [n, id] of officerIds.entries())
      await db
        .updateTable('officer')
        .set({ staff_id: `officer-${n}` })
        .where('bureau_id', '=', 1)
        .where('officer_id', '=', id)
        .execute();
    for (const [n, id] of expertIds.entries())
      await db
        .updateTable('expert')
        .set({ staff_id: `expert-${n}` })
        .where('bureau_id', '=', 1)
        .where('expert_id', '=', id)
        .execute();
  });
}

export async function listTeams(tx: ReadTx, drawId: string): Promise<Team[]> {
  const ids = await tx.db
    .selectFrom('inspection')
    .select('inspection_id')
    .where('bureau_id', '=', 1)
    .where('draw_id', '=', drawId)
    .orderBy('credit_code')
    .execute();
  const teams: Team[] = [];
  for (const { inspection_id: id } of ids) {
    const { team } = await visitIn(tx, id);
    const [lead, second] = team.filter(({ kind }) => kind === 'officer');
    const expert = team.find(({ kind }) => kind === 'expert');
    if (lead === undefined || second === undefined) throw new Error(`visit ${id} has fewer than two officers`);
    teams.push({
      inspectionId: id,
      lead: actorOf(['officer'], lead.staffId ?? ''),
      second: actorOf(['officer'], second.staffId ?? ''),
      expert: expert === undefined ? undefined : actorOf(['expert'], expert.staffId ?? ''),
      officerIds: [lead.personId, second.personId],
    });
  }
  return teams;
}

async function visitIn(tx: ReadTx, inspectionId: string): Promise<Visit> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined) throw new Error(`no visit ${inspectionId}`);
  return visit;
}

export function visitOf(
  { runtime }: Scene<SceneRuntime>,
  { inspectionId }: Pick<Team, 'inspectionId'>,
): Promise<Visit> {
  return read(runtime, 1, (tx) => visitIn(tx, inspectionId), systemActor(1));
}

/** A plan that nothing speaks against: every item that applies, on the day of the scene. */
export function samplePlan({ runtime }: Scene<SceneRuntime>, { inspectionId }: Team): Promise<OnSitePlan> {
  const plan = async (tx: ReadTx): Promise<OnSitePlan> => {
    const items = await suggestedItems(tx, await visitIn(tx, inspectionId));
    return { scope: '生产经营场所', focus: '重点事项', inspectOn: DAY, itemIds: items.map(({ itemId }) => itemId) };
  };
  return read(runtime, 1, plan, systemActor(1));
}

export function linesOf({ runtime }: Scene<SceneRuntime>, { inspectionId }: Team): Promise<ChecklistLine[]> {
  return read(runtime, 1, async (tx) => checklistOf(tx, await visitIn(tx, inspectionId)), systemActor(1));
}

/** The first point whose failure is a general hazard, or may be a major one. */
export async function lineOf(
  scene: Scene<SceneRuntime>,
  team: Team,
  severity: ChecklistLine['severity'],
): Promise<ChecklistLine> {
  const line = (await linesOf(scene, team)).find((each) => each.severity === severity);
  if (line === undefined) throw new Error(`the check table has no ${severity} point`);
  return line;
}

export function sampleFinding(line: ChecklistLine, change: Partial<FindingInput> = {}): FindingInput {
  return {
    itemId: line.itemId,
    pointNo: line.no,
    place: '喷漆房',
    description: '使用非防爆插座1处',
    level: 'general',
    measureKind: 'rectify',
    measure: '更换为防爆型',
    days: 7,
    ...change,
  };
}

/** A finding of a major hazard at a point that has a criterion. */
export function majorFinding(line: ChecklistLine): FindingInput {
  return sampleFinding(line, { level: 'major', criterion: line.criterion ?? '判定标准第三条', days: 5 });
}

export const OPINION: OpinionInput = {
  problem: '未发现问题',
  basis: '现场查看',
  measure: '保持现有管理',
  suggestedDays: 0,
};

/** The visit's deeds as the log has them. */
export function deedsOf({ runtime }: Scene<SceneRuntime>, { inspectionId }: Team): Promise<string[]> {
  return kindsOf(runtime, inspectionId);
}
