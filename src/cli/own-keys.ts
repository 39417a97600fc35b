/** Whether the keys of this data folder are those the database was written with. @module */
import { NoteError, openNote, parseVkey } from 'verifiable-draw';
import { findNewestCheckpoint, logVerifierKey } from '../core/log/checkpoint.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { StartError } from './start-error.ts';

/**
 * A database under another folder's keys would go on with a log that nobody can verify and with phones that nobody can
 * read, so it is not opened: the newest checkpoint of every bureau must carry a signature of our log key.
 * @throws StartError naming the bureau whose log another key has signed
 */
export async function requireOwnKeys(runtime: Runtime, keysFolder: string): Promise<void> {
  const bureaus = await runtime.db.selectFrom('bureau').select(['bureau_id', 'name', 'origin']).execute();
  for (const { bureau_id, name, origin } of bureaus) {
    const newest = await read(runtime, bureau_id, findNewestCheckpoint);
    if (newest === undefined) continue;
    if (!isSignedBy(newest.note, logVerifierKey(runtime, origin, newest.year)))
      throw new StartError(
        `数据库里“${name}”的日志不是用 ${keysFolder} 里的密钥签名的：数据目录与数据库不配套。请用 SUNLOT_DATA 指定原来的数据目录，或从备份恢复 keys 文件夹；新生成的密钥不能代替它。`,
      );
  }
}

function isSignedBy(note: string, vkey: string): boolean {
  try {
    openNote(note, [parseVkey(vkey)]);
    return true;
  } catch (error) {
    if (error instanceof NoteError) return false;
    throw error;
  }
}
