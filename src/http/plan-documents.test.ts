import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCreditCode } from '../../demo/codes.ts';
import { DEMO_ITEMS } from '../../demo/items.ts';
import { MARKET_REGULATOR } from '../../demo/organs.ts';
import { demoExperts, demoOfficers } from '../../demo/people.ts';
import { DEMO_PLAN } from '../../demo/plan.ts';
import type { Actor } from '../core/actor.ts';
import { execute, type DeedSpec } from '../core/command.ts';
import { wordTags } from '../core/documents/word.ts';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { saveExpert, saveOfficer } from '../directory/actions/save.ts';
import * as course from '../plan/actions.ts';
import * as approval from '../plan/actions/approval.ts';
import { issueNotice } from '../plan/actions/notice.ts';
import { NOTICE_TEMPLATE, wordData } from '../plan/documents/word.ts';
import { findPlan } from '../plan/reads.ts';
import { keepTemplate } from '../plan/actions/template.ts';
import { templateOf } from '../plan/reads/templates.ts';
import { NOTICE_FIELDS } from '../plan/types/template.ts';
import { readNotice } from '../plan/reads/notice.ts';
import { actsOn } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { planDocumentRoutes } from './plan-documents.ts';
import { codes } from '../testing/refusal-codes.ts';

const planner = actorOf(['group-office'], 'planner');
const head = actorOf(['head'], 'head');
const publisher = actorOf(['disclosure-reviewer'], 'publisher');
const CANARIES = { officer: '金丝雀甲', expert: '金丝雀乙', employer: '金丝雀研究院', phone: '13900001111' };
const NUMBER = '津西青应急〔2026〕9号';

const deeds = { ...course, ...approval };

let runtime: TestRuntime;
let app: FastifyInstance;
let actor: Actor | undefined;
let planId: string;

beforeAll(async () => {
  runtime = await testRuntime('2026-01-05T01:00:00Z');
  app = await buildApp({
    runtime,
    logging: false,
    identify: () => Promise.resolve(actor),
    extend: (instance) => Promise.resolve(planDocumentRoutes(instance, runtime, () => Promise.resolve(actor))),
  });
  await fillDistrict();
  ({ planId } = await done(planner, deeds.createPlan, { year: 2026, content: DEMO_PLAN, universeSize: 200 }));
  await done(planner, deeds.submitPlan, await shown());
});
afterAll(async () => {
  await app.close();
  await runtime.close();
});

/** 200 enterprises, the demo's people through their deeds with two canaries among them, the 45 items as published. */
async function fillDistrict(): Promise<void> {
  await inBureau(runtime, 1, async ({ db }) => {
    await db
      .insertInto('enterprise')
      .values(Array.from({ length: 200 }, (_, n) => enterprise(n)))
      .execute();
    const items = DEMO_ITEMS.map((content) => ({ itemId: newId(), content }));
    await db
      .insertInto('inspection_item')
      .values(
        items.map(({ itemId, content }) => ({
          bureau_id: 1,
          item_id: itemId,
          code: content.code,
          version: 1,
          edition: 1,
          revision: 1,
          content: JSON.stringify(content),
          sealed: true,
          saved_by: 'drafter',
          saved_at: '2026-01-04T01:00:00Z',
        })),
      )
      .execute();
    await db
      .insertInto('item_catalogue')
      .values({
        bureau_id: 1,
        edition: 1,
        state: 'published',
        item_ids: JSON.stringify(items.map(({ itemId }) => itemId)),
        drafted_by: '["drafter"]',
        approved_by: 'head',
        approved_on: '2026-01-04',
        published_by: 'publisher',
        published_on: '2026-01-04',
        hash: '0'.repeat(64),
      })
      .execute();
  });
  for (const [n, officer] of demoOfficers().entries())
    await save(saveOfficer, n === 0 ? { ...officer, name: CANARIES.officer } : officer);
  for (const [n, expert] of demoExperts(['示例化工有限公司']).slice(0, 5).entries()) {
    const { officer: _, expert: name, ...canary } = CANARIES;
    await save(saveExpert, n === 0 ? { ...expert, ...canary, name } : expert);
  }
}

