/** 当事人办理页 in bytes: what a code opens, what the forms do, and that nothing of another case is there. */
import Fastify, { type FastifyInstance } from 'fastify';
import multipart from '@fastify/multipart';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../core/ids.ts';
import { copyWithoutTraces } from '../core/uploads/copy.ts';
import { read } from '../core/transact.ts';
import { accessOf } from '../penalty/reads/access.ts';
import { renewCode } from '../penalty/actions/access.ts';
import { filesOf } from '../penalty/rules/evidence.ts';
import { partyFiles } from '../penalty/rules/party.ts';
import { carryCase, caseOf, DAY, LARGE, lead, openCaseScene, type CaseScene } from '../penalty/scene.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { actorOf, type TestRuntime } from '../testing/runtime.ts';
import { jpegSaying } from '../testing/upload-files.ts';
import { enterpriseRoutes } from './enterprise.ts';

let scene: CaseScene<TestRuntime>;
let app: FastifyInstance;
beforeAll(async () => {
  scene = await openCaseScene();
  scene.at(DAY);
  app = Fastify();
  await app.register(multipart);
  enterpriseRoutes(app, scene.runtime);
}, 60_000);
afterAll(async () => {
  await app.close();
  await scene.close();
});

async function codeOf(caseId: string): Promise<string> {
  const access = await read(scene.runtime, 1, (tx) => accessOf(tx, scene.runtime.fieldCipher, caseId));
  return access?.code.replaceAll('-', '') ?? '';
}

const get = (url: string) => app.inject({ method: 'GET', url });

async function post(url: string, values: Readonly<Record<string, string>>, files: readonly Buffer[] = []) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ command: newId(), ...values })) form.append(name, value);
  for (const bytes of files) form.append('files', new Blob([new Uint8Array(bytes)]), '照片.jpg');
  const body = new Response(form);
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': body.headers.get('content-type') ?? '' },
    payload: Buffer.from(await body.arrayBuffer()),
  });
}

