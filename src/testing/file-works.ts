/** Where the program writes files, without a database: the store, pieces, keys, archive volumes, sealed backups, a witness; and two that are wrong. @module */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { drillKey } from '../core/backup/drill-key.ts';
import { prepareRepository, repositoryAt } from '../core/backup/repository.ts';
import { newBackupKey, openSealed, sealTo, unsealTo } from '../core/backup/sealed-file.ts';
import { writeNew } from '../core/durable.ts';
import { openFieldCipher } from '../core/field-cipher.ts';
import { openFileStore } from '../core/files.ts';
import { openIdentitySecrets } from '../core/identity/secrets.ts';
import { openSetupCode } from '../core/identity/setup-code.ts';
import { openLogKey, openSm2Key } from '../core/log/key.ts';
import { writeBag } from '../core/preservation/bagit/write.ts';
import { checkStorageRoot } from '../core/preservation/ocfl/storage-root.ts';
import { addVersion, listObject, openStore, recoverStore, removeObject } from '../core/preservation/ocfl/store.ts';
import { keepEvidence, keepSeen, lastNotes, openWitness, type Seen } from '../witness/state.ts';
import type { FileWork } from './file-faults.ts';

const PHOTOS = [Buffer.alloc(90_000, 'a photograph'), Buffer.from('a document')];

/** Files in the store: each whole under its name, or not there. */
const store: FileWork = {
  name: 'store',
  prepare: async (folder) => {
    await openFileStore(folder).put(Buffer.from('before'));
  },
  run: async (folder) => {
    for (const bytes of PHOTOS) await openFileStore(folder).put(bytes);
  },
  judge: async (folder, isClaimed) => {
    const wrong: string[] = [];
    for (const [n, bytes] of [Buffer.from('before'), ...PHOTOS].entries()) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      await openFileStore(folder)
        .get(hash)
        .catch((error: Error) => {
          const isAbsent = 'code' in error && error.code === 'ENOENT';
          if (!isAbsent || isClaimed || n === 0) wrong.push(`file ${n}: ${error.message}`);
        });
    }
    return wrong;
  },
};

/** A file that a phone sends in pieces, each time from where the server says it ends. */
const parts: FileWork = {
  name: 'pieces',
  prepare: async () => undefined,
  run: async (folder) => {
    const { parts: store_ } = openFileStore(folder);
    const file = PHOTOS[0] ?? Buffer.alloc(0);
    for (let at = await store_.size('one'); at < file.length; at = await store_.size('one'))
      await store_.append('one', at, file.subarray(at, at + 40_000));
  },
  judge: async (folder, isClaimed) => {
    const { parts: store_ } = openFileStore(folder);
    const here = (await store_.size('one')) === 0 ? Buffer.alloc(0) : await store_.read('one');
    const isPrefix = here.equals((PHOTOS[0] ?? Buffer.alloc(0)).subarray(0, here.length));
    return [
      ...(isPrefix ? [] : ['what is there is not the beginning of the file']),
      ...(isClaimed && here.length !== PHOTOS[0]?.length ? [`${here.length} bytes are there`] : []),
    ];
  },
};

async function openKeys(folder: string): Promise<readonly string[]> {
  const at = (name: string): string => join(folder, 'keys', name);
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return [
    hex((await openLogKey(at('log.pem'))).publicKey),
    hex((await openSm2Key(at('sm2.pem'))).publicKey),
    hex((await openFieldCipher(at('field-key'))).key),
    (await openIdentitySecrets(at('identity-secret'))).cookieSecret,
    (await drillKey(folder)).recipient,
  ];
}

/** Keys of a first start: made once, then the same for ever; a key that never was whole keeps nobody out. */
function keys(): FileWork {
  let told: readonly string[] = [];
  return {
    name: 'keys',
    prepare: async () => {
      told = [];
    },
    run: async (folder) => {
      const made = await openKeys(folder);
      await openSetupCode(join(folder, 'keys', 'setup-code')).issue();
      told = made;
    },
    judge: async (folder, isClaimed) => {
      const found = await openKeys(folder);
      return isClaimed && found.join() !== told.join() ? ['a key is another than the one that was used'] : [];
    },
  };
}

const ID = 'urn:sunlot:volume:Z109·2026-D30-0001';
const versionOf = (id: string, message: string) => ({
  id,
  created: '2026-03-02T08:00:00Z',
  message,
  author: { name: '档案室', address: 'https://example.org/a' },
});

/** A bag as the version of a volume: the store holds the volume as it was before, or as it is after. */
const archive: FileWork = {
  name: 'archive',
  prepare: async (folder) => {
    await openStore(join(folder, 'archive'));
    await addBag(folder, ID, '第 1 版');
  },
  run: async (folder) => {
    await openStore(join(folder, 'archive'));
    await addBag(folder, ID, '第 2 版');
    await removeObject(join(folder, 'archive'), `${ID}X`);
    await addBag(folder, `${ID}X`, '第 1 版');
  },
  judge: async (folder, isClaimed) => {
    const root = join(folder, 'archive');
    await recoverStore(root);
    const { findings } = await checkStorageRoot(root);
    const wrong = findings.filter(({ level }) => level === 'error').map(({ code, at }) => `${code} ${at}`);
    for (const id of isClaimed ? [ID, `${ID}X`] : [ID])
      if (!(await listObject(root, id)).includes('data/记录.txt')) wrong.push(`${id} has no record`);
    return wrong;
  },
};

