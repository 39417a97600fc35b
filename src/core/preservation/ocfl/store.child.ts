/** Adds versions to an object until it is killed: what the test of interruptions runs. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addVersion } from './store.ts';

const [root = '', folder = ''] = process.argv.slice(2);
for (let n = 0; ; n += 1) {
  const content = await mkdtemp(join(folder, 'content-'));
  for (const part of ['a', 'b', 'c']) await writeFile(join(content, part), `${process.pid} ${n} ${part}`);
  await addVersion(root, content, {
    id: 'urn:sunlot:volume:卷1',
    created: '2026-03-02T00:00:00Z',
    message: `第 ${n} 次`,
    author: { name: '档案室', address: 'https://example.org' },
  });
  process.stdout.write('.');
}
