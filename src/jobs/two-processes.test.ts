/** Two app processes on one database at once: each deed has its effect once, each checkpoint is signed once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFieldCipher } from '../core/field-cipher.ts';
import { openFileStore } from '../core/files.ts';
import { auditBureau } from '../core/log/audit/audit.ts';
import { openLogKey } from '../core/log/key.ts';
import { carryTo } from '../testing/draw-ceremony.ts';
import { buildDistrict } from '../testing/draw-district.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';

const CHILD = fileURLToPath(new URL('../testing/worker.child.ts', import.meta.url));
const NOW = '2026-03-12T02:00:00Z';

let runtime: TestRuntime;

beforeAll(async () => {
  const made = await testRuntime();
  const { folder } = made;
  runtime = {
    ...made,
    files: openFileStore(`${folder}/files`),
    logKey: await openLogKey(`${folder}/log-key.pem`),
    fieldCipher: await openFieldCipher(`${folder}/field-key`),
  };
});
afterAll(() => runtime.close());

interface Process {
  readonly child: ChildProcess;
  readonly rounds: () => number;
  readonly errors: () => string;
}

function start(): Process {
  const child = spawn(process.execPath, [CHILD, runtime.appUrl, runtime.folder, NOW], { stdio: 'pipe' });
  let [rounds, errors] = [0, ''];
  child.stdout?.on('data', (text: Buffer) => {
    rounds += text.toString().match(/round/g)?.length ?? 0;
  });
  child.stderr?.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  return { child, rounds: () => rounds, errors: () => errors };
}

test('two processes, and a third that is killed, do together what one would have done', async () => {
  const { planId } = await buildDistrict(runtime, 1);
  const drawId = await carryTo(runtime, 'released', { planId });
  const processes = [start(), start(), start()];
  const [killed, ...living] = processes;
  await expect.poll(() => killed?.rounds() ?? 0, { timeout: 60_000 }).toBeGreaterThan(0);
  killed?.child.kill('SIGKILL');
  for (const one of living) {
    const at = one.rounds();
    await expect.poll(one.rounds, { timeout: 60_000 }).toBeGreaterThan(at + 2);
  }
  for (const { child } of living) child.stdin?.write('stop\n');
  await Promise.all(living.map(({ child }) => new Promise((done) => child.once('exit', done))));
  expect(living.map(({ errors }) => errors())).toEqual(['', '']);

  await runtime.asOwner(async (owner) => {
    const { rows: visits } = await sql<{ visits: number; enterprises: number }>`
      SELECT count(*)::int AS visits, count(DISTINCT enterprise_id)::int AS enterprises FROM inspection
      WHERE draw_id = ${drawId}`.execute(owner);
    expect(visits[0]?.visits).toBeGreaterThan(0);
    expect(visits[0]?.visits).toBe(visits[0]?.enterprises);
    const { rows: effects } = await sql<{ kind: string; times: number }>`
      SELECT kind, count(*)::int AS times FROM deed WHERE actor_id = 'system' AND kind = 'inspection.assign'
      GROUP BY kind, subject_id`.execute(owner);
    expect(effects.length).toBeGreaterThan(0);
    expect(effects.every(({ times }) => times === 1)).toBe(true);
    const { rows: bundles } = await sql<{
      n: number;
    }>`SELECT count(*)::int AS n FROM checkpoint WHERE bureau_id = 1`.execute(owner);
    expect(bundles[0]?.n).toBeGreaterThan(0);
  });
  expect(await auditBureau(runtime, 1), 'the chain and its checkpoints').toMatchObject({ problems: 0 });
}, 240_000);
