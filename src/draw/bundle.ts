/** The proof bundle (验证包) of a draw: everything anyone needs to compute it again, as one zip. @module */
import {
  buildBundle,
  computeDraw,
  hideLeaves,
  parseCanonical,
  parseDeed,
  readAnnouncement,
  utf8,
  type Announcement,
  type BundleParts,
  type DrawLists,
} from 'verifiable-draw';
import { packBundle } from 'verifiable-draw/container';
import { bureauOrigin } from '../bureau/reads.ts';
import { isDeedPublished, logVerifierKey, proveDeed, publishCheckpoints } from '../core/log/checkpoint.ts';
import { findWitnessPolicy, heldTo, policyText } from '../core/log/witnesses.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau, read, type ReadTx } from '../core/transact.ts';
import { bundleReadme } from './documents.ts';
import { readPlanDocument } from './reads/draws.ts';
import { findAudit } from './reads/audit.ts';
import { findChurn } from './reads/churn.ts';
import { readLists } from './reads/lists.ts';
import { findDraw, listDrawDeeds, type DrawRow } from './reads/progress.ts';
import { referencesOf } from './reads/references.ts';
import { listApprovals } from './reads/replay.ts';
import {
  findBundle,
  findLoggedResult,
  findOutcome,
  listUnbundled,
  listUnwitnessed,
  type StoredBundle,
} from './reads/result.ts';
import { readSourceValues } from './reads/sources.ts';
import { listSubstitutions } from './reads/substitutions.ts';
import { announcedLists } from './rules/announcement.ts';
import { withoutOpenTypings, withoutSecrets } from './rules/log.ts';
import { hasBundle } from './rules/result.ts';
import { isSealed } from './rules/sealed.ts';

/**
 * The stored bundle of a public draw, built when a deed was done since the last one; undefined while the draw is not
 * public. Of a sealed draw it shows roots and hides leaves until the opening (SPEC §20.3). Publishes a checkpoint first, so that every deed of the draw can be proved.
 */
export async function buildDrawBundle(
  runtime: Runtime,
  bureauId: number,
  drawId: string,
): Promise<StoredBundle | undefined> {
  await publishCheckpoints(runtime, bureauId);
  const made = await read(runtime, bureauId, async (tx) => {
    const draw = await findDraw(tx, drawId);
    if (draw === undefined || !hasBundle(draw)) return undefined;
    const last = (await listDrawDeeds(tx, drawId)).at(-1);
    const lastSeq = last?.seq ?? 0;
    const stored = await findBundle(tx, drawId);
    if (stored?.lastSeq === lastSeq && !(await isNewlyWitnessed(tx, draw, stored, last?.year ?? 0))) return stored;
    return { lastSeq, ...(await partsOf(tx, runtime, draw)) };
  });
  if (made === undefined || !('parts' in made)) return made;
  const zip = packBundle(buildBundle(made.parts));
  const sha256 = await runtime.files.put(zip);
  return inBureau(runtime, bureauId, async (tx) => {
    // Two may build at once: both proofs are good, the first one stays.
    await tx.db
      .insertInto('draw_bundle')
      .values({
        bureau_id: bureauId,
        draw_id: drawId,
        sha256,
        bytes: zip.length,
        last_seq: made.lastSeq,
        quorum: made.quorum,
        at: tx.now,
      })
      .onConflict((oc) => oc.doNothing())
      .execute();
    return findBundle(tx, drawId);
  });
}

/**
 * The parts, and how many witnesses vouch for every entry: as many as the announcement asked for, or none while some have not
 * answered yet; then the bundle says so, and it is built again when they have.
 */
