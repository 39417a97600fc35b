/**
 * The cases of the OCFL editors' fixtures (CC0): the name is the fixture's, each tried in 1.0 and in 1.1. What is bad is refused by the code that
 * stands here; where another validator finds another fault first, the fixtures allow any.
 * Names with + are fixtures that validators keep of their own.
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkPreserved } from '../check.ts';
import {
  bent,
  bentFirst,
  bySha256,
  head,
  minimal,
  OLD,
  padded,
  PHOTO,
  rekey,
  rekeyed,
  root,
  swapped,
  UPPER,
  useObject,
  verdict,
  type Change,
} from './fixtures.testing.ts';
import { inventory, put, putInventory, putObject, sha512 } from './object.testing.ts';

useObject();

const BAD: readonly (readonly [string, Change, string])[] = [
  ['E001_extra_dir_in_root', () => put(root, { 'extra_dir/x': 'x' }), 'E001'],
  ['E001_extra_file_in_root', () => put(root, { extra_file: 'x' }), 'E001'],
  ['E001_invalid_version_format', (spec) => padded(spec, (name) => name.replace('v', '')), 'E104'],
  ['E001_v2_file_in_root', (spec) => minimal(spec).then(() => put(root, { v2: 'x' })), 'E001'],
  ['E003_no_decl', (spec) => rm(join(root, `0=ocfl_object_${spec}`)), 'E003'],
  [
    'E003_multiple_decl, E003_two_declarations +',
    () => put(root, { '0=ocfl_object_1.0': 'ocfl_object_1.0\n', '0=ocfl_object_1.1': 'ocfl_object_1.1\n' }),
    'E003',
  ],
  [
    'E007_bad_declaration_contents',
    (spec) => put(root, { [`0=ocfl_object_${spec}`]: 'This is not the right content!\n' }),
    'E007',
  ],
  [
    'E008_E036_no_versions_no_head',
    bent((it) => {
      it.versions = {};
      delete it['head'];
    }),
    'E008',
  ],
  ['E009_version_two_only +', bent((it) => delete it.versions['v1']), 'E009'],
  ['E010_missing_versions, E046_missing_version_dir +', () => rm(join(root, 'v1'), { recursive: true }), 'E010'],
  ['E010_skipped_versions', (spec) => padded(spec, (name) => (name === 'v2' ? 'v4' : name)), 'E010'],
  ['E011_E013_invalid_padded_head_version', (spec) => padded(spec, (name) => (name === 'v1' ? 'v01' : 'v2')), 'E011'],
  [
    'E015_content_not_in_content_dir',
    async (spec) => {
      await rename(join(root, 'v1/content/记录.txt'), join(root, 'v1/记录.txt'));
      await bent((it) => (it.manifest[OLD] = ['v1/记录.txt']))(spec);
    },
    'E015',
  ],
  ['E017_invalid_content_dir', bent((it) => (it['contentDirectory'] = 'content/dir')), 'E017'],
  [
    'E019_inconsistent_content_dir, E020_inconsistent_content_directory +',
    bentFirst((it) => (it['contentDirectory'] = 'content-dir')),
    'E019',
  ],
  ['E019_content_dir_set_in_v2_not_v1 +', bent((it) => (it['contentDirectory'] = 'stuff')), 'E019'],
  ['E023_extra_file', () => put(root, { 'v1/content/file2.txt': 'x' }), 'E023'],
  ['E023_missing_file', () => rm(join(root, 'v1/content/记录.txt')), 'E092'],
  ['E023_old_manifest_missing_entries', bentFirst((it) => delete it.manifest[PHOTO]), 'E023'],
  ['E024_empty_dir_in_content +', () => mkdir(join(root, 'v1/content/empty')), 'E024'],
  ['E025_wrong_digest_algorithm', bent((it) => (it['digestAlgorithm'] = 'md5')), 'E025'],
  ['E033_inventory_bad_json +', () => putInventory(root, '', '{"id": '), 'E033'],
  ['E036_no_id', bent((it) => delete it['id']), 'E036'],
  ['E036_no_head', bent((it) => delete it['head']), 'E036'],
  ['E038_type_not_str +', bent((it) => (it['type'] = 1.1)), 'E038'],
  ['E040_head_not_most_recent', bent((it) => (it['head'] = 'v1')), 'E040'],
  ['E040_wrong_head_doesnt_exist', bent((it) => (it['head'] = 'v3')), 'E040'],
  ['E040_wrong_head_format', bent((it) => (it['head'] = 2)), 'E040'],
  ['E040_wrong_version_in_version_dir', (spec) => putInventory(root, 'v1', inventory(spec).current), 'E040'],
  ['E041_no_manifest', bent((it) => delete (it as Record<string, unknown>)['manifest']), 'E041'],
  ['E042_bad_manifest_content_path +', bent((it) => (it.manifest[OLD] = ['记录.txt'])), 'E042'],
  ['E042b_zero_padding_mismatch +', bent((it) => (it.manifest[OLD] = ['v001/content/记录.txt'])), 'E042'],
  ['E046_root_not_most_recent', (spec) => putInventory(root, '', inventory(spec).first), 'E001'],
  [
    'E049_E050_E054_bad_version_block_values',
    bent((it) => (it.versions['v2'] = { created: 1, state: {}, message: 2, user: { name: 3 } })),
    'E049',
  ],
  ['E049_created_no_timezone', bent((it) => (head(it).created = '2019-01-01T02:03:04')), 'E049'],
  ['E049_created_not_to_seconds', bent((it) => (head(it).created = '2019-01-01T01:02Z')), 'E049'],
  [
    'E050_file_in_manifest_not_used, E107_file_in_manifest_not_used',
    async (spec) => {
      await put(root, { 'v2/content/多.txt': '多' });
      await bent((it) => (it.manifest[sha512('多')] = ['v2/content/多.txt']))(spec);
    },
    'E107',
  ],
  [
    'E050_manifest_digest_wrong_case, E050_state_digest_different_case +',
    (spec) => minimal(spec, (it) => rekey(it, OLD, UPPER)),
    'E050',
  ],
  ['E050_state_digest_not_in_manifest', bent((it) => (head(it).state[sha512('多')] = ['多.txt'])), 'E050'],
  ['E050_state_repeated_digest +', bent((it) => (head(it).state[PHOTO.toUpperCase()] = ['又.jpg'])), 'E050'],
  ['E053_E052_invalid_logical_paths: from the root', bent((it) => (head(it).state[PHOTO] = ['/照片.jpg'])), 'E053'],
  ['E053_E052_invalid_logical_paths: upwards', bent((it) => (head(it).state[PHOTO] = ['../../照片.jpg'])), 'E052'],
  ['E053_E052_invalid_logical_paths: two slashes', bent((it) => (head(it).state[PHOTO] = ['//照片.jpg'])), 'E053'],
  ['E058_no_sidecar', () => rm(join(root, 'inventory.json.sha512')), 'E058'],
  [
    'E060_E064_root_inventory_digest_mismatch',
    () => writeFile(join(root, 'inventory.json.sha512'), `${OLD} inventory.json\n`),
    'E060',
  ],
  [
    'E060_version_inventory_digest_mismatch',
    () => writeFile(join(root, 'v1/inventory.json.sha512'), `${OLD} inventory.json\n`),
    'E060',
  ],
  ['E061_invalid_sidecar', () => writeFile(join(root, 'inventory.json.sha512'), `${OLD} inventory.json x\n`), 'E061'],
  ['E063_no_inv', () => Promise.all(['', '.sha512'].map((end) => rm(join(root, `inventory.json${end}`)))), 'E063'],
  [
    'E064_different_root_and_latest_inventories',
    (spec) => putInventory(root, 'v2', JSON.stringify(inventory(spec).current, null, 1)),
    'E064',
  ],
  ['E066_E092_old_manifest_digest_incorrect: the state', bentFirst((it) => rekeyed(it, sha512('多'))), 'E066'],
  ['E066_E092_old_manifest_digest_incorrect: the content', bentFirst((it) => rekeyed(it, sha512('多'))), 'E092'],
  [
    'E066_inconsistent_version_state, E066_changed_v1_logical_path +',
    bentFirst((it) => Object.assign(it.versions['v1'] ?? {}, { state: { [OLD]: ['1.txt'], [PHOTO]: ['照片.jpg'] } })),
    'E066',
  ],
  [
    'E066_changed_content_for_logical_path +',
    bentFirst((it) =>
      Object.assign(it.versions['v1'] ?? {}, { state: { [PHOTO]: ['记录.txt'], [OLD]: ['照片.jpg'] } }),
    ),
    'E066',
  ],
  [
    'E066_algorithm_change_state_mismatch',
    (spec) => {
      const { first } = inventory(spec);
      return bySha256('v1', {
        ...first,
        versions: {
          v1: {
            ...first.versions['v1'],
            created: '2019-01-01T02:03:04Z',
            state: { [OLD]: ['照片.jpg'], [PHOTO]: ['记录.txt'] },
          },
        },
      });
    },
    'E066',
  ],
  ['E067_file_in_extensions_dir', () => put(root, { 'extensions/extra_file': 'x' }), 'E067'],
  ['E092_algorithm_change_incorrect_digest', (spec) => bySha256('v1', swapped(inventory(spec).first)), 'E092'],
  [
    'E092_content_file_digest_mismatch, E092_bad_manifest_digest +',
    () => put(root, { 'v1/content/记录.txt': '改' }),
    'E092',
  ],
  [
    'E092_E093_content_path_does_not_exist',
    bent((it) => {
      it.manifest[OLD]?.push('v1/content/bonus.txt');
      it['fixity'] = { md5: { '00': ['v1/content/bonus.txt'] } };
    }),
    'E093',
  ],
  ['E093_fixity_digest_mismatch', bent((it) => (it['fixity'] = { md5: { '00': ['v1/content/记录.txt'] } })), 'E093'],
  [
    'E093_fixity_digest_mismatch_in_v1 +',
    bentFirst((it) => (it['fixity'] = { md5: { '00': ['v1/content/记录.txt'] } })),
    'E093',
  ],
  ['E094_message_not_a_string +', bent((it) => (head(it).message = 1)), 'E094'],
  [
    'E095_conflicting_logical_paths',
    bent((it) => (head(it).state[PHOTO] = ['sub-path', 'sub-path/a_file.txt'])),
    'E095',
  ],
  ['E095_non_unique_logical_paths', bent((it) => (head(it).state[PHOTO] = ['记录.txt'])), 'E095'],
  [
    'E096_manifest_duplicate_digests, E096_manifest_repeated_digest +',
    bent((it) => (it.manifest[UPPER] = ['v1/content/记录.txt'])),
    'E096',
  ],
  [
    'E097_fixity_duplicate_digests, E097_fixity_repeated_digest +',
    bent((it) => (it['fixity'] = { md5: { aa: ['v1/content/记录.txt'], AA: ['v1/content/记录.txt'] } })),
    'E097',
  ],
  ['E099_bad_content_path_elements +', bent((it) => (it.manifest[OLD] = ['v1/content/./记录.txt'])), 'E099'],
  [
    'E100_E099_fixity_invalid_content_paths',
    bent((it) => (it['fixity'] = { md5: { '00': ['/v1/content/记录.txt'], '01': ['v1/content//照片.jpg'] } })),
    'E100',
  ],
  [
    'E100_E099_manifest_invalid_content_paths',
    bent((it) => (it.manifest[OLD] = ['v1/content/../content/记录.txt'])),
    'E099',
  ],
  ['E101_non_unique_content_paths', bent((it) => it.manifest[PHOTO]?.push('v1/content/记录.txt')), 'E101'],
];

/** Codes that differ between the specifications. */
const BY_SPEC: readonly (readonly [string, Change, string, string])[] = [
  ['E037_inconsistent_id', bentFirst((it) => (it['id'] = 'urn:example-two')), 'E037', 'E110'],
  ['E041_manifest_not_object +', bent((it) => Object.assign(it, { manifest: [] })), 'E041', 'E106'],
  ['E056_null_fixity +, E111_null_fixity +', bent((it) => (it['fixity'] = null)), 'E056', 'E111'],
];

describe.each(['1.0', '1.1'])('the fixtures of OCFL %s', (spec) => {
  beforeEach(() => putObject(root, spec));

  test.each(BAD)('invalid: %s', async (_name, change, code) => {
    await change(spec);
    expect((await verdict()).errors).toContain(code);
  });

  test.each(BY_SPEC)('invalid: %s', async (_name, change, old, now) => {
    await change(spec);
    expect((await verdict()).errors).toContain(spec === '1.0' ? old : now);
  });
});

test('E003_E063_empty is none of the three, which is refused too', async () => {
  await put(root, { '.keep': '' });
  expect(await checkPreserved(root)).toBeUndefined();
});

test('E103_older_spec_v2, E103_inconsistent_ocfl_versions: never back to an older specification', async () => {
  await putObject(root, '1.0', { first: inventory('1.1').first, current: inventory('1.0').current });
  expect((await verdict()).errors).toContain('E103');
});
