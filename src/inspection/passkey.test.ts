import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { viewDevices } from './reads/devices.ts';
import { listSignatures } from './reads/visits.ts';
import { Authenticator, Phone, type Bent } from './phone.testing.ts';
import { openScene, type Scene, type Team } from './scene.testing.ts';
import { carry } from './steps.testing.ts';

const ORIGIN = 'https://jiancha.test.example';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

/** The lead's phone in an answered visit whose record it has just frozen. */
async function frozen(authenticator = new Authenticator(ORIGIN)): Promise<{ team: Team; phone: Phone; hash: string }> {
  const team = await carry(scene, scene.take(), 'answered');
  const phone = new Phone(scene, team, team.lead);
  phone.authenticator = authenticator;
  await phone.register();
  await phone.sync([]);
  return { team, phone, hash: await phone.close() };
}

async function outcome(phone: Phone): Promise<string | undefined> {
  const answer = await phone.sync();
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
  const last = answer.value.outcomes.at(-1);
  return last?.refusals[0]?.code ?? last?.outcome;
}

describe('a signature that the phone’s own verification stands for', () => {
  test('counts, and the list of phones says what signs beside the stroke', async () => {
    const { team, phone, hash } = await frozen();
    phone.signVerified(hash, team.officerIds[0]);
    expect(await outcome(phone)).toBe('taken');
    const signatures = await read(scene.runtime, 1, (tx) => listSignatures(tx, team.inspectionId));
    expect(signatures).toMatchObject([{ signer: team.officerIds[0], recordHash: hash }]);
    const devices = await read(scene.runtime, 1, (tx) => viewDevices(tx, team.lead.staffId));
    expect(devices[0]).toMatchObject({ deviceId: phone.deviceId, key: 'passkey', revokedAt: null });
    expect(devices[0]?.lastAt).not.toBeNull();
  });

  test.each<[string, Bent]>([
    ['of another text', { text: 'sunlot/1/field-signature\nanother' }],
    ['given on another site', { origin: 'https://jiancha.evil.example' }],
    ['of another site’s credential', { party: 'evil.example' }],
    ['that somebody was there, but not who', { flags: 0x01 }],
    ['made when the credential was made', { type: 'webauthn.create' }],
  ])('%s is kept apart', async (_what, bent) => {
    const { team, phone, hash } = await frozen();
    phone.signVerified(hash, team.officerIds[0], bent);
    expect(await outcome(phone)).toBe('signature-proof-wrong');
  });

  test('beside a colleague’s name, by another key, or from a phone that registered none: kept apart', async () => {
    const { team, phone, hash } = await frozen();
    phone.signVerified(hash, team.officerIds[1]);
    expect(await outcome(phone)).toBe('signature-proof-wrong');
    phone.authenticator = new Authenticator(ORIGIN);
    phone.signVerified(hash, team.officerIds[0]);
    expect(await outcome(phone)).toBe('signature-proof-wrong');
    const bare = await new Phone(scene, team, team.lead).register();
    bare.authenticator = new Authenticator(ORIGIN);
    await bare.sync([]);
    bare.signVerified(hash, team.officerIds[0]);
    expect(await outcome(bare)).toBe('signature-proof-wrong');
  });
});
