import { createHash } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { newId } from '../core/ids.ts';
import { receiveUpload } from '../core/uploads/receive.ts';
import { keepFile } from '../inspection/actions/files.ts';
import { Phone } from '../inspection/phone.testing.ts';
import { listDocuments } from '../core/register/reads.ts';
import { read } from '../core/transact.ts';
import { voidDocument } from '../inspection/actions/documents.ts';
import { CHIEF, linesOf, openScene, STRANGER, type Scene, type Team } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { pdfText } from '../testing/pdf.ts';
import { exifOf, JPEG, jpegWith, PNG } from '../testing/upload-files.ts';
import { portalRoutes } from './portal.ts';
import { registerDocumentRoutes } from './register-documents.ts';
import { serveRoutes, type ServedRoutes } from './served.testing.ts';
import { visitDocumentRoutes } from './visit-documents.ts';

let scene: Scene;
let routes: ServedRoutes;
let team: Team;
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  scene = await openScene();
  team = await carry(scene, scene.take(), 'signed-off');
  routes = await serveRoutes(scene.runtime, (site, identify) => {
    visitDocumentRoutes(site, scene.runtime, identify);
    portalRoutes(site, scene.runtime);
    registerDocumentRoutes(site, scene.runtime, identify);
  });
}, 60_000);
afterAll(async () => {
  await routes.close();
  await scene.close();
});

const get = (url: string, as: Actor | undefined) => routes.get(url, as);
const post = (url: string, payload: object, as: Actor) =>
  routes.ask({ method: 'POST', url, payload, headers: { 'idempotency-key': newId() } }, as);

/** One file as a browser sends it. */
function send(url: string, name: string, bytes: Buffer, as: Actor): Promise<LightMyRequestResponse> {
  const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]);
  return routes.ask({ method: 'POST', url, headers, payload }, as);
}

const at = (path: string): string => `/api/inspections/${team.inspectionId}/${path}`;

describe('a document on the wire', () => {
  test('its preview names the hash that is issued; the issued one is sent as it was', async () => {
    const preview = await get(at('forms/record.pdf'), team.lead);
    expect(preview.statusCode).toBe(200);
    const { sha256, number } = (await get(at('forms/record'), team.lead)).json<{ sha256: string; number: string }>();
    expect(preview.headers['x-document-sha256']).toBe(sha256);
    const input = { inspectionId: team.inspectionId, form: 'record', sha256 };
    const issued = await post('/api/inspection.issue-document', input, team.lead);
    expect(issued.json()).toMatchObject({ number, sha256 });
    const { documentId } = issued.json<{ documentId: string }>();
    const sent = await get(at(`documents/${documentId}.pdf`), CHIEF);
    expect(sent.rawPayload.equals(preview.rawPayload)).toBe(true);
    for (const files of ['hazards', 'credit-entries']) {
      const elsewhere = await get(`/api/${files}/${team.inspectionId}/documents/${documentId}.pdf`, CHIEF);
      expect(elsewhere.statusCode, 'a visit is no file of theirs').toBe(404);
    }
  });

  test('a stranger and another bureau see nothing, and who is not signed in is told so', async () => {
    for (const url of [at('forms/record.pdf'), at('forms/record'), at('documents'), at('slip.pdf'), at('evidence')]) {
      expect((await get(url, STRANGER)).statusCode).toBe(404);
      expect((await get(url, actorOf(['section-chief'], 'x', 2))).statusCode).toBe(404);
      expect((await get(url, undefined)).statusCode).toBe(401);
    }
    expect((await get(at('forms/..%2f..%2fx.pdf'), team.lead)).statusCode).toBe(404);
  });

  test('Word and slip come as files', async () => {
    const word = await get(at('forms/record.docx'), team.lead);
    expect(word.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await get(at('slip.pdf?width=58'), team.lead)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await get('/api/inspection-templates/order.docx', actorOf(['legal-reviewer']))).statusCode).toBe(200);
    expect((await get('/api/inspection-templates/order.docx', team.lead)).statusCode).toBe(403);
  });
});

describe('evidence on the wire', () => {
  const photo = jpegWith(0xe1, exifOf(6, '2026:03:12 09:05:00'));

  test('a photo is checked, kept as it came, and shown without its traces', async () => {
    const open = await carry(scene, scene.take(), 'checked-in');
    const own = (path: string): string => `/api/inspections/${open.inspectionId}/${path}`;
    const sent = await send(own('files'), '喷漆房.jpg', photo, open.lead);
    expect(sent.json()).toMatchObject({ format: 'jpeg', hasPlace: true, takenAt: '2026-03-12T09:05:00' });
    const { sha256 } = sent.json<{ sha256: string }>();
    const input = { inspectionId: open.inspectionId, sha256, name: '喷漆房.jpg', caption: '非防爆插座' };
    const { evidenceId } = (await post('/api/inspection.attach-evidence', input, open.lead)).json<{
      evidenceId: string;
    }>();
    const shown = await get(own(`evidence/${evidenceId}`), open.second);
    expect(shown.headers['content-security-policy']).toContain('sandbox');
    expect(shown.rawPayload.includes('2026:03:12')).toBe(false);
    const original = await get(own(`evidence/${evidenceId}?original=1`), open.second);
    expect(original.rawPayload.equals(photo)).toBe(true);
    expect((await get(own(`evidence/${evidenceId}`), STRANGER)).statusCode).toBe(404);
  });

  test('what is no evidence is refused with its reason, and nobody outside the team sends any', async () => {
    const open = await carry(scene, scene.take(), 'checked-in');
    const url = `/api/inspections/${open.inspectionId}/files`;
    const refused = await send(url, '照片.jpg', Buffer.from('MZ'), open.lead);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({
      refusals: [{ code: 'upload-program', remedy: expect.any(String) as string }],
    });
    expect((await send(url, 'a.jpg', JPEG, STRANGER)).statusCode).toBe(404);
    expect((await send(url, 'a.jpg', JPEG, CHIEF)).statusCode).toBe(403);
  });
});

