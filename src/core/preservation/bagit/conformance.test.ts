/**
 * The cases of the Library of Congress's bagit-conformance-suite (public domain), rebuilt with contents of our own: the name is the
 * suite's, the verdict its folder's: `valid` and `warning` exit 0, the latter with words on stderr; what is in `invalid`, `linux-only`
 * and `windows-only` is refused by the code that stands here.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkPreserved } from '../check.ts';
import { digestBytes } from '../digests.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;
/** An error is the code that refuses the bag. */
type Verdict = 'valid' | 'warning' | `bag-${string}`;

const PAYLOAD: Files = { 'data/bare-filename': 'bare', 'data/text-file.txt': 'text' };
const NFC = 'data/Núñez'.normalize('NFC');
const NFD = NFC.normalize('NFD');

/** Lines of a manifest; `line` writes one of them. */
function listed(
  files: Files,
  algorithm = 'md5',
  line = (digest: string, path: string): string => `${digest}  ${path}\n`,
): string {
  return Object.entries(files)
    .map(([path, content]) => line(digestBytes(Buffer.from(content), algorithm), path))
    .join('');
}

function declared(version = '0.97', encoding = 'UTF-8'): Files {
  return { 'bagit.txt': `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n` };
}

/** Closes a bag with its tag manifest, as every case of the suite has one. */
function closed(tags: Files, payload: Files, algorithm = 'md5'): Files {
  return { ...payload, ...tags, [`tagmanifest-${algorithm}.txt`]: listed(tags, algorithm) };
}

function basic(version = '0.97', algorithm = 'md5', payload = PAYLOAD): Files {
  const info = `Payload-Oxum: ${Object.values(payload).reduce((sum, { length }) => sum + length, 0)}.${Object.keys(payload).length}\n`;
  const tags = {
    ...declared(version),
    'bag-info.txt': info,
    [`manifest-${algorithm}.txt`]: listed(payload, algorithm),
  };
  return closed(tags, payload, algorithm);
}

/** A bag whose manifest is written out. */
const manifested = (manifest: string, payload = PAYLOAD, version = '0.97', algorithm = 'md5'): Files =>
  closed({ ...declared(version), [`manifest-${algorithm}.txt`]: manifest }, payload, algorithm);

/** A manifest that also lists a file elsewhere. */
const beyond = (path: string): Files => manifested(`${listed(PAYLOAD)}${'0'.repeat(32)}  ${path}\n`);
/** A list of what is to be fetched, to that place. */
const fetching = (path: string): Files => ({ ...basic(), 'fetch.txt': `http://localhost/x.txt 4 ${path}\n` });

const utf16 = (text: string, mark = ''): Uint8Array => Buffer.from(mark + text, 'utf16le').swap16();

