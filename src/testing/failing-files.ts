/**
 * Node's file interface as a disk that fails: below one folder the calls that change something are counted, and the one that is chosen fails,
 * is done by half, or is the last that the process lives to see (reliability §2, G4). What is read is left alone until the process is dead. @module
 */
import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

/** `late`: done, and answered with an error all the same. `short`: half of the bytes are written, and it says so. `death`: SIGKILL before the call. */
export const FAULTS = ['EIO', 'ENOSPC', 'late', 'short', 'death'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Call {
  /** `src/core/files.ts:121 write`. */
  readonly site: string;
  readonly operation: string;
}

export interface FailingFiles {
  /** The calls since it was armed. */
  readonly calls: readonly Call[];
  /** Whether the chosen call came. */
  readonly hasFailed: boolean;
  /** Resolves when the process is dead; it goes on elsewhere as if it had not been. */
  readonly death: Promise<'dead'>;
  /** The disk is good again; what waits in the dead process waits for ever, and its files are closed. */
  mend(): Promise<void>;
}

const CHANGING = ['rename', 'link', 'unlink', 'mkdir', 'rm', 'copyFile', 'chown', 'mkdtemp'] as const;
const READING = ['readFile', 'readdir', 'stat', 'lstat', 'access'] as const;
const NEVER = new Promise<never>(() => undefined);

type AnyCall = (...args: never[]) => Promise<unknown>;
type Promises = Record<string, AnyCall>;

/** Arms the disk below `folder`: call number `at` (from 0) meets the fault. Without a choice it only counts. One at a time. */
export function armFiles(folder: string, chosen?: { readonly at: number; readonly fault: Fault }): FailingFiles {
  const root = resolve(folder);
  const promises = fs.promises as unknown as Promises;
  const real = { ...promises };
  const calls: Call[] = [];
  let isDead = false;
  let hasFailed = false;
  let die: (is: 'dead') => void = () => undefined;
  const death = new Promise<'dead'>((done) => {
    die = done;
  });
  const open = new Set<() => Promise<unknown>>();
  const isBelow = (path: unknown): boolean =>
    typeof path === 'string' && `${resolve(path)}${sep}`.startsWith(root + sep);

  /** Runs one call that changes something; `half` does as much of it as a failing disk would. */
  async function change<T>(operation: string, run: () => Promise<T>, half: () => Promise<T | undefined>): Promise<T> {
    if (isDead) return NEVER;
    const isChosen = calls.length === chosen?.at;
    calls.push({ site: `${siteOf()} ${operation}`, operation });
    if (!isChosen) return run();
    hasFailed = true;
    const { fault } = chosen;
    if (fault === 'death') {
      isDead = true;
      die('dead');
      return NEVER;
    }
    if (fault === 'late') await run();
    const part = fault === 'late' ? undefined : await half();
    if (fault === 'short' && part !== undefined) return part;
    throw Object.assign(new Error(`${fault}: planted, ${operation}`), { code: fault === 'ENOSPC' ? 'ENOSPC' : 'EIO' });
  }
  const none = async (): Promise<undefined> => undefined;

  /** The handle's own calls, each counted. */
  function watched(handle: FileHandle): FileHandle {
    const [write, sync, close] = [handle.write.bind(handle), handle.sync.bind(handle), handle.close.bind(handle)];
    const shut = (): Promise<void> => {
      open.delete(shut);
      return close();
    };
    open.add(shut);
    const put = (bytes: Uint8Array): Promise<{ bytesWritten: number }> =>
      change<{ bytesWritten: number }>(
        'write',
        () => write(bytes),
        async () => (bytes.length < 2 ? undefined : write(bytes.subarray(0, bytes.length >> 1))),
      );
    const putAll = async (bytes: Uint8Array): Promise<void> => {
      for (let at = 0; at < bytes.length;) at += (await put(bytes.subarray(at))).bytesWritten;
    };
    return Object.assign(handle, {
      write: put,
      sync: () => change('sync', sync, none),
      // Closed in any case: what is not known is whether the disk has it.
      close: () => change('close', shut, shut as () => Promise<undefined>),
      writeFile: async (data: string | Uint8Array | AsyncIterable<Uint8Array>) => {
        if (typeof data === 'string' || data instanceof Uint8Array) return putAll(Buffer.from(data as string));
        for await (const chunk of data) await putAll(chunk);
        return undefined;
      },
    });
  }

  async function openWatched(path: string, flags?: string, mode?: number): Promise<FileHandle> {
    const handle = await change('open', () => (real['open'] as typeof fs.promises.open)(path, flags, mode), none);
    return watched(handle);
  }

  async function writeWhole(
    path: string,
    data: string | Uint8Array,
    { mode, flag, flush }: { mode?: number; flag: string; flush?: boolean },
  ): Promise<void> {
    const handle = await openWatched(path, flag, mode);
    try {
      await handle.writeFile(data);
      if (flush === true) await handle.sync();
    } finally {
      await handle.close();
    }
  }

  const patch = (name: string, patched: (original: AnyCall, ...args: unknown[]) => Promise<unknown>): void => {
    const original = real[name];
    if (original === undefined) throw new Error(`no such call: ${name}`);
    promises[name] = ((...args: unknown[]) =>
      isBelow(args[0]) || isBelow(args[1])
        ? patched(original, ...args)
        : (original as (...all: unknown[]) => Promise<unknown>)(...args)) as AnyCall;
  };
  const call = (original: AnyCall, args: unknown[]): Promise<unknown> =>
    (original as (...all: unknown[]) => Promise<unknown>)(...args);

  for (const name of CHANGING) patch(name, (original, ...args) => change(name, () => call(original, args), none));
  for (const name of READING) patch(name, (original, ...args) => (isDead ? NEVER : call(original, args)));
  patch('open', (_original, path, flags, mode) => openWatched(path as string, flags as string, mode as number));
  for (const [name, flag] of [
    ['writeFile', 'w'],
    ['appendFile', 'a'],
  ] as const)
    patch(name, (_original, path, data, options) =>
      writeWhole(path as string, data as string, { flag, ...(options as object) }),
    );
  syncBuiltinESMExports();
  return {
    calls,
    get hasFailed() {
      return hasFailed;
    },
    death,
    mend: async () => {
      Object.assign(promises, real);
      syncBuiltinESMExports();
      await Promise.all([...open].map((shut) => shut()));
    },
  };
}

/** Where in the program the call stands. */
function siteOf(): string {
  const lines = (new Error('where').stack ?? '').split('\n');
  const own = lines.find((line) => line.includes('/src/') && !line.includes('/testing/'));
  const [, file = 'elsewhere', line = '0'] = /\/(src\/[^:?]+)(?:\?[^:]*)?:(\d+)/.exec(own ?? '') ?? [];
  return `${file}:${line}`;
}
