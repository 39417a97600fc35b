import { execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkBag } from '../bagit/check.ts';
import { writeBag } from '../bagit/write.ts';
import { checkPreserved } from '../check.ts';
import { checkStorageRoot } from './storage-root.ts';
import { addVersion, folderOfObject, listObject, openStore, readFromObject, recoverStore } from './store.ts';

const CHILD = fileURLToPath(new URL('./store.child.ts', import.meta.url));
const ID = 'urn:sunlot:volume:Z109-JC·2026-D30-0001';
const VERSION = {
  id: ID,
  created: '2026-03-02T08:00:00Z',
  message: '归档',
  author: { name: '档案室', address: 'https://example.org/a' },
};

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sunlot-store-'));
  root = join(folder, 'archive');
  await openStore(root);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function content(files: Record<string, string>): Promise<string> {
  const made = await mkdtemp(join(folder, 'content-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(made, path, '..'), { recursive: true });
    await writeFile(join(made, path), text);
  }
  return made;
}

describe('a bag that we write', () => {
  const files = [
    { path: '检查记录.pdf', bytes: Buffer.from('记录') },
    { path: '照片/100% 合格\n.jpg', bytes: Buffer.from('照片') },
  ];
  const info = [['Source-Organization', '演示区应急管理局']] as const;

  test('is whole, and sha256sum finds it so without us', async () => {
    const bag = join(folder, 'bag');
    await writeBag(bag, files.slice(0, 1), info);
    expect(await checkBag(bag)).toEqual([]);
    for (const name of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
      expect(execFileSync('sha256sum', ['-c', '--strict', name], { cwd: bag, encoding: 'utf8' })).toContain('OK');
  });

  test('takes names with percent signs and line breaks', async () => {
    const bag = join(folder, 'bag');
    await writeBag(bag, files, info);
    expect(await checkBag(bag)).toEqual([]);
  });

  test.each(['../x', '/x', 'a//b', 'a/./b', 'a\\b', ''])('is not begun with the path %j', async (path) => {
    await expect(writeBag(join(folder, 'bag'), [{ path, bytes: Buffer.from('x') }], info)).rejects.toThrow(
      'not a path',
    );
  });

  test('holds no path twice and no line of its own in a value', async () => {
    const twice = [files[0], files[0]].flatMap((file) => file ?? []);
    await expect(writeBag(join(folder, 'bag'), twice, info)).rejects.toThrow('there already');
    await expect(
      writeBag(join(folder, 'other'), files, [['Source-Organization', 'a\nPayload-Oxum: 0.0']]),
    ).rejects.toThrow('bag-info');
  });
});

describe('a store', () => {
  test('is whole when it is new, and opening it again changes nothing', async () => {
    await openStore(root);
    expect(await checkPreserved(root)).toEqual({ kind: 'storage-root', findings: [], objects: 0 });
  });

  test('keeps each version of an object, and bytes that stay once', async () => {
    await addVersion(root, await content({ '记录.txt': '旧', '照片/1.jpg': '照片' }), VERSION);
    await addVersion(root, await content({ '记录.txt': '新', '照片/1.jpg': '照片', '照片/2.jpg': '照片' }), VERSION);
    expect(await checkPreserved(root)).toEqual({ kind: 'storage-root', findings: [], objects: 1 });
    expect(await listObject(root, ID)).toEqual(['照片/1.jpg', '照片/2.jpg', '记录.txt']);
    expect(String(await readFromObject(root, ID, '照片/2.jpg'))).toBe('照片');
    expect(String(await readFromObject(root, ID, '记录.txt'))).toBe('新');
    expect(await readFromObject(root, ID, '没有.txt')).toBeUndefined();
    const kept = await readdir(join(root, folderOfObject(ID), 'v2/content'), { recursive: true });
    expect(kept).toEqual(['记录.txt']);
  });

  test('does not give out bytes that have changed', async () => {
    await addVersion(root, await content({ '记录.txt': '旧' }), VERSION);
    await writeFile(join(root, folderOfObject(ID), 'v1/content/记录.txt'), '改');
    await expect(readFromObject(root, ID, '记录.txt')).rejects.toThrow('damaged');
  });

  test.each(['urn:x:', 'urn:x:../y', 'urn:x:.hidden', 'urn:x:a/b'])('has no object of the id %s', (id) => {
    expect(() => folderOfObject(id)).toThrow('names no folder');
  });

  test('killed at any moment holds every version that was said to be kept, and is whole', async () => {
    let said = 0;
    for (let kill = 0; kill < 8; kill += 1) {
      said += await addUntilKilled(60 + kill * 35);
      await recoverStore(root);
      const { findings, objects } = await checkStorageRoot(root);
      expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
      if (said === 0) continue;
      expect(objects).toEqual(['卷1']);
      const versions = (await readdir(join(root, '卷1'))).filter((name) => /^v\d+$/.test(name)).length;
      expect(versions).toBeGreaterThanOrEqual(said);
      expect(versions).toBeLessThanOrEqual(said + kill + 1);
    }
    expect(said).toBeGreaterThan(0);
  });
});

/** How many versions the child said were kept before it was killed, some milliseconds after its first. */
function addUntilKilled(milliseconds: number): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CHILD, root, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let kept = 0;
    child.stdout.on('data', (bytes: Buffer) => {
      if (kept === 0) setTimeout(() => child.kill('SIGKILL'), milliseconds);
      kept += bytes.length;
    });
    child.once('close', () => resolve(kept));
  });
}