const CASES: readonly (readonly [suite: string, verdict: Verdict, files: Files])[] = [
  ...['0.93', '0.94', '0.95', '0.96', '0.97'].flatMap((version) => {
    const info = version < '0.96' ? 'package-info.txt' : 'bag-info.txt';
    const twice = { [info]: 'Bagging-Date: 2016-02-26\nBagging-Date: 2016-03-10\nContact-Name: A\nContact-Name: B\n' };
    const tags = { ...declared(version), ...twice, 'manifest-md5.txt': listed(PAYLOAD) };
    return [
      [`v${version}/valid/basic-bag`, 'valid', basic(version)],
      [`v${version}/valid/duplicate-metadata-entries`, 'valid', closed(tags, PAYLOAD)],
    ] as const;
  }),
  ...['sha1', 'sha224', 'sha256', 'sha384', 'sha512'].map(
    (algorithm) => [`v0.97/valid/basic-bag-${algorithm}`, 'valid', basic('0.97', algorithm)] as const,
  ),
  ['v0.97/valid/minimal-bag', 'valid', { ...PAYLOAD, ...declared(), 'manifest-md5.txt': listed(PAYLOAD) }],
  ['v0.97/valid/bag-in-a-bag', 'valid', basic('0.97', 'md5', nested(basic()))],
  ['v0.97/valid/bag-with-space', 'valid', basic('0.97', 'md5', { 'data/test 1.txt': 'x', 'data/a b/c d.txt': 'y' })],
  [
    'v0.97/valid/bag-with-escapable-characters',
    'valid',
    basic('0.97', 'md5', {
      'data/#1 & 2 [3] {4} $5.txt': 'x',
      "data/it's 100% done!.txt": 'y',
      'data/a+b=c;d.txt': 'z',
    }),
  ],
  [
    'v0.97/valid/bag-with-encoded-names',
    'valid',
    basic('0.97', 'md5', {
      'data/dir1/~test3.txt': '3',
      'data/%7Edir2/dir3/test5.txt': '5',
      'data/%7Etest1.txt': '1',
      'data/%test2.txt': '2',
    }),
  ],
  [
    'v0.97/valid/bag-with-leading-dot-slash-in-manifest',
    'valid',
    manifested(listed(PAYLOAD, 'md5', (digest, path) => `${digest} ./${path}\n`)),
  ],
  [
    'v0.97/valid/holey-bag',
    'valid',
    {
      ...basic('0.97', 'md5', { 'data/dir1/test3.txt': '3', 'data/test 1.txt': '1' }),
      'fetch.txt':
        'http://localhost:8989/dir1/test3.txt - data/dir1/test3.txt\nhttp://localhost:8989/test%201.txt - data/test 1.txt\n',
    },
  ],
  [
    'v0.97/valid/local-fetch',
    'valid',
    { ...basic(), 'fetch.txt': 'file:///home/somebody/bags/picture.png 42000 picture.png\n' },
  ],
  [
    'v0.97/valid/uncommon-metadata-separators',
    'valid',
    closed(
      {
        ...declared(),
        'bag-info.txt':
          'Source-Organization : A\nContact-Name:B\nContact-Email\t:\tc\nExternal-Description:  a: b\n\tc\n',
        'manifest-md5.txt': listed(PAYLOAD),
      },
      PAYLOAD,
    ),
  ],
  [
    'v0.97/valid/ISO-8859-1-encoded-tag-files',
    'valid',
    closed(
      {
        ...declared('0.97', 'ISO-8859-1'),
        'bag-info.txt': Buffer.from('Contact-Name: Zoë Núñez\n', 'latin1'),
        'manifest-md5.txt': listed(PAYLOAD),
      },
      PAYLOAD,
    ),
  ],
  ...(
    [
      ['UTF-16BE', ''],
      ['UTF-16', '\u{FEFF}'],
      ['UTF-16', ''],
    ] as const
  ).map(
    ([encoding, mark]) =>
      [
        `v0.97/valid/UTF-16-encoded-tag-files (${encoding}${mark === '' ? '' : ' with its mark'})`,
        'valid',
        {
          ...PAYLOAD,
          ...declared('0.97', encoding),
          'bag-info.txt': utf16('Contact-Name: 甲\n', mark),
          'manifest-md5.txt': utf16(listed(PAYLOAD), mark),
        },
      ] as const,
  ),
  [
    'v0.97/valid/UTF-16-encoded-tag-files (lower byte first)',
    'valid',
    {
      ...PAYLOAD,
      ...declared('0.97', 'UTF-16'),
      'manifest-md5.txt': Buffer.from(`\u{FEFF}${listed(PAYLOAD)}`, 'utf16le'),
    },
  ],
  ['v1.0/valid/basicBag', 'valid', basic('1.0', 'sha512')],
  [
    'v0.97/warning/made-with-md5sum-tools',
    'warning',
    manifested(listed(PAYLOAD, 'md5', (digest, path) => `${digest} *${path}\n`)),
  ],
  [
    'v0.97/warning/relative-path',
    'warning',
    manifested(listed(PAYLOAD, 'md5', (digest, path) => `${digest} ${path.replace('data/', 'data/../data/./')}\n`)),
  ],
  [
    'v0.97/warning/same-filename-listed-twice-with-the-same-hash',
    'warning',
    manifested(listed(PAYLOAD) + listed(PAYLOAD)),
  ],
  [
    'v0.97/warning/same-filename-listed-twice-with-different-normalization',
    'warning',
    manifested(listed({ [NFC]: 'x' }) + listed({ [NFD]: 'x' }), { [NFC]: 'x', [NFD]: 'x' }),
  ],
  ['v0.97/warning/filename-normalization', 'warning', manifested(listed({ [NFC]: 'x' }), { [NFD]: 'x' })],
  [
    'v0.97/warning/duplicate-file-with-different-case',
    'warning',
    basic('0.97', 'md5', { 'data/hello.txt': 'x', 'data/HELLO.txt': 'x' }),
  ],
  [
    'v0.97/warning/special-system-files',
    'warning',
    basic('0.97', 'md5', { 'data/.DS_Store': 'x', 'data/Thumbs.db': 'y', 'data/a.txt': 'z' }),
  ],
  [
    'v0.97/darwin-only/precomposed-character-in-filename',
    'warning',
    manifested(listed({ [NFD]: 'x' }), { [NFC]: 'x' }),
  ],
  ...['0.97', '1.0'].map(
    (version) =>
      [
        `v${version}/invalid/bagit-with-invalid-whitespace`,
        'bag-version-line',
        {
          ...basic(version),
          'bagit.txt': `BagIt-Version : ${version}\nTag-File-Character-Encoding : UTF-8\n`,
          'tagmanifest-md5.txt': '',
        },
      ] as const,
  ),
  ['v0.97/invalid/baginfo-missing-encoding', 'bag-encoding-line', { ...basic(), 'bagit.txt': 'BagIt-Version: 0.97\n' }],
  [
    'v0.97/invalid/bom-in-bagit.txt',
    'bag-declaration-bom',
    { ...basic(), 'bagit.txt': `\u{FEFF}${String(declared()['bagit.txt'])}` },
  ],
  ['v0.97/invalid/invalid-version-number', 'bag-version-line', { ...basic(), ...declared('.97') }],
  ['v0.97/invalid/corrupt-data-file', 'bag-digest', { ...basic(), 'data/bare-filename': 'bear' }],
  [
    'v0.97/invalid/corrupt-tag-file',
    'bag-digest',
    { ...basic(), 'bag-info.txt': 'Payload-Oxum: 8.2\nContact-Name: A\n' },
  ],
  ['v0.97/invalid/extra-file-in-bag', 'bag-unlisted', { ...basic(), 'data/bar': 'x' }],
  ['v0.97/invalid/missing-baginfo', 'bag-file-missing', without(basic(), 'bag-info.txt')],
  ['v0.97/invalid/missing-bagit.txt', 'bag-declaration-missing', without(basic(), 'bagit.txt')],
  ['v0.97/invalid/missing-data-file', 'bag-file-missing', without(basic(), 'data/bare-filename')],
  ['v0.97/invalid/missing-manifest', 'bag-no-manifest', without(basic(), 'manifest-md5.txt')],
  ['v0.97/invalid/missing-data-directory', 'bag-no-payload', without(basic(), ...Object.keys(PAYLOAD))],
  ...['0.97', '1.0'].map(
    (version) =>
      [
        `v${version}/invalid/same-filename-listed-twice-with-different-hashes`,
        'bag-listed-differently',
        manifested(`${listed(PAYLOAD)}${'0'.repeat(32)}  data/bare-filename\n`, PAYLOAD, version),
      ] as const,
  ),
  [
    'v1.0/invalid/missing-from-manifest',
    'bag-unlisted',
    {
      ...basic('1.0', 'sha512', { ...PAYLOAD, 'data/missingFromManifest.txt': 'x' }),
      'manifest-sha256.txt': listed(PAYLOAD, 'sha256'),
    },
  ],
  ['v0.97/invalid/out-of-scope-file-paths-using-dot-notation', 'bag-path-outside', beyond('../../../README.md')],
  [
    'v0.97/invalid/out-of-scope-file-paths-using-dot-notation-for-fetch',
    'bag-path-outside',
    fetching('../../../README.md'),
  ],
  ...(
    [
      ['linux-only', 'absolute-path', '/tmp/foo'],
      ['linux-only', 'shortcut', '~/foo'],
      ['linux-only', 'shortcut-username', '~root/foo'],
      ['windows-only', 'absolute-path', String.raw`C:\Windows\System32\setx.exe`],
      ['windows-only', 'shortcut', String.raw`%HomeDrive%\Windows\System32\setx.exe`],
      ['windows-only', 'unc', String.raw`\\?\UNC\server\Windows\System32\setx.exe`],
    ] as const
  ).flatMap(([folder, name, path]) => [
    [`v0.97/${folder}/out-of-scope-file-paths-using-${name}`, 'bag-path-outside', beyond(path)] as const,
    [`v0.97/${folder}/out-of-scope-file-paths-using-${name}-for-fetch`, 'bag-path-outside', fetching(path)] as const,
  ]),
];

function nested(bag: Files): Files {
  return Object.fromEntries(Object.entries(bag).map(([path, content]) => [`data/bag/${path}`, content]));
}

function without(files: Files, ...gone: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !gone.includes(path)));
}

let bag: string;
beforeEach(async () => {
  bag = await mkdtemp(join(tmpdir(), 'sunlot-suite-'));
});
afterEach(() => rm(bag, { recursive: true, force: true }));

describe('the conformance suite of BagIt', () => {
  test.each(CASES)('%s: %s', async (_suite, verdict, files) => {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(bag, path)), { recursive: true });
      await writeFile(join(bag, path), content);
    }
    const findings = (await checkPreserved(bag))?.findings ?? [];
    const errors = findings.filter(({ level }) => level === 'error');
    if (verdict.startsWith('bag-')) expect(errors.map(({ code }) => code)).toContain(verdict);
    else expect(errors).toEqual([]);
    if (verdict === 'warning') expect(findings).not.toEqual([]);
  });
});
