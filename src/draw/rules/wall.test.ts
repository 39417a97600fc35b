import { describe, expect, test } from 'vitest';
import type { DrawState } from '../types.ts';
import type { WallMove, WallPosition } from '../types/wall.ts';
import { lastFour, moved, rowPause, stationOf, WALL_START } from './wall.ts';

const draw = (state: DrawState, rows = 0, isOpened = true) => ({ state, rows, isOpened });
const at = (station: number, shown = 0, isRunning = false): WallPosition => ({ station, shown, isRunning });

describe('the station follows from the draw', () => {
  test.each([
    [draw('frozen', 0, false), at(1), 1, 1],
    [draw('announced', 0, false), at(1), 1, 2],
    [draw('announced', 0, false), at(2), 2, 2],
    [draw('announced'), at(1), 2, 2],
    [draw('rolling'), at(1), 2, 2],
    [draw('seeded'), at(1), 2, 3],
    [draw('seeded'), at(3), 3, 3],
    [draw('drawn', 80), at(1), 3, 3],
    [draw('drawn', 80), at(5, 79), 3, 3],
    [draw('drawn', 80), at(3, 80), 3, 5],
    [draw('drawn', 80), at(4, 80), 4, 5],
    [draw('confirmed', 80), at(1, 80), 4, 5],
    [draw('confirmed', 80), at(3, 12), 3, 3],
    [draw('released', 80), at(5, 80), 5, 5],
  ] as const)('%j at %j stands at %i and may go to %i', (one, position, station, reached) => {
    expect(stationOf(one, position)).toEqual({ station, reached });
  });
});

describe('a move of the presenter', () => {
  const after = (state: DrawState, rows: number, position: WallPosition, move: WallMove) =>
    moved(draw(state, rows), position, move);

  test('never goes past what the draw has reached, and shows nothing before there is a result', () => {
    expect(after('rolling', 0, WALL_START, 'next')).toEqual({ refusals: [{ code: 'wall-station-not-reached' }] });
    for (const move of ['run', 'pause', 'row', 'all'] as const)
      expect(after('seeded', 0, at(3), move)).toEqual({ refusals: [{ code: 'wall-no-result' }] });
    expect(after('drawn', 80, at(3, 79), 'next')).toEqual({ refusals: [{ code: 'wall-station-not-reached' }] });
  });

  test('runs, pauses where it is, shows one more, shows all; a run that is over does not start again', () => {
    expect(after('drawn', 80, at(3, 7), 'run')).toEqual({ position: at(3, 7, true) });
    expect(after('drawn', 80, at(3, 9, true), 'pause')).toEqual({ position: at(3, 9) });
    expect(after('drawn', 80, at(3, 9), 'row')).toEqual({ position: at(3, 10) });
    expect(after('drawn', 80, at(3, 80), 'row')).toEqual({ position: at(3, 80) });
    expect(after('drawn', 80, at(3, 10), 'all')).toEqual({ position: at(3, 80) });
    expect(after('drawn', 80, at(3, 80), 'run')).toEqual({ position: at(3, 80) });
  });
});

test('rows come one by one, and all of them within a minute', () => {
  expect(rowPause(1)).toBe(1_000);
  for (const rows of [2, 37, 80, 239, 1_000]) expect(rowPause(rows) * rows).toBeLessThanOrEqual(60_000);
});

test('of a number only the last four characters are shown', () => {
  expect(lastFour('DEMO1201110017')).toBe('0017');
  expect(lastFour('U6D25 07')).toBe('5 07');
});
