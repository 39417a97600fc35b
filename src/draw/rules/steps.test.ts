import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import { drawDeeds } from '../deeds.ts';
import { DRAW_STATES, type DrawState } from '../types.ts';
import { parseDice } from './dice.ts';
import { partyOf, STAGES, stepRefusals, type Progress } from './steps.ts';

const NOW = '2026-03-02T02:00:00.000Z';

const DICE_UNTHROWN = { id: 'dice', type: 'dice', knownAt: undefined, isSettled: false, awaitsCheck: false } as const;

function actor(staffId: string, role: Role): Actor {
  return { bureauId: 1, staffId, name: `测试${staffId}`, roles: [role] };
}

function progress(change: Partial<Progress> = {}): Progress {
  return {
    state: 'configuring',
    isVoid: false,
    revealBy: '2026-03-02T03:00:00Z',
    resultBy: '2026-03-02T05:00:00Z',
    committed: [],
    revealed: [],
    profile: 'offline',
    sources: [DICE_UNTHROWN],
    margin: 600,
    audit: undefined,
    isSealed: false,
    isForced: false,
    isAnnouncementLogged: true,
    duties: { planners: ['planner'], editors: ['editor'], operators: ['operator'], witnesses: ['witness'] },
    ...change,
  };
}

function codes(refusals: readonly { readonly code: string }[]): string[] {
  return refusals.map(({ code }) => code);
}

describe('the order of deeds', () => {
  const states = Object.keys(DRAW_STATES) as DrawState[];

  test.each(Object.keys(drawDeeds) as (keyof typeof drawDeeds)[])(
    '%s is refused in every stage but its own',
    (deed) => {
      for (const state of states) {
        const refused = codes(stepRefusals(deed, progress({ state }), actor('nobody', 'head'), NOW)).includes(
          'draw-stage',
        );
        expect([state, refused]).toEqual([state, !STAGES[deed].includes(state)]);
      }
    },
  );

  test('a void draw still goes to its result, and no further', () => {
    const isRefused = (deed: keyof typeof drawDeeds): boolean =>
      codes(
        stepRefusals(deed, progress({ isVoid: true, state: STAGES[deed][0] ?? 'drawn' }), actor('nobody', 'head'), NOW),
      ).includes('draw-void');
    expect((Object.keys(drawDeeds) as (keyof typeof drawDeeds)[]).filter((deed) => !isRefused(deed))).toEqual([
      'draw.reveal',
      'draw.recover',
      'draw.record-dice',
      'draw.confirm-dice',
      'draw.record-source',
      'draw.confirm-source',
      'draw.complete',
    ]);
  });
});

describe('separation of duties', () => {
  test.each([
    ['draw.freeze', 'configuring', 'planner', 'draw-planner-operates'],
    ['draw.freeze', 'configuring', 'editor', 'draw-editor-operates'],
    ['draw.announce', 'frozen', 'planner', 'draw-planner-operates'],
    ['draw.announce', 'frozen', 'leader', 'draw-party-operates'],
    ['draw.record-dice', 'announced', 'witness', 'draw-witness-operates'],
    ['draw.confirm-dice', 'rolling', 'operator', 'draw-operator-witnesses'],
    ['draw.confirm-dice', 'rolling', 'planner', 'draw-planner-witnesses'],
    ['draw.confirm-dice', 'rolling', 'editor', 'draw-editor-witnesses'],
    ['draw.complete', 'seeded', 'planner', 'draw-planner-operates'],
    ['draw.commit', 'frozen', 'operator', 'draw-operator-commits'],
    ['draw.confirm', 'drawn', 'operator', 'draw-operator-confirms'],
    ['draw.void', 'drawn', 'operator', 'draw-operator-voids'],
  ] as const)('%s in %s by the %s is refused: %s, saying who', (deed, state, staffId, code) => {
    const draw = progress({
      state,
      committed: [{ party: 'leader', staffId: 'leader', commitment: '', envelopes: [] }],
    });
    expect(stepRefusals(deed, draw, actor(staffId, 'supervisor'), NOW)).toContainEqual({
      code,
      facts: { name: `测试${staffId}` },
    });
  });

  test('who has acted in no other capacity may', () => {
    const rolling = progress({ state: 'rolling', sources: [{ ...DICE_UNTHROWN, awaitsCheck: true }] });
    expect(stepRefusals('draw.confirm-dice', rolling, actor('second', 'supervisor'), NOW)).toEqual([]);
  });
});

