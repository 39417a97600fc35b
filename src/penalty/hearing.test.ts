/** A hearing: who may ask for it and until when, who presides, and what follows it. */
import { describe, expect, test } from 'vitest';
import { servable } from './rules/forms.ts';
import {
  carryCase,
  caseOf,
  CHIEF,
  doAct,
  hashToSign,
  HEAD,
  LARGE,
  lead,
  LEGAL,
  openedCaseScene,
  sampleLead,
  sampleService,
  tryAct,
  DAY,
} from './scene.testing.ts';

const scene = openedCaseScene();

describe('a hearing', () => {
  test('asked for in five workdays, told of seven before, presided by somebody else, reviewed again, discussed', async () => {
    scene.at('2026-09-16');
    const given = sampleLead({ violatedOn: '2026-08-01' });
    const { caseId, notices } = await carryCase(scene, 'noticed', LARGE, given);
    expect(notices[0]?.isHeard).toBe(true);
    const mine = lead(scene);
    await doAct(scene, mine, 'request-hearing', caseId, { on: '2026-09-16', request: '要求听证' });
    const call = (on: string, presiderId: string) =>
      tryAct(scene, HEAD, 'schedule-hearing', caseId, {
        on,
        place: '会议室',
        presiderId,
        isClosed: false,
      });
    expect(await call('2026-09-24', mine.staffId)).toEqual(['hearing-too-soon', 'presider-investigated']);
    expect(await call('2026-09-28', 'legal')).toEqual(['presider-reviewed']);
    expect(await call('2026-09-28', 'chief')).toEqual([]);
    const report = { summary: '双方陈述', opinion: '维持' };
    expect(await tryAct(scene, CHIEF, 'record-hearing', caseId, report)).toEqual(['hearing-not-yet']);
    scene.at('2026-09-28');
    // The call has not reached the party; served today, it comes too late; a new day is named.
    expect(await tryAct(scene, CHIEF, 'record-hearing', caseId, report)).toEqual(['hearing-call-unserved']);
    const serve = async () => {
      const waiting = servable(await caseOf(scene, caseId)).map(({ documentId }) => documentId);
      return tryAct(scene, mine, 'serve', caseId, { documentIds: waiting, service: sampleService(scene) });
    };
    expect(await serve()).toEqual([]);
    expect(await serve()).toEqual(['input-invalid']);
    expect(await tryAct(scene, CHIEF, 'record-hearing', caseId, report)).toEqual(['hearing-call-late']);
    expect(await call('2026-10-16', 'chief')).toEqual([]);
    expect(await serve()).toEqual([]);
    scene.at('2026-10-16');
    expect(await tryAct(scene, { ...CHIEF, staffId: 'other-chief' }, 'record-hearing', caseId, report)).toEqual([
      'case-not-presider',
    ]);
    await doAct(scene, CHIEF, 'record-hearing', caseId, report);
    await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '程序合法' });
    const submitted = await doAct(scene, mine, 'submit-decision', caseId, { outcome: LARGE, opinion: '按告知处罚' });
    expect(submitted.state).toBe('discussing');
    const discuss = (attendeeIds: string[]) =>
      tryAct(scene, HEAD, 'discuss', caseId, { on: scene.today(), attendeeIds, record: '讨论', outcome: LARGE });
    expect(await discuss(['deputy', mine.staffId])).toEqual([
      'discussion-without-chair',
      'discussion-handler',
      'discussion-too-few',
    ]);
    expect(await discuss(['head', 'deputy', 'chief'])).toEqual([]);
    const hash = await hashToSign(scene, caseId);
    expect(await tryAct(scene, HEAD, 'decide', caseId, { documentHash: 'a'.repeat(64) })).toEqual([
      'sign-other-record',
    ]);
    expect(await tryAct(scene, HEAD, 'decide', caseId, { documentHash: hash })).toEqual([]);
  });

  test('is not there for a small fine, and not after its days or after it was given up', async () => {
    scene.at(DAY);
    const small = await carryCase(scene, 'noticed');
    const ask = (caseId: string) =>
      tryAct(scene, lead(scene), 'request-hearing', caseId, { on: scene.today(), request: '听证' });
    expect(await ask(small.caseId)).toEqual(['hearing-not-told']);
    const large = await carryCase(scene, 'noticed', LARGE);
    scene.at('2026-03-10');
    expect(await ask(large.caseId)).toEqual(['hearing-too-late']);
    await doAct(scene, lead(scene), 'note-waiver', large.caseId, { on: '2026-03-10', statement: '放弃' });
    expect(await ask(large.caseId)).toEqual(['hearing-too-late', 'argument-waived']);
  });
});
