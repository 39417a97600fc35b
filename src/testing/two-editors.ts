/** People who change the same thing at the same time, each having seen it as it was: one is taken, the others are told (reliability §2, G19). @module */
import { DEMO_ITEMS } from '../../demo/items.ts';
import type { Actor } from '../core/actor.ts';
import { execute, type DeedSpec } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read, type ReadTx } from '../core/transact.ts';
import { saveVehicle } from '../directory/actions/save.ts';
import { findRecord } from '../directory/reads/records.ts';
import { amendFinding, stateFinding } from '../inspection/actions/findings.ts';
import { planHashOf } from '../inspection/reads/seen.ts';
import { findVisit, listFindings } from '../inspection/reads/visits.ts';
import { lineOf, sampleFinding, samplePlan, type Scene, type SceneRuntime } from '../inspection/scene.testing.ts';
import { carry, draftPlan } from '../inspection/steps.testing.ts';
import { saveItem } from '../items/actions/draft.ts';
import { listVersions } from '../items/reads.ts';
import { setThresholds } from '../oversight/actions/feedback.ts';
import { setLimits } from '../oversight/actions/notices.ts';
import { readLimits } from '../oversight/reads/console.ts';
import { readThresholds } from '../oversight/reads/feedback.ts';
import { DEFAULT_LIMITS } from '../oversight/types/alerts.ts';
import { DEFAULT_THRESHOLDS } from '../oversight/types/feedback.ts';
import { done } from './draw-ceremony.ts';
import { actorOf } from './runtime.ts';
import { diceOf } from './workbook-dice.ts';

export interface EditorFigures {
  readonly rounds: number;
  /** Changes that were told the thing is another one by now. */
  readonly told: number;
  /** Rounds in which not exactly one change was taken, or what stands is not it, or somebody was told something else. */
  readonly wrong: readonly string[];
}

/** One thing that several may change; what it takes is checked by its deed, as what comes from a browser. */
interface Thing {
  readonly deed: DeedSpec;
  readonly who: readonly Actor[];
  /** What those are told who come second. */
  readonly told: string;
  /** As it stands: what a change has to name of it, and the mark of the last change. */
  readonly look: (tx: ReadTx) => Promise<Seen>;
  readonly change: (seen: object, mark: number) => object;
}

interface Seen {
  readonly seen: object;
  readonly mark: unknown;
}

