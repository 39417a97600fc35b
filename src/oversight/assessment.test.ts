/** 业绩考评: every figure recomputable from its rows, and none that counts visits or fines. */
import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { read } from '../core/transact.ts';
import { disclosureFollowers } from '../disclosure/jobs.ts';
import { CHIEF, openScene, type Scene, type Team } from '../inspection/scene.testing.ts';
import { setSettings } from '../penalty/actions/settings.ts';
import { carryCase, doAct, HEAD, lead, openedCaseScene, sampleLead } from '../penalty/scene.testing.ts';
import { DEFAULT_SETTING } from '../penalty/types/settings.ts';
import { carry } from '../inspection/steps.testing.ts';
import { allDeeds, allReads } from '../permissions.ts';
import { served } from '../rectification/scene.testing.ts';
import { act, done, supervisor } from '../testing/draw-ceremony.ts';
import { actorOf, testRuntime } from '../testing/runtime.ts';
import { decideMatter, recordMatter, reviewFile } from './actions/assessment.ts';
import { listIndicatorRows, readIndicators } from './reads/indicators.ts';
import { scoreOf, shareOf, sheetScore } from './rules/assessment.ts';
import { oversightReadSpecs } from './routes.ts';
import {
  INDICATOR_CODES,
  INDICATORS,
  SHEET,
  type IndicatorView,
  type Sheet,
  type SheetLine,
} from './types/assessment.ts';

const legal = actorOf(['legal-reviewer'], 'legal');
const sheet = (change: Partial<Sheet> = {}): Sheet => ({
  ...(Object.fromEntries(Object.keys(SHEET).map((line) => [line as SheetLine, 'met'])) as Sheet),
  ...change,
});

