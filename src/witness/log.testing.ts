/** A log with entries to witness, and witnesses as programs of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enrollWitness } from '../bureau/actions/witnesses.ts';
import { execute } from '../core/command.ts';
import { logVerifierKey, publishCheckpoints } from '../core/log/checkpoint.ts';
import { witnessRequest } from '../core/log/collect.ts';
import { ok } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, transact } from '../core/transact.ts';
import { actorOf } from '../testing/runtime.ts';

const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
export const YEAR = 2026;
const SUPERVISOR = actorOf(['supervisor']);

/** Appends deeds and publishes a checkpoint over them. */
export async function grow(runtime: Runtime, count: number): Promise<void> {
  await transact(runtime, { id: randomUUID(), actor: actorOf(['group-office']) }, async (tx) => {
    for (let n = 0; n < count; n += 1) tx.record({ kind: 'test.note', subject: `note/${n}`, facts: { n } });
    return ok(undefined);
  });
  await publishCheckpoints(runtime, 1);
}

export function keyOf(runtime: Runtime): string {
  return logVerifierKey(runtime, '120111.test.example', YEAR);
}

/** The request of the log for its newest checkpoint, for a witness that saw `oldSize` entries. */
export async function requestFrom(runtime: Runtime, oldSize: number): Promise<string> {
  const request = await read(runtime, 1, (tx) => witnessRequest(tx, YEAR, oldSize));
  if (request === undefined) throw new Error(`no request from ${oldSize}`);
  return request.body;
}

export async function enroll(runtime: Runtime, title: string, vkey: string, url?: string): Promise<string> {
  const done = await execute(runtime, SUPERVISOR, enrollWitness, randomUUID(), {
    title,
    vkey,
    ...(url === undefined ? {} : { url }),
  });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value.witnessId;
}

/** A folder that is gone after the test. */
export async function witnessFolder(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-witness-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface WitnessProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** `sunlot witness --listen`, on a port of its own. */
export async function startWitness(folder: string, args: readonly string[]): Promise<WitnessProcess> {
  const child = spawn(process.execPath, [MAIN, 'witness', '--data', folder, '--listen', '127.0.0.1:0', ...args]);
  let text = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (bytes: Buffer): void => {
      text += bytes.toString('utf8');
      const found = /已就绪：(http:\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`the witness ended: ${text}`)));
  });
  return {
    url,
    child,
    output: () => text,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
}

/** Runs `sunlot witness` to its end. */
export async function runWitness(
  folder: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [MAIN, 'witness', '--data', folder, ...args]);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString('utf8');
    });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

/** Asks a witness over HTTP. */
export async function ask(url: string, body: string): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  return { status: response.status, body: await response.text() };
}
