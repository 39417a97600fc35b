/** `sunlot verify --db` as an auditor runs it: a process of its own, the public key in hand, exit codes that a script can go by. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCheckpoint } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { grow, keyOf } from '../witness/log.testing.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

describe('sunlot verify --db', () => {
  let runtime: TestRuntime;
  let folder: string;

  const verify = (...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> =>
    new Promise((resolve) => {
      const env = { PATH: process.env['PATH'], SUNLOT_DATA: folder, DATABASE_URL: runtime.appUrl };
      execFile(process.execPath, [MAIN, 'verify', '--db', ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr }),
      );
    });
  const saveCheckpoint = async (name: string): Promise<string> => {
    const note = (await read(runtime, 1, (tx) => findCheckpoint(tx, 2026)))?.note ?? '';
    await writeFile(join(folder, name), note);
    return join(folder, name);
  };
  const asOwner = (...statements: readonly string[]): Promise<void> =>
    runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE sunlot.deed DISABLE TRIGGER USER`.execute(owner);
      for (const statement of statements) await sql.raw(statement).execute(owner);
    });

  beforeAll(async () => {
    runtime = await testRuntime();
    folder = await mkdtemp(join(tmpdir(), 'sunlot-verify-'));
    await grow(runtime, 10);
    await saveCheckpoint('ten.note');
    await grow(runtime, 5);
  });
  afterAll(async () => {
    await runtime.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('ends with 0 over a whole log that agrees with what was kept outside, and says so', async () => {
    const { code, out } = await verify('--key', keyOf(runtime), '--checkpoint', join(folder, 'ten.note'));
    expect(out).toContain('✓ 测试区应急管理局：留痕 15 条');
    expect(out).toContain('外部检查点 1 个，相符 1 个');
    expect(code).toBe(0);
  });

  test('ends with 2 when there is nothing to go by: no key, no checkpoint in the file, no database', async () => {
    expect(await verify()).toMatchObject({ code: 2, out: expect.stringContaining('--key') });
    await writeFile(join(folder, 'empty.txt'), 'not a checkpoint\n');
    const none = await verify('--key', keyOf(runtime), '--checkpoint', join(folder, 'empty.txt'));
    expect(none).toMatchObject({ code: 2, out: expect.stringContaining('没有检查点') });
  });

  test('names the deed that was changed by number, time and kind, and ends with 1', async () => {
    await asOwner('UPDATE sunlot.deed SET entry = set_byte(entry, 30, 65) WHERE bureau_id = 1 AND seq = 7');
    const { code, out } = await verify('--key', keyOf(runtime));
    expect(out).toMatch(/第一处不可信：第 7 条留痕（2026-03-02T01:00:00.000000Z，test\.note）/);
    expect(code).toBe(1);
  });

  test('knows by the outside checkpoint alone that the tail was cut, and where', async () => {
    const fifteen = await saveCheckpoint('fifteen.note');
    await asOwner(
      'DELETE FROM sunlot.deed WHERE bureau_id = 1',
      'DELETE FROM sunlot.checkpoint WHERE bureau_id = 1',
      "UPDATE sunlot.deed_head SET seq = 0, hash = decode(repeat('00', 32), 'hex'), at = '-infinity' WHERE bureau_id = 1",
    );
    await grow(runtime, 12);
    expect((await verify('--key', keyOf(runtime))).code).toBe(0);
    const { code, out } = await verify('--key', keyOf(runtime), '--checkpoint', fifteen);
    expect(out).toContain('尾部被截去');
    expect(code).toBe(1);
    const json = await verify('--key', keyOf(runtime), '--checkpoint', folder, '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      isGood: false,
      reports: [{ log: { firstBad: { seq: 1, upTo: 10 } } }, {}],
    });
  });
});
