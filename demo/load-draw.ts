/** Draws of the demo: one voided for a faulty list, one carried to the release of 80 teams, one waiting for visitors. @module */
import { createHash } from 'node:crypto';
import { commitmentOf, fromHex, sha256Suite, toHex } from 'verifiable-draw';
import { publishCheckpoints } from '../src/core/log/checkpoint.ts';
import { read } from '../src/core/transact.ts';
import { completeDraw } from '../src/draw/actions/complete.ts';
import { configureDraw } from '../src/draw/actions/configure.ts';
import { confirmDice, recordDice } from '../src/draw/actions/dice.ts';
import { announceDraw, freezeDraw } from '../src/draw/actions/publish.ts';
import { confirmDraw, releaseDraw } from '../src/draw/actions/settle.ts';
import { commitShare, revealShare } from '../src/draw/actions/shares.ts';
import { proposeVoid, voidDraw } from '../src/draw/actions/void.ts';
import { buildDrawBundle } from '../src/draw/bundle.ts';
import { findDraw } from '../src/draw/reads/progress.ts';
import { DICE_COUNT, DrawConfig } from '../src/draw/types.ts';
import { DEMO_ITEMS } from './items.ts';
import { DEMO_OFFICE, type DemoStaff } from './logins.ts';
import { diceFor } from './random.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

const { operator, head, supervisor } = DEMO_OFFICE;
const HIGH = ['hazchem', 'fireworks', 'metallurgy', 'nonferrous'];
const TRADES = ['machinery', 'light-industry', 'building-materials', 'textile', 'commerce'];
const NOBODY_IN_PARTICULAR = { riskColors: [], keyUnit: null };

/** Days, vehicles and devices of the draw of the year. */
const MEANS = {
  days: 'drawn',
  visitsPerDay: 1,
  vehicleTrips: 2,
  deviceVisits: 2,
  explosionProof: ['high-risk'],
  devices: [
    { kind: 'body-camera', strata: [] },
    { kind: 'gas-detector', strata: ['high-risk'] },
  ],
};

/** What `demoConfig` leaves open. */
interface Occasion {
  readonly name: string;
  readonly mode?: 'sealed';
  /** Departments that have a seat at every visit. */
  readonly joint?: readonly string[];
  readonly openBy?: string;
  readonly officerCap?: number;
  readonly revealBy: string;
  readonly resultBy: string;
  readonly inspectFrom: string;
  readonly inspectTo: string;
  readonly size: { readonly by: 'plan' } | { readonly by: 'count'; readonly count: number };
}

export function demoConfig({ joint = [], officerCap = 14, ...occasion }: Occasion): DrawConfig {
  const seats = joint.length === 0 ? {} : { joint };
  return DrawConfig.parse({
    ...occasion,
    itemCodes: DEMO_ITEMS.map(({ code }) => code),
    scope: { safetyDomains: [], ...NOBODY_IN_PARTICULAR },
    strata: [
      {
        id: 'high-risk',
        name: '危化、烟花、冶金、有色',
        filter: { safetyDomains: HIGH, ...NOBODY_IN_PARTICULAR },
        seats: [['hazchem'], []],
        experts: ['hazchem'],
        ...seats,
      },
      {
        id: 'trades',
        name: '其他工贸',
        filter: { safetyDomains: TRADES, ...NOBODY_IN_PARTICULAR },
        seats: [[], []],
        ...seats,
      },
    ],
    officerCap,
    expertCap: 8,
    // Only the year's own visits are drawn with their days.
    ...(occasion.size.by === 'plan' ? { means: MEANS } : {}),
  });
}

