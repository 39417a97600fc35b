/** The wall of a draw. @module */
import type { Runtime } from '../../core/runtime.ts';
import { inBureau, read } from '../../core/transact.ts';
import { findDraw } from '../../draw/reads/progress.ts';
import { isWallRunning, readWall, wallBasis, wallVersion } from '../../draw/reads/wall.ts';
import { rowPause } from '../../draw/rules/wall.ts';
import { advanceWall } from '../../draw/writes/wall.ts';
import type { WallFeed } from './feed.ts';

export function drawFeed(runtime: Runtime, bureauId: number, drawId: string): WallFeed {
  return {
    version: () => read(runtime, bureauId, (tx) => wallVersion(tx, drawId)),
    view: () =>
      read(runtime, bureauId, async (tx) => {
        const draw = await findDraw(tx, drawId);
        return draw && readWall(tx, draw);
      }),
    advance: async () => {
      const rows = await read(runtime, bureauId, async (tx) => {
        if (!(await isWallRunning(tx, drawId))) return 0;
        const draw = await findDraw(tx, drawId);
        return draw === undefined ? 0 : (await wallBasis(tx, draw)).rows;
      });
      if (rows > 0) await inBureau(runtime, bureauId, (tx) => advanceWall(tx, drawId, rows, rowPause(rows)));
    },
  };
}
