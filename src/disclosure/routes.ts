/** The disclosure desk on the wire. @module */
import { z } from 'zod';
import { readCalendar } from '../calendar/reads.ts';
import { workdaysLeft } from '../core/calendar/work-calendar.ts';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { listInput } from '../core/list-query.ts';
import { ok, refuse, type Refusal } from '../core/result.ts';
import type { ReadTx } from '../core/transact.ts';
import type { Actor } from '../core/actor.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { listFindings } from '../inspection/reads/visits.ts';
import { approveEntry, confirmEntry, correctEntry, publishEntry, returnEntry, withdrawEntry } from './actions.ts';
import { redactEntry, repairEntry } from './actions/redact.ts';
import { disclosureReads } from './deeds.ts';
import { copyHash, copyOf, findEntry, isHandlerOf, listApproved, voidedIn, type Entry } from './reads/entries.ts';
import { knownOf } from './reads/known.ts';
import { listVersions } from './reads/published.ts';
import { listQueue, QUEUE_SORTS } from './reads/queue.ts';
import { stepRefusals, type DisclosureDeed } from './rules.ts';
import { markedTexts } from './rules/copy.ts';
import { repairRefusals } from './rules/publicity.ts';
import { DISCLOSURE_STATES, EntryId, EntryView, QUEUE_KINDS, QueueRow } from './types.ts';

const readQueue = defineRead({
  path: '/api/disclosures',
  kind: 'disclosure.read',
  rule: disclosureReads['disclosure.read'],
  input: z.object({
    ...listInput(QUEUE_SORTS),
    kind: z.enum(codesOf(QUEUE_KINDS)).optional(),
    state: z.enum(codesOf(DISCLOSURE_STATES)).optional(),
    overdue: z.literal('yes').optional(),
  }),
  output: z.object({
    total: z.int(),
    rows: z.array(QueueRow),
    counts: z.record(z.string(), z.int()),
    asOf: z.string(),
  }),
  run: async (tx, query) => ok({ ...(await listQueue(tx, query, await readCalendar(tx))), asOf: tx.now }),
});

const readEntry = defineRead({
  path: '/api/disclosures/:entryId',
  kind: 'disclosure.read',
  rule: disclosureReads['disclosure.read'],
  input: z.object({ entryId: EntryId }),
  output: EntryView,
  run: async (tx, { entryId }, actor) => {
    const entry = await findEntry(tx, entryId);
    return entry === undefined ? refuse([{ code: 'disclosure-not-found' }]) : ok(await viewOf(tx, entry, actor));
  },
});

/** 待公示的一批: every copy that waits for the reviewer, whole, so that each can be read before it is ticked. */
const readBatch = defineRead({
  path: '/api/disclosure-batch',
  kind: 'disclosure.read',
  rule: disclosureReads['disclosure.read'],
  input: z.object({}),
  output: z.object({ entries: z.array(EntryView), asOf: z.string() }),
  run: async (tx, _input, actor) => {
    const entries: z.input<typeof EntryView>[] = [];
    for (const entry of await listApproved(tx, MOST_IN_BATCH)) entries.push(await viewOf(tx, entry, actor));
    return ok({ entries, asOf: tx.now });
  },
});
/** As many as a person reads in one sitting. */
const MOST_IN_BATCH = 100;

async function viewOf(tx: ReadTx, entry: Entry, actor: Actor): Promise<z.input<typeof EntryView>> {
  const { content, inspection_id: inspectionId } = entry;
  const withdrawBy = entry.corrected_on === null ? entry.withdraw_by : null;
  const known = await knownOf(tx, entry);
  const findings = inspectionId === null ? [] : await listFindings(tx, inspectionId);
  const isOpen = entry.state === 'drafted' || entry.state === 'confirmed' || entry.state === 'approved';
  const due = isOpen ? entry.due_on : entry.state === 'published' ? withdrawBy : null;
  const texts = markedTexts(copyOf(entry), entry.words, known, entry.marks);
  return {
    entryId: entry.entry_id,
    source: entry.source,
    inspectionId,
    caseId: entry.case_id,
    state: entry.state,
    version: entry.version,
    enterpriseName: content.enterprise.name,
    creditCode: content.enterprise.creditCode,
    dueOn: entry.due_on,
    withdrawBy,
    voided: await voidedIn(tx, entry),
    workdaysLeft: due === null ? null : workdaysLeft(tx.today, due, await readCalendar(tx)),
    publishedOn: entry.published_on,
    result: entry.source === 'visit' ? entry.content : null,
    penalty: entry.source === 'penalty' ? entry.content : null,
    hash: copyHash(copyOf(entry)),
    versions: (await listVersions(tx, entry.entry_id)).map(({ version, publishedOn, hash, reason }) => ({
      version,
      publishedOn,
      hash,
      reason,
    })),
    texts,
    places: findings.filter(({ isWithdrawn }) => !isWithdrawn).map(({ number, place }) => ({ number, place })),
    known: { persons: [...known.persons], creditCodes: [...known.creditCodes] },
    marks: [...entry.marks],
    returnReason: entry.return_reason,
    withdrawReason: entry.withdraw_reason,
    endReason: entry.end_reason,
    isHandler: await isHandlerOf(tx, entry, actor.staffId),
    refusals: refusalsFor(entry, actor, tx.today),
  };
}

function refusalsFor(entry: Entry, actor: Actor, today: string): Record<string, Refusal[]> {
  const hands = { confirmedBy: entry.confirmed_by, approvedBy: entry.approved_by };
  const deeds = disclosureDeedSpecs.map(({ kind }) => kind as DisclosureDeed);
  const own = { 'disclosure.repair': repairRefusals(entry.source === 'penalty' ? entry.content : undefined, today) };
  return Object.fromEntries(
    deeds.map((deed) => [
      deed,
      [...stepRefusals(deed, entry.state, hands, actor.staffId), ...(deed === 'disclosure.repair' ? own[deed] : [])],
    ]),
  );
}

export const disclosureDeedSpecs: readonly DeedSpec[] = [
  redactEntry,
  confirmEntry,
  approveEntry,
  returnEntry,
  publishEntry,
  correctEntry,
  withdrawEntry,
  repairEntry,
];
export const disclosureReadSpecs: readonly ReadSpec[] = [readQueue, readEntry, readBatch];