describe('photos of a visit', () => {
  test('from a desk and from a phone stand in the record, the phone’s own original but once; the desk opens both without traces', async () => {
    const open = await carry(scene, scene.take(), 'checked-in');
    const own = (path: string): string => `/api/inspections/${open.inspectionId}/${path}`;
    const [line] = await linesOf(scene, open);
    const phone = await new Phone(scene, open, open.lead).register();
    const original = jpegWith(0xe1, exifOf(6, '2026:03:12 09:05:00'));
    const copy = jpegWith(0xfe, Buffer.from('smaller'));
    const say = (bytes: Buffer, photoId: string, more: object = {}) =>
      phone.say({
        kind: 'photo',
        photoId,
        sha256: sha256Of(bytes),
        bytes: bytes.length,
        type: 'image/jpeg',
        takenAt: scene.runtime.clock.now(),
        itemId: line?.itemId ?? '',
        pointNo: line?.no ?? 0,
        isWithdrawn: false,
        ...more,
      });
    const [originalId, copyId] = [newId(), newId()];
    say(original, originalId);
    say(copy, copyId, { copyOf: originalId });
    await phone.sync();
    const photosOf = async () =>
      (await get(own('evidence'), open.lead)).json<{ photos: { photoId: string; copyOf: string | null }[] }>().photos;
    expect(await photosOf(), 'announced, not here yet').toEqual([]);
    for (const bytes of [original, copy]) {
      const received = await receiveUpload(scene.runtime, open.lead, { name: 'a.jpg', bytes });
      if (!received.ok) throw new Error('refused');
      const file = {
        inspectionId: open.inspectionId,
        sha256: sha256Of(bytes),
        bytes: bytes.length,
        type: 'image/jpeg',
      };
      await done(scene.runtime, open.lead, keepFile, file);
    }
    expect(new Map((await photosOf()).map(({ photoId, copyOf }) => [photoId, copyOf]))).toEqual(
      new Map([
        [originalId, null],
        [copyId, originalId],
      ]),
    );
    const shown = await get(own(`photos/${originalId}`), open.second);
    expect(shown.rawPayload.includes('2026:03:12')).toBe(false);
    const whole = await get(own(`photos/${originalId}?original=1`), open.second);
    expect(whole.rawPayload.equals(original)).toBe(true);
    expect((await get(own(`photos/${originalId}`), STRANGER)).statusCode).toBe(404);
    expect((await get(own(`photos/${newId()}`), open.lead)).statusCode).toBe(404);

    const sent = await send(own('files'), '大门.png', PNG, open.lead);
    const input = { inspectionId: open.inspectionId, sha256: sent.json<{ sha256: string }>().sha256, name: '大门.png' };
    await post('/api/inspection.attach-evidence', { ...input, caption: '大门' }, open.lead);
    const record = await get(own('forms/record.pdf'), open.lead);
    const text = await pdfText(record.rawPayload);
    expect(text).toContain('现场照片');
    expect(text).toContain('照片2');
    expect(text).toContain('大门');
    expect(text).toContain(sha256Of(copy).slice(0, 16));
    expect(text).not.toContain('照片3');
    expect(record.rawPayload.toString('latin1').match(/\/Subtype ?\/Image/g)?.length).toBeGreaterThanOrEqual(2);
    // Looked at twice it is the same to the byte: the issue names its hash.
    expect((await get(own('forms/record.pdf'), open.second)).rawPayload.equals(record.rawPayload)).toBe(true);
  });
});

async function issueResult(): Promise<string> {
  const { sha256 } = (await get(at('forms/result'), team.lead)).json<{ sha256: string }>();
  const input = { inspectionId: team.inspectionId, form: 'result', sha256 };
  return (await post('/api/inspection.issue-document', input, team.lead)).json<{ documentId: string }>().documentId;
}