describe('the code of a case', () => {
  test('opens its page with the papers that were served and the last days, and is made with the filing', async () => {
    const lead_ = await carryCase(scene, 'filing');
    expect(await codeOf(lead_.caseId)).toBe('');
    const { caseId } = await carryCase(scene, 'noticed', LARGE);
    const page = await get(`/e/${await codeOf(caseId)}`);
    expect(page.statusCode).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    for (const word of ['行政处罚告知书', '行政处罚听证告知书', '要求听证', '2026年3月9日'])
      expect(page.body).toContain(word);
    // Nothing of the house: neither the report nor who reviewed it.
    for (const word of ['调查报告', '法制审核', '事实清楚']) expect(page.body).not.toContain(word);
  });

  test('lets its own served papers be taken away; of another case, of one not served, of none the answer is the same 404', async () => {
    const [one, other] = [await carryCase(scene, 'noticed'), await carryCase(scene, 'noticed')];
    const code = await codeOf(one.caseId);
    const idOf = ({ papers }: typeof one, form: string): string =>
      papers.find((paper) => paper.form === form)?.documentId ?? '';
    const own = await get(`/e/${code}/paper/${idOf(one, 'notice')}.pdf`);
    expect([own.statusCode, own.headers['content-type']]).toEqual([200, 'application/pdf']);
    const answers = [];
    for (const id of [idOf(other, 'notice'), idOf(one, 'report'), newId(), 'x']) {
      const { statusCode, body } = await get(`/e/${code}/paper/${id}.pdf`);
      answers.push([statusCode, body.replaceAll(id, '')]);
    }
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(404);
    expect((await get(`/e/0000000000000000/paper/${idOf(one, 'notice')}.pdf`)).statusCode).toBe(404);
  });

  test('gives the party its own files again, each without traces; of another case, of the bureau’s own evidence, of none the same 404', async () => {
    const [own, other] = [await carryCase(scene, 'noticed'), await carryCase(scene, 'noticed')];
    const [code, otherCode] = [await codeOf(own.caseId), await codeOf(other.caseId)];
    const said = jpegSaying(newId());
    expect((await post(`/e/${code}/file-argument`, { text: '已经整改' }, [said])).statusCode).toBe(303);
    const [kept] = partyFiles(await caseOf(scene, own.caseId));
    const page = (await get(`/e/${code}`)).body;
    expect(page).toContain(`href="/e/${code}/file/${kept?.sha256}"`);
    const sent = await get(`/e/${code}/file/${kept?.sha256}`);
    expect([sent.statusCode, sent.headers['content-type'], sent.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'private, no-store',
    ]);
    expect(sent.headers['content-security-policy']).toContain('sandbox');
    expect(sent.rawPayload.equals(copyWithoutTraces('jpeg', said))).toBe(true);
    const theirs = filesOf(own).map(({ sha256 }) => sha256);
    expect(theirs.length).toBeGreaterThan(0);
    const answers = [];
    for (const [by, sha256] of [
      [otherCode, kept?.sha256 ?? ''],
      ...theirs.map((each) => [code, each] as const),
      [code, '0'.repeat(64)],
      [code, 'x'],
      ['0000000000000000', kept?.sha256 ?? ''],
    ] as const) {
      const { statusCode, body } = await get(`/e/${by}/file/${sha256}`);
      answers.push([statusCode, body.replaceAll(sha256, '').replaceAll(by, '')]);
    }
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(404);
  });

  test('shows the receipt that came with a payment beside it', async () => {
    const { caseId } = await carryCase(scene, 'executing');
    const code = await codeOf(caseId);
    const receipt = jpegSaying(newId());
    await post(`/e/${code}/report-payment`, { on: DAY, fen: '8000.00', receipt: '1' }, [receipt]);
    const [kept] = partyFiles(await caseOf(scene, caseId));
    expect((await get(`/e/${code}`)).body).toContain(`href="/e/${code}/file/${kept?.sha256}"`);
    expect((await get(`/e/${code}/file/${kept?.sha256}`)).statusCode).toBe(200);
  });

  test('typed at /e leads to the page; a wrong one to the same page for orders and cases', async () => {
    const { caseId } = await carryCase(scene, 'noticed');
    const code = await codeOf(caseId);
    const typed = await app.inject({
      method: 'POST',
      url: '/e',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `code=${code.toLowerCase()}`,
    });
    expect([typed.statusCode, typed.headers.location]).toEqual([303, `/e/${code}`]);
    expect((await post('/e/0000000000000000/file-argument', { text: '陈述' })).statusCode).toBe(404);
    expect((await get('/e/0000000000000000')).statusCode).toBe(404);
  });
});

describe('penalty.renew-code', () => {
  test('shuts the old code out of page, papers, files and forms at once; the new one opens them all', async () => {
    const { caseId, papers } = await carryCase(scene, 'noticed');
    const old = await codeOf(caseId);
    await post(`/e/${old}/file-argument`, { text: '已经整改' }, [jpegSaying(newId())]);
    const [kept] = partyFiles(await caseOf(scene, caseId));
    const notice = papers.find(({ form }) => form === 'notice')?.documentId ?? '';
    await done(scene.runtime, lead(scene), renewCode, { caseId, reason: 'leaked' });
    const code = await codeOf(caseId);
    expect(code).not.toBe(old);
    for (const below of ['', `/paper/${notice}.pdf`, `/file/${kept?.sha256}`]) {
      expect([below, (await get(`/e/${old}${below}`)).statusCode]).toEqual([below, 404]);
      expect([below, (await get(`/e/${code}${below}`)).statusCode]).toEqual([below, 200]);
    }
    expect((await post(`/e/${old}/file-argument`, { text: '再说一次' })).statusCode).toBe(404);
    expect((await caseOf(scene, caseId)).statements).toHaveLength(1);
    const deed = await read(scene.runtime, 1, ({ db }) =>
      db
        .selectFrom('deed')
        .select('entry')
        .where('kind', '=', 'penalty.renew-code')
        .where('subject_id', '=', caseId)
        .executeTakeFirstOrThrow(),
    );
    const logged = Buffer.from(deed.entry).toString();
    expect([logged.includes('leaked'), logged.includes(code), logged.includes(old)]).toEqual([true, false, false]);
  });

  test('is for the handlers alone, once there is a code', async () => {
    const { caseId } = await carryCase(scene, 'noticed');
    const stranger = await act(scene.runtime, actorOf(['officer'], 'stranger'), renewCode, { caseId, reason: 'lost' });
    expect(stranger).toMatchObject({ ok: false, refusals: [{ code: 'case-not-handler' }] });
    const early = await carryCase(scene, 'filing');
    const none = await act(scene.runtime, lead(scene), renewCode, { caseId: early.caseId, reason: 'lost' });
    expect(none).toMatchObject({ ok: false, refusals: [{ code: 'case-code-none' }] });
    const gone = await act(scene.runtime, lead(scene), renewCode, { caseId: newId(), reason: 'lost' });
    expect(gone).toMatchObject({ ok: false, refusals: [{ code: 'case-not-found' }] });
  });
});