function enterprise(n: number) {
  return {
    bureau_id: 1,
    enterprise_id: newId(),
    removed: false,
    search: `e${n}`,
    credit_code: demoCreditCode(n + 1),
    name: `企业${n}`,
    kind: 'enterprise' as const,
    subdistrict_code: '120111100',
    safety_domain: 'machinery' as const,
    special_flags: [],
    licences: '[]',
    regulator_level: 'district' as const,
    key_unit: false,
    status: 'active' as const,
    version: 1,
    created_on: '2026-01-01',
    updated_on: '2026-01-01',
  };
}

async function save(spec: typeof saveOfficer | typeof saveExpert, content: unknown, target: unknown = null) {
  const result = await execute(runtime, planner, spec as DeedSpec, newId(), { target, reason: '名录更新', content });
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
}

const { act, done } = actsOn(() => runtime);

async function shown(): Promise<{ planId: string; hash: string }> {
  const plan = await read(runtime, 1, (tx) => findPlan(tx, planId));
  return { planId, hash: plan?.hash ?? '' };
}

async function get(url: string, by?: Actor): Promise<LightMyRequestResponse> {
  actor = by;
  return app.inject({ method: 'GET', url });
}

const internal = (ending = 'pdf', id = planId): string => `/api/plans/${id}/notice.${ending}`;
const issue = (change: Record<string, unknown> = {}) => ({
  planId,
  number: NUMBER,
  issuedOn: '2026-01-05',
  copiedTo: '市应急管理局，区司法局。',
  ...change,
});

test('before the approval there is no notice, and none can be issued', async () => {
  const refused = await get(internal(), planner);
  expect(refused.statusCode).toBe(409);
  expect(refused.json()).toMatchObject({ refusals: [{ code: 'notice-not-approved' }] });
  expect(codes(await act(planner, issueNotice, issue()))).toContain('plan-wrong-state');
  await done(actorOf(['deputy-head'], 'deputy'), deeds.endorsePlan, await shown());
  await done(head, deeds.approvePlan, { ...(await shown()), approvalDocument: null });
});

