/** 见证方: one that is not needed any more is retired in public, one that is needed is not. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listWitnesses } from '../../core/log/witnesses.ts';
import { read } from '../../core/transact.ts';
import { act, done, head, supervisor } from '../../testing/draw-ceremony.ts';
import { loggedDeeds } from '../../testing/deeds.ts';
import { codes } from '../../testing/refusal-codes.ts';
import { testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { enroll, witnessFolder } from '../../witness/log.testing.ts';
import { openWitness } from '../../witness/state.ts';
import { enrollWitness, retireWitness, setWitnessPolicy } from './witnesses.ts';

let runtime: TestRuntime;
const folders: (() => Promise<void>)[] = [];
beforeAll(async () => {
  runtime = await testRuntime();
});
afterEach(async () => {
  for (const remove of folders.splice(0)) await remove();
});
afterAll(() => runtime.close());

async function keyOf(name: string): Promise<string> {
  const home = await witnessFolder();
  folders.push(() => home.remove());
  return (await openWitness(home.folder, name, [])).vkey;
}

test('a witness is retired while enough others are left; its key never signs for this bureau again', async () => {
  const key = await keyOf('jijian.example');
  const first = await enroll(runtime, '区纪委监委', key);
  const second = await enroll(runtime, '区公证处', await keyOf('gongzheng.example'));
  await done(runtime, supervisor, setWitnessPolicy, { version: 0, quorum: 1, silentMinutes: 60 });
  const retire = (witnessId: string, actor = supervisor) => act(runtime, actor, retireWitness, { witnessId });
  expect(codes(await retire(first, head))).toEqual(['not-allowed']);
  expect(codes(await retire(first))).toEqual([]);
  const witnesses = await read(runtime, 1, listWitnesses);
  expect(new Map(witnesses.map(({ witnessId, retiredAt }) => [witnessId, retiredAt]))).toEqual(
    new Map([
      [first, runtime.clock.now()],
      [second, undefined],
    ]),
  );
  expect(await loggedDeeds(runtime, 'log-witness.retire')).toEqual([
    { subject: `log-witness/${first}`, actor: supervisor.staffId, facts: {} },
  ]);
  expect(codes(await retire(first)), 'retired before').toEqual(['log-witness-not-found']);
  expect(await retire(second), 'one signature is asked for').toMatchObject({
    refusals: [{ code: 'log-witness-needed', facts: { quorum: 1, left: 0 } }],
  });
  const again = { title: '区纪委监委', vkey: key };
  expect(codes(await act(runtime, supervisor, enrollWitness, again))).toEqual(['log-witness-key-known']);
});
