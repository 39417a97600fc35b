/** Every term of a case: when it begins, by when it is due, and what meets it (domain §16.1). */
import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR as calendar } from '../../core/calendar/national.ts';
import type { CaseFile } from '../types/file.ts';
import { DEFAULT_SETTING } from '../types/settings.ts';
import { arrivedOn, dueDay, payBy, reconsiderBy, remediesEnd, sueBy, termsOf, urgedUntil } from './deadlines.ts';
import { extraThrough, fineOf, outstandingOf, paidOf, principalOf } from './money.ts';
import { fine, NO_PENALTY, noticeOf, sampleCase } from './sample.testing.ts';

const terms = (change: object): string[] =>
  termsOf(sampleCase({ filedOn: null, filingRequestedOn: '2026-01-09', ...change }), DEFAULT_SETTING, calendar).map(
    ({ key, of, start, due, metOn }) =>
      `${key}${of === null ? '' : ` ${of}`}: ${start} → ${due}${metOn === null ? '' : ` (${metOn})`}`,
  );
/** What is there beside the request to file. */
const more = (change: object): string[] => terms(change).slice(1);
const decision = { outcome: fine(10_000), on: '2026-02-02', by: 'head', documentHash: '' };

describe('the terms of a case', () => {
  test('to file: from the lead, met by the request or by its end; a case on the spot has none', () => {
    expect(terms({})).toEqual(['file: 2026-01-05 → 2026-01-14 (2026-01-09)']);
    expect(terms({ filingRequestedOn: null, endedOn: '2026-01-07' })).toEqual([
      'file: 2026-01-05 → 2026-01-14 (2026-01-07)',
    ]);
    expect(terms({ filingRequestedOn: null })).toEqual(['file: 2026-01-05 → 2026-01-14']);
    expect(terms({ procedure: 'simple' })).toEqual([]);
  });
  test('to decide: ninety days, met by the decision or by the police', () => {
    expect(more({ filedOn: '2026-01-12' })).toEqual(['decide: 2026-01-12 → 2026-04-13']);
    expect(more({ filedOn: '2026-01-12', decision, procedure: 'simple' })).toEqual([]);
    expect(more({ filedOn: '2026-01-12', decision })[0]).toBe('decide: 2026-01-12 → 2026-04-13 (2026-02-02)');
    const transfer = {
      askedOn: '2026-02-02',
      approvedAt: '2026-02-03T02:00:00Z',
      sentOn: '2026-02-03',
      outcome: 'accepted',
    };
    expect(more({ filedOn: '2026-01-12', transfer })[0]).toBe('decide: 2026-01-12 → 2026-04-13 (2026-02-03)');
    expect(more({ filedOn: '2026-01-12', transfer: { ...transfer, outcome: 'refused' } })[0]).toBe(
      'decide: 2026-01-12 → 2026-04-13',
    );
  });
  test('of what is held or seized: each from its approval, by its own id', () => {
    const hold = { holdId: 'h', approvedOn: '2026-03-02', endedOn: null };
    expect(
      more({
        holds: [hold, { ...hold, holdId: 'i', approvedOn: null }, { ...hold, holdId: 'j', endedOn: '2026-03-04' }],
      }),
    ).toEqual(['hold h: 2026-03-02 → 2026-03-11', 'hold j: 2026-03-02 → 2026-03-11 (2026-03-04)']);
    const seizure = { seizureId: 's', approvedOn: '2026-03-02', extendedOn: null, endedOn: null };
    expect(more({ seizures: [seizure, { ...seizure, approvedOn: null }] })).toEqual([
      'seizure s: 2026-03-02 → 2026-04-01',
    ]);
    expect(more({ seizures: [{ ...seizure, extendedOn: '2026-03-30', endedOn: '2026-04-20' }] })).toEqual([
      'seizure s: 2026-03-02 → 2026-05-06 (2026-04-20)',
    ]);
  });
  test('to argue: from the last notice, met when it is given up or what is proposed goes on', () => {
    const notices = [noticeOf(fine(1), { arrivedOn: '2026-02-02' }), noticeOf(fine(1))];
    expect(more({ notices })).toEqual(['argue: 2026-03-02 → 2026-03-09']);
    expect(more({ notices, waivedOn: '2026-03-03' })).toEqual(['argue: 2026-03-02 → 2026-03-09 (2026-03-03)']);
    expect(more({ notices, submission: { on: '2026-03-10' } })).toEqual([
      'argue: 2026-03-02 → 2026-03-09 (2026-03-10)',
    ]);
  });
  test('to serve, to pay, to be urged, to ask the court: one after another, while something is owed', () => {
    const served = { decision, service: { on: '2026-02-03' }, servedOn: '2026-02-03' };
    expect(more({ decision })).toEqual(['serve: 2026-02-02 → 2026-02-11']);
    expect(more(served)).toEqual(['serve: 2026-02-02 → 2026-02-11 (2026-02-03)', 'pay: 2026-02-03 → 2026-02-24']);
    expect(more({ ...served, urgedOn: '2026-03-02' }).slice(2)).toEqual([
      'urge: 2026-03-02 → 2026-03-12',
      'court: 2026-08-03 → 2026-11-03',
    ]);
    expect(more({ ...served, urgedOn: '2026-03-02', courtOn: '2026-09-01' }).slice(2)).toEqual([
      'urge: 2026-03-02 → 2026-03-12 (2026-09-01)',
      'court: 2026-08-03 → 2026-11-03 (2026-09-01)',
    ]);
    expect(more({ ...served, urgedOn: '2026-03-02', executedOn: '2026-03-05' }).slice(1)).toEqual([
      'pay: 2026-02-03 → 2026-02-24 (2026-03-05)',
      'urge: 2026-03-02 → 2026-03-12 (2026-03-05)',
      'court: 2026-08-03 → 2026-11-03 (2026-03-05)',
    ]);
    expect(more({ ...served, urgedOn: '2026-03-02', revokedOn: '2026-03-05' })).toHaveLength(1);
    expect(more({ ...served, urgedOn: '2026-03-02', decision: { ...decision, outcome: NO_PENALTY } })).toHaveLength(1);
    expect(
      more({ ...served, urgedOn: '2026-03-02', challenges: [{ kind: 'suit', since: '2026-02-20', until: null }] }),
    ).toHaveLength(3);
  });
  test('of 按日连续处罚: from the recheck that found a refusal, met by the case it opens or by the end of the fine', () => {
    const recheck = { recheckId: 'r', on: '2026-03-02', isCorrected: false, dailyCaseId: null };
    expect(more({ rechecks: [recheck, { ...recheck, isCorrected: true }] })).toEqual([
      'daily r: 2026-03-02 → 2026-03-11',
    ]);
    expect(more({ rechecks: [{ ...recheck, dailyCaseId: 'c' }] })).toEqual([
      'daily r: 2026-03-02 → 2026-03-11 (2026-03-02)',
    ]);
    expect(more({ rechecks: [recheck], revokedOn: '2026-03-05' })).toEqual([
      'daily r: 2026-03-02 → 2026-03-11 (2026-03-05)',
    ]);
  });
  test('of a transfer: three days to decide, then twenty-four hours to send', () => {
    const transfer = { askedOn: '2026-03-02', approvedAt: null, sentOn: null, outcome: null };
    expect(more({ transfer })).toEqual(['transfer-decide: 2026-03-02 → 2026-03-05']);
    expect(more({ transfer: { ...transfer, outcome: 'refused' } })).toEqual([
      'transfer-decide: 2026-03-02 → 2026-03-05 (2026-03-02)',
    ]);
    expect(more({ transfer: { ...transfer, approvedAt: '2026-03-03T17:00:00Z', sentOn: '2026-03-04' } })).toEqual([
      'transfer-decide: 2026-03-02 → 2026-03-05 (2026-03-04)',
      'transfer-send: 2026-03-03T17:00:00Z → 2026-03-04T17:00:00.000Z (2026-03-04)',
    ]);
  });
});