describe('plan.issue-notice', () => {
  test('only the office, only under a number of the year, not before the approval and not in advance', async () => {
    expect(codes(await act(head, issueNotice, issue()))).toEqual(['not-allowed']);
    expect(codes(await act(planner, issueNotice, issue({ number: '津西青应急[2026]09号' })))).toEqual([
      'input-invalid',
    ]);
    expect(codes(await act(planner, issueNotice, issue({ number: '津西青应急〔2025〕9号' })))).toEqual([
      'notice-number-year',
    ]);
    expect(codes(await act(planner, issueNotice, issue({ issuedOn: '2026-01-04' })))).toEqual(['notice-day']);
    expect(codes(await act(planner, issueNotice, issue({ issuedOn: '2026-01-06' })))).toEqual(['notice-day']);
    const stranger = actorOf(['group-office'], 'planner', 2);
    expect(codes(await act(stranger, issueNotice, issue()))).toEqual(['plan-not-found']);
  });

  test('until then the paper says that it has no number, and the public has none', async () => {
    expect(await pdfText((await get(internal(), planner)).rawPayload)).toContain('〔2026〕号（未印发）');
    await done(publisher, deeds.publishPlan, await shown());
    expect((await get(`/plans/${planId}/notice.pdf`)).statusCode).toBe(404);
  });

  test('of two who issue it at once one is told; the log holds the number and no person', async () => {
    const results = await Promise.all(
      ['9', '10'].map((n) => act(planner, issueNotice, issue({ number: `津西青应急〔2026〕${n}号` }))),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(['notice-issued']);
    const rows = await read(runtime, 1, ({ db }) =>
      db.selectFrom('deed').select('entry').where('kind', '=', 'plan.issue-notice').execute(),
    );
    expect(rows).toHaveLength(1);
    const entry = rows[0]?.entry.toString('utf8') ?? '';
    expect(entry).toMatch(/津西青应急〔2026〕(9|10)号/);
    expect(entry).not.toContain('司法局');
  });

  test('the number belongs to it alone, and nothing takes it back', async () => {
    const second = await done(planner, deeds.createPlan, { year: 2025, content: ofYear(2025), universeSize: 200 });
    await inBureau(runtime, 1, async ({ db }) => {
      await db
        .updateTable('annual_plan')
        .set({ state: 'approved', approved_by: 'head', approved_on: '2026-01-05', disclose_by: '2026-02-02' })
        .where('plan_id', '=', second.planId)
        .execute();
    });
    const taken = (await read(runtime, 1, (tx) => tx.db.selectFrom('plan_notice').select('number').execute()))[0];
    expect(
      codes(await act(planner, issueNotice, issue({ planId: second.planId, number: taken?.number ?? '' }))),
    ).toEqual(['notice-number-taken']);
    await expect(
      runtime.asOwner(async (owner) => {
        await owner.deleteFrom('plan_notice').execute();
      }),
    ).rejects.toThrow(/append-only/);
  });
});

function ofYear(year: number) {
  const moved = (day: string): string => day.replace('2026', String(year));
  return {
    ...DEMO_PLAN,
    windowFrom: moved(DEMO_PLAN.windowFrom),
    windowTo: moved(DEMO_PLAN.windowTo),
    monthlyTargets: DEMO_PLAN.monthlyTargets.map(({ month, count }) => ({ month: moved(month), count })),
  };
}

/** 18 officers are on duty with a certificate valid on the day of approval, of the demo's 22. */
const LISTED = demoOfficers().filter(
  ({ status, certificateExpiresOn }) => status === 'on-duty' && certificateExpiresOn >= '2026-01-05',
);

describe('the internal notice', () => {
  test('has the notice, the plan in its sections, and all four annexes whole', async () => {
    const text = await pdfText((await get(internal(), planner)).rawPayload);
    for (const words of [
      '测试区应急管理局文件',
      '〔2026〕',
      '关于印发2026年度安全生产监督检查“双随机”抽查工作实施方案的通知',
      '各科室、执法大队：',
      '一、总体要求',
      '二、组织领导',
      '三、方法步骤',
      '（六）运用抽查结果',
      '四、工作要求',
      '列入抽查范围的企业200家',
      '本年度抽查比例为40%，共80家',
      '监督检查工作日为1180个，其中重点检查760个、一般检查（双随机）420个',
      '执法人员84家',
      '附件：1.随机抽查行政执法人员名录库2.随机抽查安全生产专家名录库3.2026年度随机抽查分工表4.安全生产监督检查随机抽查事项清单',
      '抄送：市应急管理局，区司法局。',
      '2026年1月5日印发',
      (await shown()).hash.slice(0, 16),
    ])
      expect(text, words).toContain(words.replaceAll(/\s/g, ''));
    for (const { certificateNumber } of LISTED) expect(text, certificateNumber).toContain(certificateNumber);
    expect(text).toContain(`共${LISTED.length}名`);
    for (const { department } of DEMO_PLAN.dutySplit) expect(text, department).toContain(department);
    for (const { code, name } of DEMO_ITEMS) expect(text, code).toContain(code + name);
    expect(text.split(MARKET_REGULATOR)).toHaveLength(3);
    expect(text).toContain(CANARIES.officer);
    expect(text).toContain(CANARIES.expert);
    expect(text).toContain('内部使用，含人员姓名');
    expect(text).not.toContain(CANARIES.phone);
  });

  test('nobody who is out of service on the day of approval is listed', async () => {
    const text = await pdfText((await get(internal(), planner)).rawPayload);
    const others = demoOfficers().filter((officer) => !LISTED.some(({ name }) => name === officer.name));
    expect(others.length).toBeGreaterThan(2);
    for (const { certificateNumber } of others) expect(text).not.toContain(certificateNumber);
  });

  test('as Word it says the same, with Chinese fonts named, heads of tables repeated and nothing of the template left', async () => {
    const answer = await get(internal('docx'), planner);
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('内部'));
    const files = unzipSync(Uint8Array.from(answer.rawPayload));
    const document = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    const words = document.replaceAll(/<[^>]*>/g, '');
    expect(words).not.toMatch(/\{\{|\}\}/);
    expect(words).toContain(CANARIES.officer);
    for (const { name } of DEMO_ITEMS) expect(words, name).toContain(name);
    for (const { certificateNumber } of LISTED) expect(words).toContain(certificateNumber);
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(5);
    // Annex 3 names the department with its items, annex 4 the item with its department.
    expect(words.split(MARKET_REGULATOR)).toHaveLength(3);
    expect(document).toContain('<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"');
    const styles = strFromU8(files['word/styles.xml'] ?? new Uint8Array());
    for (const font of ['仿宋_GB2312', '楷体_GB2312', '黑体', '方正小标宋简体'])
      expect(styles).toContain(`w:eastAsia="${font}"`);
    expect(styles + document).not.toContain('Theme="');
    expect(files['word/media/image1.png']?.subarray(1, 4)).toEqual(new Uint8Array([0x50, 0x4e, 0x47]));
  });

  test('declares every namespace it uses: no program opens a document that does not', async () => {
    const files = unzipSync(new Uint8Array((await get(internal('docx'), planner)).rawPayload));
    for (const [name, bytes] of Object.entries(files).filter(([name]) => name.endsWith('.xml'))) {
      const xml = strFromU8(bytes);
      const used = new Set([...xml.matchAll(/<\/?([a-z0-9]+):/g)].map(([, prefix]) => prefix));
      for (const prefix of used) expect(xml, `${name} ${prefix}`).toContain(`xmlns:${prefix}=`);
    }
  });

  test('knows every field that a template may ask for, and no other', async () => {
    const plan = await read(runtime, 1, (tx) => findPlan(tx, planId));
    const notice = plan && (await read(runtime, 1, (tx) => readNotice(tx, plan, 'internal')));
    if (notice === undefined) throw new Error('no notice');
    const data = wordData(notice);
    expect(Object.keys(data).toSorted()).toEqual(Object.keys(NOTICE_FIELDS).toSorted());
    for (const [name, rows] of Object.entries(data))
      if (Array.isArray(rows))
        for (const row of rows)
          for (const field of Object.keys(row as object)) expect(NOTICE_FIELDS[name], name).toContain(field);
  });

  test('is laid out by the office’s own template from its keeping on; what was issued before stays', async () => {
    const files = unzipSync(NOTICE_TEMPLATE);
    const document = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    const put = (text: string) =>
      runtime.files.put(
        zipSync({ ...files, 'word/document.xml': strToU8(document.replace('{{主送}}', `${text}{{主送}}`)) }),
      );
    const before = (await get(internal('docx'), planner)).rawPayload;
    const wrong = { fileName: '模板.docx', sha256: await put('{{没有的字段}}'), note: '试' };
    expect(await act(planner, keepTemplate, wrong)).toMatchObject({
      refusals: [{ code: 'template-field-unknown', facts: { field: '没有的字段' } }],
    });
    expect(codes(await act(head, keepTemplate, wrong))).toEqual(['not-allowed']);
    expect(codes(await act(planner, keepTemplate, { ...wrong, sha256: '0'.repeat(64) }))).toEqual(['upload-not-found']);
    runtime.clock.advance(60);
    const good = { fileName: '模板.docx', sha256: await put('本局专用：'), note: '换红头' };
    expect(await done(planner, keepTemplate, good)).toEqual({ version: 1 });
    expect((await get(internal('docx'), planner)).rawPayload.equals(before), 'issued before').toBe(true);
    const issued = await read(runtime, 1, (tx) => templateOf(tx, planId));
    const next = await read(runtime, 1, (tx) => templateOf(tx, newId()));
    expect([issued, next?.version]).toEqual([undefined, 1]);
  });

  test('every field of the template is one that the program fills', async () => {
    const plan = await read(runtime, 1, (tx) => findPlan(tx, planId));
    const notice = plan && (await read(runtime, 1, (tx) => readNotice(tx, plan, 'internal')));
    const known = new Set<string>();
    const collect = (value: object): void => {
      for (const [name, inner] of Object.entries(value)) {
        known.add(name);
        if (Array.isArray(inner)) for (const each of inner) collect(each as object);
      }
    };
    if (notice !== undefined) collect(wordData(notice));
    expect((await wordTags(NOTICE_TEMPLATE)).filter((tag) => !known.has(tag))).toEqual([]);
  });

  test('is the same to the byte a year and a changed directory later', async () => {
    const [pdf, docx] = [await get(internal(), planner), await get(internal('docx'), planner)];
    runtime.clock.advance(365 * 86_400);
    await save(saveOfficer, { ...demoOfficers()[1], certificateNumber: '02110119998', name: '后来者' });
    expect((await get(internal(), planner)).rawPayload.equals(pdf.rawPayload)).toBe(true);
    expect((await get(internal('docx'), planner)).rawPayload.equals(docx.rawPayload)).toBe(true);
  });

  test('is for the bureau’s own staff: nobody, an expert and another bureau get none', async () => {
    for (const ending of ['pdf', 'docx']) {
      expect((await get(internal(ending))).statusCode).toBe(401);
      expect((await get(internal(ending), actorOf(['expert'], 'zj'))).statusCode).toBe(403);
      expect((await get(internal(ending), actorOf(['head'], 'head', 2))).statusCode).toBe(404);
      expect((await get(internal(ending, newId()), planner)).statusCode).toBe(404);
    }
  });
});