describe('commitments and reveals', () => {
  const committed = [
    { party: 'leader', staffId: 'head', commitment: '', envelopes: [] },
    { party: 'supervisor', staffId: 'supervisor', commitment: '', envelopes: [] },
  ] as const;

  test('head and deputy stand for the leading group, the supervisor for supervision', () => {
    expect([
      partyOf(actor('a', 'head')),
      partyOf(actor('b', 'deputy-head')),
      partyOf(actor('c', 'supervisor')),
    ]).toEqual(['leader', 'leader', 'supervisor']);
  });

  test('a share is given once, and one person gives one share even with two roles', () => {
    const commit = (draw: Partial<Progress>, who: Actor): string[] =>
      codes(stepRefusals('draw.commit', progress({ state: 'frozen', ...draw }), who, NOW));
    expect(commit({ committed }, actor('deputy', 'deputy-head'))).toEqual(['draw-party-committed']);
    expect(commit({ committed: committed.slice(0, 1) }, actor('head', 'supervisor'))).toEqual([
      'draw-person-committed',
    ]);
    expect(commit({}, actor('head', 'head'))).toEqual([]);
  });

  test('the announcement waits for both shares, and leaves time to reveal them', () => {
    const announce = (draw: Partial<Progress>, now: string): Refusal[] =>
      stepRefusals('draw.announce', progress({ state: 'frozen', ...draw }), actor('second', 'group-office'), now);
    expect(announce({ committed: committed.slice(0, 1) }, '2026-03-02T03:00:01.000Z')).toEqual([
      { code: 'draw-commitments-missing', facts: { parties: ['supervisor'] } },
      { code: 'draw-reveal-deadline-past', facts: { until: '2026-03-02T03:00:00Z' } },
    ]);
    expect(announce({ committed }, NOW)).toEqual([]);
  });

  test('only who committed reveals, once, in time, and only what the public log already holds', () => {
    const reveal = (draw: Partial<Progress>, who: Actor, now = NOW): string[] =>
      codes(stepRefusals('draw.reveal', progress({ state: 'announced', committed, ...draw }), who, now));
    expect(reveal({}, actor('deputy', 'deputy-head'))).toEqual(['draw-nothing-committed']);
    expect(
      reveal({ revealed: ['leader'], isAnnouncementLogged: false }, actor('head', 'head'), '2026-03-02T03:00:01.000Z'),
    ).toEqual(['draw-revealed-already', 'draw-announcement-unlogged', 'draw-reveal-late']);
    expect(reveal({}, actor('head', 'head'))).toEqual([]);
  });

  test('dice wait for the reveals or for their deadline, for the check of the typing before, and end with the deadline of the result', () => {
    const record = (draw: Partial<Progress>, now = NOW): Refusal[] =>
      stepRefusals(
        'draw.record-dice',
        progress({ state: 'announced', committed, ...draw }),
        actor('second', 'group-office'),
        now,
      );
    expect(record({ revealed: ['leader'] })).toEqual([
      { code: 'draw-reveals-missing', facts: { parties: ['supervisor'], until: '2026-03-02T03:00:00Z' } },
    ]);
    expect(record({ revealed: ['leader'] }, '2026-03-02T03:00:01.000Z')).toEqual([]);
    const both = ['leader', 'supervisor'] as const;
    expect(record({ revealed: both })).toEqual([]);
    expect(codes(record({ revealed: both }, '2026-03-02T05:00:01.000Z'))).toEqual(['draw-result-late']);
    expect(
      codes(record({ revealed: both, state: 'rolling', sources: [{ ...DICE_UNTHROWN, awaitsCheck: true }] })),
    ).toEqual(['draw-dice-await-check']);
  });

  test('the witness types after the operator, not before', () => {
    expect(
      codes(stepRefusals('draw.confirm-dice', progress({ state: 'rolling' }), actor('second', 'supervisor'), NOW)),
    ).toEqual(['draw-dice-not-recorded']);
  });
});

describe('dice as typed', () => {
  test('full-width digits and separators are understood', () => {
    expect(parseDice('１２３４５ 67890，12345、６７８９０')).toEqual({ digits: '12345678901234567890' });
  });

  test('too few, too many, or no digit at all is refused with what was found', () => {
    expect(parseDice('1234567890')).toEqual({
      refusals: [{ code: 'dice-count', at: 'digits', facts: { found: 10, needed: 20 } }],
    });
    expect(parseDice('１２３O5678901234567890')).toEqual({
      refusals: [{ code: 'dice-character', at: 'digits', facts: { found: ['O'] } }],
    });
    expect(parseDice('一二三')).toEqual({
      refusals: [{ code: 'dice-character', at: 'digits', facts: { found: ['一', '二', '三'] } }],
    });
  });
});
