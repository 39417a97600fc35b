/** The people of a draw and every step they take, for tests and benches. @module */
import { commitmentOf, fromHex, suiteOf, toHex } from 'verifiable-draw';
import type { z } from 'zod';
import type { Actor } from '../core/actor.ts';
import { execute, type DeedSpec } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { completeDraw } from '../draw/actions/complete.ts';
import { configureDraw } from '../draw/actions/configure.ts';
import { confirmDice, recordDice } from '../draw/actions/dice.ts';
import { announceDraw, freezeDraw } from '../draw/actions/publish.ts';
import { confirmDraw, releaseDraw } from '../draw/actions/settle.ts';
import { commitShare, revealShare } from '../draw/actions/shares.ts';
import { publicIdOf } from '../draw/rules/announcement.ts';
import type { DrawConfig, Party } from '../draw/types.ts';
import { sampleConfig } from './draw-district.ts';
import { actorOf } from './runtime.ts';

export const office = actorOf(['group-office'], 'operator');
export const secondOffice = actorOf(['group-office'], 'second-operator');
export const head = actorOf(['head'], 'head');
export const deputy = actorOf(['deputy-head'], 'deputy');
export const supervisor = actorOf(['supervisor'], 'supervisor');
export const secondSupervisor = actorOf(['supervisor'], 'second-supervisor');

/** Twenty dice as read aloud. */
export const DIGITS = '31415926535897932384';
export const NONCES: Readonly<Record<Party, string>> = { leader: '1a'.repeat(32), supervisor: '2b'.repeat(32) };

/** Does a deed, under a command id of its own unless one is given. */
export async function act<I extends z.ZodType, O extends z.ZodType>(
  runtime: Runtime,
  actor: Actor,
  spec: DeedSpec<I, O>,
  input: z.input<I>,
  commandId: string = newId(),
): Promise<Result<z.output<O>>> {
  return execute(runtime, actor, spec, commandId, input);
}

/** Does a deed that must succeed. */
export async function done<I extends z.ZodType, O extends z.ZodType>(
  runtime: Runtime,
  actor: Actor,
  spec: DeedSpec<I, O>,
  input: z.input<I>,
): Promise<z.output<O>> {
  const result = await act(runtime, actor, spec, input);
  if (!result.ok) throw new Error(`${spec.kind}: ${JSON.stringify(result.refusals)}`);
  return result.value;
}

/** {@link act} and {@link done} in the database of a test file, which is opened after its functions are made. */
export function actsOn(runtime: () => Runtime) {
  return {
    act: <I extends z.ZodType, O extends z.ZodType>(
      actor: Actor,
      spec: DeedSpec<I, O>,
      input: z.input<I>,
      commandId?: string,
    ): Promise<Result<z.output<O>>> => act(runtime(), actor, spec, input, commandId),
    done: <I extends z.ZodType, O extends z.ZodType>(
      actor: Actor,
      spec: DeedSpec<I, O>,
      input: z.input<I>,
    ): Promise<z.output<O>> => done(runtime(), actor, spec, input),
  };
}

/** A share's commitment for a draw of bureau `120111` (or another). */
export function commitmentFor(
  party: Party,
  batch: number,
  suite: DrawConfig['suite'] = 'vd1-sha256',
  nonce = NONCES[party],
  agency = '120111',
): string {
  const draw = publicIdOf({ agency, year: 2026, task: 'T1', batch });
  return toHex(commitmentOf(suiteOf(suite), party, draw, fromHex(nonce)));
}

/** The steps of a draw in their order, each named after the stage it reaches. */
const STEPS = [
  'configuring',
  'frozen',
  'committed',
  'announced',
  'revealed',
  'rolling',
  'seeded',
  'drawn',
  'confirmed',
  'released',
] as const;
export type CeremonyStep = (typeof STEPS)[number];

export interface Ceremony {
  readonly planId: string;
  readonly batch?: number;
  readonly config?: DrawConfig;
}

/** Carries a new draw of bureau 1 up to `step`, with everybody doing his part; returns its id. */
export async function carryTo(runtime: Runtime, step: CeremonyStep, ceremony: Ceremony): Promise<string> {
  const { planId, batch = 1, config = sampleConfig() } = ceremony;
  const { drawId } = await done(runtime, office, configureDraw, {
    target: { is: 'new', planId, task: 'T1', batch },
    config,
  });
  await carryOn(runtime, drawId, batch, 'configuring', step);
  return drawId;
}

/** Carries a draw that stands at `from` on to `to`. */
export async function carryOn(
  runtime: Runtime,
  drawId: string,
  batch: number,
  from: CeremonyStep,
  to: CeremonyStep,
): Promise<void> {
  for (const step of STEPS.slice(STEPS.indexOf(from) + 1, STEPS.indexOf(to) + 1))
    await takeStep(runtime, step, drawId, batch);
}

async function takeStep(runtime: Runtime, step: CeremonyStep, drawId: string, batch: number): Promise<void> {
  switch (step) {
    case 'configuring':
      return;
    case 'frozen':
      await done(runtime, office, freezeDraw, { drawId });
      return;
    case 'committed':
      await done(runtime, head, commitShare, { drawId, commitment: commitmentFor('leader', batch) });
      await done(runtime, supervisor, commitShare, { drawId, commitment: commitmentFor('supervisor', batch) });
      return;
    case 'announced':
      await done(runtime, office, announceDraw, { drawId });
      await publishCheckpoints(runtime, 1);
      return;
    case 'revealed':
      await done(runtime, head, revealShare, { drawId, nonce: NONCES.leader });
      await done(runtime, supervisor, revealShare, { drawId, nonce: NONCES.supervisor });
      return;
    case 'rolling':
      await done(runtime, office, recordDice, { drawId, digits: DIGITS });
      return;
    case 'seeded':
      await done(runtime, supervisor, confirmDice, { drawId, digits: DIGITS });
      return;
    case 'drawn':
      await done(runtime, office, completeDraw, { drawId });
      return;
    case 'confirmed':
      await done(runtime, head, confirmDraw, { drawId });
      return;
    case 'released':
      await done(runtime, office, releaseDraw, { drawId });
  }
}
