import { link, mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkObject } from './object.ts';
import { inventory, put, putInventory, putObject, sha512, type Inventory } from './object.testing.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sunlot-ocfl-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function found(): Promise<string[]> {
  return [...new Set((await checkObject(root)).map(({ code }) => code))];
}

/** The inventory of both root and head, bent alike. */
async function bend(change: (current: Inventory) => unknown): Promise<void> {
  const { current } = inventory();
  change(current);
  await putInventory(root, '', current);
  await putInventory(root, 'v2', current);
}

describe('an object that is whole', () => {
  test.each(['1.0', '1.1'])('of specification %s has nothing against it', async (spec) => {
    await putObject(root, spec);
    expect(await found()).toEqual([]);
  });

  test('may write its digests in upper case throughout, and have logs and registered extensions', async () => {
    const upper = (value: Inventory): Inventory =>
      JSON.parse(JSON.stringify(value).replaceAll(/[0-9a-f]{128}/g, (digest) => digest.toUpperCase())) as Inventory;
    const { first, current } = inventory();
    await putObject(root, '1.1', { first: upper(first), current: upper(current) });
    await put(root, { 'logs/2026.txt': 'x', 'extensions/0005-mutable-head/x': 'x' });
    expect(await found()).toEqual([]);
  });

  test('may have grown from 1.0 to 1.1, and from sha256 to sha512 with the same files', async () => {
    const { first, current } = inventory();
    await putObject(root, '1.1', { first: { ...first, type: 'https://ocfl.io/1.0/spec/#inventory' }, current });
    expect(await found()).toEqual([]);
  });
});

describe('is worth a warning and valid', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ['another folder in a version', () => put(root, { 'v1/更多/x': 'x' }), 'W002'],
    ['an id that is no URI', () => bend((it) => (it['id'] = '案卷一')), 'W005'],
    ['no message', () => bend((it) => delete it.versions['v2']?.message), 'W007'],
    [
      'an author without address',
      () => bend((it) => Object.assign(it.versions['v2'] ?? {}, { user: { name: '甲' } })),
      'W008',
    ],
    [
      'an address that is no URI',
      () => bend((it) => Object.assign(it.versions['v2'] ?? {}, { user: { name: '甲', address: '档案室' } })),
      'W009',
    ],
    ['a version without inventory', () => rm(join(root, 'v1/inventory.json')), 'W010'],
    [
      'another message for an earlier version',
      () => bend((it) => Object.assign(it.versions['v1'] ?? {}, { message: '改' })),
      'W011',
    ],
    ['an extension nobody registered', () => put(root, { 'extensions/本单位/x': 'x' }), 'W013'],
    ['fixity by a digest nobody knows', () => bend((it) => (it['fixity'] = { crc99: {} })), 'E028'],
  ])('%s', async (_what, change, code) => {
    await putObject(root);
    await change();
    const findings = await checkObject(root);
    const errors = findings.filter(({ level }) => level === 'error').map((finding) => finding.code);
    // An id that changes is an error of its own.
    expect(errors).toEqual(code === 'W005' ? ['E110'] : []);
    expect(findings.map((finding) => finding.code)).toContain(code);
  });
});

const [OLD, PHOTO, OTHER] = ['旧', '照片', '别的'].map(sha512) as [string, string, string];

