import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { answer } from '../core/command.ts';
import { read } from '../core/transact.ts';
import { EVIDENCE, recusalOf, substituteNow, visitsOf } from '../testing/draw-after.ts';
import {
  act,
  carryOn,
  carryTo,
  deputy,
  done,
  head,
  office,
  secondOffice,
  supervisor,
} from '../testing/draw-ceremony.ts';
import { recuse } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf } from '../testing/runtime.ts';
import { recordBytes, signRecord, viewRecord } from './actions/record.ts';
import { changesPdf } from './documents/changes.ts';
import { noticePdf } from './documents/notice.ts';
import { recordPdf } from './documents/record.ts';
import { readChanges } from './reads/changes.ts';
import { readNotice } from './reads/notice.ts';
import { readRecord } from './reads/record.ts';
import { drawReadSpecs } from './routes.ts';
import type { Readership } from './types/record.ts';

const scene = useScene();

async function seen(drawId: string): Promise<string> {
  const draw = await scene.draw(drawId);
  const record = await read(scene.runtime, 1, (tx) => recordBytes(tx, draw, scene.runtime));
  if (record === undefined) throw new Error('there is no record yet');
  return record.sha256;
}

async function state(drawId: string) {
  const draw = await scene.draw(drawId);
  return read(scene.runtime, 1, (tx) => viewRecord(tx, draw, head, scene.runtime));
}

async function recordOf(drawId: string, readership: Readership) {
  const draw = await scene.draw(drawId);
  const record = await read(scene.runtime, 1, (tx) => readRecord(tx, draw, readership));
  if (record === undefined) throw new Error('there is no record yet');
  return record;
}

describe('draw.sign-record', () => {
  test('operator, leader and witness sign the same bytes; the log names their hash and no person', async () => {
    const drawId = await scene.to('confirmed');
    const sha256 = await seen(drawId);
    expect(await state(drawId)).toMatchObject({ state: 'unsigned', signatures: [] });
    expect(await done(scene.runtime, office, signRecord, { drawId, sha256 })).toMatchObject({ missing: 2 });
    expect(await state(drawId)).toMatchObject({ state: 'partly', sha256 });
    // A day, a release and other deeds later the record is still the one that was signed.
    scene.runtime.clock.advance(86_400);
    await carryOn(scene.runtime, drawId, 1, 'confirmed', 'released');
    expect(await seen(drawId)).toBe(sha256);
    await done(scene.runtime, head, signRecord, { drawId, sha256 });
    await done(scene.runtime, supervisor, signRecord, { drawId, sha256 });
    expect(await state(drawId)).toMatchObject({
      state: 'signed',
      signatures: [{ signer: 'operator' }, { signer: 'leader' }, { signer: 'witness' }],
    });
    const kept = await scene.runtime.files.get(sha256);
    expect(createHash('sha256').update(kept).digest('hex')).toBe(sha256);
    expect(await scene.deedsOf('draw.sign-record')).toMatchObject([
      { facts: { document: sha256, as: 'operator' } },
      { facts: { document: sha256, as: 'leader' } },
      { facts: { document: sha256, as: 'witness' } },
    ]);
  });

  test('only what the signer has seen, only after the confirmation, only who has a duty, once each', async () => {
    const drawId = await scene.to('drawn');
    const other = '0'.repeat(64);
    expect(codes(await act(scene.runtime, office, signRecord, { drawId, sha256: other }))).toContain('draw-stage');
    await carryOn(scene.runtime, drawId, 1, 'drawn', 'confirmed');
    expect(codes(await act(scene.runtime, office, signRecord, { drawId, sha256: other }))).toEqual([
      'draw-record-changed',
    ]);
    const sha256 = await seen(drawId);
    expect(codes(await act(scene.runtime, secondOffice, signRecord, { drawId, sha256 }))).toEqual([
      'draw-record-no-duty',
    ]);
    expect(codes(await act(scene.runtime, actorOf(['officer'], 'o'), signRecord, { drawId, sha256 }))).toEqual([
      'not-allowed',
    ]);
    await done(scene.runtime, head, signRecord, { drawId, sha256 });
    expect(codes(await act(scene.runtime, deputy, signRecord, { drawId, sha256 }))).toEqual(['draw-record-signed']);
    expect(codes(await act(scene.runtime, head, signRecord, { drawId, sha256 }))).toEqual(['draw-record-signed']);
    const stranger = actorOf(['head'], 'head', 2);
    expect(codes(await act(scene.runtime, stranger, signRecord, { drawId, sha256 }))).toEqual(['draw-not-found']);
  });

  test('two leaders and two operators press at once: one signature for each duty', async () => {
    const drawId = await scene.to('confirmed');
    const sha256 = await seen(drawId);
    const presses = [head, deputy, head, office, office].map((who) =>
      act(scene.runtime, who, signRecord, { drawId, sha256 }),
    );
    const results = await Promise.all(presses);
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    expect((await state(drawId))?.signatures.map(({ signer }) => signer).toSorted()).toEqual(['leader', 'operator']);
  });

  test('what is signed cannot be changed or taken back, not even with the rights of the application', async () => {
    const drawId = await scene.to('confirmed');
    await done(scene.runtime, office, signRecord, { drawId, sha256: await seen(drawId) });
    for (const table of ['draw_record', 'draw_record_signature'] as const) {
      await expect(
        scene.runtime.asOwner(async (owner) => {
          await owner.deleteFrom(table).execute();
        }),
        table,
      ).rejects.toThrow(/append-only|只增/);
    }
  });
});

