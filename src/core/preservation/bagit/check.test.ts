import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestBytes } from '../digests.ts';
import { checkBag } from './check.ts';

let bag: string;
beforeEach(async () => {
  bag = await mkdtemp(join(tmpdir(), 'sunlot-bag-'));
});
afterEach(() => rm(bag, { recursive: true, force: true }));

type Files = Record<string, string>;
const PAYLOAD: Files = { 'data/检查记录.pdf': '记录', 'data/照片/1.jpg': '照片' };

async function put(files: Files | Record<string, Uint8Array>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(bag, path)), { recursive: true });
    await writeFile(join(bag, path), content);
  }
}

function manifest(files: Files, algorithm = 'sha256'): string {
  return Object.entries(files)
    .map(([path, content]) => `${digestBytes(Buffer.from(content), algorithm)}  ${path}\n`)
    .join('');
}

function declaration(version: string, encoding = 'UTF-8'): string {
  return `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n`;
}

/** A bag as we write ours: two manifests, bag-info, a tag manifest. */
async function whole(version = '1.0', payload = PAYLOAD): Promise<void> {
  const bytes = Object.values(payload).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  const tags = {
    'bagit.txt': declaration(version),
    'bag-info.txt': `Payload-Oxum: ${bytes}.${Object.keys(payload).length}\nExternal-Description: 一宗\n  案卷\n`,
    'manifest-sha256.txt': manifest(payload),
    'manifest-sm3.txt': manifest(payload, 'sm3'),
  };
  await put({ ...payload, ...tags, 'tagmanifest-sha256.txt': manifest(tags) });
}

async function found(): Promise<string[]> {
  return (await checkBag(bag)).map(({ level, code }) => `${level} ${code}`);
}

describe('a bag that is whole', () => {
  test.each(['0.93', '0.97', '1.0'])('of version %s has nothing against it', async (version) => {
    await whole(version);
    expect(await found()).toEqual([]);
  });

  test('may write its tag files in UTF-16 and ISO-8859-1', async () => {
    for (const [encoding, write] of [
      ['UTF-16BE', (text: string) => Buffer.from(text, 'utf16le').swap16()],
      ['ISO-8859-1', (text: string) => Buffer.from(text, 'latin1')],
    ] as const) {
      await put({ 'data/é.txt': 'x', 'bagit.txt': declaration('0.97', encoding) });
      await put({ 'manifest-md5.txt': write(manifest({ 'data/é.txt': 'x' }, 'md5')) });
      expect(await found(), encoding).toEqual([]);
    }
  });

  test('may encode line breaks and percent signs in names, and lead with ./', async () => {
    await put({ 'data/100% 行\n.txt': 'x', 'data/a%20b': 'y', 'bagit.txt': declaration('1.0') });
    const lines = `${digestBytes(Buffer.from('x'), 'sha512')} data/100%25 行%0A.txt\n${digestBytes(Buffer.from('y'), 'sha512').toUpperCase()} ./data/a%20b\n`;
    await put({ 'manifest-sha512.txt': lines });
    expect(await found()).toEqual(['warning bag-path-roundabout']);
  });

  test('may wait for nothing that is fetched already, and hold another bag', async () => {
    const payload = { ...PAYLOAD, 'data/inner/bagit.txt': declaration('1.0'), 'data/inner/data/x': 'x' };
    await put({ ...payload, 'bagit.txt': declaration('0.97'), 'manifest-sha1.txt': manifest(payload, 'sha1') });
    await put({ 'fetch.txt': 'https://example.org/1.jpg - data/照片/1.jpg\n' });
    expect(await found()).toEqual([]);
  });
});

test('before 1.0 manifests may share the payload, and a tag manifest may leave one out', async () => {
  const [one, other] = Object.entries(PAYLOAD).map((file) => Object.fromEntries([file])) as [Files, Files];
  const tags = { 'bagit.txt': declaration('0.97'), 'manifest-md5.txt': manifest(one, 'md5') };
  await put({ ...PAYLOAD, ...tags, 'manifest-sha1.txt': manifest(other, 'sha1') });
  await put({ 'tagmanifest-md5.txt': manifest(tags, 'md5') });
  expect(await found()).toEqual([]);
});

