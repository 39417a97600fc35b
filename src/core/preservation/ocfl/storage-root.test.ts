import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkPreserved } from '../check.ts';
import { put, putObject } from './object.testing.ts';
import { checkStorageRoot } from './storage-root.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sunlot-root-'));
  await put(root, {
    '0=ocfl_1.1': 'ocfl_1.1\n',
    '说明.md': '本存储根的说明',
    'ocfl_layout.json': '{"extension":"0002-flat-direct-storage-layout","description":"一宗一个目录"}',
  });
  await putObject(join(root, '2026/案卷一'));
  await putObject(join(root, '2026/案卷二'), '1.0');
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a storage root', () => {
  test('that is whole has nothing against it, and every object was looked at', async () => {
    expect(await checkStorageRoot(root)).toEqual({ findings: [], objects: ['2026/案卷一', '2026/案卷二'] });
    expect(await checkPreserved(root)).toMatchObject({ kind: 'storage-root', objects: 2 });
  });

  test('names what is wrong in an object below its path', async () => {
    await put(root, { '2026/案卷二/v1/content/记录.txt': '改' });
    const { findings } = await checkStorageRoot(root);
    expect(findings[0]).toMatchObject({ level: 'error', code: 'E092', at: '2026/案卷二/v1/content/记录.txt' });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['no declaration', () => rm(join(root, '0=ocfl_1.1')), 'E069'],
    ['two declarations', () => put(root, { '0=ocfl_1.0': 'ocfl_1.0\n' }), 'E076'],
    ['a declaration of other contents', () => put(root, { '0=ocfl_1.1': 'x' }), 'E080'],
    ['a layout without description', () => put(root, { 'ocfl_layout.json': '{"extension":"initial"}' }), 'E070'],
    [
      'a layout nobody registered',
      () => put(root, { 'ocfl_layout.json': '{"extension":"x","description":"x"}' }),
      'E071',
    ],
    ['a file between the objects', () => put(root, { '2026/x': 'x' }), 'E072'],
    ['an empty folder', () => mkdir(join(root, '2026/空')), 'E073'],
    ['a file among the extensions', () => put(root, { 'extensions/x': 'x' }), 'E112'],
    ['an object at another depth', () => putObject(join(root, '案卷三')), 'W015'],
    [
      'an object of a later specification',
      () => put(root, { '0=ocfl_1.0': 'ocfl_1.0\n' }).then(() => rm(join(root, '0=ocfl_1.1'))),
      'E081',
    ],
  ])('is found with %s', async (_what, change, code) => {
    await change();
    expect((await checkStorageRoot(root)).findings.map((finding) => finding.code)).toContain(code);
  });
});
