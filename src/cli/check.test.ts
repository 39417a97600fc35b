import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { put, putObject } from '../core/preservation/ocfl/object.testing.ts';
import { findingLine } from '../web/kit/strings/preservation.zh.ts';

const SUNLOT = fileURLToPath(new URL('../../bin/sunlot.mjs', import.meta.url));
const PRESERVATION = fileURLToPath(new URL('../core/preservation/', import.meta.url));

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sunlot-check-'));
  await putObject(join(root, 'whole'));
  await putObject(join(root, 'bent'));
  await put(root, { 'bent/v1/content/记录.txt': '改', 'other/x': 'x' });
});
afterAll(() => rm(root, { recursive: true, force: true }));

function sunlot(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SUNLOT, 'check', ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

describe('sunlot check', () => {
  test('ends with 0 for what is whole', async () => {
    expect(await sunlot(join(root, 'whole'))).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('✓ 有效'),
    });
  });

  test('ends with 1 and says what, where and by which rule', async () => {
    const { code, out, err } = await sunlot(join(root, 'bent'));
    expect(code).toBe(1);
    expect(out).toContain('✗ 无效　OCFL 对象');
    expect(err).toMatch(/错误　E092　v1\/content\/记录\.txt　内容与 manifest 的摘要不符/);
  });

  test('prints the findings for a machine', async () => {
    const { code, out } = await sunlot(join(root, 'bent'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'object',
      isValid: false,
      findings: [{ code: 'E092' }, { code: 'E092' }, { code: 'E092' }],
    });
  });

  test.each(['other', 'nowhere'])('ends with 1 for what is none of the three: %s', async (name) => {
    expect(await sunlot(join(root, name))).toMatchObject({ code: 1, err: expect.stringContaining('不是 BagIt 包') });
  });

  test('has a sentence for every code that a check can give', () => {
    const sources = readdirSync(PRESERVATION, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?<!test|testing)\.ts$/.test(name),
    );
    const codes = sources.flatMap(
      (name) => readFileSync(join(PRESERVATION, name), 'utf8').match(/(?<=')(?:[EW]\d{3}|bag-[a-z-]+)(?=')/g) ?? [],
    );
    expect(codes.length).toBeGreaterThan(90);
    const mute = codes.filter((code) => findingLine({ level: 'error', code, at: '' }).endsWith('　（目录）'));
    expect(mute).toEqual([]);
  });
});
