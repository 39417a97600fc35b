/** The short form of `npm run battery -- file-faults`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFileStore } from '../core/files.ts';
import { armFiles } from './failing-files.ts';
import { failEachCall } from './file-faults.ts';
import { fileWorks, WRONG_WORKS } from './file-works.ts';

test.each(await fileWorks())(
  'when a file call of $name fails, nothing is claimed that is not so, and the next start finds its way',
  async (work) => {
    const { wrong, runs } = await failEachCall(work, { passes: 1, faults: ['EIO', 'short', 'death'] });
    expect(wrong).toEqual([]);
    expect(runs).toBeGreaterThan(5);
  },
);

test.each(WRONG_WORKS)('a writer that $name is found', async (work) => {
  expect((await failEachCall(work, { passes: 1 })).wrong).not.toEqual([]);
});

test('a file that is there already is synced with its name before it is called stored: whoever put it there may not have come to it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-twice-'));
  const store = openFileStore(folder);
  await store.put(Buffer.from('once'));
  const again = armFiles(folder);
  await store.put(Buffer.from('once'));
  await again.mend();
  expect(again.calls.map(({ operation }) => operation)).toContain('sync');
  await rm(folder, { recursive: true, force: true });
});
