/** How the wall moves: which station follows from the draw, how fast rows appear, what of a number is shown. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { DrawState } from '../types.ts';
import type { Station, WallMove, WallPosition } from '../types/wall.ts';

/** All rows of a result appear within this time, in milliseconds. */
const WHOLE_REVEAL_MS = 56_000;
/** A row every so often at most, or nobody can read it. */
const SLOWEST_ROW_MS = 1_000;

/** Milliseconds between two rows of a reveal of `rows`. */
export function rowPause(rows: number): number {
  return Math.min(SLOWEST_ROW_MS, Math.floor(WHOLE_REVEAL_MS / Math.max(rows, 1)));
}

export const WALL_START: WallPosition = { station: 1, shown: 0, isRunning: false };

interface Draw {
  readonly state: DrawState;
  /** Whether a share has been revealed. */
  readonly isOpened: boolean;
  /** Rows of the stored result; 0 while there is none. */
  readonly rows: number;
}

/** Stations the draw has come to: the one it needs to stand at by itself, and the furthest the presenter may go on to. */
function bounds({ state, isOpened, rows }: Draw, shown: number): readonly [least: Station, most: Station] {
  switch (state) {
    case 'configuring':
    case 'frozen':
      return [1, 1];
    case 'announced':
      return [isOpened ? 2 : 1, 2];
    case 'rolling':
      return [2, 2];
    case 'seeded':
      return [2, 3];
    case 'drawn':
      return [3, shown < rows ? 3 : 5];
    case 'confirmed':
    case 'released':
      return shown < rows ? [3, 3] : [4, 5];
  }
}

/** The station to show, and the furthest there is. */
export function stationOf(
  draw: Draw,
  position: WallPosition,
): { readonly station: Station; readonly reached: Station } {
  const [least, most] = bounds(draw, position.shown);
  const station = Math.min(Math.max(position.station, least), most) as Station;
  return { station, reached: most };
}

/** The position after a move, or why it is not possible. */
export function moved(
  draw: Draw,
  position: WallPosition,
  move: WallMove,
): { readonly position: WallPosition } | { readonly refusals: readonly Refusal[] } {
  const { station, reached } = stationOf(draw, position);
  if (move === 'next')
    return station < reached
      ? { position: { ...position, station: station + 1 } }
      : { refusals: [{ code: 'wall-station-not-reached' }] };
  if (draw.rows === 0) return { refusals: [{ code: 'wall-no-result' }] };
  const shown = Math.min(position.shown + (move === 'row' ? 1 : 0), draw.rows);
  switch (move) {
    case 'run':
      return { position: { ...position, station, isRunning: shown < draw.rows } };
    case 'pause':
    case 'row':
      return { position: { station, shown, isRunning: false } };
    case 'all':
      return { position: { station, shown: draw.rows, isRunning: false } };
  }
}

/** What of a certificate or directory number is shown in the room. */
export function lastFour(id: string): string {
  return id.slice(-4);
}