describe('the page of a code', () => {
  test('says genuine, then voided; for a code that nobody gave it says so; and never whom or who', async () => {
    const [document] = await read(scene.runtime, 1, (tx) => listDocuments(tx, 'inspection', team.inspectionId));
    if (document === undefined) throw new Error('nothing was issued');
    const genuine = await get(`/documents/${document.code}`, undefined);
    expect(genuine.body).toContain('本机关签发，现行有效');
    expect(genuine.body).toContain(document.number);
    expect(genuine.body.replaceAll(/\s/g, '')).toContain(document.sha256.slice(0, 16));
    for (const secret of ['测试第', '执法员', 'DEMO12', team.inspectionId]) expect(genuine.body).not.toContain(secret);
    await done(scene.runtime, CHIEF, voidDocument, {
      inspectionId: team.inspectionId,
      documentId: document.documentId,
      reason: '内容有误',
    });
    // Typed by hand, in small letters, with hyphens.
    const typed = document.code.toLowerCase().replaceAll(/(.{4})(?=.)/g, '$1-');
    const voided = await get(`/documents?code=${typed}`, undefined);
    expect(voided.body).toContain('本机关签发，已经作废');
    expect(voided.body).not.toContain('内容有误');
    // What took its place is named, and is genuine itself.
    const [first, second] = [await issueResult(), await issueResult()];
    await done(scene.runtime, CHIEF, voidDocument, {
      inspectionId: team.inspectionId,
      documentId: first,
      reason: '单位名称有误',
      supersededBy: second,
    });
    const all = await read(scene.runtime, 1, (tx) => listDocuments(tx, 'inspection', team.inspectionId));
    const [replaced, successor] = [first, second].map((id) => all.find(({ documentId }) => documentId === id));
    const superseded = await get(`/documents/${replaced?.code ?? ''}`, undefined);
    expect(superseded.body).toContain('替代');
    expect(superseded.body).toContain(successor?.number);
    expect((await get(`/documents/${successor?.code ?? ''}`, undefined)).body).toContain('本机关签发，现行有效');
    for (const wrong of ['ZZZZZZZZZZZZ', '%3Cscript%3Ealert(1)%3C', "'%20OR%201=1"]) {
      const page = await get(`/documents/${wrong}`, undefined);
      expect(page.body).toContain('不是本机关签发的文书');
      expect(page.body).not.toContain('<script>alert');
    }
    expect((await get('/documents', undefined)).body).toContain('文书核验');
  });

  test('holds a file against the register to the byte, keeps nothing of it, and is not asked without end', async () => {
    const all = await read(scene.runtime, 1, (tx) => listDocuments(tx, 'inspection', team.inspectionId));
    const document = all.find(({ end }) => end === null);
    const ended = all.find(({ end }) => end?.kind === 'superseded');
    if (document === undefined || ended === undefined) throw new Error('nothing was issued');
    const pdf = await scene.runtime.files.get(document.sha256);
    const changed = Buffer.from(pdf);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    const same = await sendFile(pdf, document.code);
    expect(same.statusCode).toBe(200);
    expect(same.headers['cache-control']).toBe('no-store');
    expect(same.body).toContain('逐字节一致');
    expect(same.body).toContain('本机关签发，现行有效');
    expect((await sendFile(changed, document.code)).body).toContain('文件与登记的电子原件不一致');
    // Without a code the file itself is enough; a changed one is nobody's.
    expect((await sendFile(pdf)).body).toContain(document.number);
    expect((await sendFile(changed)).body).toContain('没有登记过与这个文件逐字节一致的文书');
    expect((await sendFile(await scene.runtime.files.get(ended.sha256))).body).toContain('已被新的文书替代');
    // A genuine file under the code of another document is not that document.
    expect((await sendFile(pdf, ended.code)).body).toContain('文件与登记的电子原件不一致');
    await expect(scene.runtime.files.get(sha256Of(changed))).rejects.toThrow();
    const typed = `${document.sha256.slice(0, 32)} ${document.sha256.slice(32).toUpperCase()}`;
    expect((await get(`/documents?sha256=${encodeURIComponent(typed)}`, undefined)).body).toContain('逐字节一致');
    const empty = await sendFile(Buffer.alloc(0));
    expect(empty.statusCode).toBe(200);
    expect(empty.body).not.toContain('逐字节');
    const codes: number[] = [];
    for (let n = 0; n < 62; n += 1) {
      const { statusCode } = await routes.ask({ url: '/documents/ZZZZZZZZZZZZ', remoteAddress: '10.9.9.9' }, undefined);
      codes.push(statusCode);
    }
    expect(codes.indexOf(429)).toBe(60);
  });
});

/** A file with a code, or without one, as the form of the page sends it. */
function sendFile(bytes: Buffer, code = '') {
  const mark = 'sunlot-test-boundary';
  const field = `--${mark}\r\nContent-Disposition: form-data; name="code"\r\n\r\n${code}\r\n`;
  const head = `--${mark}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
  const headers = { 'content-type': `multipart/form-data; boundary=${mark}` };
  const payload = Buffer.concat([Buffer.from(field + head), bytes, Buffer.from(`\r\n--${mark}--\r\n`)]);
  return routes.ask({ method: 'POST', url: '/documents', headers, payload }, undefined);
}
