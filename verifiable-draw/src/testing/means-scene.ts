/** The scene of the other tests with days, vehicles and devices, and with fixed teams if asked. @module */
import type { Announcement, AssignRule } from '../announcement.ts';
import { commitConflicts, commitPeople } from '../leaves.ts';
import type { SceneOptions } from './scene.ts';

export const DAYS = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'];
const STRATA = ['hazchem', 'metallurgy', 'warehouse'];

const seats = (count: number): string[] => Array.from({ length: count }, (_, i) => `seats>=${i + 1}`);

/** Options of a scene in which visits have days, vehicles and devices. */
export function withMeans(options: SceneOptions = {}, rule: Partial<AssignRule> = {}): SceneOptions {
  return {
    ...options,
    means: (suite, saltKey) => ({
      vehicles: commitPeople(suite, saltKey, [
        { id: 'CL-1', tags: ['valid', 'explosion-proof', ...seats(5)], cap: 2, prior: 0 },
        { id: 'CL-2', tags: ['valid', ...seats(5)], cap: 1, prior: 3 },
        { id: 'CL-3', tags: ['valid', ...seats(2)], cap: 1, prior: 0 },
        { id: 'CL-4', tags: seats(5), cap: 1, prior: 0 },
      ]),
      devices: commitPeople(suite, saltKey, [
        ...['1', '2'].map((n) => ({ id: `ZB-GAS-${n}`, tags: ['valid', 'gas-detector'], cap: 1, prior: 0 })),
        { id: 'ZB-GAS-3', tags: ['gas-detector'], cap: 1, prior: 0 },
        { id: 'ZB-CAM-1', tags: ['valid', 'body-camera'], cap: 1, prior: 0 },
      ]),
      bookings: commitConflicts(
        suite,
        saltKey,
        [
          { person: 'CL-1', ent: '2026-03-10' },
          { person: 'ZF-001', ent: '2026-03-09' },
          { person: 'ZB-GAS-1', ent: '2026-03-11' },
        ].map((booking) => ({ ...booking, reason: 'DRAW', registeredAt: '2026-02-01' })),
      ),
    }),
    draft: (draft) => withRule((options.draft ?? ((same) => same))(draft), rule),
  };
}

function withRule(draft: Announcement, rule: Partial<AssignRule>): Announcement {
  return {
    ...draft,
    assign: {
      ...draft.assign,
      days: { by: 'drawn', list: DAYS, perPerson: 1 },
      vehicles: {
        hazchem: [{ all: ['valid', 'explosion-proof'] }],
        metallurgy: [{ all: ['valid'] }],
        warehouse: [{ all: ['valid'] }, { all: ['valid'] }],
      },
      devices: Object.fromEntries(
        STRATA.map((id) => [
          id,
          [{ all: ['valid', 'gas-detector'] }, ...(id === 'hazchem' ? [{ all: ['valid', 'body-camera'] }] : [])],
        ]),
      ),
      ...rule,
    },
  };
}

/** Four teams of two, each with as much to do as it takes. */
export const TEAMS: NonNullable<AssignRule['teams']> = {
  count: 4,
  slots: [{ all: ['valid', 'lead'] }, { all: ['valid'] }],
  cap: 3,
};

/** What the scene has for sure. */
export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the scene has this');
  return value;
}
