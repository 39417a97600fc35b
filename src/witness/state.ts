/**
 * What a witness keeps on its own disk: its key, the logs it trusts, the last checkpoint it signed of each, and evidence.
 *
 * Of each log the signed checkpoints are files with consecutive numbers. The next number can be created only once, so of two
 * programs on one folder, or of two requests at once, one goes on and the other starts again; a crash leaves a whole file or none.
 * @module
 */
import { createHash } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatVkey, openNote, parseCheckpoint, parseVkey, type NoteSigner, type VerifierKey } from 'verifiable-draw';
import { newSecret } from '../core/ids.ts';
import { openLogKey } from '../core/log/key.ts';

/** The last checkpoint of a log that this witness signed. */
export interface Seen {
  /** Number of its file. */
  readonly number: number;
  readonly size: number;
  readonly root: Uint8Array;
  /** POSIX seconds of the signature. */
  readonly time: number;
  /** The checkpoint with the signatures of log and witness. */
  readonly note: string;
}

export interface WitnessState {
  readonly signer: NoteSigner;
  readonly vkey: string;
  readonly logs: readonly VerifierKey[];
  readonly folder: string;
}

/** The folder belongs to another witness, or what stands in it cannot be used. */
export class WitnessError extends Error {
  override readonly name = 'WitnessError';
}

interface Settings {
  readonly name: string;
  readonly logs: readonly string[];
}

/**
 * Opens the folder of a witness, or makes it with a new key (file mode 600). Logs given are trusted from now on, besides those
 * trusted before.
 * @throws {WitnessError} when a new folder has no name, the name is another one, or a log key cannot be read
 */
export async function openWitness(
  folder: string,
  name: string | undefined,
  logs: readonly string[],
): Promise<WitnessState> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'witness.json');
  const before = await readSettings(path);
  const known = before?.name ?? name;
  if (known === undefined)
    throw new WitnessError('新的见证目录须用 --name 给出见证方名称，例如 --name jijian.example/w1');
  if (name !== undefined && name !== known) throw new WitnessError(`这个目录属于见证方 ${known}，不能改名为 ${name}`);
  const settings = { name: known, logs: [...new Set([...(before?.logs ?? []), ...logs])] };
  const keys = settings.logs.map(readVkey);
  const key = await openLogKey(join(folder, 'key.pem'));
  const signer = { name: known, publicKey: key.publicKey, sign: (message: Uint8Array) => key.sign(message) };
  const vkey = formatVkey(known, key.publicKey, 4);
  if (JSON.stringify(settings) !== JSON.stringify(before))
    await writeWhole(path, `${JSON.stringify(settings, null, 2)}\n`);
  return { signer, vkey, logs: keys, folder };
}

async function readSettings(path: string): Promise<Settings | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null && 'name' in value && 'logs' in value) {
    const { name, logs } = value;
    if (typeof name === 'string' && Array.isArray(logs) && logs.every((log) => typeof log === 'string'))
      return { name, logs };
  }
  throw new WitnessError(`${path} 不是见证方的设置文件`);
}

function readVkey(text: string): VerifierKey {
  try {
    const key = parseVkey(text);
    if (key.type === 1) return key;
  } catch {
    // The sentence below says what is wanted.
  }
  throw new WitnessError(`不是日志公钥：${text}。请从 /log/机关代码/年度/key 取得，并与公开的文件核对`);
}

/**
 * The key a log of this origin must sign with; undefined when it is not trusted. A bureau opens a log of its own each year under
 * one key: who trusts `…/2026` trusts `…/2027` too.
 */
export function trustedKey(logs: readonly VerifierKey[], origin: string): VerifierKey | undefined {
  const bureauOf = (name: string): string => name.replace(/\/\d{4}$/, '');
  const key = logs.find(({ name }) => name === origin) ?? logs.find(({ name }) => bureauOf(name) === bureauOf(origin));
  return key && { ...key, name: origin };
}

/** The last checkpoint of a log that this witness signed; undefined when it never did. */
export async function lastSeen(state: WitnessState, origin: string): Promise<Seen | undefined> {
  const folder = logFolder(state, origin);
  const numbers = await numbersIn(folder);
  if (numbers.length === 0) return undefined;
  const number = Math.max(...numbers);
  const note = await readFile(fileOf(folder, number), 'utf8');
  const own = { name: state.signer.name, type: 4, publicKey: state.signer.publicKey } as const;
  const { text, signatures } = openNote(note, [own]);
  const { size, root, origin: found } = parseCheckpoint(text);
  const time = signatures[0]?.timestamp;
  if (time === undefined || found !== origin)
    throw new WitnessError(`${fileOf(folder, number)} 不是本见证方签过的检查点`);
  return { number, size, root, time, note };
}

/** The last checkpoint signed of every log. */
export async function lastNotes(state: WitnessState): Promise<string[]> {
  const folder = join(state.folder, 'logs');
  const notes: string[] = [];
  for (const log of await readdir(folder).catch(nothingIfMissing)) {
    const number = Math.max(0, ...(await numbersIn(join(folder, log))));
    if (number > 0) notes.push(await readFile(fileOf(join(folder, log), number), 'utf8'));
  }
  return notes;
}

async function numbersIn(folder: string): Promise<number[]> {
  return (await readdir(folder).catch(nothingIfMissing)).flatMap((file) => {
    const digits = /^(\d{9})\.note$/.exec(file)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
}

/**
 * Keeps the next checkpoint, on disk before it resolves.
 * @returns false when somebody else kept another one meanwhile
 */
export async function keepSeen(
  state: WitnessState,
  origin: string,
  after: Seen | undefined,
  note: string,
): Promise<boolean> {
  const folder = logFolder(state, origin);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `${newSecret(6)}.tmp`);
  await writeSynced(temporary, note);
  try {
    await link(temporary, fileOf(folder, (after?.number ?? 0) + 1));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(temporary);
  }
  await syncFolder(folder);
  return true;
}

/** Keeps two checkpoints that contradict each other; the same pair is kept once. Returns the folder they are in. */
export async function keepEvidence(state: WitnessState, what: string, seen: Seen, offered: string): Promise<string> {
  const folder = join(state.folder, 'evidence', sha256(`${seen.note}\n${offered}`).slice(0, 16));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(join(folder, 'signed-before.note'), seen.note);
  await writeWhole(join(folder, 'offered.note'), offered);
  await writeWhole(join(folder, 'what.txt'), `${what}\n`);
  return folder;
}

function logFolder(state: WitnessState, origin: string): string {
  return join(state.folder, 'logs', sha256(origin).slice(0, 16));
}

function fileOf(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(9, '0')}.note`);
}

async function writeWhole(path: string, text: string): Promise<void> {
  // Beside it and renamed: half a file of settings would end every later start.
  const temporary = `${path}.${newSecret(6)}.tmp`;
  await writeSynced(temporary, text);
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: 'wx', flush: true });
}

async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

function nothingIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