describe('is refused by the code of the specification', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ['a file in the root', () => put(root, { '说明.txt': 'x' }), 'E001'],
    ['a folder in the root', () => put(root, { '说明/x': 'x' }), 'E001'],
    ['a version the inventory does not know', () => put(root, { 'v3/content/x': 'x' }), 'E001'],
    ['no declaration', () => rm(join(root, '0=ocfl_object_1.1')), 'E003'],
    ['two declarations', () => put(root, { '0=ocfl_object_1.0': 'ocfl_object_1.0\n' }), 'E003'],
    [
      'a declaration of another tag',
      () => rename(join(root, '0=ocfl_object_1.1'), join(root, '1=ocfl_object_1.1')),
      'E005',
    ],
    [
      'a declaration of another version',
      () => rename(join(root, '0=ocfl_object_1.1'), join(root, '0=ocfl_object_9')),
      'E006',
    ],
    ['a declaration of other contents', () => put(root, { '0=ocfl_object_1.1': 'ocfl_object_1.1' }), 'E007'],
    ['no versions', () => bend((it) => (it.versions = {})), 'E008'],
    ['versions from two on', () => bend((it) => delete it.versions['v1']), 'E009'],
    ['a gap', () => bend((it) => Object.assign(it.versions, { v4: it.versions['v2'] })), 'E010'],
    ['a version folder that is gone', () => rm(join(root, 'v2'), { recursive: true }), 'E010'],
    [
      'padding of one version alone',
      () => bend((it) => Object.assign(it.versions, { v03: it.versions['v2'] })),
      'E011',
    ],
    [
      'padding of two lengths',
      () => bend((it) => (it.versions = { v01: it.versions['v1'], v002: it.versions['v2'] } as Inventory['versions'])),
      'E012',
    ],
    ['a file beside the content', () => put(root, { 'v1/x': 'x' }), 'E015'],
    ['a content folder with a slash', () => bend((it) => (it['contentDirectory'] = 'a/b')), 'E017'],
    ['a content folder of dots', () => bend((it) => (it['contentDirectory'] = '..')), 'E018'],
    [
      'a content folder that changes',
      () => putInventory(root, 'v1', { ...inventory().first, contentDirectory: '内容' }),
      'E019',
    ],
    ['content nobody lists', () => put(root, { 'v1/content/x': 'x' }), 'E023'],
    ['an empty folder in the content', () => mkdir(join(root, 'v1/content/空')), 'E024'],
    ['md5 for the content', () => bend((it) => (it['digestAlgorithm'] = 'md5')), 'E025'],
    ['an inventory that is no JSON', () => putInventory(root, '', '{'), 'E033'],
    ['a key written twice', () => putInventory(root, '', '{"id":"urn:a","id":"urn:b"}'), 'E033'],
    ['no head', () => bend((it) => delete it['head']), 'E036'],
    ['no id', () => bend((it) => delete it['id']), 'E036'],
    ['another id before', () => putInventory(root, 'v1', { ...inventory().first, id: 'urn:other' }), 'E110'],
    ['the type of another version', () => bend((it) => (it['type'] = 'https://ocfl.io/1.0/spec/#inventory')), 'E038'],
    ['a type that is none', () => bend((it) => (it['type'] = '案卷')), 'E038'],
    ['a head that is not the last', () => bend((it) => (it['head'] = 'v1')), 'E040'],
    ['a head of a number', () => bend((it) => (it['head'] = 2)), 'E040'],
    ['an earlier inventory of another version', () => putInventory(root, 'v1', inventory().current), 'E040'],
    ['no manifest', () => bend((it) => delete (it as Record<string, unknown>)['manifest']), 'E041'],
    ['a manifest of a list', () => bend((it) => Object.assign(it, { manifest: [] })), 'E106'],
    ['content outside the content folder', () => bend((it) => it.manifest[OLD]?.push('v1/x')), 'E042'],
    ['no version block', () => bend((it) => delete (it as Record<string, unknown>)['versions']), 'E043'],
    ['versions of a list', () => bend((it) => Object.assign(it, { versions: [] })), 'E044'],
    ['a version of text', () => bend((it) => Object.assign(it.versions, { v2: 'x' })), 'E047'],
    [
      'a version without time',
      () => bend((it) => delete (it.versions['v2'] as Record<string, unknown>)['created']),
      'E048',
    ],
    ...['2019-01-01T02:03:04', '2019-01-01T01:02Z', '2019-02-30T01:02:03Z', 12].map(
      (created): [string, () => Promise<unknown>, string] => [
        `the time ${created}`,
        () => bend((it) => Object.assign(it.versions['v2'] ?? {}, { created })),
        'E049',
      ],
    ),
    [
      'a state of what the manifest has not',
      () => bend((it) => Object.assign(it.versions['v2']?.state ?? {}, { [OTHER]: ['x'] })),
      'E050',
    ],
    [
      'a digest in the other case',
      () => bend((it) => Object.assign(it.versions['v2']?.state ?? {}, { [OLD.toUpperCase()]: ['x'] })),
      'E050',
    ],
    [
      'a state with text for paths',
      () => bend((it) => Object.assign(it.versions['v2']?.state ?? {}, { [OLD]: 'x' })),
      'E051',
    ],
    ['a logical path with ..', () => bend((it) => it.versions['v2']?.state[PHOTO]?.push('../x')), 'E052'],
    ['a logical path from /', () => bend((it) => it.versions['v2']?.state[PHOTO]?.push('/x')), 'E053'],
    ['an author without name', () => bend((it) => Object.assign(it.versions['v2'] ?? {}, { user: {} })), 'E054'],
    ['fixity of nothing', () => bend((it) => (it['fixity'] = null)), 'E111'],
    ['fixity of unlisted content', () => bend((it) => (it['fixity'] = { md5: { aa: ['v1/content/x'] } })), 'E057'],
    ['no sidecar', () => rm(join(root, 'inventory.json.sha512')), 'E058'],
    ['a sidecar of another digest', () => put(root, { 'inventory.json.sha512': `${OTHER} inventory.json\n` }), 'E060'],
    ['a sidecar of another form', () => put(root, { 'inventory.json.sha512': OTHER }), 'E061'],
    ['no inventory', () => rm(join(root, 'inventory.json')), 'E063'],
    [
      'another inventory in the head',
      () => putInventory(root, 'v2', `${JSON.stringify(inventory().current)} `),
      'E064',
    ],
    [
      'another history',
      () =>
        bend((it) => Object.assign(it.versions['v1'] ?? {}, { state: { [OLD]: ['改名.txt'], [PHOTO]: ['照片.jpg'] } })),
      'E066',
    ],
    ['a file among the extensions', () => put(root, { 'extensions/x': 'x' }), 'E067'],
    ['a symbolic link', () => symlink('记录.txt', join(root, 'v1/content/又')), 'E090'],
    ['a hard link', () => link(join(root, 'v1/content/记录.txt'), join(root, 'v1/content/又')), 'E090'],
    ['changed content', () => put(root, { 'v1/content/记录.txt': '改' }), 'E092'],
    ['content that is gone', () => rm(join(root, 'v1/content/记录.txt')), 'E092'],
    [
      'fixity that does not hold',
      () => bend((it) => (it['fixity'] = { md5: { aa: ['v1/content/记录.txt'] } })),
      'E093',
    ],
    ['a message of a number', () => bend((it) => Object.assign(it.versions['v2'] ?? {}, { message: 1 })), 'E094'],
    ['a logical path twice', () => bend((it) => it.versions['v2']?.state[PHOTO]?.push('照片.jpg')), 'E095'],
    ['a logical path under a file', () => bend((it) => it.versions['v2']?.state[PHOTO]?.push('照片.jpg/x')), 'E095'],
    ['a digest twice', () => bend((it) => (it.manifest[OLD.toUpperCase()] = [])), 'E096'],
    ['a fixity digest twice', () => bend((it) => (it['fixity'] = { md5: { aa: [], AA: [] } })), 'E097'],
    ['content with dots', () => bend((it) => it.manifest[OLD]?.push('v1/content/./x')), 'E099'],
    ['content from /', () => bend((it) => it.manifest[OLD]?.push('/v1/content/x')), 'E100'],
    ['content twice', () => bend((it) => it.manifest[OLD]?.push('v1/content/照片.jpg')), 'E101'],
    ['a key of its own', () => bend((it) => (it['备注'] = 'x')), 'E102'],
    [
      'an earlier version of a later specification',
      () => putInventory(root, 'v1', { ...inventory().first, type: 'https://ocfl.io/1.2/spec/#inventory' }),
      'E038',
    ],
    ['a version that is no number', () => bend((it) => Object.assign(it.versions, { 一: it.versions['v2'] })), 'E104'],
    ['content nobody uses', () => bend((it) => (it.manifest[OTHER] = ['v1/content/记录.txt'])), 'E107'],
    ['a content folder of nothing', () => bend((it) => (it['contentDirectory'] = '')), 'E108'],
  ])('%s', async (_what, change, code) => {
    await putObject(root);
    await change();
    expect(await found()).toContain(code);
  });

  test('an earlier version of a later specification than the one after it', async () => {
    const { first, current } = inventory('1.0');
    await putObject(root, '1.0', { first: { ...first, type: 'https://ocfl.io/1.1/spec/#inventory' }, current });
    expect(await found()).toContain('E103');
  });
});
