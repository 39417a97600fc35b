/** The proof bundle (验证包) of a draw: everything anyone needs to compute it again, as one zip. @module */
import { buildBundle, computeDraw, parseCanonical, readAnnouncement, utf8, type BundleParts } from 'verifiable-draw';
import { packBundle } from 'verifiable-draw/container';
import { logVerifierKey, proveDeed, publishCheckpoints } from '../core/log/checkpoint.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau, read, type ReadTx } from '../core/transact.ts';
import { bundleReadme } from './documents.ts';
import { readPlanDocument } from './reads/draws.ts';
import { readLists } from './reads/lists.ts';
import { findDraw, listDrawDeeds, type DrawRow } from './reads/progress.ts';
import { referencesOf } from './reads/references.ts';
import { findBundle, findOutcome, listUnbundled, type StoredBundle } from './reads/result.ts';
import { readSourceValues } from './reads/sources.ts';
import { announcedLists } from './rules/announcement.ts';
import { isPublic } from './rules/result.ts';

/**
 * The stored bundle of a public draw, built when a deed was done since the last one; undefined while the draw is not
 * public. Publishes a checkpoint first, so that every deed of the draw can be proved.
 */
export async function buildDrawBundle(
  runtime: Runtime,
  bureauId: number,
  drawId: string,
): Promise<StoredBundle | undefined> {
  await publishCheckpoints(runtime, bureauId);
  const made = await read(runtime, bureauId, async (tx) => {
    const draw = await findDraw(tx, drawId);
    if (draw === undefined || !isPublic(draw)) return undefined;
    const lastSeq = (await listDrawDeeds(tx, drawId)).at(-1)?.seq ?? 0;
    const stored = await findBundle(tx, drawId);
    if (stored?.lastSeq === lastSeq) return stored;
    return { lastSeq, zip: zip(await partsOf(tx, runtime, draw)) };
  });
  if (made === undefined || !('zip' in made)) return made;
  const sha256 = await runtime.files.put(made.zip);
  return inBureau(runtime, bureauId, async (tx) => {
    // Two may build at once: both proofs are good, the first one stays.
    await tx.db
      .insertInto('draw_bundle')
      .values({
        bureau_id: bureauId,
        draw_id: drawId,
        sha256,
        bytes: made.zip.length,
        last_seq: made.lastSeq,
        at: tx.now,
      })
      .onConflict((oc) => oc.doNothing())
      .execute();
    return findBundle(tx, drawId);
  });
}

async function partsOf(tx: ReadTx, runtime: Runtime, draw: DrawRow): Promise<BundleParts> {
  if (draw.announcement === null) throw new Error(`draw ${draw.draw_id} is public without an announcement`);
  const announcement = readAnnouncement(parseCanonical(draw.announcement));
  const lists = announcedLists(announcement, await readLists(tx, draw.draw_id));
  const deeds = await listDrawDeeds(tx, draw.draw_id);
  const { origin } = await tx.db
    .selectFrom('bureau')
    .select('origin')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const keys = [...new Set(deeds.map(({ year }) => logVerifierKey(runtime, origin, year)))];
  const log: { entry: Uint8Array; proof: string }[] = [];
  for (const { seq } of deeds) log.push(await proveDeed(tx, seq));
  const outcome = await findOutcome(tx, draw.draw_id);
  const drawn = outcome && computeDraw({ announcement, ...lists, values: await readSourceValues(tx, draw.draw_id) });
  if (drawn !== undefined && drawn.resultHash !== outcome?.resultHash)
    throw new Error(`draw ${draw.draw_id}: the stored result is not the computed one`);
  return {
    announcement: draw.announcement,
    lists: Object.fromEntries(Object.entries(lists).map(([name, { leaves }]) => [name, leaves])),
    ...(drawn === undefined ? {} : { result: drawn }),
    plan: await readPlanDocument(tx, draw.plan_id),
    log,
    policy: [...keys.map((key) => `log ${key}`), 'quorum none', ''].join('\n'),
    extra: new Map([
      ['README.zh.md', utf8(bundleReadme(draw.public_id))],
      ...(await referencesOf(runtime.files, announcement)),
    ]),
  };
}

function zip(parts: BundleParts): Uint8Array {
  return packBundle(buildBundle(parts));
}

/** Builds what is missing: every public draw on which something was done since its last bundle. Part of the work of each round. */
export async function buildMissingBundles(runtime: Runtime, bureauId: number): Promise<number> {
  const missing = await read(runtime, bureauId, listUnbundled);
  for (const drawId of missing) await buildDrawBundle(runtime, bureauId, drawId);
  return missing.length;
}
