/** Who may do an act now, whatever is said: state, seat, who must be another, signature, certificate (domain §21.7). */
import { describe, expect, test } from 'vitest';
import type { CaseFile } from '../types/file.ts';
import type { CaseAct } from '../types/table.ts';
import { actRefusals, hasMatter, standingRefusals } from './check.ts';
import type { CaseContext } from './context.ts';
import { officer, sampleCase, sampleContext, TODAY } from './sample.testing.ts';

const judge = (act: CaseAct, change: Partial<CaseFile> = {}, context: Partial<CaseContext> = {}): unknown[] =>
  standingRefusals(sampleCase(change), act, sampleContext(context));

describe('an act', () => {
  test('is done in its states, and says in which', () => {
    expect(judge('tell-rights')).toEqual([]);
    expect(judge('tell-rights', { state: 'closed' })).toEqual([
      { code: 'case-state', facts: { state: '已结案', allowed: ['调查取证'] } },
    ]);
  });
  test('of the handlers is done by one of them, with a certificate of the day', () => {
    expect(judge('tell-rights', {}, { staffId: 'staff-c' })).toEqual([{ code: 'case-not-handler' }]);
    expect(judge('tell-rights', {}, { officers: [] })).toEqual([{ code: 'case-not-handler' }]);
    const expired = [officer('a', { certificateExpiresOn: '2026-03-11' })];
    expect(judge('tell-rights', {}, { officers: expired })).toMatchObject([{ code: 'certificate-expired' }]);
  });
  test('of the presider by who was named for this hearing', () => {
    const hearing = { presiderId: 'presider' } as NonNullable<CaseFile['hearing']>;
    const state = 'hearing';
    expect(judge('record-hearing', { state, hearing }, { staffId: 'presider' })).toEqual([]);
    expect(judge('record-hearing', { state, hearing }, { staffId: 'other' })).toEqual([{ code: 'case-not-presider' }]);
    expect(judge('record-hearing', { state }, { staffId: 'other' })).toEqual([{ code: 'case-not-presider' }]);
  });
  test('is not done by who has or had another seat: each is named', () => {
    const head = { roles: ['head'] } as const;
    const apart = (staffId: string): unknown[] => judge('decide', { state: 'deciding' }, { ...head, staffId });
    expect(apart('head')).toEqual([]);
    expect(apart('reviewer')).toEqual([{ code: 'case-apart', facts: { seat: '法制审核人', deed: '签署决定' } }]);
    expect(apart('presider')).toEqual([{ code: 'case-apart', facts: { seat: '听证主持人', deed: '签署决定' } }]);
    expect(apart('staff-a')).toEqual([{ code: 'case-apart', facts: { seat: '承办人', deed: '签署决定' } }]);
    // Who reviewed may approve an extension: only those are kept apart whom the row names.
    expect(judge('extend-case', {}, { ...head, staffId: 'reviewer' })).toEqual([]);
  });
  test('that is signed asks for the head, or a delegation of the day', () => {
    const state = 'deciding';
    const by = (roles: CaseContext['roles'], hasDelegation = false): unknown[] =>
      judge('decide', { state }, { staffId: 'deputy', roles, hasDelegation });
    expect(by(['head'])).toEqual([]);
    expect(by(['deputy-head'])).toEqual([{ code: 'case-no-delegation', facts: { today: TODAY } }]);
    expect(by(['deputy-head'], true)).toEqual([]);
    // What is approved and not signed needs none.
    expect(judge('discuss', { state: 'discussing' }, { staffId: 'deputy', roles: ['deputy-head'] })).toEqual([]);
  });
  test('all that speaks against it is told at once', () => {
    expect(judge('decide', { state: 'closed' }, { staffId: 'staff-a', roles: ['deputy-head'] })).toMatchObject([
      { code: 'case-state' },
      { code: 'case-apart' },
      { code: 'case-no-delegation' },
    ]);
  });
});

describe('what is said', () => {
  const input = { caseId: sampleCase().caseId, outcome: 'agree' } as never;
  test('is judged where the state is one of the act’s, and only there', () => {
    const recusals = [{ outcome: null }] as unknown as CaseFile['recusals'];
    const context = sampleContext({ staffId: 'lawyer', roles: ['legal-reviewer'] });
    expect(actRefusals(sampleCase({ state: 'reviewing', recusals }), 'review', input, context)).toEqual([
      { code: 'recusal-undecided' },
    ]);
    expect(actRefusals(sampleCase({ state: 'closed', recusals }), 'review', input, context)).toMatchObject([
      { code: 'case-state' },
    ]);
    expect(
      actRefusals(sampleCase({ state: 'reviewing', recusals }), 'review', input, { ...context, staffId: 'presider' }),
    ).toMatchObject([{ code: 'case-apart' }, { code: 'recusal-undecided' }]);
  });
  test('of an act that asks nothing more is not judged', () => {
    expect(actRefusals(sampleCase(), 'tell-rights', input, sampleContext())).toEqual([]);
  });
});

describe('what an act is about', () => {
  const has = (act: CaseAct, change: object): boolean => hasMatter(sampleCase(change as Partial<CaseFile>), act);
  test('must be there before it is offered; other acts are about the case itself', () => {
    expect(has('tell-rights', {})).toBe(true);
    for (const act of [
      'decide-recusal',
      'approve-hold',
      'settle-hold',
      'approve-seizure',
      'extend-seizure',
      'settle-seizure',
      'serve',
      'void-paper',
      'urge',
      'open-daily',
      'return-payment',
      'decide-instalments',
      'end-challenge',
    ] as const)
      expect(has(act, {}), act).toBe(false);
  });
  test.each([
    [
      'decide-recusal',
      { recusals: [{ outcome: 'granted' }, { outcome: null }] },
      { recusals: [{ outcome: 'granted' }] },
    ],
    [
      'approve-hold',
      { holds: [{ approvedOn: null, endedOn: null }] },
      {
        holds: [
          { approvedOn: TODAY, endedOn: null },
          { approvedOn: null, endedOn: TODAY },
        ],
      },
    ],
    [
      'settle-hold',
      { holds: [{ approvedOn: null, endedOn: null }] },
      { holds: [{ approvedOn: TODAY, endedOn: TODAY }] },
    ],
    [
      'approve-seizure',
      { seizures: [{ approvedOn: null, endedOn: null }] },
      {
        seizures: [
          { approvedOn: TODAY, endedOn: null },
          { approvedOn: null, endedOn: TODAY },
        ],
      },
    ],
    [
      'extend-seizure',
      { seizures: [{ approvedOn: TODAY, endedOn: null }] },
      {
        seizures: [
          { approvedOn: null, endedOn: null },
          { approvedOn: TODAY, endedOn: TODAY },
        ],
      },
    ],
    [
      'settle-seizure',
      { seizures: [{ approvedOn: null, endedOn: null }] },
      { seizures: [{ approvedOn: TODAY, endedOn: TODAY }] },
    ],
    ['decide-instalments', { instalments: { outcome: null } }, { instalments: { outcome: 'granted' } }],
    ['end-challenge', { challenges: [{ until: null }] }, { challenges: [{ until: TODAY }] }],
    [
      'open-daily',
      { rechecks: [{ isCorrected: false, dailyCaseId: null }] },
      {
        rechecks: [
          { isCorrected: true, dailyCaseId: null },
          { isCorrected: false, dailyCaseId: 'c' },
        ],
      },
    ],
  ] as const)('%s', (act, there, gone) => {
    expect(has(act, there)).toBe(true);
    expect(has(act, gone)).toBe(false);
  });
});