test('there is no closing report of a plan that is not completed, none for a stranger, none of another bureau', async () => {
  const url = `/api/plans/${planId}/closing.pdf`;
  expect((await get(url, planner)).json()).toMatchObject({ refusals: [{ code: 'closing-not-completed' }] });
  expect((await get(url)).statusCode).toBe(401);
  expect((await get(url, actorOf(['head'], 'head', 2))).statusCode).toBe(404);
});

describe('the public notice', () => {
  test('has everything but the people: numbers stand for names', async () => {
    const answer = await get('/plans/2026/notice.pdf');
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.rawPayload.equals((await get(`/plans/${planId}/notice.pdf`)).rawPayload)).toBe(true);
    const text = await pdfText(answer.rawPayload);
    for (const { certificateNumber } of LISTED) expect(text).toContain(certificateNumber);
    for (const { code, name } of DEMO_ITEMS) expect(text, code).toContain(code + name);
    expect(text).toContain('ZJ-0001');
    const raw = answer.rawPayload.toString('latin1');
    for (const canary of Object.values(CANARIES)) {
      expect(text, canary).not.toContain(canary);
      expect(raw, canary).not.toContain(Buffer.from(canary, 'utf16le').swap16().toString('latin1'));
    }
    for (const { name } of demoOfficers()) expect(text, name).not.toContain(name);
    for (const { name, employer } of demoExperts(['示例化工有限公司'])) {
      expect(text, name).not.toContain(name);
      expect(text).not.toContain(employer);
    }
  });

  test.each(['/plans/2025/notice.pdf', '/plans/2024/notice.pdf', '/plans/x/notice.pdf'])(
    '%s does not exist: no such public plan',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );
});
