import { spawnSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { env, getuid, platform } from 'node:process';
import { EmbeddedFailure } from './failure.ts';

/** The id of `nobody`, which owns nothing else on the systems we run on. */
const NOBODY = 65534;

/** How a program of PostgreSQL is started so that it does not run as root. */
export interface Identity {
  /** Words before the program's own command, such as those of `unshare`. */
  readonly prefix: readonly string[];
  /** The id to drop to, also the owner of the folders it writes; undefined when it stays ours. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * Finds how to run the server on `home` without the rights of root; throws `root-refused` when there is no way.
 *
 * An ordinary user runs it as is. For root, first a user namespace of its own: it works in folders that only root may
 * enter, files keep their owner, and the server holds no capability. Else the id is dropped, which needs a path that
 * others may pass (a folder that we have just made is opened for passing, not for reading). A folder that already
 * belongs to another id is opened as that id: it was made that way.
 */
export function chooseIdentity(home: string, postgres: string, isParentNew: boolean): Identity {
  if (platform === 'win32' || getuid?.() !== 0) return { prefix: [], owner: undefined };
  const made = ownerOf(home);
  if (made === undefined || made.uid === 0) {
    const prefix = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
    if (canRun([...prefix, postgres, '--version'])) return { prefix, owner: undefined };
  }
  const owner = made === undefined || made.uid === 0 ? { uid: NOBODY, gid: NOBODY } : made;
  const parent = dirname(home);
  if (isParentNew) chmodSync(parent, 0o711);
  if (canRun([postgres, '--version'], owner) && canRun(['/bin/sh', '-c', 'cd "$0"', parent], owner))
    return { prefix: [], owner };
  throw new EmbeddedFailure('root-refused', home);
}

function ownerOf(home: string): Identity['owner'] {
  const stat = statSync(home, { throwIfNoEntry: false });
  return stat === undefined ? undefined : { uid: stat.uid, gid: stat.gid };
}

function canRun(command: readonly string[], owner?: Identity['owner']): boolean {
  const [program = '', ...args] = command;
  return spawnSync(program, args, { ...owner, env: serverEnvironment(), cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * The environment of the server's programs: only what they need to start. `PG*` variables of the operator would move
 * the folder or the port, and secrets of ours have no business there. Messages stay English because we read them.
 */
export function serverEnvironment(): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
