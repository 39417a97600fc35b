/** Papers of a case over the wire: who sees them, drafts without a number, previews of what is typed. */
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { read } from '../core/transact.ts';
import { listDocuments } from '../core/register/reads.ts';
import { carryCase, DAY, HEAD, lead, openCaseScene, type CaseScene } from '../penalty/scene.testing.ts';
import { SERIES } from '../penalty/types/documents.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf, type TestRuntime } from '../testing/runtime.ts';
import { caseDocumentRoutes } from './case-documents.ts';
import { registerDocumentRoutes } from './register-documents.ts';

let scene: CaseScene<TestRuntime>;
let app: FastifyInstance;
let actor: Actor = HEAD;
beforeAll(async () => {
  scene = await openCaseScene();
  scene.at(DAY);
  app = Fastify();
  registerDocumentRoutes(app, scene.runtime, () => Promise.resolve(actor));
  caseDocumentRoutes(app, scene.runtime, () => Promise.resolve(actor));
}, 60_000);
afterAll(async () => {
  await app.close();
  await scene.close();
});

async function get(url: string, as: Actor = HEAD) {
  actor = as;
  return app.inject({ method: 'GET', url });
}

function papersOf(caseId: string) {
  return read(scene.runtime, 1, (tx) => listDocuments(tx, SERIES, caseId));
}

describe('the papers of a case', () => {
  test('are read by those who may read cases, under their own case alone, as PDF and as Word', async () => {
    const [one, other] = [await carryCase(scene, 'decided'), await carryCase(scene, 'decided')];
    const [paper] = await papersOf(one.caseId);
    const path = `/api/penalties/${one.caseId}/documents/${paper?.documentId}`;
    expect((await get(`${path}.pdf`)).headers['content-type']).toBe('application/pdf');
    const word = await get(`${path}.docx`);
    expect([word.statusCode, word.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    expect((await get(`/api/penalties/${other.caseId}/documents/${paper?.documentId}.docx`)).statusCode).toBe(404);
    expect((await get(`${path}.docx`, actorOf(['equipment-keeper'], 'keeper'))).statusCode).toBe(403);
    expect((await get(`${path}.docx`, actorOf(['head'], 'head', 2))).statusCode).toBe(404);
  });

  test('a draft says so, has 预立案 for its number and no code, and is gone when the request is returned', async () => {
    const { caseId } = await carryCase(scene, 'filing');
    const draft = await get(`/api/penalties/${caseId}/drafts/filing.pdf`);
    const text = await pdfText(draft.rawPayload);
    expect(text).toContain('预立案');
    expect(text).toContain('草稿');
    expect(text).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
    expect((await get(`/api/penalties/${caseId}/drafts/closing.pdf`)).statusCode).toBe(404);
    expect(await papersOf(caseId)).toEqual([]);
  });

  test('a preview shows what is typed and issues nothing; what refuses the act refuses the preview', async () => {
    const { caseId } = await carryCase(scene, 'noticed');
    const before = await papersOf(caseId);
    const preview = (as: Actor, argument: string) => {
      actor = as;
      return app.inject({
        method: 'POST',
        url: `/api/penalties/${caseId}/preview`,
        payload: {
          act: 'note-argument',
          form: 'argument',
          input: { argument, isAdopted: true, reply: '采纳', heardOn: DAY },
        },
      });
    };
    const shown = await preview(lead(scene), '设备已经更换完毕');
    expect(await pdfText(shown.rawPayload)).toContain('设备已经更换完毕');
    expect((await preview(lead(scene), '')).statusCode).toBe(422);
    expect((await preview(scene.officers[3] ?? HEAD, '设备已经更换完毕')).statusCode).toBe(409);
    expect((await preview(HEAD, '设备已经更换完毕')).statusCode).toBe(403);
    expect(await papersOf(caseId)).toEqual(before);
  });
});
