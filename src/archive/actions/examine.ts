/** 四性检测 before the seal, every year, and before the transfer. @module */
import { z } from 'zod';
import { bureauCode } from '../../bureau/reads.ts';
import { defineDeed } from '../../core/command.ts';
import { checkObject } from '../../core/preservation/ocfl/object.ts';
import { folderOfObject } from '../../core/preservation/ocfl/store.ts';
import { ok } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { ReadTx, Tx } from '../../core/transact.ts';
import { archiveDeeds } from '../deeds.ts';
import { completenessOf } from '../reads/course.ts';
import { manifestFaults, objectIdOf, sealedFiles, storeOf } from '../reads/store.ts';
import { listMaterials, listVersions, listVolumeSteps, type Volume } from '../reads/volumes.ts';
import { examine, hasPassed, type Examined } from '../rules/examination.ts';
import { isMove } from '../rules/moves.ts';
import { OneVolume, type Moment, type TestResult, type VolumeContent } from '../types/volume.ts';
import { insertReport, moveVolume } from '../writes.ts';
import { collectVolume } from './collect.ts';
import { lookAtLog, lookInto } from './look-into.ts';
import { openVolume, VolumeAnswer } from './open.ts';
import { sha256Of } from './pieces.ts';

export const examineVolume = defineDeed({
  kind: 'archive.examine',
  rule: archiveDeeds['archive.examine'],
  input: OneVolume,
  output: VolumeAnswer.extend({ report: z.int(), hasPassed: z.boolean() }),
  run: async (tx, { volumeId }, runtime) => {
    const opened = await openVolume(tx, 'archive.examine', volumeId);
    if (!opened.ok) return opened;
    return ok(await takeExamination(tx, runtime, opened.value));
  },
});

/** A volume that is not sealed yet moves by it: tested when everything passed, assembled when not. */
export async function takeExamination(tx: Tx, runtime: Runtime, volume: Volume) {
  const isSealed = volume.version > 0;
  const moment: Moment = !isSealed ? 'closing' : volume.state === 'transferring' ? 'transfer' : 'yearly';
  const results = isSealed ? await examineSealed(tx, runtime, volume) : await examineAssembled(tx, runtime, volume);
  const passed = hasPassed(results);
  const report = await insertReport(tx, volume, { moment, hasPassed: passed, results });
  const to = isSealed ? volume.state : passed ? 'tested' : 'assembled';
  const { state } = await moveVolume(tx, volume, { deed: 'archive.examine', to });
  tx.record({
    kind: 'archive.examine',
    subject: `volume/${volume.volume_id}`,
    facts: {
      moment,
      report,
      version: volume.version,
      passed,
      failed: results.filter(({ outcome }) => outcome === 'failed').length,
    },
  });
  return { volumeId: volume.volume_id, state, report, hasPassed: passed };
}

/** What would be sealed now, held against what was assembled. */
async function examineAssembled(tx: ReadTx, runtime: Runtime, volume: Volume): Promise<TestResult[]> {
  const content = contentOf(volume.content);
  const { content: now, bytes, collected } = await collectVolume(tx, runtime, volume);
  const found = new Map([...now.entries, ...now.media, ...now.sources].map(({ path, sha256 }) => [path, sha256]));
  const byPath = new Map(now.entries.map(({ path }, n) => [path, bytes[n]]));
  return examine({
    ...(await standingOf(tx, volume, content)),
    ...lookInto(content.entries, (path) => byPath.get(path)),
    content,
    found,
    deeds: { expected: content.deeds, there: collected.deeds.length, unproved: null },
    faults: null,
  });
}

