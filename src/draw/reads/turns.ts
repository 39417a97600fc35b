/** What speaks against handing a code over, or forcing it, now: for the deed as for the page that offers it. @module */
import type { Actor } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { forceRefusals, releaseRefusals } from '../rules/sealed.ts';
import { stageOf, substitutionStageRefusals } from '../rules/substitution.ts';
import { codeNow, listTurns, turnNow, type Turn } from './codes.ts';
import { progressOf, type DrawRow } from './progress.ts';
import { listApprovals } from './replay.ts';

/** Against a holder handing over his code of the draw or of a substitution; undefined when he has none there. */
export async function againstRelease(
  tx: ReadTx,
  draw: DrawRow,
  turn: Turn | undefined,
  actor: Pick<Actor, 'staffId' | 'name'>,
): Promise<readonly Refusal[]> {
  const now = codeNow(tx, draw, await progressOf(tx, draw));
  const own = turn && (await turnNow(tx, await listTurns(tx, draw.draw_id), turn));
  const refusals = releaseRefusals(own, now, actor);
  if (turn === undefined || turn.request === 0) return refusals;
  const approval = (await listApprovals(tx, draw.draw_id)).find((each) => each.request === turn.request);
  return [
    ...substitutionStageRefusals(stageOf(draw)),
    ...(approval?.isLogged === true ? [] : [{ code: 'substitution-unlogged' }]),
    ...refusals,
  ];
}

/** Against forcing a code of the draw out of its escrow. */
export async function againstForce(tx: ReadTx, draw: DrawRow, turn: Turn | undefined): Promise<readonly Refusal[]> {
  const own = turn && (await turnNow(tx, await listTurns(tx, draw.draw_id), turn));
  return forceRefusals(own, codeNow(tx, draw, await progressOf(tx, draw)));
}
