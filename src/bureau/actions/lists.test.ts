import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../core/actor.ts';
import { answer, execute } from '../../core/command.ts';
import { newId } from '../../core/ids.ts';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { bureauReadSpecs } from '../routes.ts';
import { arrangeList } from './lists.ts';

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

const LIST = '/api/directory/enterprises';
const arrange = (actor: Actor, columns: readonly string[], list = LIST) =>
  execute(runtime, actor, arrangeList, newId(), { list, columns });

async function columnsOf(actor: Actor): Promise<unknown> {
  const spec = bureauReadSpecs.find(({ path }) => path === '/api/list-columns');
  if (spec === undefined) throw new Error('no read of columns');
  const found = await answer(runtime, actor, spec, {});
  return found.ok ? found.value : found.refusals;
}

describe('staff.arrange-list', () => {
  const office = actorOf(['group-office'], 'office');

  test('the columns follow the person, the last arrangement counts, and nobody else sees it', async () => {
    await arrange(office, ['name', 'status']);
    expect(await arrange(office, ['name', 'key'])).toMatchObject({ ok: true });
    expect(await columnsOf(office)).toEqual({ rows: [{ list: LIST, columns: ['name', 'key'] }] });
    expect(await columnsOf(actorOf(['officer'], 'officer'))).toEqual({ rows: [] });
    expect(await columnsOf(actorOf(['group-office'], 'office', 2))).toEqual({ rows: [] });
  });

  test('what is no list or no column is refused', async () => {
    expect(await arrange(office, ['name'], 'https://elsewhere')).toMatchObject({ ok: false });
    expect(await arrange(office, ['<b>'])).toMatchObject({ ok: false });
  });
});