describe('is worth a warning and valid', () => {
  test.each<[string, () => Promise<void>, string]>([
    [
      'the star of md5sum',
      () => put({ 'manifest-sha256.txt': manifest(PAYLOAD).replaceAll('  data', ' *data') }),
      'bag-manifest-star',
    ],
    [
      'a name twice with the same digest, before 1.0',
      () => put({ 'manifest-sha256.txt': manifest(PAYLOAD) + manifest(PAYLOAD) }),
      'bag-listed-twice',
    ],
    [
      'a name in the other normalisation',
      async () => {
        const payload = { 'data/Núñez': '记录' };
        await rm(join(bag, 'data'), { recursive: true });
        await put({ ['data/Núñez'.normalize('NFD')]: '记录', 'manifest-sha256.txt': manifest(payload) });
      },
      'bag-normalisation',
    ],
    [
      'names that differ in case alone',
      async () => {
        const payload = { ...PAYLOAD, 'data/a.txt': 'x', 'data/A.txt': 'x' };
        await put({ ...payload, 'manifest-sha256.txt': manifest(payload) });
      },
      'bag-look-alike',
    ],
    [
      'what a desktop strewed, listed',
      async () => {
        const payload = { ...PAYLOAD, 'data/Thumbs.db': 'x' };
        await put({ ...payload, 'manifest-sha256.txt': manifest(payload) });
      },
      'bag-strewn',
    ],
  ])('%s', async (_what, bend, code) => {
    await put({ ...PAYLOAD, 'bagit.txt': declaration('0.97'), 'manifest-sha256.txt': manifest(PAYLOAD) });
    await bend();
    expect(new Set(await found())).toEqual(new Set([`warning ${code}`]));
  });
});

