/** Objections at the desk. @module */
import { z } from 'zod';
import { readCalendar } from '../../calendar/reads.ts';
import { mayDo, type Actor } from '../../core/actor.ts';
import { workdaysLeft, type WorkCalendar } from '../../core/calendar/work-calendar.ts';
import { defineRead, type DeedSpec, type ReadSpec } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { decideObjection, setObjectionDays } from '../actions/objection.ts';
import { disclosureReads, objectionDeeds } from '../deeds.ts';
import { copyOf, findEntry, type Entry } from '../reads/entries.ts';
import { knownOf } from '../reads/known.ts';
import {
  allHandsOf,
  findObjection,
  findObjectionTerm,
  listObjectionFiles,
  listObjections,
  objectionContext,
  standingOf,
  type ListedObjection,
  type ObjectionRecord,
} from '../reads/objections.ts';
import { markedTexts } from '../rules/copy.ts';
import { decideRefusals, objectionTerm } from '../rules/objection.ts';
import { ObjectionId, ObjectionRow, ObjectionTerm, ObjectionView, type ObjectionOutcome } from '../types/objection.ts';

/** More are in the open data. */
const MOST_LISTED = 500;
const OUTCOMES: readonly ObjectionOutcome[] = ['upheld', 'corrected', 'withdrawn'];

const readObjections = defineRead({
  path: '/api/objections',
  kind: 'disclosure.read-objection',
  rule: disclosureReads['disclosure.read-objection'],
  input: z.object({}),
  output: z.object({ rows: z.array(ObjectionRow), term: ObjectionTerm, asOf: z.string() }),
  run: async (tx) => {
    const calendar = await readCalendar(tx);
    const rows = await listObjections(tx, MOST_LISTED);
    return ok({
      rows: rows.map((row) => rowOf(row, tx.today, calendar)),
      term: objectionTerm(await findObjectionTerm(tx), tx.today),
      asOf: tx.now,
    });
  },
});

const readObjection = defineRead({
  path: '/api/objections/:objectionId',
  kind: 'disclosure.read-objection',
  rule: disclosureReads['disclosure.read-objection'],
  input: z.object({ objectionId: ObjectionId }),
  output: ObjectionView,
  run: async (tx, { objectionId }, actor, { fieldCipher }) => {
    const record = await findObjection(tx, objectionId);
    const entry = record && (await findEntry(tx, record.entry_id));
    if (record === undefined || entry === undefined) return refuse([{ code: 'objection-not-found' }]);
    const mayAnswer = mayDo(actor.roles, objectionDeeds['disclosure.decide-objection']);
    const contact =
      mayAnswer && record.contact_sealed !== null
        ? fieldCipher.open(record.contact_sealed, objectionContext(tx.bureauId, objectionId))
        : null;
    const listed = { ...record, source: entry.source, enterprise: entry.content.enterprise.name };
    return ok({
      ...rowOf(listed, tx.today, await readCalendar(tx)),
      words: record.words,
      contact,
      files: await listObjectionFiles(tx, objectionId),
      version: record.version,
      reason: record.reason,
      decidedVersion: record.decided_version,
      entryState: entry.state,
      texts: markedTexts(copyOf(entry), entry.words, await knownOf(tx, entry), entry.marks),
      refusals: await refusalsFor(tx, record, entry, actor),
    });
  },
});

function rowOf(row: ListedObjection, today: string, calendar: WorkCalendar): z.input<typeof ObjectionRow> {
  return {
    objectionId: row.objection_id,
    entryId: row.entry_id,
    source: row.source,
    enterpriseName: row.enterprise,
    objector: row.objector,
    ground: row.ground,
    state: row.state,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    workdaysLeft: row.state === 'open' ? workdaysLeft(today, row.due_on, calendar) : null,
    decidedOn: row.decided_on,
  };
}

async function refusalsFor(
  tx: ReadTx,
  { state }: ObjectionRecord,
  entry: Entry,
  { staffId }: Actor,
): Promise<Record<string, Refusal[]>> {
  const hands = await allHandsOf(tx, entry, staffId);
  const standing = standingOf(entry, tx.today);
  return Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, decideRefusals(state, outcome, standing, hands, staffId)]),
  );
}

export const objectionDeedSpecs: readonly DeedSpec[] = [decideObjection, setObjectionDays];
export const objectionReadSpecs: readonly ReadSpec[] = [readObjections, readObjection];