describe('a form of the page', () => {
  test('is done once however often it is sent, with its files', async () => {
    const { caseId } = await carryCase(scene, 'noticed');
    const url = `/e/${await codeOf(caseId)}/file-argument`;
    const values = { command: newId(), text: '已经整改，请求从轻' };
    const bytes = jpegSaying(newId());
    const sent = [await post(url, values, [bytes]), await post(url, values, [bytes])];
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    const { statements } = await caseOf(scene, caseId);
    expect(statements.map(({ files }) => files.map(({ name }) => name))).toEqual([['照片.jpg']]);
    const page = await get(`/e/${await codeOf(caseId)}?done=file-argument`);
    expect(page.body).toContain('陈述申辩已提交');
    expect(page.body).toContain('等待复核');
  });

  test('that is refused comes back with every reason and what was typed, and escapes it', async () => {
    const { caseId } = await carryCase(scene, 'executing');
    const code = await codeOf(caseId);
    const answer = await post(`/e/${code}/report-payment`, { on: '2026-03-01', fen: '一千', receipt: '<b>1</b>' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('最多两位小数');
    expect(answer.body).toContain('&lt;b&gt;1&lt;/b&gt;');
    const program = await post(`/e/${code}/report-payment`, { on: DAY, fen: '8000.00', receipt: '1' }, [
      Buffer.from('<script>1</script>'),
    ]);
    expect(program.statusCode).toBe(409);
    expect((await caseOf(scene, caseId)).claims).toEqual([]);
    expect((await post(`/e/${code}/report-payment`, { on: DAY, fen: '8,000.00', receipt: '1' })).statusCode).toBe(303);
    expect((await caseOf(scene, caseId)).claims.map(({ fen }) => fen)).toEqual([800_000]);
  });

  test('for instalments takes the rows that have something in them', async () => {
    const { caseId } = await carryCase(scene, 'executing');
    const url = `/e/${await codeOf(caseId)}/ask-instalments`;
    const plan = { on1: '2026-03-20', fen1: '3000', on3: '2026-04-20', fen3: '5000' };
    expect((await post(url, { reason: '资金周转困难', ...plan })).statusCode).toBe(303);
    expect((await caseOf(scene, caseId)).instalments?.plan).toEqual([
      { on: '2026-03-20', fen: 300_000 },
      { on: '2026-04-20', fen: 500_000 },
    ]);
  });

  test('an instalment in a year without a holiday notice is marked 暂定, one before it is not', async () => {
    const { caseId } = await carryCase(scene, 'executing');
    const code = await codeOf(caseId);
    const plan = { on1: '2026-03-20', fen1: '3000', on2: '2027-04-20', fen2: '5000' };
    expect((await post(`/e/${code}/ask-instalments`, { reason: '资金周转困难', ...plan })).statusCode).toBe(303);
    const page = (await get(`/e/${code}`)).body;
    expect(page).toContain('2027年4月20日（暂定）');
    expect(page).not.toContain('2026年3月20日（暂定）');
  });

  test('is a row of the log by the party, without a word of what was said', async () => {
    const { caseId } = await carryCase(scene, 'noticed');
    await post(`/e/${await codeOf(caseId)}/file-argument`, { text: '这是当事人的原话' });
    const deed = await read(scene.runtime, 1, ({ db }) =>
      db
        .selectFrom('deed')
        .select(['actor_id', 'entry'])
        .where('kind', '=', 'penalty.file-argument')
        .where('subject_id', '=', caseId)
        .executeTakeFirstOrThrow(),
    );
    expect(deed.actor_id).toBe(`enterprise/${caseId}`);
    expect(Buffer.from(deed.entry).toString()).not.toContain('原话');
    expect(lead(scene).staffId).not.toBe(deed.actor_id);
  });
});
