/** The disclosure desk on the wire. @module */
import { z } from 'zod';
import { readCalendar } from '../calendar/reads.ts';
import { workdaysLeft, type WorkCalendar } from '../core/calendar/work-calendar.ts';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { listInput } from '../core/list-query.ts';
import { ok, refuse, type Refusal } from '../core/result.ts';
import type { ReadTx } from '../core/transact.ts';
import type { Actor } from '../core/actor.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { findVisit, listFindings, seatOf } from '../inspection/reads/visits.ts';
import { approveEntry, confirmEntry, correctEntry, publishEntry, returnEntry, withdrawEntry } from './actions.ts';
import { disclosureReads } from './deeds.ts';
import { ENTRY_SORTS, findEntry, listEntries, personsOf, resultHash, type Entry } from './reads/entries.ts';
import { listVersions } from './reads/published.ts';
import { protectedHits, stepRefusals, textsOf, type DisclosureDeed } from './rules.ts';
import { DISCLOSURE_STATES, EntryId, EntryRow, EntryView } from './types.ts';

const readQueue = defineRead({
  path: '/api/disclosures',
  kind: 'disclosure.read',
  rule: disclosureReads['disclosure.read'],
  input: z.object({ ...listInput(ENTRY_SORTS), state: z.enum(codesOf(DISCLOSURE_STATES)).optional() }),
  output: z.object({
    total: z.int(),
    rows: z.array(EntryRow),
    counts: z.record(z.string(), z.int()),
    asOf: z.string(),
  }),
  run: async (tx, query) => {
    const { total, rows, counts } = await listEntries(tx, query);
    const calendar = await readCalendar(tx);
    return ok({ total, rows: rows.map((entry) => toRow(tx, entry, calendar)), counts, asOf: tx.now });
  },
});

const readEntry = defineRead({
  path: '/api/disclosures/:entryId',
  kind: 'disclosure.read',
  rule: disclosureReads['disclosure.read'],
  input: z.object({ entryId: EntryId }),
  output: EntryView,
  run: async (tx, { entryId }, actor) => {
    const entry = await findEntry(tx, entryId);
    if (entry === undefined) return refuse([{ code: 'disclosure-not-found' }]);
    const visit = await findVisit(tx, entry.inspection_id);
    const findings = await listFindings(tx, entry.inspection_id);
    return ok({
      ...toRow(tx, entry, await readCalendar(tx)),
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
      refusals: refusalsFor(entry, actor),
    });
  },
});

function refusalsFor(entry: Entry, actor: Actor): Record<string, Refusal[]> {
  const hands = { confirmedBy: entry.confirmed_by, approvedBy: entry.approved_by };
  const deeds = disclosureDeedSpecs.map(({ kind }) => kind as DisclosureDeed);
  return Object.fromEntries(deeds.map((deed) => [deed, stepRefusals(deed, entry.state, hands, actor.staffId)]));
}

export const disclosureDeedSpecs: readonly DeedSpec[] = [
  confirmEntry,
  approveEntry,
  returnEntry,
  publishEntry,
  correctEntry,
  withdrawEntry,
];
export const disclosureReadSpecs: readonly ReadSpec[] = [readQueue, readEntry];

function toRow(tx: ReadTx, entry: Entry, calendar: WorkCalendar): z.input<typeof EntryRow> {
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
    workdaysLeft:
      entry.state === 'published' || entry.state === 'withdrawn'
        ? null
        : workdaysLeft(tx.today, entry.due_on, calendar),
    publishedOn: entry.published_on,
  };
}
