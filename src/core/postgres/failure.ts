import { SENTENCES } from './messages.ts';

/** Why the embedded database (随程序自带的数据库) could not be started. */
export type EmbeddedFailureCode =
  | 'binaries-missing'
  | 'root-refused'
  | 'no-permission'
  | 'disk-full'
  | 'foreign-folder'
  | 'other-version'
  | 'already-running'
  | 'listener-taken'
  | 'secrets-missing'
  | 'initialise-failed'
  | 'start-failed';

/**
 * The embedded database could not be started: what, where and how to mend it, for the operator's terminal.
 *
 * The message is the Chinese sentence, the English one, and what the server itself said (when it said something).
 */
export class EmbeddedFailure extends Error {
  override readonly name = 'EmbeddedFailure';
  readonly code: EmbeddedFailureCode;
  /** The folder, file, socket or process the sentence is about. */
  readonly where: string;

  constructor(code: EmbeddedFailureCode, where: string, detail = '') {
    const { zh, en } = SENTENCES[code](where);
    super([zh, en, detail.trim()].filter((line) => line !== '').join('\n'));
    this.code = code;
    this.where = where;
  }
}

/** Turns an error about the folder, the system's or the server's, into its failure; any other error is a bug and is thrown on as it is. */
export function folderFailure(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // 53100 is what the server answers when it cannot write.
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') return new EmbeddedFailure('disk-full', folder);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new EmbeddedFailure('no-permission', folder);
  // Another start on this folder stopped our server, taking it for a leftover, before we had claimed it.
  if (code === '57P01') return new EmbeddedFailure('already-running', folder);
  if (code === 'ENOTDIR' || code === 'EEXIST') return new EmbeddedFailure('foreign-folder', folder);
  return error;
}

/** Reads out of what PostgreSQL printed why it gave up; `otherwise` when the words are none we know. */
export function printedFailure(printed: string, where: string, otherwise: EmbeddedFailureCode): EmbeddedFailure {
  for (const [pattern, code] of PRINTED) if (pattern.test(printed)) return new EmbeddedFailure(code, where, printed);
  return new EmbeddedFailure(otherwise, where, printed);
}

const PRINTED: readonly (readonly [RegExp, EmbeddedFailureCode])[] = [
  [/No space left on device|Disk quota exceeded/, 'disk-full'],
  [/lock file "postmaster\.pid" already exists/, 'already-running'],
  [/Address already in use|lock file ".*PGSQL.*" already exists|could not create any .*sockets/, 'listener-taken'],
  [/cannot be run as root|execution of PostgreSQL by "root"/i, 'root-refused'],
  [/incompatible with server|initialized by PostgreSQL version/, 'other-version'],
  [/Permission denied|Read-only file system/, 'no-permission'],
  [/error while loading shared libraries|Library not loaded/, 'binaries-missing'],
];
