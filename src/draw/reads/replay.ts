/** Substitutions computed again from the announcement, the result, the log and the fresh values, in the order of their approvals. @module */
import {
  canonicalDocument,
  freshPrk,
  parseCanonical,
  readAnnouncement,
  standingOf,
  substitute,
  suiteOf,
  type Announcement,
  type DetailsDocument,
  type Standing,
  type SubstitutionDocument,
  type Substituted,
} from 'verifiable-draw';
import { isDeedPublished } from '../../core/log/checkpoint.ts';
import { heldTo } from '../../core/log/witnesses.ts';
import type { ReadTx } from '../../core/transact.ts';
import { announcedLists } from '../rules/announcement.ts';
import { readLists } from './lists.ts';
import type { DrawRow } from './progress.ts';
import { findOutcome } from './result.ts';
import { freshValueOf, listSubstitutions, orderOf, type Substitution } from './substitutions.ts';

/** One approved request that has all its values, and what follows from them. */
export interface Computed {
  readonly substitution: Substitution;
  readonly result: Substituted;
}

export interface Replay {
  readonly announcement: Announcement;
  readonly details: DetailsDocument;
  readonly computed: readonly Computed[];
  /** Where the draw stands after them. */
  readonly standing: Standing;
}

/** The announcement of a draw that has one. */
export function announcementOfRow(draw: DrawRow): Announcement {
  if (draw.announcement === null) throw new Error(`draw ${draw.draw_id} is not announced`);
  return readAnnouncement(parseCanonical(draw.announcement));
}

/**
 * Computes every approved request up to the first one whose values are not complete.
 * @throws {Error} when a stored document is not what is computed
 */
export async function replaySubstitutions(tx: ReadTx, draw: DrawRow): Promise<Replay> {
  const announcement = announcementOfRow(draw);
  const outcome = await findOutcome(tx, draw.draw_id);
  if (outcome === undefined) throw new Error(`draw ${draw.draw_id} has no result`);
  const { details } = outcome;
  const lists = announcedLists(announcement, await readLists(tx, draw.draw_id));
  const approvals = await listApprovals(tx, draw.draw_id);
  const all = new Map((await listSubstitutions(tx, draw.draw_id)).map((each) => [each.request, each]));
  const computed: Computed[] = [];
  let standing = standingOf(details);
  for (const { request, hash } of approvals) {
    const substitution = all.get(request);
    if (substitution === undefined)
      throw new Error(`draw ${draw.draw_id}: request ${request} was approved but is gone`);
    const values = substitution.sources.map((source) => ({ source, value: freshValueOf(substitution, source) }));
    const known = values.flatMap(({ source, value }) => (value === undefined ? [] : [{ source, value }]));
    if (known.length < values.length) break;
    const prk = freshPrk(suiteOf(announcement.suite), announcement.draw, hash, known);
    const result = substitute({ announcement, lists, details }, standing, orderOf(substitution), hash, prk);
    if (substitution.document !== null && !isSame(substitution.document, result.document))
      throw new Error(`draw ${draw.draw_id}: substitution ${request} is not what is computed`);
    ({ standing } = result);
    computed.push({ substitution, result });
  }
  return { announcement, details, computed, standing };
}

function isSame(a: SubstitutionDocument, b: SubstitutionDocument): boolean {
  return Buffer.from(canonicalDocument(a)).equals(Buffer.from(canonicalDocument(b)));
}

/** The log entries that approve, in order; their hash is the salt of the key. */
export interface Approval {
  readonly request: number;
  readonly hash: string;
  /** Whether a published checkpoint covers the entry, with the witnesses asked for. */
  readonly isLogged: boolean;
}

export async function listApprovals(tx: ReadTx, drawId: string): Promise<readonly Approval[]> {
  const rows = await tx.db
    .selectFrom('deed')
    .select(['seq', 'year', 'at', 'entry', 'hash'])
    .where('bureau_id', '=', tx.bureauId)
    .where('subject_type', '=', 'draw')
    .where('subject_id', '=', drawId)
    .where('kind', '=', 'draw.approve-substitution')
    .orderBy('seq')
    .execute();
  const approvals: Approval[] = [];
  for (const { seq, year, at, entry, hash } of rows) {
    const { facts } = JSON.parse(entry.toString('utf8')) as { facts: { request: number } };
    const isPublished = await isDeedPublished(tx, { seq, year }, await heldTo(tx, at));
    approvals.push({ request: facts.request, hash: hash.toString('hex'), isLogged: isPublished });
  }
  return approvals;
}