async function partsOf(
  tx: ReadTx,
  runtime: Runtime,
  draw: DrawRow,
): Promise<{ readonly parts: BundleParts; readonly quorum: number }> {
  if (draw.announcement === null) throw new Error(`draw ${draw.draw_id} is public without an announcement`);
  const announcement = readAnnouncement(parseCanonical(draw.announcement));
  const lists = announcedLists(announcement, await readLists(tx, draw.draw_id));
  const deeds = await listDrawDeeds(tx, draw.draw_id);
  const origin = await bureauOrigin(tx);
  const keys = [...new Set(deeds.map(({ year }) => logVerifierKey(runtime, origin, year)))];
  const held = await heldTo(tx, draw.announced_at ?? tx.now);
  const entries = [];
  for (const { seq } of deeds) {
    const logged = await proveDeed(tx, seq, held);
    const { kind, facts } = parseDeed(logged.entry);
    entries.push({ logged, kind, facts, draw: draw.draw_id, isSealed: isSealed(draw) });
  }
  const log = withoutOpenTypings(withoutSecrets(entries)).map(({ logged }) => logged);
  const quorum = log.every(({ isWitnessed }) => isWitnessed) ? held.quorum : 0;
  const shown = isSealed(draw) ? await hiddenParts(tx, draw, lists) : await openParts(tx, draw, announcement, lists);
  const parts = {
    announcement: draw.announcement,
    ...shown,
    plan: await readPlanDocument(tx, draw.plan_id),
    log,
    policy: policyText(keys, { ...held, quorum }),
    extra: new Map([
      ['README.zh.md', utf8(bundleReadme(draw.public_id, isSealed(draw) ? draw.config.openBy : undefined))],
      ...(await referencesOf(runtime.files, announcement)),
    ]),
  };
  return { parts, quorum };
}

/** What a bundle shows of lists and result. */
type Shown = Pick<BundleParts, 'lists' | 'result' | 'sealedResult' | 'substitutions' | 'churn' | 'narrowing'>;

async function openParts(tx: ReadTx, draw: DrawRow, announcement: Announcement, lists: DrawLists): Promise<Shown> {
  const audit = await findAudit(tx, draw.draw_id);
  const churn = announcement.churn === undefined ? undefined : await findChurn(tx, draw.draw_id);
  const outcome = await findOutcome(tx, draw.draw_id);
  const drawn = outcome && computeDraw({ announcement, ...lists, values: await readSourceValues(tx, draw.draw_id) });
  if (drawn !== undefined && drawn.resultHash !== outcome?.resultHash)
    throw new Error(`draw ${draw.draw_id}: the stored result is not the computed one`);
  return {
    lists: Object.fromEntries(Object.entries(lists).map(([name, { leaves }]) => [name, leaves])),
    ...(drawn === undefined ? {} : { result: drawn }),
    ...(await substitutionsOf(tx, draw.draw_id)),
    ...(churn === undefined ? {} : { churn: { report: churn.reportBytes, leaves: churn.leaves } }),
    ...(audit?.report === undefined ? {} : { narrowing: audit.report }),
  };
}

/** Of a sealed draw: roots and the hash of every leaf. The audit names enterprises by their ids, so it waits with the lists. */
async function hiddenParts(tx: ReadTx, draw: DrawRow, lists: DrawLists): Promise<Shown> {
  const churn = await findChurn(tx, draw.draw_id);
  const logged = await findLoggedResult(tx, draw.draw_id);
  return {
    lists: Object.fromEntries(Object.entries(lists).map(([name, { hashes }]) => [name, hideLeaves({ hashes })])),
    ...(logged === undefined ? {} : { sealedResult: logged.resultBytes }),
    ...(churn === undefined ? {} : { churn: { report: churn.reportBytes } }),
  };
}

/** Whether the witnesses have answered since a bundle had to do without them. */
async function isNewlyWitnessed(tx: ReadTx, draw: DrawRow, stored: StoredBundle, lastYear: number): Promise<boolean> {
  const held = await heldTo(tx, draw.announced_at ?? tx.now);
  return stored.quorum < held.quorum && (await isDeedPublished(tx, { seq: stored.lastSeq, year: lastYear }, held));
}

/** Documents of the computed substitutions, in the order they were computed; no file when there are none. */
async function substitutionsOf(tx: ReadTx, drawId: string): Promise<Pick<BundleParts, 'substitutions'>> {
  const approved = new Map((await listApprovals(tx, drawId)).map(({ request }, place) => [request, place]));
  const documents = (await listSubstitutions(tx, drawId))
    .toSorted((a, b) => (approved.get(a.request) ?? 0) - (approved.get(b.request) ?? 0))
    .flatMap(({ document }) => (document === null ? [] : [document]));
  return documents.length === 0 ? {} : { substitutions: documents };
}

/** Builds what is missing: every public draw on which something was done since its last bundle. Part of the work of each round. */
export async function buildMissingBundles(runtime: Runtime, bureauId: number): Promise<number> {
  const missing = await read(runtime, bureauId, async (tx) => {
    const { quorum } = await findWitnessPolicy(tx);
    return [...new Set([...(await listUnbundled(tx)), ...(quorum === 0 ? [] : await listUnwitnessed(tx))])];
  });
  for (const drawId of missing) await buildDrawBundle(runtime, bureauId, drawId);
  return missing.length;
}
