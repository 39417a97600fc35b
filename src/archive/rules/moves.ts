/** The states of a volume as one table (domain §21.10): server, screen, queue and the random walk read it. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { archiveDeeds } from '../deeds.ts';
import { VOLUME_STATES, type VolumeState } from '../types/volume.ts';

export type VolumeDeed = Exclude<keyof typeof archiveDeeds, 'archive.open'>;

interface Move {
  readonly from: readonly VolumeState[];
  /** Where it leads; left out where the volume stays as it is. */
  readonly to?: readonly VolumeState[];
}

const KEPT = ['archived', 'appraising', 'condemned', 'transferring'] as const satisfies readonly VolumeState[];

export const VOLUME_MOVES: Readonly<Record<VolumeDeed, Move>> = {
  'archive.check': { from: ['collecting'], to: ['complete'] },
  'archive.explain-missing': { from: ['collecting'] },
  'archive.add-material': { from: ['collecting'] },
  'archive.assemble': { from: ['complete'], to: ['assembled'] },
  'archive.reopen': { from: ['complete', 'assembled', 'tested'], to: ['collecting'] },
  // Once a year, and whenever somebody wants to know; a volume that fails before the seal stays assembled.
  'archive.examine': {
    from: ['assembled', 'tested', 'archived', 'transferring'],
    to: ['assembled', 'tested', 'archived', 'transferring'],
  },
  'archive.seal': { from: ['tested'], to: ['archived'] },
  'archive.note-later': { from: [...KEPT, 'transferred'] },
  'archive.amend': { from: ['archived'] },
  'archive.review-opening': { from: ['archived'] },
  'archive.appraise': { from: ['archived'], to: ['appraising'] },
  'archive.decide-appraisal': { from: ['appraising'], to: ['archived', 'condemned'] },
  'archive.withdraw-destruction': { from: ['condemned'], to: ['archived'] },
  'archive.destroy': { from: ['condemned'], to: ['destroyed'] },
  'archive.list-transfer': { from: ['archived'], to: ['transferring'] },
  'archive.cancel-transfer': { from: ['transferring'], to: ['archived'] },
  'archive.confirm-transfer': { from: ['transferring'], to: ['transferred'] },
};

/** Sealed and here: what can be lent and read. */
export const LENDABLE: readonly VolumeState[] = ['archived'];
/** Not sealed yet: what is new in the file puts it back to collecting. */
export const UNSEALED: readonly VolumeState[] = ['collecting', 'complete', 'assembled', 'tested'];

/** Only from the states of the table. */
export function moveRefusals(deed: VolumeDeed, state: VolumeState): Refusal[] {
  const allowed = VOLUME_MOVES[deed].from;
  if (allowed.includes(state)) return [];
  return [
    {
      code: 'archive-state',
      facts: { state: VOLUME_STATES[state], allowed: allowed.map((each) => VOLUME_STATES[each]) },
    },
  ];
}

/** Whether the table knows this step: what every row of the course must be. */
export function isMove(deed: string, from: VolumeState, to: VolumeState): boolean {
  const move = (VOLUME_MOVES as Readonly<Record<string, Move>>)[deed];
  if (move === undefined || !move.from.includes(from)) return false;
  return (move.to ?? [from]).includes(to);
}
