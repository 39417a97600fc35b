/** 办案时限: in its days or not, by the engine that counts the case's own last day. */
import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR as calendar } from '../../core/calendar/national.ts';
import type { CaseFile } from '../types/file.ts';
import { DEFAULT_SETTING } from '../types/settings.ts';
import { decidedInTime } from './in-time.ts';
import { fine, sampleCase } from './sample.testing.ts';

const decided = (on: string) => ({ outcome: fine(10_000), on, by: 'head', documentHash: '' });
/** Ninety days from 12 January end on Sunday 12 April, so on the Monday. */
const timed = (
  change: Partial<CaseFile>,
  { today = '2026-12-31', pausedBy = [] as ('hearing' | 'appraisal')[] } = {},
) =>
  decidedInTime(sampleCase({ filedOn: '2026-01-12', ...change }), {
    settingOn: () => ({ ...DEFAULT_SETTING, pausedBy }),
    calendar,
    today,
  });

describe('a case', () => {
  test('is in time on its last day, and late the day after, from the day that it missed', () => {
    expect(timed({ decision: decided('2026-04-13') })).toEqual({ on: '2026-04-13', isInTime: true });
    expect(timed({ decision: decided('2026-04-14') })).toEqual({ on: '2026-04-13', isInTime: false });
  });

  test('that is not decided is late once its last day is over, and nothing before', () => {
    expect(timed({}, { today: '2026-04-13' })).toBeNull();
    expect(timed({}, { today: '2026-04-14' })).toEqual({ on: '2026-04-13', isInTime: false });
  });

  test('decided after the year of its last day stays with that year', () => {
    const late = timed({ filedOn: '2025-09-10', decision: decided('2026-02-02') }, { today: '2026-03-02' });
    expect(late).toEqual({ on: '2025-12-09', isInTime: false });
  });

  test('has the days it was given more, and those that the field leaves out', () => {
    const extensions = [{ on: '2026-04-02', days: 30 }];
    expect(timed({ extensions, decision: decided('2026-05-12') })).toEqual({ on: '2026-05-12', isInTime: true });
    const hearing = {
      requestedOn: '2026-03-02',
      on: '2026-03-12',
      place: '',
      presiderId: null,
      heardOn: '2026-03-12',
      droppedOn: null,
    };
    const heard = { hearing, decision: decided('2026-04-22') };
    expect(timed(heard, { pausedBy: ['hearing'] })).toEqual({ on: '2026-04-22', isInTime: true });
    expect(timed(heard)).toEqual({ on: '2026-04-13', isInTime: false });
  });

  test('counts by what was set when it was decided, by what is set now while it is not', () => {
    const asked: string[] = [];
    const ask = (change: Partial<CaseFile>) =>
      decidedInTime(sampleCase({ filedOn: '2026-01-12', ...change }), {
        settingOn: (day) => {
          asked.push(day);
          return DEFAULT_SETTING;
        },
        calendar,
        today: '2026-06-01',
      });
    ask({ decision: decided('2026-04-02') });
    ask({});
    expect(asked).toEqual(['2026-04-02', '2026-06-01']);
  });

  test('that the police took is done with that day; one they refused is not', () => {
    const transfer = {
      askedOn: '2026-02-02',
      crime: '',
      approvedAt: null,
      sentOn: '2026-02-03',
      outcome: 'accepted',
    } as const;
    expect(timed({ transfer })).toEqual({ on: '2026-02-03', isInTime: true });
    expect(timed({ transfer: { ...transfer, outcome: 'refused' } })).toMatchObject({ isInTime: false });
  });

  test('that was never filed, or was decided on the spot, has no such days', () => {
    expect(timed({ filedOn: null })).toBeNull();
    expect(timed({ filedOn: null, procedure: 'simple', decision: decided('2026-01-12') })).toBeNull();
  });
});
