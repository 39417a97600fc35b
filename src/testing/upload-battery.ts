/** Every file of the battery through the check of uploads: right answers, and what they cost. @module */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkUpload } from '../core/uploads/check.ts';
import { UPLOAD_CASES } from './upload-cases.ts';

export interface UploadFigures {
  readonly files: number;
  /** What was answered otherwise than it should have been. */
  readonly wrong: readonly string[];
  /** The most memory in use beyond what was before, and the longest the process kept others waiting. */
  readonly extraMegabytes: number;
  readonly lagMilliseconds: number;
}

const RESOLUTION = 5;
/** As many as four phones send at once. */
const TOGETHER = 4;

export async function tryUploads(): Promise<UploadFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-uploads-'));
  try {
    await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('./upload-cases.child.ts', import.meta.url)),
      folder,
    ]);
    return await tryFiles(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function tryFiles(folder: string): Promise<UploadFigures> {
  await checkUpload({ name: 'warm.jpg', bytes: new Uint8Array(1) });
  const idle = process.memoryUsage.rss();
  let most = idle;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, RESOLUTION);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  delay.enable();
  const wrong: string[] = [];
  for (let at = 0; at < UPLOAD_CASES.length; at += TOGETHER)
    wrong.push(...(await tryTogether(folder, at, Math.min(at + TOGETHER, UPLOAD_CASES.length))));
  delay.disable();
  clearInterval(watch);
  return {
    files: UPLOAD_CASES.length,
    wrong,
    extraMegabytes: Math.round((most - idle) / 1024 / 1024),
    lagMilliseconds: Math.round(delay.max / 1e6 - RESOLUTION),
  };
}

async function tryTogether(folder: string, from: number, to: number): Promise<string[]> {
  const answers = await Promise.all(
    UPLOAD_CASES.slice(from, to).map(async ({ name, what, right }, n) => {
      const answer = await checkUpload({ name, bytes: await readFile(join(folder, String(from + n))) });
      const given = answer.ok ? answer.value.format : answer.refusals.map(({ code }) => code).join(' ');
      return given === right ? [] : [`${name} (${what}): ${given}, not ${right}`];
    }),
  );
  return answers.flat();
}
