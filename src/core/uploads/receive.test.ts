import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { DOCX, JPEG, jpegWith, PNG } from '../../testing/upload-files.ts';
import { inBureau, read } from '../transact.ts';
import { sealUploads } from './carry-over.ts';
import { openUpload, receiveUpload } from './receive.ts';

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
}, 60_000);
afterAll(() => runtime.close());

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const officer = (bureauId = 1) => actorOf(['officer'], 'lead', bureauId);
const photoOf = (text: string): Buffer => jpegWith(0xfe, Buffer.from(text));
const opened = (bytes: Buffer, bureauId = 1): Promise<Buffer> =>
  read(runtime, bureauId, (tx) => openUpload(tx, runtime, sha256Of(bytes)));
const rowOf = (bytes: Buffer, bureauId = 1) =>
  read(runtime, bureauId, (tx) =>
    tx.db
      .selectFrom('upload')
      .select(['stored', 'plain_left'])
      .where('bureau_id', '=', tx.bureauId)
      .where('sha256', '=', sha256Of(bytes))
      .executeTakeFirst(),
  );

/** As a version before this one stored it: the bytes under their own hash. */
async function storeAsBefore(bytes: Buffer, format: 'jpeg' | 'docx', bureauId = 1): Promise<void> {
  const sha256 = await runtime.files.put(bytes);
  await inBureau(runtime, bureauId, (tx) =>
    tx.db
      .insertInto('upload')
      .values({
        bureau_id: tx.bureauId,
        sha256,
        format,
        size: bytes.length,
        width: null,
        height: null,
        taken_at: null,
        has_place: false,
        checked_by: 'lead',
        checked_at: tx.now,
        stored: null,
        plain_left: true,
      })
      .execute(),
  );
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

describe('an uploaded original', () => {
  test('opens as it came, and its bytes stand in no file of the data folder', async () => {
    const secret = photoOf('龘某在喷漆房');
    expect((await receiveUpload(runtime, officer(), { name: '喷漆房.jpg', bytes: secret })).ok).toBe(true);
    expect((await opened(secret)).equals(secret)).toBe(true);
    for (const path of await filesUnder(runtime.folder)) {
      const bytes = await readFile(path);
      expect(bytes.includes('龘某在喷漆房'), path).toBe(false);
      expect(bytes.includes(JPEG.subarray(0, 32)), path).toBe(false);
    }
  });

  test('sent twice, and four times at once, is one upload; another bureau has none of it until it receives its own', async () => {
    const photo = photoOf('两次');
    const upload = { name: 'a.jpg', bytes: photo };
    const answers = await Promise.all([1, 2, 3, 4].map(() => receiveUpload(runtime, officer(), upload)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect((await opened(photo)).equals(photo)).toBe(true);
    await expect(opened(photo, 2)).rejects.toThrow('no result');
    await receiveUpload(runtime, officer(2), upload);
    expect((await opened(photo, 2)).equals(photo)).toBe(true);
    expect((await rowOf(photo, 2))?.stored).not.toBe((await rowOf(photo))?.stored);
  });

  test('whose sealed bytes were changed is never shown', async () => {
    const photo = photoOf('改过');
    await receiveUpload(runtime, officer(), { name: 'a.jpg', bytes: photo });
    const { stored } = (await rowOf(photo)) ?? {};
    const [path] = (await filesUnder(runtime.folder)).filter((each) => each.endsWith(stored ?? ''));
    const bytes = await readFile(path ?? '');
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(path ?? '', bytes);
    await expect(opened(photo)).rejects.toThrow('damaged');
  });
});

describe('originals of an earlier version', () => {
  test('are readable before, sealed by one round, and readable after; pictures leave no bytes behind', async () => {
    const photo = photoOf('旧照片');
    await storeAsBefore(photo, 'jpeg');
    await storeAsBefore(DOCX, 'docx');
    expect((await opened(photo)).equals(photo)).toBe(true);
    expect(await sealUploads(runtime, 1)).toBe(2);
    expect(await sealUploads(runtime, 1)).toBe(0);
    expect((await opened(photo)).equals(photo)).toBe(true);
    expect((await opened(DOCX)).equals(DOCX)).toBe(true);
    await expect(runtime.files.get(sha256Of(photo))).rejects.toThrow('ENOENT');
    // An issued paper may be the same file: a document's old bytes stay.
    expect((await runtime.files.get(sha256Of(DOCX))).equals(DOCX)).toBe(true);
  });

  test('that two bureaus hold lie there until the second has sealed its own', async () => {
    const photo = photoOf('两个机关');
    await storeAsBefore(photo, 'jpeg');
    await storeAsBefore(photo, 'jpeg', 2);
    await sealUploads(runtime, 1);
    expect((await opened(photo, 2)).equals(photo)).toBe(true);
    await sealUploads(runtime, 2);
    expect((await opened(photo, 2)).equals(photo)).toBe(true);
    expect((await opened(photo)).equals(photo)).toBe(true);
    await expect(runtime.files.get(sha256Of(photo))).rejects.toThrow('ENOENT');
  });

  test('killed between the sealed bytes and the old ones: the next round goes on', async () => {
    const photo = photoOf('中断');
    await receiveUpload(runtime, officer(), { name: 'a.jpg', bytes: photo });
    await runtime.files.put(photo);
    await inBureau(runtime, 1, (tx) =>
      tx.db
        .updateTable('upload')
        .set({ plain_left: true })
        .where('bureau_id', '=', 1)
        .where('sha256', '=', sha256Of(photo))
        .execute(),
    );
    expect(await sealUploads(runtime, 1)).toBe(1);
    await expect(runtime.files.get(sha256Of(photo))).rejects.toThrow('ENOENT');
    expect((await opened(photo)).equals(photo)).toBe(true);
  });

  test('one whose bytes are missing is reported and loses nothing more; the others are sealed all the same', async () => {
    const [gone, here] = [photoOf('丢失'), PNG];
    await storeAsBefore(gone, 'jpeg');
    await runtime.files.remove(sha256Of(gone));
    await receiveUpload(runtime, officer(), { name: 'b.png', bytes: here });
    const other = photoOf('还在');
    await storeAsBefore(other, 'jpeg');
    await expect(sealUploads(runtime, 1)).rejects.toThrow('1 originals could not be sealed');
    expect(await rowOf(gone)).toEqual({ stored: null, plain_left: true });
    expect((await opened(other)).equals(other)).toBe(true);
    expect((await rowOf(other))?.plain_left).toBe(false);
  });
});
