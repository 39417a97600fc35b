/** The keys of the log in their files. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyEd25519, verifySm2 } from 'verifiable-draw';
import { openLogKey, openSm2Key, temporaryLogKey, temporarySm2Key } from './key.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sunlot-key-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MESSAGE = Buffer.from('检查点');
/** What stands before the private number of an elliptic curve (RFC 5915). */
const BEFORE_NUMBER = Buffer.from('0201010420', 'hex');
const derOf = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----.*-----/g, ''), 'base64');

test('an SM2 key is made once, for its owner alone to read, and signs as the same key after it is opened again', async () => {
  const path = join(folder, 'log-sm2.pem');
  const made = await openSm2Key(path);
  const again = await openSm2Key(path);
  expect(again.publicKey).toEqual(made.publicKey);
  // The file states the public key too: others who read it find the same one.
  expect(derOf(await readFile(path, 'utf8')).includes(made.publicKey)).toBe(true);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const signatures = [made.sign(MESSAGE), again.sign(MESSAGE)] as const;
  expect(signatures.map((signature) => verifySm2(signature, MESSAGE, made.publicKey))).toEqual([true, true]);
  // Each signature has a random number of its own: the same one twice would give the key away.
  expect(signatures[0]).not.toEqual(signatures[1]);
});

test('a damaged SM2 key file, or the key of another curve, is refused and stays as it is', async () => {
  await openLogKey(join(folder, 'log-ed25519.pem'));
  const foreign = await readFile(join(folder, 'log-ed25519.pem'), 'utf8');
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  await openSm2Key(join(folder, 'good.pem'));
  const good = derOf(await readFile(join(folder, 'good.pem'), 'utf8'));
  good[good.indexOf(BEFORE_NUMBER)] = 0;
  for (const text of ['', 'not a key', foreign, p256.toString(), good.toString('base64')]) {
    const path = join(folder, 'other.pem');
    await writeFile(path, text);
    await expect(openSm2Key(path)).rejects.toThrow('the SM2 key of the log is not an SM2 key');
    expect(await readFile(path, 'utf8')).toBe(text);
  }
});

test('an Ed25519 key is made once, for its owner alone to read, and signs as the same key after it is opened again', async () => {
  const path = join(folder, 'own.pem');
  const made = await openLogKey(path);
  const again = await openLogKey(path);
  expect(made.publicKey).toHaveLength(32);
  expect(again.publicKey).toEqual(made.publicKey);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const signature = again.sign(MESSAGE);
  expect(verifyEd25519(signature, MESSAGE, made.publicKey)).toBe(true);
  expect(verifyEd25519(signature, Buffer.from('另一个'), made.publicKey)).toBe(false);
});

test('a damaged Ed25519 key file, the key of another curve, or a folder in its place is refused and stays as it is', async () => {
  const path = join(folder, 'bad.pem');
  const foreign = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  });
  for (const text of ['', 'not a key', foreign.toString()]) {
    await writeFile(path, text);
    await expect(openLogKey(path)).rejects.toThrow();
    expect(await readFile(path, 'utf8')).toBe(text);
  }
  await writeFile(path, foreign);
  await expect(openLogKey(path)).rejects.toThrow('the log key is not an Ed25519 key');
  await expect(openLogKey(folder)).rejects.toThrow('EISDIR');
  await expect(openSm2Key(folder)).rejects.toThrow('EISDIR');
});

test('a key of a run that publishes nothing is another each time', () => {
  expect(temporaryLogKey().publicKey).not.toEqual(temporaryLogKey().publicKey);
  expect(temporarySm2Key().publicKey).not.toEqual(temporarySm2Key().publicKey);
});
