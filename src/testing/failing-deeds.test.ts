/** How commands come to the failing line of `npm run battery -- statement-faults`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defineDeed, execute, type DeedSpec } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import { failingDeeds, openNotes, readNotes } from './failing-deeds.ts';
import { actorOf, testRuntime, type TestRuntime } from './runtime.ts';

let runtime: TestRuntime;
let folder: string;
let notes: string;
beforeAll(async () => {
  runtime = await testRuntime();
  folder = await mkdtemp(join(tmpdir(), 'sunlot-notes-'));
});
beforeEach(() => {
  notes = join(folder, newId());
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await runtime.close();
});

const keeper = actorOf(['equipment-keeper']);

/** How often its work was begun, and a deed that is refused when it is told so. */
function counted(name: string): { readonly spec: DeedSpec; readonly begun: () => number } {
  let begun = 0;
  const spec = defineDeed({
    kind: `planted.${name}`,
    rule: { title: '试验', roles: ['equipment-keeper'] },
    input: z.object({ isRefused: z.boolean() }),
    output: z.object({}),
    run: async (tx, { isRefused }) => {
      begun += 1;
      if (isRefused) return refuse([{ code: 'planted' }]);
      tx.record({ kind: `planted.${name}`, subject: `planted/${name}`, facts: {} });
      return ok({});
    },
  });
  return { spec, begun: () => begun };
}

function doingIt(
  doing: typeof execute,
  spec: DeedSpec,
  isRefused = false,
  commandId = newId(),
): Promise<Result<unknown>> {
  return doing(runtime, keeper, spec, commandId, { isRefused });
}

test('a kind is tried until it was done once, also when the proof is taken up again', async () => {
  const { spec, begun } = counted('once');
  const doing = failingDeeds(execute, openNotes(notes));
  expect((await doingIt(doing, spec, true)).ok).toBe(false);
  expect((await doingIt(doing, spec)).ok).toBe(true);
  const tried = begun();
  await doingIt(doing, spec);
  await doingIt(failingDeeds(execute, openNotes(notes)), spec);
  expect(begun()).toBe(tried + 2);
  const found = readNotes(notes);
  expect(found.map(({ kind, isDone, wrong }) => ({ kind, isDone, wrong }))).toEqual([
    { kind: 'planted.once', isDone: false, wrong: [] },
    { kind: 'planted.once', isDone: true, wrong: [] },
  ]);
  expect(found[1]?.runs).toBeGreaterThan(10);
});

test('a command that was done before is answered again and says nothing of its kind', async () => {
  const { spec, begun } = counted('again');
  const doing = failingDeeds(execute, openNotes(notes));
  const commandId = newId();
  await doingIt(execute, spec, false, commandId);
  expect((await doingIt(doing, spec, false, commandId)).ok).toBe(true);
  expect([begun(), readNotes(notes)]).toEqual([1, []]);
  await doingIt(doing, spec);
  expect(readNotes(notes)).toMatchObject([{ kind: 'planted.again', isDone: true, wrong: [] }]);
});

test('what comes meanwhile waits, and its statements do not fail', async () => {
  const [first, second] = [counted('first'), counted('second')];
  const doing = failingDeeds(execute, openNotes(notes));
  const results = await Promise.all([doingIt(doing, first.spec), doingIt(doing, second.spec)]);
  expect(results.map(({ ok: isOk }) => isOk)).toEqual([true, true]);
  expect(readNotes(notes).flatMap(({ kind, wrong }) => [kind, ...wrong])).toEqual(['planted.first', 'planted.second']);
});