/** All have seen the same, and send at once. Rounds `from` … `from + count − 1`, over six things in turn. */
export async function contestEdits(
  scene: Scene<SceneRuntime>,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<EditorFigures> {
  const { runtime } = scene;
  const things = await openThings(scene);
  const wrong: string[] = [];
  let told = 0;
  for (let n = from; n < from + count; n += 1) {
    const thing = things[n % things.length];
    if (thing === undefined) throw new Error('nothing to change');
    const { deed, who, look, change } = thing;
    const { seen } = await read(runtime, 1, look);
    const marks = Array.from({ length: diceOf(`editors ${n}`).pick([2, 2, 3, 5]) }, (_, editor) => markOf(n, editor));
    const answers = await Promise.all(
      marks.map((mark, editor) =>
        execute(runtime, who[editor % who.length] ?? CLERK, deed, newId(), change(seen, mark)),
      ),
    );
    const taken = marks.filter((_, editor) => answers[editor]?.ok);
    const codes = answers.flatMap((answer) => (answer.ok ? [] : answer.refusals.map(({ code }) => code)));
    told += codes.filter((code) => code === thing.told).length;
    const { mark } = await read(runtime, 1, look);
    const isRight = taken.length === 1 && taken[0] === mark && codes.every((code) => code === thing.told);
    if (!isRight) wrong.push(`${n}: ${deed.kind} took ${taken.join()}, has ${String(mark)}, told ${codes.join()}`);
  }
  return { rounds: count, told, wrong };
}

/** 2 … 181: no two in a round, nor in two rounds of one thing that follow each other. */
function markOf(n: number, editor: number): number {
  return 2 + ((n * 7 + editor) % 180);
}

const CLERK = actorOf(['group-office'], 'clerk');
const OTHER_CLERK = actorOf(['group-office'], 'other-clerk');
const KEEPERS = [actorOf(['equipment-keeper'], 'keeper'), actorOf(['equipment-keeper'], 'other-keeper')];
const SUPERVISORS = [actorOf(['supervisor'], 'supervisor'), actorOf(['supervisor'], 'other-supervisor')];

async function openThings(scene: Scene<SceneRuntime>): Promise<Thing[]> {
  return [
    await aVehicle(scene),
    await anItem(scene),
    await aPlan(scene),
    await aFinding(scene),
    {
      deed: setLimits,
      who: SUPERVISORS,
      told: 'limits-changed-meanwhile',
      look: async (tx) => {
        const { version, limits } = await readLimits(tx);
        return { seen: { version, limits }, mark: limits.zeroStreak };
      },
      change: (seen, mark) => ({ ...seen, limits: { ...DEFAULT_LIMITS, zeroStreak: mark } }),
    },
    {
      deed: setThresholds,
      who: [CLERK, OTHER_CLERK],
      told: 'thresholds-changed-meanwhile',
      look: async (tx) => {
        const { version, thresholds } = await readThresholds(tx);
        return { seen: { version }, mark: thresholds.units };
      },
      change: (seen, mark) => ({ ...seen, thresholds: { ...DEFAULT_THRESHOLDS, units: mark } }),
    },
  ];
}

async function aVehicle({ runtime }: Scene<SceneRuntime>): Promise<Thing> {
  const content = { plate: '津A·EDIT1', seats: 5 };
  const { recordId } = await done(runtime, KEEPERS[0] ?? CLERK, saveVehicle, {
    target: null,
    reason: '购置',
    content,
  });
  return {
    deed: saveVehicle,
    who: KEEPERS,
    told: 'record-changed',
    look: async (tx) => {
      const row = await findRecord(tx, 'vehicle', recordId);
      return { seen: { target: { recordId, version: row?.['version'] } }, mark: markIn(row?.['tags']) };
    },
    change: (seen, mark) => ({ ...seen, reason: '更正', content: { ...content, tags: [`第${mark}版`] } }),
  };
}

async function anItem({ runtime }: Scene<SceneRuntime>): Promise<Thing> {
  const [sample] = DEMO_ITEMS;
  if (sample === undefined) throw new Error('the demo has no items');
  const content = { ...sample, code: 'ED-901' };
  await done(runtime, CLERK, saveItem, { content, seen: null });
  return {
    deed: saveItem,
    who: [CLERK, OTHER_CLERK],
    told: 'item-changed-meanwhile',
    look: async (tx) => {
      const row = (await listVersions(tx, content.code))[0];
      return { seen: { seen: { itemId: row?.item_id, revision: row?.revision } }, mark: markIn(row?.content.name) };
    },
    change: (seen, mark) => ({ ...seen, content: { ...content, name: `第${mark}版` } }),
  };
}

async function aPlan(scene: Scene<SceneRuntime>): Promise<Thing> {
  const team = await carry(scene, scene.take(), 'drafted');
  const { inspectionId, lead, second } = team;
  const plan = await samplePlan(scene, team);
  return {
    deed: draftPlan,
    who: [lead, second],
    told: 'inspection-plan-other',
    look: async (tx) => {
      const visit = await findVisit(tx, inspectionId);
      return { seen: { planHash: planHashOf(visit?.plan ?? null) }, mark: markIn(visit?.plan?.focus) };
    },
    change: (seen, mark) => ({ ...seen, inspectionId, plan: { ...plan, focus: `第${mark}版` } }),
  };
}

async function aFinding(scene: Scene<SceneRuntime>): Promise<Thing> {
  const team = await carry(scene, scene.take(), 'checked-in');
  const { inspectionId, lead, second } = team;
  const finding = sampleFinding(await lineOf(scene, team, 'general'));
  const { findingId } = await done(scene.runtime, lead, stateFinding, { inspectionId, finding });
  return {
    deed: amendFinding,
    who: [lead, second],
    told: 'finding-other',
    look: async (tx) => {
      const stored = (await listFindings(tx, inspectionId)).find((each) => each.findingId === findingId);
      return { seen: { version: stored?.version }, mark: markIn(stored?.description) };
    },
    change: (seen, mark) => ({
      ...seen,
      inspectionId,
      findingId,
      finding: { ...finding, description: `第${mark}版` },
      reason: '更正',
    }),
  };
}

/** The number in 第…版; what was never changed has none. */
function markIn(value: unknown): number {
  return Number(/第(\d+)版/.exec(JSON.stringify(value ?? ''))?.[1]);
}
