/** The terms of a case by the vectors of domain §16.1, and the extra fine day by day. */
import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR } from '../core/calendar/national.ts';
import { newCase } from './rules/begin.ts';
import { argueBy, arrivedOn, courtBy, decideTerm, payBy, remediesEnd, termsOf, urgedUntil } from './rules/deadlines.ts';
import { extraThrough, outstandingOf } from './rules/money.ts';
import { turnsOf } from './rules/turns.ts';
import type { CaseFile } from './types/file.ts';
import { DEFAULT_SETTING } from './types/settings.ts';

const calendar = NATIONAL_CALENDAR;
const EMPTY = newCase(
  '00000000-0000-4000-8000-000000000001',
  {
    source: 'other',
    party: { kind: 'unit', name: '甲', creditCode: '', principal: '', address: '', enterpriseId: null },
    cause: '案由',
    facts: '情况',
    violatedOn: '2025-12-01',
  },
  { openedOn: '2026-01-05', findingId: null },
);
const fined = (change: Partial<CaseFile>): CaseFile => ({
  ...EMPTY,
  state: 'executing',
  decision: {
    outcome: { kind: 'penalty', items: [{ kind: 'fine', fen: 1_000_000 }] },
    on: '2026-02-02',
    by: 'head',
    documentHash: '',
  },
  servedOn: '2026-02-02',
  ...change,
});
const dueOf = (file: CaseFile, key: string): string | undefined =>
  termsOf(file, DEFAULT_SETTING, calendar).find((term) => term.key === key)?.due;

describe('terms', () => {
  test('statement and hearing: five workdays', () => {
    expect(argueBy({ isHeard: true, arrivedOn: '2025-01-24' }, DEFAULT_SETTING, calendar)).toBe('2025-02-07');
    expect(argueBy({ isHeard: false, arrivedOn: '2026-02-13' }, DEFAULT_SETTING, calendar)).toBe('2026-02-27');
  });
  test('先行登记保存 and service: seven workdays', () => {
    const hold = {
      holdId: 'h',
      goods: [],
      place: '',
      reason: '',
      requestedOn: '2026-09-16',
      approvedOn: '2026-09-16',
      end: null,
      endedOn: null,
    };
    expect(dueOf({ ...EMPTY, holds: [hold] }, 'hold')).toBe('2026-09-24');
    expect(
      dueOf(fined({ decision: { ...(fined({}).decision ?? raise()), on: '2025-09-26' }, servedOn: null }), 'serve'),
    ).toBe('2025-10-13');
  });
  test('the decision: ninety days, and what was added', () => {
    const by = (filed: Partial<CaseFile>) =>
      decideTerm({ ...EMPTY, ...filed }, { setting: DEFAULT_SETTING, calendar })?.due;
    expect(by({ filedOn: '2026-07-03' })).toBe('2026-10-08');
    expect(by({ filedOn: '2026-04-02', extensions: [{ on: '2026-06-01', days: 30 }] })).toBe('2026-07-31');
  });
  test('the fine: fifteen days, which end after a holiday', () => {
    expect(payBy({ servedOn: '2026-02-02', instalments: null }, calendar)).toBe('2026-02-24');
  });
  test('the court: six months, then three; contested, from its end', () => {
    expect(remediesEnd({ servedOn: '2026-03-31', challenges: [] }, calendar)).toBe('2026-09-30');
    expect(courtBy({ servedOn: '2026-03-31', challenges: [] }, calendar)).toBe('2026-12-30');
    const suit = { kind: 'suit' as const, since: '2026-05-01', until: '2026-11-02', outcome: 'upheld' as const };
    expect(remediesEnd({ servedOn: '2026-03-31', challenges: [suit] }, calendar)).toBe('2026-11-02');
    expect(remediesEnd({ servedOn: '2026-03-31', challenges: [{ ...suit, until: null }] }, calendar)).toBeNull();
    expect(urgedUntil({ urgedOn: '2026-02-26' }, calendar)).toBe('2026-03-09');
  });
  test('a public notice arrives after thirty days; hours run through a holiday', () => {
    expect(arrivedOn({ means: 'public', on: '2026-04-02' })).toBe('2026-05-02');
    const transfer = {
      askedOn: '2026-02-13',
      crime: '',
      approvedAt: '2026-02-16T06:00:00Z',
      sentOn: null,
      outcome: null,
    };
    expect(dueOf({ ...EMPTY, transfer }, 'transfer-send')).toBe('2026-02-17T06:00:00.000Z');
    expect(dueOf({ ...EMPTY, transfer }, 'transfer-decide')).toBe('2026-02-24');
  });
});

