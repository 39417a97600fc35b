/** 封存: a volume as a bag, put into the store under its number. @module */
import { mkdir, rm } from 'node:fs/promises';
import { digestBytes } from '../../core/preservation/digests.ts';
import { writeBag, type BagFile } from '../../core/preservation/bagit/write.ts';
import {
  addVersion,
  folderOfObject,
  openStore,
  readFromObject,
  removeObject,
} from '../../core/preservation/ocfl/store.ts';
import { logVerifierKey } from '../../core/log/checkpoint.ts';
import { proveDeeds } from '../../core/log/prove.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { bureauCode, bureauOrigin } from '../../bureau/reads.ts';
import { cataloguePdf, coverPdf, remarksPdf, type Explained } from '../documents/volume.ts';
import { volumePage } from '../documents/page.ts';
import { readmeText } from '../documents/readme.ts';
import { objectIdOf, storeOf } from '../reads/store.ts';
import type { TestResult, VolumeFace } from '../types/volume.ts';
import type { CollectedVolume } from './collect.ts';

export interface Sealed {
  readonly storedAs: string;
  /** SHA-256 of tagmanifest-sha256.txt, which names everything else. */
  readonly seal: string;
  readonly files: number;
  readonly bytes: number;
}

export interface ToSeal {
  readonly volume: CollectedVolume;
  readonly face: VolumeFace;
  readonly metadata: unknown;
  readonly explained: readonly Explained[];
  readonly results: readonly TestResult[];
}

/**
 * Writes the bag beside the store and adds it as the next version. The caller holds the lock of the number: an object that lies there
 * before the first version is what a crash left, and belongs to nobody.
 */
export async function sealBag(tx: Tx, runtime: Runtime, toSeal: ToSeal): Promise<Sealed> {
  const code = await bureauCode(tx);
  const root = storeOf(runtime.files, code);
  await openStore(root);
  const id = objectIdOf(code, toSeal.face.archiveNumber);
  if (toSeal.face.version === 1) await removeObject(root, id);
  const staging = `${root}.bag-${folderOfObject(id)}`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true, mode: 0o700 });
  let [files, bytes] = [0, 0];
  const counted = async function* (): AsyncGenerator<BagFile> {
    for await (const file of filesOf(tx, runtime, toSeal)) {
      files += 1;
      bytes += file.bytes.length;
      yield file;
    }
  };
  const { face } = toSeal;
  await writeBag(staging, counted(), [
    ['Source-Organization', face.organ],
    ['Organization-Address', code],
    ['Bagging-Date', face.sealedOn],
    ['External-Identifier', face.archiveNumber],
    ['External-Description', face.title],
    ['Internal-Sender-Identifier', `第 ${face.version} 版`],
  ]);
  const storedAs = await addVersion(root, staging, {
    id,
    created: tx.now,
    message: face.reason ?? '归档封存',
    author: { name: face.sealedBy, address: `urn:sunlot:${code}:${tx.actor.staffId}` },
  });
  const tags = await readFromObject(root, id, 'tagmanifest-sha256.txt');
  if (tags === undefined) throw new Error(`the bag of ${face.archiveNumber} has no tag manifest`);
  return { storedAs, seal: digestBytes(tags, 'sha256'), files, bytes };
}

async function* filesOf(
  tx: Tx,
  runtime: Runtime,
  { volume, face, metadata, explained, results }: ToSeal,
): AsyncGenerator<BagFile> {
  const { content, bytes, collected } = volume;
  yield { path: 'index.html', bytes: Buffer.from(await volumePage(face)) };
  yield { path: '说明文件.txt', bytes: Buffer.from(readmeText(face)) };
  yield { path: '封面.pdf', bytes: coverPdf(face) };
  yield { path: '卷内目录.pdf', bytes: cataloguePdf(face) };
  yield { path: '备考表.pdf', bytes: remarksPdf(face, explained, results) };
  yield { path: '元数据.json', bytes: Buffer.from(`${JSON.stringify(metadata, null, 2)}\n`) };
  for (const [n, { path }] of content.entries.entries()) yield { path, bytes: bytes[n] ?? new Uint8Array() };
  for (const file of [...collected.media, ...collected.sources]) yield { path: file.path, bytes: await file.load() };
  yield* logFiles(
    tx,
    runtime,
    collected.deeds.map(({ seq }) => seq),
  );
}

/** Every deed of the file with the proof that the published log holds it, and the keys to check the checkpoints with. */
async function* logFiles(tx: Tx, runtime: Runtime, seqs: readonly number[]): AsyncGenerator<BagFile> {
  const proved = await proveDeeds(tx, seqs);
  const lines = proved.map(({ seq, kind, at, entry, proof }) =>
    JSON.stringify({ seq, kind, at, entry: entry.toString('utf8'), proof }),
  );
  yield { path: '留痕/留痕.jsonl', bytes: Buffer.from(`${lines.join('\n')}\n`) };
  const origin = await bureauOrigin(tx);
  const years = [...new Set(proved.map(({ at }) => Number(at.slice(0, 4))))];
  // A deed near midnight may belong to the year of Shanghai: both keys do no harm.
  const keys = [...new Set([...years, ...years.map((year) => year + 1)])].map((year) =>
    logVerifierKey(runtime, origin, year),
  );
  yield { path: '留痕/公钥.txt', bytes: Buffer.from(`${keys.join('\n')}\n`) };
}