/** What lies in the store, as anybody would read it. */
async function examineSealed(tx: ReadTx, runtime: Runtime, volume: Volume): Promise<TestResult[]> {
  const [newest] = await listVersions(tx, volume.volume_id);
  const content = contentOf(newest?.content ?? null);
  const [code, archiveNumber] = [await bureauCode(tx), volume.archive_number ?? ''];
  const folder = `${storeOf(runtime.files, code)}/${folderOfObject(objectIdOf(code, archiveNumber))}`;
  const store = (await checkObject(folder))
    .filter(({ level }) => level === 'error')
    .map(({ code: fault, at }) => `${fault} ${at}`);
  // What the inventory does not vouch for is not read: the faults say which.
  const files = new Map<string, Buffer>();
  if (store.length === 0)
    for await (const { path, bytes } of sealedFiles(runtime.files, code, archiveNumber)) files.set(path, bytes);
  const inData = (path: string): Buffer | undefined => files.get(`data/${path}`);
  const log = lookAtLog(
    inData('留痕/留痕.jsonl')?.toString('utf8') ?? '',
    inData('留痕/公钥.txt')?.toString('utf8') ?? '',
  );
  const tags = files.get('tagmanifest-sha256.txt');
  const isSeal = tags !== undefined && sha256Of(tags) === newest?.seal;
  return examine({
    ...(await standingOf(tx, volume, content)),
    ...lookInto(content.entries, inData),
    content,
    found: new Map(
      [...files].flatMap(([path, bytes]) => (path.startsWith('data/') ? [[path.slice(5), sha256Of(bytes)]] : [])),
    ),
    deeds: { expected: content.deeds, there: log.there, unproved: log.unproved },
    faults: [
      ...store,
      ...(store.length > 0 ? [] : manifestFaults(files)),
      ...(isSeal ? [] : ['封存指纹与留痕所记不同']),
    ],
  });
}

/** What is asked of rows, whether it is sealed or not. */
async function standingOf(
  tx: ReadTx,
  volume: Volume,
  content: VolumeContent,
): Promise<Pick<Examined, 'otherInRegister' | 'matrix' | 'emptyFields' | 'brokenSteps' | 'unchecked' | 'outside'>> {
  const numbers = content.entries.flatMap(({ number }) => (number === '' ? [] : [number]));
  const registered = new Map(
    numbers.length === 0
      ? []
      : (
          await tx.db
            .selectFrom('document')
            .select(['number', 'sha256'])
            .where('bureau_id', '=', tx.bureauId)
            .where('number', 'in', numbers)
            .execute()
        ).map(({ number, sha256 }) => [number, sha256]),
  );
  const steps = await listVolumeSteps(tx, volume.volume_id);
  const uploads = content.media.map(({ sha256 }) => sha256);
  const checked = new Set(
    uploads.length === 0
      ? []
      : (
          await tx.db
            .selectFrom('upload')
            .select('sha256')
            .where('bureau_id', '=', tx.bureauId)
            .where('sha256', 'in', uploads)
            .execute()
        ).map(({ sha256 }) => sha256),
  );
  return {
    otherInRegister: content.entries.flatMap(({ number, path, sha256 }) =>
      number !== '' && registered.get(number) !== sha256 ? [path] : [],
    ),
    outside: new Set((await listMaterials(tx, volume.volume_id)).map(({ sha256 }) => sha256)),
    matrix: (await completenessOf(tx, volume)).matrix,
    emptyFields: content.entries.flatMap(({ path, title, responsible, dated }) =>
      title === '' || responsible === '' || dated === '' ? [path] : [],
    ),
    brokenSteps: steps.flatMap(({ number, deed, from, to }, n) => {
      const before = steps[n - 1];
      const follows = number === n + 1 && from === (before?.to ?? 'collecting');
      return follows && isMove(deed, from, to) ? [] : [`第 ${number} 步`];
    }),
    unchecked: content.media.flatMap(({ path, sha256 }) => (checked.has(sha256) ? [] : [path])),
  };
}

function contentOf(content: VolumeContent | null): VolumeContent {
  if (content === null) throw new Error('a volume that is examined was assembled before');
  return content;
}
