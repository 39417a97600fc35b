/** Every file of the battery through the check of uploads: right answers, and what they cost. @module */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkUpload } from '../core/uploads/check.ts';
import { UPLOAD_CASES } from './upload-cases.ts';

export interface UploadFigures {
  readonly files: number;
  /** What was answered otherwise than it should have been. */
  readonly wrong: readonly string[];
  /** The most memory in use beyond what was before. */
  readonly extraMegabytes: number;
  /** The longest that the thread worked without turning to others: of its own processor time, so that a busy machine is not taken for it. */
  readonly busyMilliseconds: number;
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
  let longest = 0;
  let before = process.threadCpuUsage();
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, user + system);
    before = process.threadCpuUsage();
  }, RESOLUTION);
  const wrong: string[] = [];
  for (let at = 0; at < UPLOAD_CASES.length; at += TOGETHER)
    wrong.push(...(await tryTogether(folder, at, Math.min(at + TOGETHER, UPLOAD_CASES.length))));
  clearInterval(watch);
  return {
    files: UPLOAD_CASES.length,
    wrong,
    extraMegabytes: Math.round((most - idle) / 1024 / 1024),
    busyMilliseconds: Math.round(longest / 1_000),
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
