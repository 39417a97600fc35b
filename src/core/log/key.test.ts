/** The keys of the log in their files. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifySm2 } from 'verifiable-draw';
import { openLogKey, openSm2Key } from './key.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sunlot-key-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MESSAGE = Buffer.from('检查点');

test('an SM2 key is made once, for its owner alone to read, and signs as the same key after it is opened again', async () => {
  const path = join(folder, 'log-sm2.pem');
  const made = await openSm2Key(path);
  const again = await openSm2Key(path);
  expect(again.publicKey).toEqual(made.publicKey);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const signatures = [made.sign(MESSAGE), again.sign(MESSAGE)] as const;
  expect(signatures.map((signature) => verifySm2(signature, MESSAGE, made.publicKey))).toEqual([true, true]);
  // Each signature has a random number of its own: the same one twice would give the key away.
  expect(signatures[0]).not.toEqual(signatures[1]);
});

test('a damaged SM2 key file, or the key of another curve, is refused and stays as it is', async () => {
  await openLogKey(join(folder, 'log-ed25519.pem'));
  const foreign = await readFile(join(folder, 'log-ed25519.pem'), 'utf8');
  for (const text of ['', 'not a key', foreign]) {
    const path = join(folder, 'other.pem');
    await writeFile(path, text);
    await expect(openSm2Key(path)).rejects.toThrow('the SM2 key of the log is not an SM2 key');
    expect(await readFile(path, 'utf8')).toBe(text);
  }
});
