/** Balls and outside sources, typed from what was called or published: by the operator, and by the witness again. @module */
import type { SourceSpec } from 'verifiable-draw';
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { drawDeeds } from '../deeds.ts';
import type { DrawRow } from '../reads/progress.ts';
import { listTypings, provesItself, sourcesOf, type SourceTyping } from '../reads/sources.ts';
import { DICE, parseSource } from '../rules/sources.ts';
import { checkRefusals, typingRefusals } from '../rules/steps.ts';
import { enterRolling, insertSourceCheck, insertTyping, settleSeed } from '../writes/sources.ts';
import { DRAW_NOT_FOUND, openStep } from './step.ts';

const SourceInput = z.object({
  drawId: z.uuid(),
  /** Id in the announcement. */
  source: z.string().max(64),
  text: z.string().max(2_000, '内容过长'),
});

/** The operator types what was called or published, or pastes the signature of a beacon. Every typing is kept. */
export const recordSource = defineDeed({
  kind: 'draw.record-source',
  rule: drawDeeds['draw.record-source'],
  input: SourceInput,
  output: z.object({ drawId: z.uuid(), attempt: z.int(), isSettled: z.boolean() }),
  run: async (tx, { drawId, source: id, text }) => {
    const step = await openStep(tx, 'draw.record-source', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const { draw, progress } = step;
    const source = sourcesOf(draw).find((each) => isTyped(each, id));
    if (source === undefined) return refuse([...step.refusals, unknownSource(id)]);
    const typed = parseSource(draw.config, draw.public_id, source, text);
    const refusals = [
      ...step.refusals,
      ...(step.refusals.length > 0 ? [] : typingRefusals(progress, id, tx.now)),
      ...('refusals' in typed ? typed.refusals : []),
    ];
    if ('refusals' in typed || refusals.length > 0) return refuse(refusals);
    const attempt = ((await lastTyping(tx, draw, id))?.attempt ?? 0) + 1;
    await insertTyping(tx, drawId, { source: id, attempt, ...typed });
    const isSettled = provesItself(source);
    await enterRolling(tx, draw);
    if (isSettled) await settleSeed(tx, draw);
    // A value that proves itself has no number: nobody types it again.
    const proof = typed.signature === undefined ? {} : { signature: typed.signature };
    const facts = { source: id, value: typed.value, ...(isSettled ? proof : { attempt }) };
    tx.record({ kind: 'draw.record-source', subject: `draw/${drawId}`, facts });
    return ok({ drawId, attempt, isSettled });
  },
});

/** The witness looks it up and types it again. The same text is the value; a different one settles nothing, and both are logged. */
export const confirmSource = defineDeed({
  kind: 'draw.confirm-source',
  rule: drawDeeds['draw.confirm-source'],
  input: SourceInput,
  output: z.object({ drawId: z.uuid(), isSame: z.boolean() }),
  run: async (tx, { drawId, source: id, text }) => {
    const step = await openStep(tx, 'draw.confirm-source', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const { draw, progress } = step;
    const source = sourcesOf(draw).find((each) => isTyped(each, id));
    if (source === undefined) return refuse([...step.refusals, unknownSource(id)]);
    const last = await lastTyping(tx, draw, id);
    const typed = parseSource(draw.config, draw.public_id, source, text);
    const refusals = [
      ...step.refusals,
      ...(step.refusals.length > 0 ? [] : checkRefusals(progress, id, tx.now)),
      ...('refusals' in typed ? typed.refusals : []),
    ];
    if (last === undefined || 'refusals' in typed || refusals.length > 0) return refuse(refusals);
    const isSame = typed.value === last.value;
    const check = { source: id, attempt: last.attempt, value: typed.value, isSame };
    await insertSourceCheck(tx, drawId, check);
    if (isSame) await settleSeed(tx, draw);
    tx.record({ kind: 'draw.confirm-source', subject: `draw/${drawId}`, facts: check });
    return ok({ drawId, isSame });
  },
});

/** Dice have their own deeds, shares are revealed, codes are handed over by their holders. */
function isTyped(source: SourceSpec, id: string): boolean {
  return source.id === id && id !== DICE && source.type !== 'commit' && source.type !== 'otc';
}

function unknownSource(source: string): Refusal {
  return { code: 'draw-source-unknown', facts: { source } };
}

async function lastTyping(tx: ReadTx, draw: DrawRow, source: string): Promise<SourceTyping | undefined> {
  return (await listTypings(tx, draw.draw_id)).filter((typing) => typing.source === source).at(-1);
}
