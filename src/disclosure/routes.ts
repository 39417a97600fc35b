/** The disclosure desk on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { findVisit, listFindings, seatOf } from '../inspection/reads/visits.ts';
import { approveEntry, confirmEntry, correctEntry, publishEntry, returnEntry, withdrawEntry } from './actions.ts';
import { disclosureReads } from './deeds.ts';
import { findEntry, listEntries, personsOf, resultHash, type Entry } from './reads/entries.ts';
import { listVersions } from './reads/published.ts';
import { protectedHits, textsOf } from './rules.ts';
import { DISCLOSURE_STATES, EntryId, PublicResult } from './types.ts';

const State = z.enum(codesOf(DISCLOSURE_STATES));
const EntryRow = z.object({
  entryId: EntryId,
  inspectionId: z.uuid(),
  state: State,
  version: z.int(),
  enterpriseName: z.string(),
  creditCode: z.string(),
  conclusion: PublicResult.shape.conclusion,
  findings: z.int(),
  dueOn: z.string(),
  publishedOn: z.string().nullable(),
});

const readQueue = defineRead({
  path: '/api/disclosures',
  kind: 'disclosure.read',
  rule: disclosureReads['disclosure.read'],
  input: z.object({
    q: z.string().trim().max(60).optional(),
    state: State.optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({
    total: z.int(),
    rows: z.array(EntryRow),
    counts: z.record(z.string(), z.int()),
    asOf: z.string(),
  }),
  run: async (tx, query) => {
    const { total, rows, counts } = await listEntries(tx, query);
    return ok({ total, rows: rows.map(toRow), counts, asOf: tx.now });
  },
});

const readEntry = defineRead({
  path: '/api/disclosures/:entryId',
  kind: 'disclosure.read',
  rule: disclosureReads['disclosure.read'],
  input: z.object({ entryId: EntryId }),
  output: EntryRow.extend({
    content: PublicResult,
    /** Of the content as it stands: what is sealed when it is published. */
    hash: z.string(),
    versions: z.array(
      z.object({ version: z.int(), publishedOn: z.string(), hash: z.string(), reason: z.string().nullable() }),
    ),
    /** The words of the record beside the public words. */
    recorded: z.array(z.object({ number: z.int(), description: z.string(), place: z.string() })),
    hits: z.array(z.object({ kind: z.string(), at: z.string(), found: z.string() })),
    returnReason: z.string().nullable(),
    withdrawReason: z.string().nullable(),
    /** Whether the reader sits in the team that inspected: only he confirms. */
    isHandler: z.boolean(),
    confirmedByMe: z.boolean(),
    approvedByMe: z.boolean(),
  }),
  run: async (tx, { entryId }, actor) => {
    const entry = await findEntry(tx, entryId);
    if (entry === undefined) return refuse([{ code: 'disclosure-not-found' }]);
    const visit = await findVisit(tx, entry.inspection_id);
    const findings = await listFindings(tx, entry.inspection_id);
    return ok({
      ...toRow(entry),
      content: entry.content,
      hash: resultHash(entry.content),
      versions: (await listVersions(tx, entryId)).map(({ version, publishedOn, hash, reason }) => ({
        version,
        publishedOn,
        hash,
        reason,
      })),
      recorded: findings
        .filter(({ isWithdrawn }) => !isWithdrawn)
        .map(({ number, description, place }) => ({ number, description, place })),
      hits: protectedHits(textsOf(entry.content), await personsOf(tx, entry.inspection_id)),
      returnReason: entry.return_reason,
      withdrawReason: entry.withdraw_reason,
      isHandler: visit !== undefined && seatOf(visit, actor.staffId)?.kind === 'officer',
      confirmedByMe: entry.confirmed_by === actor.staffId,
      approvedByMe: entry.approved_by === actor.staffId,
    });
  },
});

export const disclosureDeedSpecs: readonly DeedSpec[] = [
  confirmEntry,
  approveEntry,
  returnEntry,
  publishEntry,
  correctEntry,
  withdrawEntry,
];
export const disclosureReadSpecs: readonly ReadSpec[] = [readQueue, readEntry];

function toRow(entry: Entry): z.input<typeof EntryRow> {
  const { content } = entry;
  return {
    entryId: entry.entry_id,
    inspectionId: entry.inspection_id,
    state: entry.state,
    version: entry.version,
    enterpriseName: content.enterprise.name,
    creditCode: content.enterprise.creditCode,
    conclusion: content.conclusion,
    findings: content.findings.length,
    dueOn: entry.due_on,
    publishedOn: entry.published_on,
  };
}
