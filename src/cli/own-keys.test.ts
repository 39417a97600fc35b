import { expect, test } from 'vitest';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { temporaryLogKey } from '../core/log/key.ts';
import { transact } from '../core/transact.ts';
import { ok } from '../core/result.ts';
import { newId } from '../core/ids.ts';
import { actorOf, testRuntime } from '../testing/runtime.ts';
import { requireOwnKeys } from './own-keys.ts';

test('a database whose log was signed with the keys of another folder is not opened', async () => {
  const runtime = await testRuntime();
  try {
    await requireOwnKeys(runtime, 'keys');
    await transact(runtime, { id: newId(), actor: actorOf(['head']) }, async (tx) => {
      tx.record({ kind: 'bureau.found', subject: 'bureau/1', facts: {} });
      return ok(undefined);
    });
    await publishCheckpoints(runtime, 1);
    await requireOwnKeys(runtime, 'keys');
    const stranger = { ...runtime, logKey: temporaryLogKey() };
    await expect(requireOwnKeys(stranger, '/其他/keys')).rejects.toThrow(/测试区应急管理局.*不配套/);
  } finally {
    await runtime.close();
  }
});
