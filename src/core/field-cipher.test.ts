import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFieldCipher, temporaryFieldCipher } from './field-cipher.ts';

describe('the field cipher', () => {
  const cipher = temporaryFieldCipher();

  test('opens what it sealed, and never seals the same value to the same bytes', () => {
    const [a, b] = [
      cipher.seal('022-27910001', '1/enterprise/x/phone'),
      cipher.seal('022-27910001', '1/enterprise/x/phone'),
    ];
    expect(a.equals(b)).toBe(false);
    expect(cipher.open(a, '1/enterprise/x/phone')).toBe('022-27910001');
    expect(a.includes('2791')).toBe(false);
  });

  test('refuses bytes that were changed, moved to another record, or sealed under another key', () => {
    const sealed = cipher.seal('13900000001', '1/expert/x/phone');
    const changed = Buffer.from(sealed);
    changed[14] = (changed[14] ?? 0) ^ 1;
    expect(() => cipher.open(changed, '1/expert/x/phone')).toThrow();
    expect(() => cipher.open(sealed, '1/expert/y/phone')).toThrow();
    expect(() => cipher.open(sealed, '2/expert/x/phone')).toThrow();
    expect(() => temporaryFieldCipher().open(sealed, '1/expert/x/phone')).toThrow();
    expect(() => cipher.open(sealed.subarray(0, 20), '1/expert/x/phone')).toThrow('too short');
  });

  test('hashes equal values of one context to equal bytes, and to others in another bureau or under another key', () => {
    expect(cipher.hash('13900000001', '1/phone')).toEqual(cipher.hash('13900000001', '1/phone'));
    expect(cipher.hash('13900000001', '2/phone')).not.toEqual(cipher.hash('13900000001', '1/phone'));
    expect(temporaryFieldCipher().hash('13900000001', '1/phone')).not.toEqual(cipher.hash('13900000001', '1/phone'));
  });

  test('keeps its key in a private file, opens it again, and never replaces a damaged one', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'sunlot-key-')), 'keys', 'field.key');
    const sealed = (await openFieldCipher(path)).seal('值', 'c');
    expect((await openFieldCipher(path)).open(sealed, 'c')).toBe('值');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(path, 'half a k');
    await expect(openFieldCipher(path)).rejects.toThrow('not a field key');
    expect(await readFile(path, 'utf8')).toBe('half a k');
  });
});
