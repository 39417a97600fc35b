/** 演练: the ceremony on invented data, in memory alone. It reads and writes no table, so nothing of it can be a result. @module */
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import { inventDraw, type InventedDraw } from '../../draw/invented.ts';
import { moved, rowPause, stationOf, WALL_START } from '../../draw/rules/wall.ts';
import { wallRows, wallSkips, wallTeams } from '../../draw/rules/wall-rows.ts';
import type { RecordSigner } from '../../draw/types/record.ts';
import type { DrawState } from '../../draw/types.ts';
import {
  WALL_MOVES,
  type WallPosition,
  type WallSource,
  type WallState,
  type WallView,
} from '../../draw/types/wall.ts';
import type { WallFeed } from './feed.ts';

/** Where public ids of draws stand, but of none: they begin with the code of a bureau. */
export const REHEARSAL_ID = 'rehearsal';

/** Moves of the wall, and those that stand for the deeds of people. */
export const RehearsalMove = z.enum([...(Object.keys(WALL_MOVES) as (keyof typeof WALL_MOVES)[]), 'step', 'restart']);
type RehearsalMove = z.output<typeof RehearsalMove>;

/** What the people do, one press each. */
const PHASES = [
  'announced',
  'opened',
  'typed',
  'seeded',
  'drawn',
  'confirmed',
  'operator',
  'leader',
  'witness',
] as const;
type Phase = (typeof PHASES)[number];
const SIGNERS: readonly RecordSigner[] = ['operator', 'leader', 'witness'];

export interface Rehearsal extends WallFeed {
  readonly state: () => WallState;
  readonly move: (move: RehearsalMove) => Result<WallState>;
}

/** A rehearsal of this server; a restart of the server begins it anew. */
export function openRehearsal(clock: Clock): Rehearsal {
  let invented: InventedDraw | undefined;
  let phase: Phase = 'announced';
  let position: WallPosition = WALL_START;
  let changes = 0;
  let lastRow = 0;

  function draw(): InventedDraw {
    return (invented ??= inventDraw(clock.now()));
  }

  function basis() {
    return { state: stateOf(phase), isOpened: phase !== 'announced', rows: isPast(phase, 'drawn') ? draw().rows : 0 };
  }

  function step(): void {
    phase = PHASES[PHASES.indexOf(phase) + 1] ?? phase;
  }

  function state(): WallState {
    return { ...position, ...stationOf(basis(), position), rows: basis().rows, checkers: 0 };
  }

  return {
    state,
    version: () => Promise.resolve(String(changes)),
    view: () => Promise.resolve(viewOf(draw(), phase, position, stationOf(basis(), position).station, clock.now())),
    advance: () => {
      const now = performance.now();
      if (position.isRunning && now - lastRow >= rowPause(draw().rows)) {
        const shown = position.shown + 1;
        position = { ...position, shown, isRunning: shown < draw().rows };
        lastRow = now;
        changes += 1;
      }
      return Promise.resolve();
    },
    move: (move) => {
      if (move === 'restart') {
        [invented, phase, position] = [undefined, 'announced', WALL_START];
      } else if (move === 'step') step();
      else {
        const after = moved(basis(), position, move);
        if ('refusals' in after) return refuse(after.refusals);
        ({ position } = after);
        lastRow = performance.now();
      }
      changes += 1;
      return ok(state());
    },
  };
}

function isPast(phase: Phase, mark: Phase): boolean {
  return PHASES.indexOf(phase) >= PHASES.indexOf(mark);
}

function stateOf(phase: Phase): DrawState {
  if (isPast(phase, 'witness')) return 'released';
  if (isPast(phase, 'confirmed')) return 'confirmed';
  if (phase === 'drawn' || phase === 'seeded') return phase;
  return phase === 'typed' ? 'rolling' : 'announced';
}

function viewOf(
  draw: InventedDraw,
  phase: Phase,
  position: WallPosition,
  station: WallView['station'],
  now: string,
): WallView {
  const { details, frozen, roster } = draw;
  return {
    isRehearsal: true,
    isDemo: false,
    bureau: draw.bureau,
    name: draw.name,
    publicId: draw.publicId,
    batch: 1,
    state: stateOf(phase),
    voided: null,
    station,
    list: {
      listed: frozen.roster.size,
      eligible: frozen.roster.eligible,
      excluded: frozen.roster.excluded,
      officers: frozen.officers.valid,
      experts: frozen.experts.valid,
      k: frozen.k,
      strata: frozen.strata.map(({ name, eligible, quota }) => ({ name, eligible, quota })),
      root: frozen.roster.root,
      announcedAt: frozen.frozenAt,
      isSame: true,
      isLogged: true,
    },
    sources: sourcesOf(draw, phase),
    seed: isPast(phase, 'seeded') ? details.prk : null,
    result:
      station < 3 || !isPast(phase, 'drawn')
        ? null
        : {
            hash: draw.resultHash,
            at: now,
            total: draw.rows,
            shown: position.shown,
            isRunning: position.isRunning,
            isSealed: false,
            rows: wallRows(details, roster, draw.stratumName, position.shown),
          },
    teams:
      station < 4
        ? null
        : {
            rows: wallTeams(details, roster),
            skips: wallSkips(draw.skips),
            relaxed: null,
            unfilled: 0,
            isImpossible: false,
          },
    closing: {
      signed: SIGNERS.filter((signer) => isPast(phase, signer as Phase)).map((signer) => ({ signer, at: now })),
      isPublic: isPast(phase, 'confirmed'),
      bundleSha256: null,
      checkers: 0,
    },
  };
}

function sourcesOf({ sources }: InventedDraw, phase: Phase): WallSource[] {
  return sources.map(({ id, type, commitment, value }) => {
    const isKnown = isPast(phase, type === 'dice' ? 'seeded' : 'opened');
    const isTyped = type === 'dice' && phase === 'typed';
    return {
      id,
      type,
      commitment,
      state: isKnown ? 'known' : isTyped ? 'typed' : 'waiting',
      value: isKnown ? value : null,
      mismatches: [],
    };
  });
}
