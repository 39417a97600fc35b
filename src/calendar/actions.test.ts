import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { loggedDeeds } from '../testing/deeds.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { loadNotice } from './actions.ts';
import { listNotices, readCalendar } from './reads.ts';
import { calendarReadSpecs } from './routes.ts';
import type { HolidayNotice } from './types.ts';

const OFFICE = actorOf(['group-office']);
const notice: HolidayNotice = {
  year: 2027,
  title: '关于2027年部分节假日安排的通知（示例）',
  source: '国办发明电〔2026〕0号',
  off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
  work: [],
};

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime('2026-11-20T01:00:00Z');
});
afterAll(() => runtime.close());

const load = (input: HolidayNotice, actor = OFFICE) => execute(runtime, actor, loadNotice, newId(), { notice: input });

describe('calendar.load-notice', () => {
  test('is the office’s, and says what is wrong with the notice', async () => {
    expect(await load(notice, actorOf(['officer']))).toMatchObject({ ok: false, refusals: [{ code: 'not-allowed' }] });
    expect(await load({ ...notice, year: 2029 })).toMatchObject({
      ok: false,
      refusals: [{ code: 'notice-year-gap' }, { code: 'notice-day-outside' }],
    });
    expect(await load({ ...notice, off: [] })).toMatchObject({ ok: false, refusals: [{ code: 'input-invalid' }] });
    expect(await read(runtime, 1, listNotices)).toEqual([]);
  });

  test('two at once: one is loaded, the other is told', async () => {
    const results = await Promise.all([load(notice), load(notice), load(notice)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results.filter((each) => !each.ok))
      expect(['notice-loaded-meanwhile', 'notice-unchanged']).toContain(result.ok ? '' : result.refusals[0]?.code);
    expect(await read(runtime, 1, listNotices)).toMatchObject([{ year: 2027, revision: 1, loadedBy: 'group-office' }]);
  });

  test('a second notice for the year is a new version, the first one stays', async () => {
    const second = { ...notice, off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-04' }] };
    expect(await load(second)).toEqual({
      ok: true,
      value: { year: 2027, revision: 2, version: 'cn-2026-08-07+2027.2' },
    });
    expect((await read(runtime, 1, listNotices)).map(({ notice: kept }) => kept)).toEqual([notice, second]);
    expect((await read(runtime, 1, readCalendar)).off.get('2027-01-04')).toBe('元旦');
  });

  test('belongs to its bureau alone', async () => {
    expect((await read(runtime, 2, readCalendar)).coveredTo).toBe('2026-12-31');
  });

  test('no row of it can be changed, not even by the owner of the database', async () => {
    await expect(
      runtime.asOwner(async (owner) => {
        await owner.updateTable('calendar_notice').set({ loaded_by: 'x' }).execute();
      }),
    ).rejects.toThrow();
  });

  test('leaves the year, the hash and how many days moved in the log', async () => {
    const facts = (await loggedDeeds(runtime, 'calendar.load-notice')).map((deed) => deed.facts);
    expect(facts).toMatchObject([
      { year: 2027, revision: 1, changed: 1 },
      { year: 2027, revision: 2, changed: 1 },
    ]);
  });

  test('everyone of the bureau can read the calendar and the notices behind it', async () => {
    const [spec] = calendarReadSpecs;
    if (spec === undefined) throw new Error('no read');
    expect(await answer(runtime, actorOf(['officer']), spec, {})).toMatchObject({
      ok: true,
      value: {
        coveredTo: '2027-12-31',
        notices: [
          { year: 2027, revision: 1, source: '国办发明电〔2026〕0号' },
          { year: 2027, revision: 2 },
        ],
      },
    });
  });
});