async function addBag(folder: string, id: string, version: string): Promise<void> {
  const staging = join(folder, 'archive.bag');
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  const files = [
    { path: '记录.txt', bytes: Buffer.from(`${version} 的记录`) },
    { path: '照片.jpg', bytes: PHOTOS[1] ?? Buffer.alloc(0) },
  ];
  await writeBag(staging, files, [['Source-Organization', '测试区应急管理局']]);
  await addVersion(join(folder, 'archive'), staging, versionOf(id, version));
}

/** Sealed files of a backup: what bears its name opens whole; and back again. */
async function backup(): Promise<FileWork> {
  const { identity, recipient } = await newBackupKey();
  return {
    name: 'backup',
    prepare: async () => undefined,
    run: async (folder) => {
      const repository = repositoryAt(join(folder, 'backup'));
      await prepareRepository(repository);
      for (const [n, bytes] of PHOTOS.entries()) {
        await sealTo(repository.wal(segment(n)), Readable.from(piecesOf(bytes)), [recipient]);
        const plain = join(folder, 'restored', segment(n));
        await rm(plain, { force: true });
        await unsealTo(plain, repository.wal(segment(n)), identity);
      }
    },
    judge: async (folder, isClaimed) => {
      const repository = repositoryAt(join(folder, 'backup'));
      const wrong: string[] = [];
      const there: readonly string[] = await readdir(join(folder, 'backup', 'wal')).catch(() => []);
      for (const [n, bytes] of PHOTOS.entries()) {
        const isThere = there.includes(`${segment(n)}.gz.age`);
        if (!isThere && isClaimed) wrong.push(`segment ${n} is missing`);
        const opened = isThere
          ? await openSealed(repository.wal(segment(n)), identity).then(buffer, (error: Error) => error.message)
          : bytes;
        if (!Buffer.isBuffer(opened) || !opened.equals(bytes)) wrong.push(`segment ${n} does not open whole`);
        const plain = isClaimed ? await buffer(createReadStream(join(folder, 'restored', segment(n)))) : bytes;
        if (!plain.equals(bytes)) wrong.push(`segment ${n} was restored as ${plain.length} bytes`);
      }
      return wrong;
    },
  };
}

const segment = (n: number): string => `00000001000000000000000${n}`;
const piecesOf = (bytes: Buffer): Buffer[] => [bytes.subarray(0, 30_000), bytes.subarray(30_000)];

/** The folder of a witness: its key and name, and the last checkpoint that it signed. */
function witness(): FileWork {
  let told: { vkey: string; notes: readonly string[] } | undefined;
  const NAME = 'jijian.test.example/w1';
  return {
    name: 'witness',
    prepare: async () => {
      told = undefined;
    },
    run: async (folder) => {
      const state = await openWitness(folder, NAME, []);
      const seen = { number: 0, note: 'earlier', size: 1, root: Buffer.alloc(32), time: 0 } satisfies Seen;
      const before = (await lastNotes(state)).length;
      if (before === 0 && !(await keepSeen(state, 'a log', undefined, 'signed'))) throw new Error('somebody was first');
      await keepEvidence(state, 'two that contradict', seen, 'offered');
      told = { vkey: state.vkey, notes: await lastNotes(state) };
    },
    judge: async (folder, isClaimed) => {
      const state = await openWitness(folder, NAME, []);
      const notes = await lastNotes(state);
      if (notes.some((note) => note !== 'signed')) return ['a checkpoint that was never signed whole'];
      if (!isClaimed) return [];
      const evidence = (await readdir(join(folder, 'evidence'))).length;
      return state.vkey === told?.vkey && notes.length === 1 && evidence === 1 ? [] : ['not what was told'];
    },
  };
}

/** All of them. */
export async function fileWorks(): Promise<readonly FileWork[]> {
  return [store, parts, keys(), archive, await backup(), witness()];
}

/** The controls: one takes every error for success, one writes a file in its place. */
export const WRONG_WORKS: readonly FileWork[] = [
  {
    ...store,
    name: 'takes errors for success',
    run: (folder) => store.run(folder).catch(() => undefined),
  },
  {
    name: 'writes in place',
    prepare: (folder) => writeNew(join(folder, 'record'), 'the old record'),
    run: (folder) => writeFile(join(folder, 'record'), 'the new record'),
    judge: async (folder, isClaimed) => {
      const text = await readFile(join(folder, 'record'), 'utf8');
      const isWhole = text === 'the new record' || (!isClaimed && text === 'the old record');
      return isWhole ? [] : [`half a record: ${text}`];
    },
  },
];