describe('is refused, and said why', () => {
  const line = `${'0'.repeat(64)} `;
  test.each<[string, () => Promise<unknown>, string]>([
    ['no declaration', () => rm(join(bag, 'bagit.txt')), 'bag-declaration-missing'],
    ['a byte order mark', () => put({ 'bagit.txt': `\u{FEFF}${declaration('1.0')}` }), 'bag-declaration-bom'],
    ['space before the colon', () => put({ 'bagit.txt': declaration('1.0').replace(':', ' :') }), 'bag-version-line'],
    ['a version of no number', () => put({ 'bagit.txt': declaration('.97') }), 'bag-version-line'],
    ['a version of the future', () => put({ 'bagit.txt': declaration('7.0') }), 'bag-version-unknown'],
    ['no encoding', () => put({ 'bagit.txt': 'BagIt-Version: 1.0\n' }), 'bag-encoding-line'],
    ['no such encoding', () => put({ 'bagit.txt': declaration('1.0', 'UTF-99') }), 'bag-encoding-unknown'],
    ['a third line', () => put({ 'bagit.txt': `${declaration('1.0')}x: y\n` }), 'bag-declaration-long'],
    ['another encoding', () => put({ 'bag-info.txt': Buffer.from([0xff, 0xfe, 0xff]) }), 'bag-text-encoding'],
    ['no payload', () => rename(join(bag, 'data'), join(bag, 'date')), 'bag-no-payload'],
    [
      'no manifest',
      () => Promise.all(['sha256', 'sm3'].map((name) => rm(join(bag, `manifest-${name}.txt`)))),
      'bag-no-manifest',
    ],
    ['a digest nobody knows', () => put({ 'manifest-crc99.txt': manifest(PAYLOAD) }), 'bag-digest-unknown'],
    ['a line of nonsense', () => put({ 'manifest-sha256.txt': `${manifest(PAYLOAD)}nonsense\n` }), 'bag-manifest-line'],
    ['a changed byte', () => put({ 'data/照片/1.jpg': '照片.' }), 'bag-digest'],
    ['a changed tag file', () => put({ 'bag-info.txt': 'Source-Organization: x\n' }), 'bag-digest'],
    ['a missing file', () => rm(join(bag, 'data/照片/1.jpg')), 'bag-file-missing'],
    ['a missing tag file', () => rm(join(bag, 'bag-info.txt')), 'bag-file-missing'],
    ['an added file', () => put({ 'data/多出.txt': 'x' }), 'bag-unlisted'],
    [
      'a file that one of two manifests leaves out, since 1.0',
      () => put({ 'manifest-sm3.txt': manifest({ 'data/检查记录.pdf': '记录' }, 'sm3') }),
      'bag-unlisted',
    ],
    [
      'a name twice, since 1.0',
      () => put({ 'manifest-sha256.txt': manifest(PAYLOAD) + manifest(PAYLOAD) }),
      'bag-listed-twice',
    ],
    [
      'a name with two digests',
      () => put({ 'manifest-sha256.txt': `${manifest(PAYLOAD)}${line}data/照片/1.jpg\n` }),
      'bag-listed-differently',
    ],
    ['a path above the bag', () => put({ 'manifest-sha256.txt': `${line}../../x\n` }), 'bag-path-outside'],
    ['a path from the root', () => put({ 'manifest-sha256.txt': `${line}/tmp/x\n` }), 'bag-path-outside'],
    ['a path from home', () => put({ 'manifest-sha256.txt': `${line}~root/x\n` }), 'bag-path-outside'],
    ['a path of Windows', () => put({ 'manifest-sha256.txt': `${line}C:\\x\n` }), 'bag-path-outside'],
    [
      'a tag file in the payload manifest',
      () => put({ 'manifest-sha256.txt': `${line}bagit.txt\n` }),
      'bag-path-not-payload',
    ],
    [
      'payload in the tag manifest',
      () => put({ 'tagmanifest-sha256.txt': manifest(PAYLOAD) }),
      'bag-tag-lists-payload',
    ],
    [
      'a tag manifest that leaves a payload manifest out, since 1.0',
      () => put({ 'tagmanifest-sha256.txt': manifest({ 'bagit.txt': declaration('1.0') }) }),
      'bag-tag-unlisted',
    ],
    [
      'a tag manifest that lists tag manifests, since 1.0',
      () => put({ 'tagmanifest-sm3.txt': `${line}tagmanifest-sha256.txt\n` }),
      'bag-tag-lists-itself',
    ],
    ['Payload-Oxum twice', () => put({ 'bag-info.txt': 'Payload-Oxum: 1.1\nPayload-Oxum: 1.1\n' }), 'bag-oxum-twice'],
    ['Payload-Oxum of one number', () => put({ 'bag-info.txt': 'Payload-Oxum: 1\n' }), 'bag-oxum'],
    [
      'a fetch of a tag file',
      () => put({ 'fetch.txt': 'https://example.org/x - bag-info.txt\n' }),
      'bag-fetch-unlisted',
    ],
    ['a wrong Payload-Oxum', () => put({ 'bag-info.txt': 'Payload-Oxum: 1.1\n' }), 'bag-oxum'],
    ['bag-info without a label', () => put({ 'bag-info.txt': '一宗案卷\n' }), 'bag-info-line'],
    ['a fetch line of nonsense', () => put({ 'fetch.txt': 'x\n' }), 'bag-fetch-line'],
    ['a fetch path above the bag', () => put({ 'fetch.txt': 'https://example.org/x 1 ../x\n' }), 'bag-path-outside'],
    [
      'a fetch of what is not listed',
      () => put({ 'fetch.txt': 'https://example.org/x 1 data/x\n' }),
      'bag-fetch-unlisted',
    ],
    ['a link', () => symlink('/etc/hostname', join(bag, 'data/link')), 'bag-link'],
  ])('%s', async (_what, bend, code) => {
    await whole();
    await bend();
    expect(await found()).toContain(`error ${code}`);
  });

  test('everything at once, each with its place', async () => {
    await whole();
    await put({ 'data/照片/1.jpg': '别的', 'data/多出.txt': 'x' });
    await rm(join(bag, 'data/检查记录.pdf'));
    const places = (await checkBag(bag)).map(({ code, at, found: what }) => `${code} ${at} ${what}`);
    expect(places).toEqual(
      expect.arrayContaining([
        'bag-digest data/照片/1.jpg manifest-sha256.txt',
        'bag-digest data/照片/1.jpg manifest-sm3.txt',
        'bag-unlisted data/多出.txt manifest-sha256.txt',
        'bag-file-missing data/检查记录.pdf manifest-sha256.txt',
      ]),
    );
  });
});
