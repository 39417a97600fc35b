/** What an announcement may say of teams, days, vehicles and devices. */
import { describe, expect, it } from 'vitest';
import { announcementProblems } from '../announcement-rules.ts';
import type { Announcement, AssignRule } from '../announcement.ts';
import { readAnnouncement } from '../announcement.ts';
import { TEAMS, withMeans } from '../testing/means-scene.ts';
import { scene } from '../testing/scene.ts';

const good = scene(withMeans({ withExperts: true }));

describe('an announcement', () => {
  const { announcement } = good;
  const withRule = (rule: Partial<AssignRule>): Announcement => ({
    ...announcement,
    assign: { ...announcement.assign, ...rule },
  });
  it.each<[string, Announcement, string]>([
    [
      'a team of one',
      withRule({ teams: { ...TEAMS, slots: TEAMS.slots.slice(0, 1) } }),
      'assign.teams: at least two officers, got 1',
    ],
    [
      'a team without a lead',
      withRule({ teams: { ...TEAMS, slots: [{ all: ['valid'] }, { all: ['valid'] }] } }),
      'assign.teams place 0: place 0 and no other asks for the tag lead',
    ],
    [
      'larger teams in a stratum',
      withRule({
        teams: TEAMS,
        slots: {
          ...announcement.assign.slots,
          hazchem: [{ all: ['valid', 'lead'] }, { all: ['valid'] }, { all: ['valid'] }],
        },
      }),
      'stratum hazchem: more places than a team has',
    ],
    ['no day', withRule({ days: { by: 'drawn', list: [], perPerson: 1 } }), 'assign.days: 1 … 366 days, got 0'],
    [
      'a day twice',
      withRule({ days: { by: 'drawn', list: ['2026-03-09', '2026-03-09'], perPerson: 1 } }),
      'assign.days: days must be strictly ascending',
    ],
    [
      'a vehicle for a stratum that is none',
      withRule({ vehicles: { mines: [] } }),
      'assign.vehicles: mines is no stratum',
    ],
    [
      'a vehicle that need not be valid',
      withRule({ vehicles: { hazchem: [{ all: [] }] } }),
      'assign.vehicles hazchem place 0: must ask for the tag valid',
    ],
    [
      'ten devices',
      withRule({ devices: { hazchem: Array.from({ length: 10 }, () => ({ all: ['valid'] })) } }),
      'assign.devices hazchem: at most 9 places, got 10',
    ],
  ])('with %s is refused', (_, changed, problem) => {
    expect(announcementProblems(changed)).toContain(problem);
  });

  it('asks for lists of what it draws, and for days', () => {
    const { vehicles: _v, devices: _d, ...bare } = announcement;
    expect(announcementProblems(bare)).toEqual([
      'places in vehicles need a list of vehicles',
      'devices and their places must be announced together',
    ]);
    const { days: _days, ...dayless } = announcement.assign;
    expect(announcementProblems({ ...announcement, assign: dayless })).toEqual([
      'vehicles, devices and bookings need days',
    ]);
  });

  it.each(['2026-02-29', '2024-02-30', '1900-02-29', '2026-13-01', '2026-04-31', '2026-3-9', '2026-01-00', 20260309])(
    'with the day %s is refused',
    (day) => {
      const wrong = withRule({ days: { by: 'drawn', list: [day as string], perPerson: 1 } });
      expect(() => readAnnouncement(wrong)).toThrow('expected a day like 2026-03-09');
    },
  );

  it.each(['2024-02-29', '2000-02-29', '2026-12-31'])('with the day %s is accepted', (day) => {
    expect(readAnnouncement(withRule({ days: { by: 'drawn', list: [day], perPerson: 1 } })).assign.days?.list).toEqual([
      day,
    ]);
  });
});
