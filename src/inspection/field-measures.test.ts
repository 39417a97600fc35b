/** What a phone says beside answers: readings, pictures and sketches upon them; and what an older program on it says. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { receiveUpload } from '../core/uploads/receive.ts';
import { saveEquipment } from '../directory/actions/save.ts';
import { done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { jpegWith } from '../testing/upload-files.ts';
import { keepFile } from './actions/files.ts';
import { Phone } from './phone.testing.ts';
import { listFieldPhotos } from './reads/photos.ts';
import { findVisit } from './reads/visits.ts';
import { DAY, linesOf, openScene, visitOf, type Scene, type Team } from './scene.testing.ts';
import { carry } from './steps.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

async function atTheGate(): Promise<{ team: Team; phone: Phone; point: { itemId: string; pointNo: number } }> {
  const team = await carry(scene, scene.take(), 'checked-in');
  const phone = await new Phone(scene, team, team.lead).register();
  await phone.sync();
  const [line] = await linesOf(scene, team);
  if (line === undefined) throw new Error('the check table is empty');
  return { team, phone, point: { itemId: line.itemId, pointNo: line.no } };
}

/** What came of what the phone has just said. */
async function outcome(phone: Phone): Promise<unknown> {
  const answer = await phone.sync();
  if (!answer.ok) return answer.refusals;
  return answer.value.outcomes.map(({ outcome: came, refusals }) => refusals[0] ?? came);
}

describe('a reading', () => {
  async function detector(serial: string, calibrationDueOn: string): Promise<string> {
    const content = { serial, kind: 'gas-detector', calibrationDueOn } as const;
    const keeper = actorOf(['equipment-keeper'], 'keeper');
    return (await done(scene.runtime, keeper, saveEquipment, { target: null, reason: '新增', content })).recordId;
  }

  test('counts from a device whose calibration covers the day, its last day too', async () => {
    const { phone, point } = await atTheGate();
    for (const [serial, until] of [
      ['QT-当日', DAY],
      ['QT-往后', '2026-12-31'],
    ] as const) {
      const equipmentId = await detector(serial, until);
      const reading = { quantity: '可燃气体', value: '12', unit: '%LEL' };
      phone.say({ kind: 'measurement', measurementId: newId(), ...point, equipmentId, ...reading });
    }
    expect(await outcome(phone)).toEqual(['taken', 'taken']);
  });

  test('from a device past its calibration, or from none of the directory, is refused by the server too', async () => {
    const { phone, point } = await atTheGate();
    const reading = { quantity: '可燃气体', value: '12', unit: '%LEL' };
    const past = await detector('QT-过期', '2026-03-01');
    phone.say({ kind: 'measurement', measurementId: newId(), ...point, equipmentId: past, ...reading });
    expect(await outcome(phone)).toMatchObject([
      { code: 'measuring-device-uncalibrated', facts: { serial: 'QT-过期', until: '2026-03-01' } },
    ]);
    phone.say({ kind: 'measurement', measurementId: newId(), ...point, equipmentId: newId(), ...reading });
    expect(await outcome(phone)).toMatchObject([{ code: 'measuring-device-unknown' }]);
  });
});

describe('a sketch on a photo', () => {
  test('arrives as a picture of its own that says which one it was drawn upon; the photo stays as it was taken', async () => {
    const { team, phone, point } = await atTheGate();
    const pictures = ['照片', '草图'].map((words) => jpegWith(0xfe, Buffer.from(words)));
    const [photoId, sketchId] = [newId(), newId()];
    const about = { type: 'image/jpeg', takenAt: scene.runtime.clock.now(), ...point, isWithdrawn: false } as const;
    const hashes: string[] = [];
    for (const [n, bytes] of pictures.entries()) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      hashes.push(sha256);
      const drawn = n === 0 ? { photoId } : { photoId: sketchId, sketchOf: photoId };
      phone.say({ kind: 'photo', ...drawn, sha256, bytes: bytes.length, ...about });
      await receiveUpload(scene.runtime, team.lead, { name: `${sha256}.jpg`, bytes });
    }
    expect(await outcome(phone)).toEqual(['taken', 'taken']);
    for (const [n, bytes] of pictures.entries())
      await done(scene.runtime, team.lead, keepFile, {
        inspectionId: team.inspectionId,
        sha256: hashes[n] ?? '',
        bytes: bytes.length,
        type: 'image/jpeg',
      });
    const shown = await read(scene.runtime, 1, async (tx) => {
      const visit = await findVisit(tx, team.inspectionId);
      return visit === undefined ? [] : listFieldPhotos(tx, visit);
    });
    const known = shown.map(({ photoId: id, sha256, sketchOf }) => [id, sha256, sketchOf]);
    expect(new Set(known)).toEqual(
      new Set([
        [photoId, hashes[0], null],
        [sketchId, hashes[1], photoId],
      ]),
    );
  });
});

describe('a phone with an older program', () => {
  test('is understood: what it says in the first version is taken, signatures too', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const phone = await new Phone(scene, team, team.lead).register();
    phone.checkIn();
    await phone.passAll();
    const recordHash = await phone.close();
    phone.sign(recordHash, team.officerIds[0]);
    const older = phone.unsent.map((operation) => ({ ...operation, version: 1 }));
    const answer = await phone.sync(older);
    expect(answer.ok && new Set(answer.value.outcomes.map(({ outcome: came }) => came))).toEqual(new Set(['taken']));
    expect(await visitOf(scene, team)).toMatchObject({ recordHash, state: 'awaiting-signatures' });
  });
});
