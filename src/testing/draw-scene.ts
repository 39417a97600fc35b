/** A fresh district with a plan in execution for each test of a draw. @module */
import { afterEach, beforeEach } from 'vitest';
import { read } from '../core/transact.ts';
import { findDraw, type DrawRow } from '../draw/reads/progress.ts';
import type { DrawConfig } from '../draw/types.ts';
import { carryTo, type CeremonyStep } from './draw-ceremony.ts';
import { loggedDeeds } from './deeds.ts';
import { buildDistrict, type District } from './draw-district.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

export interface Scene {
  readonly runtime: TestRuntime;
  readonly district: District;
  /** Carries a first draw up to a step and returns its id. */
  to(step: CeremonyStep, config?: DrawConfig): Promise<string>;
  draw(drawId: string): Promise<DrawRow>;
  /** Deeds of one kind in bureau 1, in order. */
  deedsOf(kind: string): Promise<readonly { facts: Record<string, unknown>; actor: string }[]>;
}

/** Call it once at the top of a test file. */
export function useScene(): Scene {
  let stage: { readonly runtime: TestRuntime; readonly district: District } | undefined;
  const here = (): NonNullable<typeof stage> => {
    if (stage === undefined) throw new Error('the scene stands only inside a test');
    return stage;
  };
  beforeEach(async () => {
    const runtime = await testRuntime('2026-03-02T01:00:00Z');
    stage = { runtime, district: await buildDistrict(runtime, 1) };
  });
  afterEach(() => here().runtime.close());
  return {
    get runtime() {
      return here().runtime;
    },
    get district() {
      return here().district;
    },
    to: (step, config) =>
      carryTo(here().runtime, step, { planId: here().district.planId, ...(config === undefined ? {} : { config }) }),
    draw: async (drawId) => {
      const draw = await read(here().runtime, 1, (tx) => findDraw(tx, drawId));
      if (draw === undefined) throw new Error(`no draw ${drawId}`);
      return draw;
    },
    deedsOf: async (kind) => (await loggedDeeds(here().runtime, kind)).map(({ facts, actor }) => ({ facts, actor })),
  };
}