/** The first attempt: its list had a unit twice under an old name, so two bodies voided it; it was computed all the same. */
export async function loadVoidDraw(stage: Stage, planId: string): Promise<void> {
  stage.at('2026-02-24T01:00:00Z');
  const config = demoConfig({
    name: '2026年度双随机抽查（首次，已作废）',
    size: { by: 'plan' },
    inspectFrom: '2026-03-09',
    inspectTo: '2026-09-30',
    revealBy: '2026-02-25T09:00:00Z',
    resultBy: '2026-02-25T12:00:00Z',
  });
  const drawId = await announce(stage, planId, 1, config);
  await stage.act(supervisor, proposeVoid, { drawId, reason: 'ROSTER_ERROR' });
  await stage.act(head, voidDraw, { drawId, reason: 'ROSTER_ERROR' });
  stage.at('2026-02-25T01:30:00Z');
  await rollAndComplete(stage, drawId);
  await buildDrawBundle(stage.runtime, DEMO_BUREAU, drawId);
}

/** The draw of the year; returns its id. */
export async function loadMainDraw(stage: Stage, planId: string): Promise<string> {
  stage.at('2026-03-02T01:00:00Z');
  const config = demoConfig({
    name: '2026年度双随机抽查',
    size: { by: 'plan' },
    inspectFrom: '2026-03-09',
    inspectTo: '2026-09-30',
    revealBy: '2026-03-03T09:00:00Z',
    resultBy: '2026-03-03T12:00:00Z',
  });
  const drawId = await announce(stage, planId, 2, config);
  stage.at('2026-03-03T01:30:00Z');
  await rollAndComplete(stage, drawId);
  await stage.act(head, confirmDraw, { drawId });
  await stage.act(operator, releaseDraw, { drawId });
  await stage.settle();
  await buildDrawBundle(stage.runtime, DEMO_BUREAU, drawId);
  return drawId;
}

/** Configures, freezes, takes both commitments and publishes the announcement; the log must cover it before anything is revealed. */
export async function announce(stage: Stage, planId: string, batch: number, config: DrawConfig): Promise<string> {
  const { drawId } = await stage.act(operator, configureDraw, {
    target: { is: 'new', planId, task: 'A', batch },
    config,
  });
  await stage.act(operator, freezeDraw, { drawId });
  for (const [who, party] of [
    [head, 'leader'],
    [supervisor, 'supervisor'],
  ] as const) {
    const commitment = toHex(
      commitmentOf(sha256Suite, party, await publicIdOf(stage, drawId), fromHex(nonceOf(drawKeyOf(batch), who))),
    );
    await stage.act(who, commitShare, { drawId, commitment });
  }
  await stage.act(operator, announceDraw, { drawId });
  await publishCheckpoints(stage.runtime, DEMO_BUREAU);
  return drawId;
}

async function rollAndComplete(stage: Stage, drawId: string): Promise<void> {
  await roll(stage, drawId);
  await stage.act(operator, completeDraw, { drawId });
}

/** Both reveals, and the dice typed by two persons. */
export async function roll(stage: Stage, drawId: string): Promise<void> {
  const { batch } = await drawOf(stage, drawId);
  for (const who of [head, supervisor])
    await stage.act(who, revealShare, { drawId, nonce: nonceOf(drawKeyOf(batch), who) });
  const dice = diceFor(`dice ${batch}`);
  const digits = Array.from({ length: DICE_COUNT }, () => dice.below(10)).join('');
  await stage.act(operator, recordDice, { drawId, digits });
  await stage.act(supervisor, confirmDice, { drawId, digits });
}

/** A person's share in the demo is the same every time; in a real draw it is made in his own browser. */
function nonceOf(draw: string, who: DemoStaff): string {
  return createHash('sha256').update(`sunlot demo share\n${draw}\n${who.username}`).digest('hex');
}

function drawKeyOf(batch: number): string {
  return `2026-A-${batch}`;
}

async function drawOf(stage: Stage, drawId: string): Promise<{ batch: number; public_id: string }> {
  const draw = await read(stage.runtime, DEMO_BUREAU, (tx) => findDraw(tx, drawId));
  if (draw === undefined) throw new Error('the demo draw is gone');
  return draw;
}

async function publicIdOf(stage: Stage, drawId: string): Promise<string> {
  return (await drawOf(stage, drawId)).public_id;
}
