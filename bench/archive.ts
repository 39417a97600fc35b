/**
 * Eighty volumes of visits sealed one after the other, each as a deed: collected, held against what was tested, printed, proved, written
 * as a bag with two families of digests and put into the store. Then every file of a store of at least ten thousand is read and held
 * against every list that names it. Gates: 60 s each.
 *
 * `npm run bench -- archive`
 * @module
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examineVolume } from '../src/archive/actions/examine.ts';
import { sealVolume } from '../src/archive/actions/seal.ts';
import { checkStore } from '../src/archive/actions/store.ts';
import { storeOf } from '../src/archive/reads/store.ts';
import { ARCHIVIST, closedVisit, settleArchive } from '../src/archive/scene.testing.ts';
import { checkPreserved } from '../src/core/preservation/check.ts';
import { read } from '../src/core/transact.ts';
import { openScene } from '../src/inspection/scene.testing.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { printFigure, timed } from './figure.ts';

/** As many visits as a scene gives out without experts; figures are for eighty. */
const VOLUMES = Number(process.env['VOLUMES'] ?? 40);
const FILES = Number(process.env['FILES'] ?? 10_000);

const runtime = await benchRuntime();
const scene = await openScene(runtime);
try {
  for (let n = 0; n < VOLUMES; n += 1) await closedVisit(scene);
  await settleArchive(runtime);
  const ids = await read(runtime, 1, async ({ db }) =>
    (
      await db
        .selectFrom('archive_volume')
        .select('volume_id')
        .where('bureau_id', '=', 1)
        .where('state', '=', 'assembled')
        .execute()
    ).map(({ volume_id: id }) => id),
  );
  for (const volumeId of ids) await done(runtime, ARCHIVIST, examineVolume, { volumeId });
  const each: number[] = [];
  for (const volumeId of ids) each.push(await timed(() => done(runtime, ARCHIVIST, sealVolume, { volumeId })));
  const total = each.reduce((sum, one) => sum + one, 0);
  printFigure('80 volumes sealed', 'ms', [(total / ids.length) * 80], { volumes: ids.length });
  printFigure('one volume sealed', 'ms', each);
  const own = await checkStore(runtime, 1);
  printFigure('fixity run of the bench store', 'ms', [await timed(() => checkStore(runtime, 1))], {
    files: own.files,
    findings: own.findings.length,
  });
  const root = storeOf(runtime.files, '120111');
  await largeStore(root, own.files);
} finally {
  await scene.close();
}

/** The same root with its objects again and again under other names would be no valid store: so many roots, checked as one run. */
async function largeStore(root: string, files: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-fixity-'));
  const roots = Math.ceil(FILES / files);
  try {
    for (let n = 0; n < roots; n += 1) await cp(root, join(folder, String(n)), { recursive: true });
    let findings = 0;
    const whole = await timed(async () => {
      for (let n = 0; n < roots; n += 1)
        findings += (await checkPreserved(join(folder, String(n))))?.findings.length ?? 0;
    });
    printFigure('fixity of a store of 10,000 files', 'ms', [(whole / (roots * files)) * 10_000], {
      files: roots * files,
      findings,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
