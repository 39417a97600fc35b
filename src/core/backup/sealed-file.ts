/** Files of a backup: gzip and age (age-encryption.org/v1), so that `age -d … | gunzip` opens them without this program. @module */
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { newSecret } from '../ids.ts';

/** Who can open a backup: public keys (`age1…`). */
export type Recipients = readonly [string, ...string[]];

/** A new pair; the identity (`AGE-SECRET-KEY-1…`) opens what is sealed to the recipient. */
export async function newBackupKey(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The identity in a file: its only line that is no comment, as `age-keygen` writes it. @throws RangeError when there is none */
export async function readIdentity(path: string): Promise<string> {
  const found = /^AGE-SECRET-KEY-1[0-9A-Z]+$/m.exec(await readFile(path, 'utf8'));
  if (found === null) throw new RangeError(`${path} holds no age identity`);
  return found[0];
}

/** Whether a text is a public key that can be sealed to. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes what comes out of `source` to `path`: compressed, sealed, on disk when it resolves, and whole or not there at all.
 * @returns bytes before compression
 */
export async function sealTo(path: string, source: Readable, recipients: Recipients): Promise<number> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  let bytes = 0;
  source.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  // Level 1: the disk of the copy is the bottleneck, not its size.
  const zipped = source.pipe(createGzip({ level: 1 }));
  source.once('error', (error) => zipped.destroy(error));
  const sealed = await encrypter.encrypt(web(zipped));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${newSecret(6)}.part`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    // Not `write`, which on a disk that fills up writes a part and says so.
    for await (const chunk of sealed) await file.writeFile(chunk);
    await file.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  return bytes;
}

/** Opens a sealed file. @throws when the identity is not for it, or when a byte of it was changed */
export async function openSealed(path: string, identity: string): Promise<Readable> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(web(createReadStream(path)));
  const plain = createGunzip();
  // A changed byte shows in the middle of the stream: the reader has to hear of it.
  Readable.fromWeb(opened as WebStream)
    .once('error', (error) => plain.destroy(error))
    .pipe(plain);
  return plain;
}

/** Opens a sealed file into another. */
export async function unsealTo(path: string, sealed: string, identity: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  const writable = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      file.writeFile(chunk).then(() => done(), done);
    },
  });
  try {
    await pipeline(await openSealed(sealed, identity), writable);
    await file.sync();
  } finally {
    await file.close();
  }
}

function web(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
}
