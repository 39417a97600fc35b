import { expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { testRuntime } from '../testing/runtime.ts';
import { listUniverse } from './reads/pools.ts';

test('an empty directory has no universe', async () => {
  const runtime = await testRuntime();
  expect(
    await read(runtime, 1, (tx) => listUniverse(tx, { specialFlags: ['dust'], enterpriseIds: [crypto.randomUUID()] })),
  ).toEqual([]);
  await runtime.close();
});