describe('加处罚款', () => {
  const through = (file: CaseFile, day: string): number => extraThrough(file, day, calendar);
  test('three per cent of what is late for each day, never more than the fine', () => {
    expect(through(fined({}), '2026-02-24')).toBe(0);
    expect(through(fined({}), '2026-02-25')).toBe(30_000);
    expect(through(fined({}), '2026-03-29')).toBe(990_000);
    expect(through(fined({}), '2026-03-30')).toBe(1_000_000);
    expect(through(fined({}), '2027-03-30')).toBe(1_000_000);
  });
  test('what was paid counts no more from the next day on; one day late is one day', () => {
    const paid = (on: string, fen: number): CaseFile => fined({ payments: [{ on, fen, means: 'bank', receipt: '1' }] });
    expect(through(paid('2026-02-25', 1_000_000), '2026-04-01')).toBe(30_000);
    expect(through(paid('2026-02-24', 1_000_000), '2026-04-01')).toBe(0);
    expect(through(paid('2026-02-24', 600_000), '2026-02-26')).toBe(24_000);
  });
  test('not while it is contested', () => {
    const challenges = [
      { kind: 'reconsideration' as const, since: '2026-02-26', until: '2026-04-20', outcome: 'upheld' as const },
    ];
    expect(through(fined({ challenges }), '2026-04-21')).toBe(60_000);
  });
  test('confiscated gains are owed, and grow by nothing', () => {
    const outcome = { kind: 'penalty' as const, items: [{ kind: 'gains' as const, fen: 500_000 }] };
    const file = fined({ decision: { outcome, on: '2026-02-02', by: 'head', documentHash: '' } });
    expect([outstandingOf(file), through(file, '2026-05-01')]).toEqual([500_000, 0]);
    expect(outstandingOf({ ...file, revokedOn: '2026-05-01' })).toBe(0);
  });
});

describe('what is next', () => {
  const next = (file: CaseFile, today: string) =>
    turnsOf(file, { setting: DEFAULT_SETTING, calendar, today }).map(({ act, from, dueOn }) => [act, from, dueOn]);
  test('not paid: urge after the term, then the court once nothing can be contested, then an end', () => {
    expect(next(fined({}), '2026-02-10')).toEqual([['issue-urge', '2026-02-24', null]]);
    expect(next(fined({ urgedOn: '2026-02-26' }), '2026-03-01')).toEqual([['apply-court', '2026-08-03', '2026-11-03']]);
    expect(next(fined({ urgedOn: '2026-02-26' }), '2026-11-04')).toEqual([['end-execution', null, null]]);
  });
  test('a contested decision waits for its outcome, an overturned one to be revoked', () => {
    const running = { kind: 'suit' as const, since: '2026-02-10', until: null, outcome: null };
    expect(next(fined({ challenges: [running] }), '2026-02-12')).toEqual([['end-challenge', null, null]]);
    const lost = { ...running, until: '2026-06-01', outcome: 'overturned' as const };
    expect(next(fined({ challenges: [lost], state: 'closed' }), '2026-06-02')).toEqual([
      ['revoke-decision', null, null],
    ]);
  });
});

function raise(): never {
  throw new Error('the sample has no decision');
}
