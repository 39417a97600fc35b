/** 主持: moving the wall, and counting those who checked. Neither is a deed of the draw, and neither touches it. @module */
import { createHash } from 'node:crypto';
import type { Actor } from '../../core/actor.ts';
import { mayDo } from '../../core/actor.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { inBureau } from '../../core/transact.ts';
import { drawPresents } from '../deeds.ts';
import { findDraw, findDrawByPublicId } from '../reads/progress.ts';
import { findWallPosition, readWallState, wallBasis } from '../reads/wall.ts';
import { isPublic } from '../rules/result.ts';
import { moved } from '../rules/wall.ts';
import type { WallMove, WallState } from '../types/wall.ts';
import { insertChecker } from '../writes/record.ts';
import { lockWall, setWallPosition } from '../writes/wall.ts';

/** Moves the wall of a draw; all screens follow. Refusals: `not-allowed`, `draw-not-found`, `wall-…`. */
export async function presentDraw(
  runtime: Runtime,
  actor: Actor,
  drawId: string,
  move: WallMove,
): Promise<Result<WallState>> {
  const rule = drawPresents['draw.present'];
  if (!mayDo(actor.roles, rule))
    return refuse([{ code: 'not-allowed', facts: { deed: rule.title, roles: [...rule.roles] } }]);
  return inBureau(runtime, actor.bureauId, async (tx) => {
    const draw = await findDraw(tx, drawId);
    if (draw === undefined || draw.announcement === null) return refuse([{ code: 'draw-not-found' }]);
    await lockWall(tx, drawId);
    const basis = await wallBasis(tx, draw);
    const after = moved(basis, await findWallPosition(tx, draw, basis.rows), move);
    if ('refusals' in after) return refuse(after.refusals);
    await setWallPosition(tx, drawId, after.position);
    return ok(await readWallState(tx, draw));
  });
}

/** Counts a reader who reports that he checked a public draw. `token`: a number his browser made and keeps. */
export async function countChecker(
  runtime: Runtime,
  bureauId: number,
  publicId: string,
  token: string,
): Promise<Result<undefined>> {
  return inBureau(runtime, bureauId, async (tx) => {
    const draw = await findDrawByPublicId(tx, publicId);
    if (draw === undefined || !isPublic(draw)) return refuse([{ code: 'draw-not-found' }]);
    const tokenHash = createHash('sha256').update(`${draw.draw_id} ${token}`).digest('hex');
    await insertChecker(tx, draw.draw_id, tokenHash);
    return ok(undefined);
  });
}
