/** What the printed record of a draw says, and who has signed it. @module */
import { parseCanonical, readAnnouncement, type SourceSpec } from 'verifiable-draw';
import { logOrigin } from '../../core/log/checkpoint.ts';
import { rangeHash, yearTree } from '../../core/log/tree.ts';
import type { ReadTx } from '../../core/transact.ts';
import { portalAddress, staffNames } from '../../bureau/reads.ts';
import { EQUIPMENT_KINDS } from '../../directory/types/vocabulary.ts';
import type {
  Readership,
  RecordCheckpoint,
  RecordContent,
  RecordSignature,
  RecordSkip,
  RecordSource,
} from '../types/record.ts';
import type { ResultView } from '../types/views.ts';
import { listDrawDeeds, type DrawDeed, type DrawRow } from './progress.ts';
import { readSourceValues } from './sources.ts';
import { readPeople, viewResult } from './teams.ts';
import { findOutcome, listRoster } from './result.ts';
import { skipsOf } from '../rules/skips.ts';
import { explainResult } from './why.ts';
import type { z } from 'zod';

/** The record of a confirmed draw; undefined before. */
export async function readRecord(
  tx: ReadTx,
  draw: DrawRow,
  readership: Readership,
): Promise<RecordContent | undefined> {
  const { frozen, announcement, seq, announced_at: announcedAt, announcement_hash: announcementHash } = draw;
  const result = await viewResult(tx, draw);
  const deeds = await listDrawDeeds(tx, draw.draw_id);
  const confirmed = deeds.find(({ kind }) => kind === 'draw.confirm');
  if (
    result === undefined ||
    confirmed === undefined ||
    frozen === null ||
    announcement === null ||
    seq === null ||
    announcedAt === null ||
    announcementHash === null
  )
    return undefined;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select(['name', 'is_demo', 'origin'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const { roster, officers, experts, vehicles, conflicts, expertConflicts } = frozen;
  const shown = forReaders(result, readership);
  return {
    bureau: bureau.name,
    isDemo: bureau.is_demo,
    address: await portalAddress(tx),
    readership,
    publicId: draw.public_id,
    name: draw.name,
    year: draw.year,
    task: draw.task,
    batch: draw.batch,
    seq,
    frozenAt: frozen.frozenAt,
    announcedAt,
    announcementHash,
    inspectFrom: draw.config.inspectFrom,
    inspectTo: draw.config.inspectTo,
    drawnAt: result.at,
    confirmedAt: confirmed.at,
    resultHash: result.hash,
    listed: roster.size,
    eligible: roster.eligible,
    excluded: roster.excluded,
    roots: { roster, officers, experts, vehicles, conflicts, expertConflicts },
    officers: officers.valid,
    experts: experts.valid,
    k: frozen.k,
    kRule: frozen.kRule,
    strata: result.strata,
    sources: announcedSources(announcement, await readSourceValues(tx, draw.draw_id)),
    picks: shown.picks,
    skips: await readSkips(tx, draw, readership),
    relaxed: result.relaxed,
    unfilled: result.unfilled,
    visits: result.hasMeans ? shown.visits : [],
    unplaced: result.unplaced,
    formation: shown.formation,
    checkpoint: await checkpointAt(tx, bureau.origin, confirmed),
  };
}

/** In a public document people are their numbers. */
function forReaders(result: z.input<typeof ResultView>, readership: Readership) {
  const isInternal = readership === 'internal';
  const named = (members: z.input<typeof ResultView>['picks'][number]['officers']) =>
    members.map(({ seat, id, name }) => ({ seat, id, name: isInternal ? name : null }));
  return {
    picks: result.picks.map(({ id, name, stratum, rank, score, officers, experts }) => ({
      id,
      name,
      stratum,
      rank,
      score,
      officers: named(officers),
      experts: named(experts),
    })),
    visits: result.picks.map(({ name, means: { day, vehicles, devices } }) => ({
      enterprise: name,
      day,
      vehicles: isInternal ? vehicles.map(({ plate }) => plate) : countOf(vehicles.length),
      devices: devices.map(({ kind, serial }) =>
        isInternal ? `${EQUIPMENT_KINDS[kind]} ${serial}` : EQUIPMENT_KINDS[kind],
      ),
    })),
    formation: result.formation && {
      tries: result.formation.tries,
      teams: result.formation.teams.map(({ id, members }) => ({
        id,
        members: named(members),
        enterprises: result.picks.flatMap(({ team, name }) => (team?.id === id ? [name] : [])),
      })),
    },
  };
}

/** Plates are for the office; the public learns how many vehicles. */
function countOf(vehicles: number): string[] {
  return vehicles === 0 ? [] : [`${vehicles} 辆`];
}

/** The sources of an announcement in its order, each with its value where there is one. */
export function announcedSources(announcement: Buffer, values: Readonly<Record<string, string>>): RecordSource[] {
  return readAnnouncement(parseCanonical(announcement)).sources.map((source) => ({
    id: source.id,
    type: source.type,
    commitment: commitmentOf(source),
    value: values[source.id] ?? null,
  }));
}

/** What was public of a source before it had a value: the hash of a share, the anchor of a chain. */
function commitmentOf(source: SourceSpec): string | null {
  if (source.type === 'commit') return source.commitment;
  return source.type === 'otc' ? source.anchor : null;
}

/** Who was passed over at which seat, and why; empty while there is no result. Who lacks what a seat asks for is not listed. */
export async function readSkips(tx: ReadTx, draw: DrawRow, readership: Readership): Promise<RecordSkip[]> {
  const outcome = await findOutcome(tx, draw.draw_id);
  if (outcome === undefined) return [];
  const stories = await explainResult(tx, draw, outcome.details);
  const enterprises = new Map((await listRoster(tx, draw.draw_id)).map(({ id, name }) => [id, name]));
  const people = readership === 'internal' ? await readPeople(tx, draw.draw_id) : undefined;
  return skipsOf(
    stories,
    (id) => enterprises.get(id) ?? id,
    (id) => people?.get(id)?.name ?? null,
  );
}

/** The log up to and with this deed: it stays the same whatever is logged later, so the record does too. */
async function checkpointAt(tx: ReadTx, bureauOrigin: string, deed: DrawDeed): Promise<RecordCheckpoint> {
  const tree = await yearTree(tx, deed.year);
  if (tree === undefined) throw new Error(`deed ${deed.seq} has no tree`);
  const size = deed.seq - tree.firstSeq + 1;
  const root = await rangeHash(tx, tree, 0, size);
  return { origin: logOrigin(bureauOrigin, deed.year), size, root: root.toString('hex') };
}

/** The record as it was settled by its first signature. */
export async function findRecord(
  tx: ReadTx,
  drawId: string,
): Promise<{ readonly sha256: string; readonly bytes: number } | undefined> {
  return tx.db
    .selectFrom('draw_record')
    .select(['sha256', 'bytes'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirst();
}

/** Signatures in the order they were given. */
export async function listRecordSignatures(
  tx: ReadTx,
  drawId: string,
): Promise<readonly (RecordSignature & { readonly staffId: string })[]> {
  const rows = await tx.db
    .selectFrom('draw_record_signature')
    .select(['signer', 'staff_id as staffId', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('at')
    .orderBy('signer')
    .execute();
  const names = await staffNames(
    tx,
    rows.map(({ staffId }) => staffId),
  );
  return rows.map((row) => ({ ...row, name: names.get(row.staffId) ?? row.staffId }));
}
