/** The one-time code for founding a bureau (设立码): printed at the first start or by `sunlot setup-code`, kept as a hash in the data folder. @module */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { writeKey } from '../durable.ts';
import { newSecret } from '../ids.ts';

export interface SetupCode {
  /** Makes a new code and returns it for printing; an earlier one is dead. */
  issue(): Promise<string>;
  /** Whether this is the code issued last and not yet used; case, spaces and dashes do not matter. */
  matches(typed: string): Promise<boolean>;
  /** Whether one waits to be used. */
  isIssued(): Promise<boolean>;
  /** Ends the code. */
  discard(): Promise<void>;
}

/** The set-up code whose hash is kept at `path` (mode 0600). 80 random bits, so a plain hash is enough. */
export function openSetupCode(path: string): SetupCode {
  return {
    issue: async () => {
      const code = newSecret(10);
      await rm(path, { force: true });
      await writeKey(path, `${digest(code).toString('hex')}\n`);
      return code.replaceAll(/(.{5})(?=.)/g, '$1-');
    },
    matches: async (typed) => {
      const stored = await readStored(path);
      if (stored === undefined) return false;
      return timingSafeEqual(digest(typed.toLowerCase().replaceAll(/[\s-]/g, '')), stored);
    },
    isIssued: async () => (await readStored(path)) !== undefined,
    discard: () => rm(path, { force: true }),
  };
}

/** The hash of the code that waits; what is no hash is no code. */
async function readStored(path: string): Promise<Buffer | undefined> {
  const stored = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return stored !== undefined && /^[0-9a-f]{64}\s*$/.test(stored) ? Buffer.from(stored.trim(), 'hex') : undefined;
}

function digest(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