describe('the formula', () => {
  test('a share is a sum over its rows, a score the weighted mean of the shares there are', () => {
    expect(shareOf({ sum: 200, rows: 3 })).toBe(66.6);
    expect(shareOf({ sum: 0, rows: 0 })).toBeNull();
    expect(scoreOf([])).toBeNull();
    const half: readonly IndicatorView[] = [
      { code: 'plan', sum: 100, rows: 2 },
      { code: 'closing', sum: 100, rows: 1 },
      { code: 'repeat', sum: 0, rows: 0 },
    ];
    expect(scoreOf(half)).toBe(Math.floor(((50 * 20 + 100 * 15) / 35) * 10) / 10);
  });

  test('does not move when twice as much is done as well, or as badly', () => {
    const once: readonly IndicatorView[] = INDICATOR_CODES.map((code, n) => ({ code, sum: 100 * n, rows: n + 1 }));
    const twice = once.map(({ code, sum, rows }) => ({ code, sum: sum * 2, rows: rows * 2 }));
    expect(scoreOf(twice)).toBe(scoreOf(once));
  });

  test('a sheet scores what applies', () => {
    expect(sheetScore(sheet())).toBe(100);
    expect(sheetScore(sheet({ plan: 'not', notice: 'partly', filing: 'not-applicable' }))).toBe(83);
    expect(Object.values(INDICATORS).reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });
});

describe('a year', () => {
  let scene: Scene;
  const signed: Team[] = [];
  beforeAll(async () => {
    scene = await openScene();
    for (let n = 0; n < 3; n += 1) signed.push(await carry(scene, scene.take(), 'signed-off'));
    await served(scene, [{ days: 7 }]);
    for (const follower of disclosureFollowers) await follow(scene.runtime, 1, follower);
  }, 90_000);
  afterAll(() => scene.close());
  const visit = (n: number): string => signed[n]?.inspectionId ?? '';

  test('a file is reviewed by somebody who was not there, once each, and its score is that of the sheet', async () => {
    const input = { inspectionId: visit(0), sheet: sheet({ plan: 'partly' }), opinion: '方案审批日期不全' };
    expect(await done(scene.runtime, legal, reviewFile, input)).toMatchObject({ score: 95 });
    expect(await act(scene.runtime, legal, reviewFile, input)).toMatchObject({
      ok: false,
      refusals: [{ code: 'review-twice' }],
    });
    const own = { ...legal, staffId: signed[0]?.lead.staffId ?? '' };
    expect(await act(scene.runtime, own, reviewFile, input)).toMatchObject({
      ok: false,
      refusals: [{ code: 'review-own' }],
    });
    const early = { ...input, inspectionId: scene.take().inspectionId };
    expect(await act(scene.runtime, legal, reviewFile, early)).toMatchObject({
      ok: false,
      refusals: [{ code: 'review-unsigned' }],
    });
  });

  test('a founded complaint and a reversed decision pull their indicators down, an unfounded one does not', async () => {
    for (const [n, outcome] of [
      [0, 'founded'],
      [1, 'unfounded'],
    ] as const) {
      const { matterId } = await done(scene.runtime, supervisor, recordMatter, {
        kind: 'complaint',
        inspectionId: visit(n),
        receivedOn: '2026-03-12',
        summary: '反映检查时间过长',
      });
      await done(scene.runtime, supervisor, decideMatter, { matterId, outcome, conclusion: '已核实' });
      expect(
        await act(scene.runtime, supervisor, decideMatter, { matterId, outcome, conclusion: '再改' }),
      ).toMatchObject({
        ok: false,
        refusals: [{ code: 'matter-decided' }],
      });
    }
    const rows = await read(scene.runtime, 1, (tx) => listIndicatorRows(tx, 'complaints', 2026));
    expect(rows.filter(({ value }) => value === 0).map(({ key }) => key)).toEqual([visit(0)]);
    expect(rows).toHaveLength(4);
  });

  test('every indicator is the sum of its rows, and the page’s score that of the server', async () => {
    await scene.runtime.asOwner(async (db) => {
      await sql`UPDATE disclosure_entry SET due_on = '2026-03-01' WHERE inspection_id = ${visit(2)}::uuid`.execute(db);
    });
    const indicators = await read(scene.runtime, 1, (tx) => readIndicators(tx, 2026));
    for (const { code, sum, rows } of indicators) {
      const own = await read(scene.runtime, 1, (tx) => listIndicatorRows(tx, code, 2026));
      expect([code, own.length, own.reduce((total, { value }) => total + Number(value), 0)]).toEqual([code, rows, sum]);
      expect(own.every(({ value }) => value >= 0 && value <= 100)).toBe(true);
    }
    const of = (code: string) => indicators.find((each) => each.code === code);
    expect(of('plan')).toEqual({ code: 'plan', sum: 400, rows: 64 });
    expect(of('disclosure')).toEqual({ code: 'disclosure', sum: 0, rows: 1 });
    expect(of('service')).toEqual({ code: 'service', sum: 100, rows: 1 });
    expect(of('quality')).toEqual({ code: 'quality', sum: 95, rows: 1 });
    const [page] = oversightReadSpecs.filter(({ path }) => path === '/api/assessment');
    if (page === undefined) throw new Error('no assessment');
    const seen = await answer(scene.runtime, CHIEF, page, { year: '2026' });
    expect(seen.ok && scoreOf((seen.value as { indicators: IndicatorView[] }).indicators)).toBe(scoreOf(indicators));
    const next = await read(scene.runtime, 1, (tx) => readIndicators(tx, 2027));
    expect(next.every(({ rows }) => rows === 0)).toBe(true);
  });
});

describe('cases in their days', () => {
  const cases = openedCaseScene();
  const rowsOf = (year: number) => read(cases.runtime, 1, (tx) => listIndicatorRows(tx, 'cases', year));

  test('each stands in one year: decided in time in that of its decision, else in that of its last day, with a link to it', async () => {
    cases.at('2026-03-02');
    const inTime = await carryCase(cases, 'decided');
    const late = await carryCase(cases, 'investigating');
    await carryCase(cases, 'lead');
    expect(await rowsOf(2026)).toEqual([
      {
        key: inTime.caseId,
        where: inTime.lead.party.name,
        on: '2026-03-02',
        value: 100,
        href: `/penalty/${inTime.caseId}`,
      },
    ]);
    // Ninety days from 2 March end on Sunday 31 May, so on the Monday.
    cases.at('2026-06-01');
    expect(await rowsOf(2026)).toHaveLength(1);
    cases.at('2026-06-02');
    const [first, second] = await rowsOf(2026);
    expect(first).toMatchObject({ key: late.caseId, on: '2026-06-01', value: 0 });
    expect(second).toMatchObject({ key: inTime.caseId, value: 100 });
    const indicators = await read(cases.runtime, 1, (tx) => readIndicators(tx, 2026));
    expect(indicators.find(({ code }) => code === 'cases')).toEqual({ code: 'cases', sum: 100, rows: 2 });
    cases.at('2027-02-01');
    expect(await rowsOf(2027)).toEqual([]);
  });

  test('a citizen is not named: whoever reads the assessment need not know of the case', async () => {
    cases.at('2026-03-02');
    const given = sampleLead();
    const person = { ...given, party: { ...given.party, kind: 'person' as const, name: '王某某', creditCode: '' } };
    const file = await carryCase(
      cases,
      'decided',
      { kind: 'penalty', items: [{ kind: 'fine', fen: 800_000 }] },
      person,
    );
    const row = (await rowsOf(2026)).find(({ key }) => key === file.caseId);
    expect(row?.where).toBe(given.cause);
  });

  test('extensions count, and pauses by what was set on the day of the decision: what is set later judges it no more', async () => {
    const file = async () => {
      cases.at('2026-03-02');
      const { caseId } = await carryCase(cases, 'evidence');
      await doAct(cases, HEAD, 'extend-case', caseId, { reason: '案情复杂' });
      const commission = {
        appraisal: { agency: '检测机构', goods: '插座1只', wanted: '是否防爆', dueOn: '2026-03-12' },
      };
      const { appraisals } = await doAct(cases, lead(cases), 'commission-appraisal', caseId, commission);
      const appraisalId = appraisals[0]?.appraisalId ?? '';
      cases.at('2026-03-12');
      const end = { appraisalId, on: '2026-03-12', outcome: 'withdrawn', reason: '不再需要' } as const;
      await doAct(cases, lead(cases), 'end-appraisal', caseId, end);
      return caseId;
    };
    const [decided, open] = [await file(), await file()];
    const lateOf = async (caseId: string) =>
      (await rowsOf(2026)).filter(({ key }) => key === caseId).map(({ on, value }) => [on, value]);
    // 150 days from 2 March; with what the field leaves out they end on Sunday 9 August, so on the Monday.
    cases.at('2026-07-30');
    expect(await lateOf(decided)).toEqual([]);
    cases.at('2026-07-31');
    expect(await lateOf(decided)).toEqual([['2026-07-30', 0]]);
    await cases.runtime.asOwner(async (db) => {
      await sql`UPDATE penalty_case SET content = jsonb_set(content, '{decision}', ${JSON.stringify({
        outcome: { kind: 'withdraw', reason: '' },
        on: '2026-07-31',
        by: 'head',
        documentHash: '',
      })}::jsonb), decided_on = '2026-07-31' WHERE case_id = ${decided}::uuid`.execute(db);
    });
    cases.at('2026-08-03');
    const setting = { ...DEFAULT_SETTING, pausedBy: ['appraisal' as const], source: '省级规定' };
    await done(cases.runtime, HEAD, setSettings, { version: 0, setting });
    expect(await lateOf(decided)).toEqual([['2026-07-30', 0]]);
    expect(await lateOf(open)).toEqual([]);
    cases.at('2026-08-11');
    expect(await lateOf(open)).toEqual([['2026-08-10', 0]]);
  });
});

test('without a year it is that of the bureau’s own day, an hour after midnight in its time', async () => {
  const runtime = await testRuntime('2026-12-31T17:00:00Z');
  const [page] = oversightReadSpecs.filter(({ path }) => path === '/api/assessment');
  if (page === undefined) throw new Error('no assessment');
  const yearsOf = async (asked: object) => {
    const seen = await answer(runtime, CHIEF, page, asked);
    return seen.ok ? seen.value : undefined;
  };
  expect(await yearsOf({})).toMatchObject({ thisYear: 2027, year: 2027 });
  expect(await yearsOf({ year: '2025' })).toMatchObject({ thisYear: 2027, year: 2025 });
  await runtime.close();
});

describe('what is not assessed', () => {
  const root = new URL('../', import.meta.url);
  const source = (keep: RegExp): readonly (readonly [string, string])[] =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => keep.test(file) && !file.includes('.test.'))
      .map((file) => [file, readFileSync(new URL(file, root), 'utf8')]);

  test('no string of the product offers a ranking, points or a check-in; where such a word stands, it says that there is none', () => {
    const banned = /排名|排行|名次|积分|打卡|龙虎榜|光荣榜|末位淘汰|先进个人/;
    const said = source(/^(web\/kit\/strings\/.*|[a-z]+\/(?:types|rules|deeds)(?:\/.*)?)\.ts$/).flatMap(
      ([file, text]) =>
        text
          .split('\n')
          .flatMap((line) =>
            banned.test(line) && !/不(?:给|作|搞|用|是)|没有|不得|严禁/.test(line) ? [`${file}: ${line.trim()}`] : [],
          ),
    );
    expect(said).toEqual([]);
  });

  test('no route, deed or read is about a ranking or a league of people', () => {
    const names = [...Object.keys(allDeeds), ...Object.keys(allReads), ...oversightReadSpecs.map(({ path }) => path)];
    expect(names.filter((name) => /rank|leader-?board|league|top-|points|medal|kpi/i.test(name))).toEqual([]);
  });

  test('no formula, and no question behind one, knows a number of visits of anybody or an amount of money', () => {
    const words = Object.values(INDICATORS).map(({ title, formula }) => `${title} ${formula}`);
    expect(words.filter((each) => /次数|件数|数量|金额|罚款|罚没/.test(each))).toEqual([]);
    const code = source(/^oversight\/(rules\/assessment|reads\/indicators|types\/assessment)\.ts$/);
    expect(code).toHaveLength(3);
    const money = code.filter(([, text]) => /amount|fine|fen\b|penalty_|paid/.test(text)).map(([file]) => file);
    expect(money).toEqual([]);
    // The days of a case, and neither what was decided nor how much.
    const timed = source(/^penalty\/(rules|reads)\/in-time\.ts$/);
    expect(timed).toHaveLength(2);
    expect(timed.filter(([, text]) => /amount|\bfine|\bfen\b|paid|outcome|count\(/.test(text))).toEqual([]);
    const people = code
      .filter(([, text]) => /GROUP BY[^`]*(?:staff|officer|person|department)/.test(text))
      .map(([file]) => file);
    expect(people).toEqual([]);
  });
});
