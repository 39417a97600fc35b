/** 联合检查 on site: the other department's person comes, signs beside our team, and is missed when nobody says a word of him. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { codes } from '../testing/refusal-codes.ts';
import { notePartner, signPartner } from './actions/partners.ts';
import { reopenRecord, signOff } from './actions/sign.ts';
import { listPartnersOf } from './reads/partners.ts';
import { openScene, STRANGER, visitOf, type Scene, type Team } from './scene.testing.ts';
import { carry, carryFrom, hashOf } from './steps.testing.ts';
import type { Partner } from './types/partners.ts';

const MARKET = '区市场监督管理局';
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

let people = 0;
/** Somebody of another department, whom the draw gave to this visit. */
async function joined({ inspectionId }: Team, expiresOn = '2028-12-31'): Promise<string> {
  const officerId = newId();
  people += 1;
  const number = `SCJG${String(people).padStart(4, '0')}`;
  await inBureau(scene.runtime, 1, async ({ db }) => {
    await db
      .insertInto('officer')
      .values({
        bureau_id: 1,
        officer_id: officerId,
        removed: false,
        version: 1,
        created_on: '2026-01-05',
        updated_on: '2026-01-05',
        search: number,
        certificate_number: number,
        name: `市监员${people}`,
        organ: MARKET,
        certificate_domains: ['work-safety'],
        certificate_expires_on: expiresOn,
        is_presiding: false,
        specialties: [],
        status: 'on-duty',
      })
      .execute();
    await db
      .insertInto('inspection_partner')
      .values({ bureau_id: 1, inspection_id: inspectionId, seat: 0, officer_id: officerId })
      .execute();
  });
  return officerId;
}

async function partnerOf(team: Team): Promise<Partner | undefined> {
  const visit = await visitOf(scene, team);
  return (await read(scene.runtime, 1, (tx) => listPartnersOf(tx, visit)))[0];
}

describe('inspection.note-partner', () => {
  test('a visit without a word of the other department is not signed off; present is said once, by the team, on site', async () => {
    const team = scene.take();
    const officerId = await joined(team);
    const { inspectionId, lead, second } = team;
    const came = { inspectionId, officerId, came: 'yes' } as const;
    expect(codes(await act(scene.runtime, lead, notePartner, came)), 'before the entry').toEqual(['inspection-state']);
    await carry(scene, team, 'enterprise-signed');
    expect(codes(await act(scene.runtime, lead, signOff, { inspectionId }))).toEqual(['partner-unnoted']);
    expect(codes(await act(scene.runtime, STRANGER, notePartner, came))).toContain('inspection-not-member');
    const twice = await Promise.all([lead, second].map((who) => act(scene.runtime, who, notePartner, came)));
    expect(twice.flatMap(codes)).toEqual(['partner-noted']);
    expect(await partnerOf(team)).toMatchObject({ organ: MARKET, isPresent: true, signedAt: null });
    expect(codes(await act(scene.runtime, lead, signOff, { inspectionId }))).toEqual(['partner-unsigned']);
  });

  test('nobody comes with an expired certificate; who does not come is named with the reason, and the visit goes on', async () => {
    const team = scene.take();
    const officerId = await joined(team, '2026-03-11');
    const { inspectionId, lead } = team;
    await carry(scene, team, 'enterprise-signed');
    const one = { inspectionId, officerId };
    expect(codes(await act(scene.runtime, lead, notePartner, { ...one, came: 'yes' }))).toEqual([
      'certificate-expired',
    ]);
    expect(codes(await act(scene.runtime, lead, notePartner, { ...one, came: 'no', reason: '' }))).toEqual([
      'input-invalid',
    ]);
    await done(scene.runtime, lead, notePartner, { ...one, came: 'no', reason: '另有紧急任务' });
    expect(await partnerOf(team)).toMatchObject({ isPresent: false, absence: '另有紧急任务' });
    const recordHash = await hashOf(scene, team);
    expect(codes(await act(scene.runtime, lead, signPartner, { ...one, recordHash }))).toEqual(['partner-not-present']);
    await done(scene.runtime, lead, signOff, { inspectionId });
  });

  test('somebody who was not drawn for this visit is not noted', async () => {
    const [team, other] = [scene.take(), scene.take()];
    const officerId = await joined(other);
    await carry(scene, team, 'checked-in');
    const came = { inspectionId: team.inspectionId, officerId, came: 'yes' } as const;
    expect(codes(await act(scene.runtime, team.lead, notePartner, came))).toEqual(['partner-not-found']);
  });
});

describe('inspection.sign-partner', () => {
  test('signs the record as it stands, once; a record opened again is signed again', async () => {
    const team = scene.take();
    const officerId = await joined(team);
    const { inspectionId, lead } = team;
    await carry(scene, team, 'checked-in');
    await done(scene.runtime, lead, notePartner, { inspectionId, officerId, came: 'yes' });
    await carryFrom(scene, team, 'checked-in', 'enterprise-signed');
    const recordHash = await hashOf(scene, team);
    const signing = { inspectionId, officerId, recordHash };
    expect(codes(await act(scene.runtime, lead, signPartner, { ...signing, recordHash: 'f'.repeat(64) }))).toEqual([
      'sign-other-record',
    ]);
    await done(scene.runtime, lead, signPartner, signing);
    expect(codes(await act(scene.runtime, lead, signPartner, signing))).toEqual(['sign-twice']);
    scene.runtime.clock.advance(60);
    await done(scene.runtime, lead, reopenRecord, { inspectionId, reason: '漏了一处' });
    await carryFrom(scene, team, 'answered', 'enterprise-signed');
    expect(await partnerOf(team)).toMatchObject({ isPresent: true, signedAt: null });
    expect(codes(await act(scene.runtime, lead, signOff, { inspectionId }))).toEqual(['partner-unsigned']);
    await done(scene.runtime, lead, signPartner, { ...signing, recordHash: await hashOf(scene, team) });
    await done(scene.runtime, lead, signOff, { inspectionId });
  });
});
