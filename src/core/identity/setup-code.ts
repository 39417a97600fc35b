/** The one-time code of the first start (设立码): printed on the console, kept as a hash in the data folder. @module */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { writeKey } from '../durable.ts';
import { newSecret } from '../ids.ts';

export interface SetupCode {
  /** Makes a new code and returns it for printing; an earlier one is dead. */
  issue(): Promise<string>;
  /** Whether this is the code issued last and not yet used; case, spaces and dashes do not matter. */
  matches(typed: string): Promise<boolean>;
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
      const stored = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (stored === undefined || !/^[0-9a-f]{64}\s*$/.test(stored)) return false;
      return timingSafeEqual(digest(typed.toLowerCase().replaceAll(/[\s-]/g, '')), Buffer.from(stored.trim(), 'hex'));
    },
    discard: () => rm(path, { force: true }),
  };
}

function digest(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
