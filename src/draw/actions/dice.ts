/** The dice, read aloud and typed twice by two persons who do not see each other's screen. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { drawDeeds } from '../deeds.ts';
import { findLastDice } from '../reads/sources.ts';
import { parseDice } from '../rules/dice.ts';
import { insertDice, insertDiceCheck } from '../writes/draws.ts';
import { enterRolling, settleSeed } from '../writes/sources.ts';
import { DRAW_NOT_FOUND, openStep } from './step.ts';

const DiceInput = z.object({ drawId: z.uuid(), digits: z.string().max(200, '点数过长') });

/** The operator types the digits as they are read aloud. Every typing is kept. */
export const recordDice = defineDeed({
  kind: 'draw.record-dice',
  rule: drawDeeds['draw.record-dice'],
  input: DiceInput,
  output: z.object({ drawId: z.uuid(), attempt: z.int() }),
  run: async (tx, input) => {
    const step = await openStep(tx, 'draw.record-dice', input.drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const { draw } = step;
    const parsed = parseDice(input.digits);
    const refusals = [...step.refusals, ...('refusals' in parsed ? parsed.refusals : [])];
    if ('refusals' in parsed || refusals.length > 0) return refuse(refusals);
    const last = await findLastDice(tx, draw.draw_id);
    const attempt = (last?.attempt ?? 0) + 1;
    await insertDice(tx, draw.draw_id, attempt, parsed.digits);
    await enterRolling(tx, draw);
    tx.record({ kind: 'draw.record-dice', subject: `draw/${draw.draw_id}`, facts: { attempt, digits: parsed.digits } });
    return ok({ drawId: draw.draw_id, attempt });
  },
});

/**
 * The witness types them again. The same digits make the seed; different ones settle nothing: both typings are logged,
 * and both persons type again. That is an answer and no refusal, because a refusal would leave no trace.
 */
export const confirmDice = defineDeed({
  kind: 'draw.confirm-dice',
  rule: drawDeeds['draw.confirm-dice'],
  input: DiceInput,
  output: z.object({ drawId: z.uuid(), isSame: z.boolean() }),
  run: async (tx, input) => {
    const step = await openStep(tx, 'draw.confirm-dice', input.drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const drawId = step.draw.draw_id;
    const last = await findLastDice(tx, drawId);
    const parsed = parseDice(input.digits);
    const refusals = [...step.refusals, ...('refusals' in parsed ? parsed.refusals : [])];
    if (last === undefined || 'refusals' in parsed || refusals.length > 0) return refuse(refusals);
    const isSame = parsed.digits === last.digits;
    await insertDiceCheck(tx, drawId, { attempt: last.attempt, digits: parsed.digits, isSame });
    if (isSame) await settleSeed(tx, step.draw);
    tx.record({
      kind: 'draw.confirm-dice',
      subject: `draw/${drawId}`,
      facts: { attempt: last.attempt, digits: parsed.digits, isSame },
    });
    return ok({ drawId, isSame });
  },
});