describe('last days', () => {
  test('to ask for reconsideration sixty days, to sue six months; the day of an instant is that of Asia/Shanghai', () => {
    expect(reconsiderBy('2026-02-03', calendar)).toBe('2026-04-07');
    expect(sueBy('2026-02-03', calendar)).toBe('2026-08-03');
    expect([dueDay('2026-03-04T17:00:00.000Z'), dueDay('2026-03-04')]).toEqual(['2026-03-05', '2026-03-04']);
    expect(arrivedOn({ means: 'direct', on: '2026-03-02' })).toBe('2026-03-02');
    expect(urgedUntil({ urgedOn: null }, calendar)).toBeNull();
  });
  test('after a reconsideration fifteen more days to sue, where that is later; nothing while nothing was served', () => {
    const until = (kind: 'suit' | 'reconsideration', day: string): string | null =>
      remediesEnd(
        { servedOn: '2026-02-03', challenges: [{ kind, since: '2026-02-10', until: day, outcome: 'upheld' }] },
        calendar,
      );
    expect(until('reconsideration', '2026-08-03')).toBe('2026-08-18');
    expect(until('reconsideration', '2026-04-01')).toBe('2026-08-03');
    expect(until('suit', '2026-09-01')).toBe('2026-09-01');
    expect(remediesEnd({ servedOn: null, challenges: [] }, calendar)).toBeNull();
  });
  test('to pay: the last instalment where they were granted, else fifteen days', () => {
    const plan = [
      { on: '2026-03-10', fen: 1 },
      { on: '2026-04-10', fen: 1 },
    ];
    const by = (outcome: 'granted' | 'refused' | null): string | null =>
      payBy({ servedOn: '2026-02-03', instalments: { plan, outcome } as unknown as CaseFile['instalments'] }, calendar);
    expect([by('granted'), by('refused'), by(null)]).toEqual(['2026-04-10', '2026-02-24', '2026-02-24']);
    expect(payBy({ servedOn: null, instalments: null }, calendar)).toBeNull();
  });
});

