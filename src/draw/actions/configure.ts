/** Setting a draw up. @module */
import { bureauCode } from '../../bureau/reads.ts';
import { z } from 'zod';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { documentOf } from '../../items/rules/document.ts';
import { findPlanForDraw } from '../../plan/reads.ts';
import { drawDeeds } from '../deeds.ts';
import { findReplaceable, nextBatch } from '../reads/draws.ts';
import { publicIdOf } from '../rules/announcement.ts';
import { configRefusals } from '../rules/configure.ts';
import { ConfigureDraw, type DrawConfig, type DrawKey } from '../types.ts';
import { insertDraw, setConfig } from '../writes/draws.ts';
import { DRAW_NOT_FOUND, openStep } from './step.ts';

/** Sets a draw up, or changes one that is not frozen. */
export const configureDraw = defineDeed({
  kind: 'draw.configure',
  rule: drawDeeds['draw.configure'],
  input: ConfigureDraw,
  output: z.object({ drawId: z.uuid(), batch: z.int() }),
  run: async (tx, { target, config }) =>
    target.is === 'new' ? createDraw(tx, target, config) : changeDraft(tx, target.drawId, target.seenAt, config),
});

type Configured = Result<{ drawId: string; batch: number }>;

async function createDraw(tx: Tx, key: DrawKey, config: DrawConfig): Promise<Configured> {
  const plan = await findPlanForDraw(tx, key.planId);
  if (plan === undefined) return refuse([{ code: 'plan-not-found' }]);
  const next = await nextBatch(tx, plan.year, key.task);
  const taken = { code: 'draw-batch-not-next', at: 'target.batch', facts: { batch: key.batch, next } };
  const refusals = [...(key.batch === next ? [] : [taken]), ...configRefusals(config)];
  if (refusals.length > 0) return refuse(refusals);
  const drawId = tx.newId();
  const publicId = publicIdOf({ agency: await bureauCode(tx), year: plan.year, task: key.task, batch: key.batch });
  const replaces = await findReplaceable(tx, plan.year, key.task);
  // Another office worker may take the number between the look and the insert; the unique key decides.
  if (!(await insertDraw(tx, { drawId, publicId, key, year: plan.year, config, replaces })))
    return refuse([{ ...taken, facts: { batch: key.batch, next: next + 1 } }]);
  recordConfig(tx, drawId, config, {
    plan: key.planId,
    task: key.task,
    batch: key.batch,
    ...(replaces === undefined ? {} : { replaces }),
  });
  return ok({ drawId, batch: key.batch });
}

async function changeDraft(tx: Tx, drawId: string, seenAt: string, config: DrawConfig): Promise<Configured> {
  const step = await openStep(tx, 'draw.configure', drawId);
  if (step === undefined) return refuse(DRAW_NOT_FOUND);
  const refusals = [
    ...step.refusals,
    ...(step.draw.updated_at === seenAt
      ? []
      : [{ code: 'draw-changed-meanwhile', facts: { at: step.draw.updated_at } }]),
    ...configRefusals(config),
  ];
  if (refusals.length > 0) return refuse(refusals);
  await setConfig(tx, drawId, config);
  recordConfig(tx, drawId, config, {});
  return ok({ drawId, batch: step.draw.batch });
}

function recordConfig(
  tx: Tx,
  drawId: string,
  config: DrawConfig,
  facts: Readonly<Record<string, string | number>>,
): void {
  tx.record({
    kind: 'draw.configure',
    subject: `draw/${drawId}`,
    facts: { ...facts, config: documentHash(documentOf(config)) },
  });
}