describe('the record of a draw', () => {
  test('the office reads names, the public only numbers', async () => {
    const drawId = await scene.to('confirmed');
    const internal = await pdfText(recordPdf(await recordOf(drawId, 'internal')));
    const open = await pdfText(recordPdf(await recordOf(drawId, 'public')));
    expect(internal).toContain('执法员');
    expect(JSON.stringify(await recordOf(drawId, 'public'))).not.toMatch(
      /执法员\d|专家\d|测试(operator|head|supervisor)/,
    );
    expect(open).not.toMatch(/执法员\d|测试(operator|head|supervisor)/);
    const { picks } = await recordOf(drawId, 'internal');
    expect(picks).toHaveLength(8);
    for (const { name, id, officers } of picks) {
      expect(internal).toContain(name.replaceAll(/\s/g, ''));
      expect(open).toContain(id);
      for (const officer of officers) {
        expect(officer.name).toMatch(/^执法员\d/);
        expect(open).toContain(officer.id);
      }
    }
  });

  test('it does not depend on when, or after what, it is printed', async () => {
    const drawId = await scene.to('confirmed');
    const before = Buffer.from(recordPdf(await recordOf(drawId, 'internal'))).toString('base64');
    scene.runtime.clock.advance(90_000);
    await carryTo(scene.runtime, 'configuring', { planId: scene.district.planId, batch: 2 });
    const after = Buffer.from(recordPdf(await recordOf(drawId, 'internal'))).toString('base64');
    expect(after).toBe(before);
  });

  test('a recusal that made somebody stand back is named as one', async () => {
    const [officerId = ''] = scene.district.officerIds;
    await recuse(scene.runtime, 1, officerId, scene.district.enterpriseIds);
    const drawId = await scene.to('confirmed');
    const { skips, picks } = await recordOf(drawId, 'internal');
    const recused = skips.flatMap(({ skipped }) => skipped.filter(({ reason }) => reason === 'recused'));
    expect(recused.length).toBeGreaterThan(0);
    expect(new Set(recused.map(({ id }) => id))).toEqual(new Set(['DEMO1201110001']));
    expect(picks.flatMap(({ officers }) => officers.map(({ id }) => id))).not.toContain('DEMO1201110001');
  });

  test('there is none for a draw of another bureau, nor before the confirmation', async () => {
    const drawId = await scene.to('drawn');
    const spec = drawReadSpecs.find(({ path }) => path === '/api/draws/:drawId/record');
    if (spec === undefined) throw new Error('no such read');
    expect(codes(await answer(scene.runtime, head, spec, { drawId }))).toEqual(['draw-not-found']);
    await carryOn(scene.runtime, drawId, 1, 'drawn', 'confirmed');
    expect(await answer(scene.runtime, head, spec, { drawId })).toMatchObject({ ok: true });
    expect(codes(await answer(scene.runtime, actorOf(['head'], 'x', 2), spec, { drawId }))).toEqual(['draw-not-found']);
  });
});

test('the printed announcement names the commitments and roots that were announced, and is the same afterwards', async () => {
  const drawId = await scene.to('announced');
  const print = async (): Promise<Uint8Array> => {
    const draw = await scene.draw(drawId);
    const notice = await read(scene.runtime, 1, (tx) => readNotice(tx, draw));
    if (notice === undefined) throw new Error('there is no notice yet');
    return noticePdf(notice);
  };
  const before = await print();
  const { frozen, announcement_hash: hash } = await scene.draw(drawId);
  const text = await pdfText(before);
  expect(text).toContain(frozen?.roster.root);
  expect(text).toContain(hash);
  await carryOn(scene.runtime, drawId, 1, 'announced', 'confirmed');
  expect(Buffer.from(await print()).equals(Buffer.from(before))).toBe(true);
});

test('what is replaced after the record is signed has a page of its own; the record stays as it was', async () => {
  const drawId = await scene.to('released');
  const before = await seen(drawId);
  const draw = await scene.draw(drawId);
  const changes = (readership: Readership) => read(scene.runtime, 1, (tx) => readChanges(tx, draw, readership));
  expect(await changes('internal'), 'nothing yet').toBeUndefined();
  const [visit] = await visitsOf(scene.runtime, drawId);
  if (visit === undefined) throw new Error('nobody is visited');
  const target = recusalOf(visit);
  await substituteNow(scene.runtime, drawId, target);
  const [internal, open] = [await changes('internal'), await changes('public')];
  if (internal === undefined || open === undefined) throw new Error('no changes');
  const [named, numbered] = [await pdfText(changesPdf(internal)), await pdfText(changesPdf(open))];
  const out = visit.officer[0]?.person ?? '';
  for (const text of [named, numbered]) {
    expect(text).toContain('结果之后的替换');
    expect(text).toContain(out);
    expect(text).toContain(EVIDENCE);
    expect(text).toContain(internal.changes[0]?.hash);
  }
  expect(named).toContain('执法员');
  expect(numbered).not.toContain('执法员');
  expect(await seen(drawId), 'the signed bytes').toBe(before);
});