describe('what is owed', () => {
  const owing = (change: object): CaseFile =>
    sampleCase({ decision, servedOn: '2026-02-03', ...change } as Partial<CaseFile>);
  const paid = (on: string, fen: number) => ({ on, fen, means: 'bank', receipt: '1' });
  const gains = {
    kind: 'penalty',
    items: [{ kind: 'fine', fen: 100 }, { kind: 'gains', fen: 50 }, { kind: 'warning' }],
  } as const;
  test('fine and gains, and what was added for being late, without what was paid; never less than nothing', () => {
    expect([fineOf(gains as never), principalOf(gains as never), fineOf(NO_PENALTY)]).toEqual([100, 150, 0]);
    expect(paidOf({ payments: [paid('2026-02-10', 3), paid('2026-02-11', 4)] as never })).toBe(7);
    expect(outstandingOf(owing({ extra: { fen: 5 }, payments: [paid('2026-02-10', 7)] }))).toBe(1_000_000 + 5 - 7);
    expect(outstandingOf(owing({ payments: [paid('2026-02-10', 2_000_000)] }))).toBe(0);
    expect(outstandingOf(owing({ decision: null }))).toBe(0);
    expect(outstandingOf(owing({ revokedOn: '2026-03-01' }))).toBe(0);
  });
  test('of instalments: what is late counts from the day after each, never more than all', () => {
    const plan = [
      { on: '2026-03-10', fen: 400_000 },
      { on: '2026-04-10', fen: 600_000 },
    ];
    const file = owing({ instalments: { plan, outcome: 'granted' } });
    expect(extraThrough(file, '2026-03-10', calendar)).toBe(0);
    expect(extraThrough(file, '2026-03-12', calendar)).toBe(2 * 12_000);
    const refused = owing({ instalments: { plan, outcome: 'refused' } });
    expect(extraThrough(refused, '2026-02-25', calendar)).toBe(30_000);
    expect(extraThrough(owing({ decision: null }), '2026-03-12', calendar)).toBe(0);
    expect(extraThrough(owing({ servedOn: null }), '2026-03-12', calendar)).toBe(0);
  });
  test('not on a day on which it is contested, the first and the last included', () => {
    const challenged = (since: string, until: string | null): number =>
      extraThrough(owing({ challenges: [{ kind: 'suit', since, until, outcome: null }] }), '2026-02-27', calendar);
    expect(challenged('2026-02-25', '2026-02-25')).toBe(60_000);
    expect(challenged('2026-02-26', null)).toBe(30_000);
    expect(challenged('2026-03-01', null)).toBe(90_000);
  });
});
