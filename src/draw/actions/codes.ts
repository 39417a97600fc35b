/** The codes of a sealed draw: handed over by their holders, and with the last one the result, at once. SPEC §20.2. @module */
import { combineShares, otcCode, shareHash, sourceValue, suiteOf, toHex, type SourceSpec } from 'verifiable-draw';
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import { knowingAll, type Tx } from '../../core/transact.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { chainDeeds } from '../deeds.ts';
import { listTurns, type Turn } from '../reads/codes.ts';
import type { DrawRow } from '../reads/progress.ts';
import { againstForce, againstRelease } from '../reads/turns.ts';
import { holderOf } from '../rules/chains.ts';
import { knownTo } from '../rules/sealed.ts';
import { HOLDERS, type Holder } from '../types/chains.ts';
import { lockDraw } from '../writes/draws.ts';
import { setReleased } from '../writes/sealed.ts';
import { enterRolling, insertTyping, settleSeed } from '../writes/sources.ts';
import { insertFresh } from '../writes/substitutions.ts';
import { storeResult } from './complete.ts';
import { settleSubstitutions } from './fresh.ts';
import { openNow } from './open.ts';
import { DRAW_NOT_FOUND } from './step.ts';

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/, '须为 64 位小写十六进制数');
const Answer = z.object({
  drawId: z.uuid(),
  /** Whether everything is known now, and the result or the substitute computed. */
  isSettled: z.boolean(),
});

/** Takes a holder's code for the draw (`request` 0) or for one of its substitutions. It is stored where nobody can read it until the opening. */
export const releaseCode = defineDeed({
  kind: 'draw.release-code',
  rule: chainDeeds['draw.release-code'],
  input: z.object({ drawId: z.uuid(), request: z.int().min(0).default(0), code: Hex32 }),
  output: Answer,
  run: async (tx, { drawId, request, code }) => {
    const draw = await lockDraw(tx, drawId);
    if (draw === undefined) return refuse(DRAW_NOT_FOUND);
    const turn = await findTurn(tx, draw, request, holderOf(tx.actor));
    const waits = await againstRelease(tx, draw, turn, tx.actor);
    if (turn === undefined || waits.length > 0) return refuse(waits);
    if (!isCodeOf(draw, turn, code)) return refuse([{ code: 'code-unfit', at: 'code', facts: { index: turn.index } }]);
    return takeCode(tx, draw, turn, code, false);
  },
});

/** Two of the three escrow shares of a chain give the code that its holder withholds past the deadline; the draw is opened with it. */
export const forceOpen = defineDeed({
  kind: 'draw.force-open',
  rule: chainDeeds['draw.force-open'],
  input: z.object({
    drawId: z.uuid(),
    holder: z.enum(codesOf(HOLDERS), '请选择持有方'),
    shares: z.array(z.string().trim().max(200)).length(2, '须有两份托管份额'),
  }),
  output: Answer,
  run: async (tx, { drawId, holder, shares }) => {
    const draw = await lockDraw(tx, drawId);
    if (draw === undefined) return refuse(DRAW_NOT_FOUND);
    const turn = await findTurn(tx, draw, 0, holder);
    const refusals = await againstForce(tx, draw, turn);
    if (turn === undefined || refusals.length > 0) return refuse(refusals);
    const code = codeFrom(draw, turn, shares);
    if (!code.ok) return code;
    tx.record({
      kind: 'draw.force-open',
      subject: `draw/${drawId}`,
      facts: { source: turn.source, shares: shares.map((text) => shareHash(suiteOf(draw.config.suite), text)) },
    });
    const taken = await takeCode(tx, draw, turn, code.value, true);
    if (taken.ok && taken.value.isSettled) await openNow(tx, draw);
    return taken;
  },
});

async function findTurn(tx: Tx, draw: DrawRow, request: number, holder: Holder): Promise<Turn | undefined> {
  return (await listTurns(tx, draw.draw_id)).find((turn) => turn.request === request && turn.holder === holder);
}

function specOf({ source, anchor, index }: Turn): SourceSpec {
  return { id: source, type: 'otc', anchor, index };
}

/** Whether the code leads back to the anchor by exactly as many steps as its number. */
function isCodeOf(draw: DrawRow, turn: Turn, code: string): boolean {
  try {
    sourceValue(suiteOf(draw.config.suite), draw.public_id, specOf(turn), code);
    return true;
  } catch {
    // The library throws for whatever is no value of the source.
    return false;
  }
}

/** The code of a turn out of two shares; each is checked against the log, and both against the anchor. */
function codeFrom(draw: DrawRow, turn: Turn, shares: readonly string[]): Result<string> {
  const suite = suiteOf(draw.config.suite);
  const unknown = shares.findIndex((text) => !turn.shares.includes(shareHash(suite, text)));
  if (unknown !== -1)
    return refuse([{ code: 'share-unknown', at: `shares.${unknown}`, facts: { number: unknown + 1 } }]);
  try {
    const code = toHex(otcCode(suite, combineShares(shares), turn.length, turn.index));
    return isCodeOf(draw, turn, code) ? ok(code) : refuse([{ code: 'shares-wrong', at: 'shares' }]);
  } catch {
    // The same share twice, or texts that only look like shares.
    return refuse([{ code: 'shares-wrong', at: 'shares' }]);
  }
}

async function takeCode(
  tx: Tx,
  draw: DrawRow,
  turn: Turn,
  code: string,
  isForced: boolean,
): Promise<Result<z.input<typeof Answer>>> {
  const { request, source } = turn;
  const drawId = draw.draw_id;
  const subject = `draw/${drawId}` as const;
  const isOfDraw = request === 0;
  await setReleased(tx, { drawId, request, source, isForced });
  const hidden = { source, attempt: 1, value: code, knownTo: knownTo(draw) };
  await (isOfDraw ? insertTyping(tx, drawId, hidden) : insertFresh(tx, { drawId, request, ...hidden }));
  // The first entry says in public that a code was handed over; the second has it, and is shown at the opening.
  if (!isForced) tx.record({ kind: 'draw.release-code', subject, facts: { source, ...(isOfDraw ? {} : { request }) } });
  tx.record(
    isOfDraw
      ? { kind: 'draw.record-source', subject, facts: { source, value: code } }
      : { kind: 'draw.record-fresh', subject, facts: { request, source, value: code } },
  );
  const isSettled = await knowingAll(tx, () => (isOfDraw ? settleDraw(tx, draw) : settleRequest(tx, draw, request)));
  return ok({ drawId, isSettled });
}

/** With the last code the result follows in the same transaction: a crash leaves both or neither. */
async function settleDraw(tx: Tx, draw: DrawRow): Promise<boolean> {
  await enterRolling(tx, draw);
  if (!(await settleSeed(tx, draw))) return false;
  await storeResult(tx, draw);
  return true;
}

async function settleRequest(tx: Tx, draw: DrawRow, request: number): Promise<boolean> {
  return (await settleSubstitutions(tx, draw)).includes(request);
}
