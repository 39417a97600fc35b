/**
 * The cases of the OCFL editors' fixtures (CC0): the name is the fixture's, each tried in 1.0 and in 1.1. What is good has no error; what is worth a warning has it by its code.
 * Names with + are fixtures that validators keep of their own.
 */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { digestBytes } from '../digests.ts';
import {
  bent,
  bentFirst,
  bySha256,
  head,
  minimal,
  mixed,
  OLD,
  padded,
  PHOTO,
  rekey,
  root,
  UPPER,
  useObject,
  verdict,
  type Change,
} from './fixtures.testing.ts';
import { inventory, put, putObject } from './object.testing.ts';

useObject();

const GOOD: readonly (readonly [string, Change])[] = [
  ['minimal_one_version_one_file', (spec) => minimal(spec)],
  ['minimal_uppercase_digests', (spec) => minimal(spec, (it) => rekey(it, UPPER, UPPER))],
  ['minimal_mixed_digests', (spec) => minimal(spec, (it) => rekey(it, mixed(OLD), mixed(OLD)))],
  [
    'minimal_no_content, empty_fixity +',
    (spec) =>
      minimal(spec, (it) =>
        Object.assign(it, { manifest: {}, fixity: {}, versions: { v1: { ...it.versions['v1'], state: {} } } }),
      ).then(() => rm(join(root, 'v1/content'), { recursive: true })),
  ],
  [
    'minimal_content_dir_called_stuff',
    (spec) =>
      minimal(spec, (it) =>
        Object.assign(it, { contentDirectory: 'stuff', manifest: { [OLD]: ['v1/stuff/记录.txt'] } }),
      ).then(() => rename(join(root, 'v1/content'), join(root, 'v1/stuff'))),
  ],
  ['minimal_logs_directory_one_log_file', (spec) => minimal(spec).then(() => put(root, { 'logs/log_file.txt': 'x' }))],
  [
    'ocfl_object_all_fixity_digests',
    (spec) =>
      minimal(
        spec,
        (it) =>
          (it['fixity'] = Object.fromEntries(
            ['md5', 'sha1', 'sha256', 'sha512', 'blake2b-512'].map((name) => [
              name,
              { [digestBytes(Buffer.from('旧'), name)]: ['v1/content/记录.txt'] },
            ]),
          )),
      ),
  ],
  ['spec-ex-full, updates_all_actions', () => Promise.resolve()],
  [
    'duplicated_content_files',
    async (spec) => {
      await put(root, { 'v2/content/又.jpg': '照片' });
      await bent((it) => it.manifest[PHOTO]?.unshift('v2/content/又.jpg'))(spec);
    },
  ],
  [
    'fixity of two files with one digest (diff_files_same_md5)',
    bent((it) => (it['fixity'] = { crc: { '00': ['v1/content/记录.txt', 'v1/content/照片.jpg'] } })),
  ],
  ['W001_zero_padded_versions', (spec) => padded(spec, (name) => name.replace('v', 'v00'))],
  [
    'W001_W004_W005_zero_padded_versions',
    (spec) =>
      padded(
        spec,
        (name) => name.replace('v', 'v000'),
        (folder, it) => bySha256(folder, { ...it, id: 'bb123cd4567' }),
      ),
  ],
  ['W002_extra_dir_in_version_dir', () => put(root, { 'v1/extra_dir/x': 'x' })],
  [
    'W003_empty_content_dir',
    (spec) =>
      minimal(spec, (it) =>
        Object.assign(it, { manifest: {}, versions: { v1: { ...it.versions['v1'], state: {} } } }),
      ).then(() => rm(join(root, 'v1/content/记录.txt'))),
  ],
  [
    'W004_uses_sha256',
    async (spec) => {
      const { first, current } = inventory(spec);
      await bySha256('v1', first);
      await bySha256('v2', current);
      await bySha256('', current);
    },
  ],
  ['W004_versions_diff_digests', (spec) => bySha256('v1', inventory(spec).first)],
  [
    'W005_id_not_uri',
    async (spec) => {
      await bent((it) => (it['id'] = 'not_a_uri'))(spec);
      await bentFirst((it) => (it['id'] = 'not_a_uri'))(spec);
    },
  ],
  [
    'W007_no_message_or_user',
    bent((it) => {
      delete head(it).message;
      delete head(it).user;
    }),
  ],
  ['W008_user_no_address', bent((it) => (head(it).user = { name: '甲' }))],
  ['W009_user_address_not_uri', bent((it) => (head(it).user = { name: '甲', address: '1 Wonky Way' }))],
  [
    'W007: an author of empty words, as zero_padded_versions once had',
    bent((it) => Object.assign(head(it), { message: '', user: { name: '', address: '' } })),
  ],
  [
    'W010_no_version_inventory',
    () => Promise.all(['', '.sha512'].map((end) => rm(join(root, `v1/inventory.json${end}`)))),
  ],
  [
    'W011_version_inv_diff_metadata',
    bentFirst((it) =>
      Object.assign(it.versions['v1'] ?? {}, { message: '改', created: '2019-01-01T02:03:04Z', user: { name: '乙' } }),
    ),
  ],
  ['W013_unregistered_extension', () => put(root, { 'extensions/unregistered/config.json': '{}' })],
];

describe.each(['1.0', '1.1'])('the fixtures of OCFL %s', (spec) => {
  beforeEach(() => putObject(root, spec));

  test.each(GOOD)('valid: %s', async (name, change) => {
    await change(spec);
    const { errors, warnings } = await verdict();
    expect(errors).toEqual([]);
    expect(warnings).toEqual(expect.arrayContaining(name.match(/W\d{3}/g) ?? []));
  });
});

test('ocfl_version_change: an object may grow from 1.0 to 1.1', async () => {
  await putObject(root, '1.1', { first: inventory('1.0').first, current: inventory('1.1').current });
  expect((await verdict()).errors).toEqual([]);
});
