/** Who has been what keeps out of the rest: tried for every act of the table. */
import { beforeAll, describe, expect, test } from 'vitest';
import { mayDo } from '../core/actor.ts';
import { read } from '../core/transact.ts';
import { done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { delegate, stopDelegation } from './actions/settings.ts';
import { penaltyDeeds } from './deeds.ts';
import { aboutCase, contextOf } from './reads/context.ts';
import { standingRefusals } from './rules/check.ts';
import {
  carryCase,
  CHIEF,
  DAY,
  doAct,
  HEAD,
  lead,
  LEGAL,
  openedCaseScene,
  sampleEvidence,
  tryAct,
} from './scene.testing.ts';
import type { CaseFile } from './types/file.ts';
import { ACT_NAMES, actRule, type CaseAct, type Seat } from './types/table.ts';

const scene = openedCaseScene();
let file: CaseFile;
beforeAll(async () => {
  scene.at(DAY);
  file = await carryCase(scene, 'executing');
}, 60_000);

/** The acts by which law keeps people apart (行政处罚法 §42–43, §57–58, §64; domain §20): written here again, not read from the table. */
const MUST_BE_APART: Readonly<Record<Seat, readonly CaseAct[]>> = {
  handler: [
    'decline-lead',
    'return-filing',
    'approve-filing',
    'decide-recusal',
    'change-handler',
    'approve-hold',
    'settle-hold',
    'approve-seizure',
    'extend-seizure',
    'settle-seizure',
    'extend-case',
    'review',
    'schedule-hearing',
    'record-hearing',
    'discuss',
    'return-decision',
    'decide',
    'decide-instalments',
    'impose-extra',
    'apply-court',
    'end-execution',
    'revoke-decision',
    'decide-transfer',
    'return-closing',
    'approve-closing',
  ],
  reviewer: ['record-hearing', 'decide'],
  presider: ['review', 'decide'],
  decider: [],
};

describe('separation of duties', () => {
  test.each(ACT_NAMES.filter((act) => actRule(act).from.length > 0))('%s', async (act) => {
    const { from, roles } = actRule(act);
    const [state] = from;
    for (const seat of ['handler', 'reviewer', 'presider', 'decider'] as const) {
      // Somebody who has the role now, and had this seat once.
      const staffId = `was-${seat}`;
      const had = { ...file, state: state ?? file.state, seats: { ...file.seats, [seat]: [staffId] } };
      const context = await read(scene.runtime, 1, (tx) => contextOf(tx, { staffId, roles }, aboutCase(file)));
      const codes = standingRefusals(had, act, context).map(({ code }) => code);
      expect(codes.includes('case-apart'), `${act} by who was ${seat}`).toBe(MUST_BE_APART[seat].includes(act));
    }
  });

  test.each(ACT_NAMES)('%s is done by the roles of its row alone', async (act) => {
    const rule = penaltyDeeds[`penalty.${act}`];
    expect(rule.roles).toEqual(actRule(act).roles);
    expect(
      mayDo(['supervisor', 'archivist', 'disclosure-reviewer', 'equipment-keeper', 'expert', 'system-admin'], rule),
    ).toBe(false);
  });

  test('what is signed in the head’s name is exactly this (行政处罚法 §57; domain §20)', () => {
    expect(ACT_NAMES.filter((act) => actRule(act).signs === true).toSorted()).toEqual([
      'apply-court',
      'decide',
      'decide-transfer',
      'end-execution',
      'impose-extra',
      'revoke-decision',
    ]);
  });

  test.each(ACT_NAMES.filter((act) => actRule(act).signs === true))(
    '%s by a deputy: on the days of the delegation alone, and not once it was ended',
    async (act) => {
      const staffId = `deputy-who-would-${act}`;
      const mayNot = async (day: string): Promise<boolean> => {
        scene.at(day);
        const { from } = actRule(act);
        const person = { staffId, roles: ['deputy-head'] as const };
        const context = await read(scene.runtime, 1, (tx) => contextOf(tx, person, aboutCase(file)));
        const codes = standingRefusals({ ...file, state: from[0] ?? file.state }, act, context).map(({ code }) => code);
        return codes.includes('case-no-delegation');
      };
      scene.at(DAY);
      const { delegationId } = await done(scene.runtime, HEAD, delegate, {
        delegation: { staffId, from: '2026-03-04', until: '2026-03-06', reason: '外出' },
      });
      expect([await mayNot('2026-03-03'), await mayNot('2026-03-04'), await mayNot('2026-03-06')]).toEqual([
        true,
        false,
        false,
      ]);
      expect(await mayNot('2026-03-07')).toBe(true);
      scene.at('2026-03-05');
      await done(scene.runtime, HEAD, stopDelegation, { delegationId });
      expect(await mayNot('2026-03-05')).toBe(true);
      scene.at(DAY);
    },
  );

  test('acts of a seat are refused to everybody else, whatever the role', async () => {
    for (const act of ACT_NAMES.filter((each) => actRule(each).seat !== undefined)) {
      const { from, roles } = actRule(act);
      const context = await read(scene.runtime, 1, (tx) =>
        contextOf(tx, { staffId: 'stranger', roles }, aboutCase(file)),
      );
      const codes = standingRefusals({ ...file, state: from[0] ?? file.state }, act, context).map(({ code }) => code);
      expect(codes, act).toContain(actRule(act).seat === 'handler' ? 'case-not-handler' : 'case-not-presider');
    }
  });

  test('who was replaced as a handler still judges nothing', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'evidence');
    const asked = await doAct(scene, CHIEF, 'request-recusal', caseId, {
      officerId: scene.officerIds[0] ?? '',
      by: 'party',
      reason: '亲属关系',
    });
    const recusalId = asked.recusals[0]?.recusalId ?? '';
    const mine = lead(scene);
    // The investigation goes on meanwhile, the report does not (行政处罚法 §43).
    await doAct(scene, HEAD, 'decide-recusal', caseId, {
      recusalId,
      outcome: 'granted',
      replacementId: scene.officerIds[3] ?? '',
      reply: '应当回避',
    });
    expect(
      await tryAct(scene, mine, 'add-evidence', caseId, {
        evidence: await sampleEvidence(scene),
      }),
    ).toEqual(['case-not-handler']);
    const promoted = { ...actorOf(['head'], mine.staffId) };
    expect(await tryAct(scene, promoted, 'extend-case', caseId, { reason: '复杂' })).toEqual(['case-apart']);
    expect(
      await tryAct(scene, { ...LEGAL, staffId: mine.staffId }, 'review', caseId, {
        outcome: 'agreed',
        opinion: '同意',
      }),
    ).toEqual(['case-state', 'case-apart']);
  });
});
