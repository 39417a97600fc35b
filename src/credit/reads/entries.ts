/** Entries of the list, with what belongs to them. @module */
import { sql, type Selectable } from 'kysely';
import { staffNames } from '../../bureau/reads.ts';
import { daysBetween } from '../../core/calendar/day.ts';
import { isFound, searchForms } from '../../core/search-text.ts';
import { listDocuments } from '../../core/register/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { recordSearch } from '../../directory/reads/record-search.ts';
import { listingRules, listingRulesOn } from '../rules/listing.ts';
import { publicityOf } from '../rules/publicity.ts';
import type { Entry } from '../types/credit.ts';
import type { CreditQuery, CreditRow, CreditView, ProposalView } from '../types/views.ts';
import type { CreditEntryTable } from '../tables.ts';
import { findPenalty, listPenalties } from '../../hazard/reads/penalties.ts';

/** Documents of entries share one series of serials; each entry is a file. */
export const SERIES = 'credit';

export interface StoredEntry extends Entry {
  readonly row: Selectable<CreditEntryTable>;
}

export async function findEntry(tx: ReadTx, entryId: string): Promise<StoredEntry | undefined> {
  const row = await entries(tx).where('entry_id', '=', entryId).executeTakeFirst();
  return row && toEntry(row);
}

export function toEntry(row: Selectable<CreditEntryTable>): StoredEntry {
  return {
    row,
    entryId: row.entry_id,
    enterpriseId: row.enterprise_id,
    state: row.state,
    rules: row.rules,
    situation: row.situation,
    penaltyCaseId: row.penalty_case_id,
    timerOn: row.timer_on,
    proposedBy: row.proposed_by,
    reviewedBy: row.reviewed_by,
    decidedBy: row.decided_by,
    notifiedOn: row.notified_on,
    heardOn: row.heard_on,
    listedOn: row.listed_on,
    publishedOn: row.published_on,
    endsOn: row.ends_on,
  };
}

/** Ids of what the case led to on the list. */
export async function creditEntriesOfCase(tx: ReadTx, caseId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('credit_entry')
    .select('entry_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('penalty_case_id', '=', caseId)
    .execute();
  return rows.map(({ entry_id: entryId }) => entryId);
}

/** Whether the enterprise stands in an open entry, and whether the penalty led to one before. */
export async function earlierEntries(
  tx: ReadTx,
  enterpriseId: string | undefined,
  penaltyCaseId: string,
): Promise<{ readonly isOpen: boolean; readonly wasUsed: boolean }> {
  const rows = await tx.db
    .selectFrom('credit_entry')
    .select(['enterprise_id', 'penalty_case_id', 'ended_on', 'restored_from'])
    .where('bureau_id', '=', tx.bureauId)
    .where((eb) => eb.or([eb('enterprise_id', '=', enterpriseId ?? null), eb('penalty_case_id', '=', penaltyCaseId)]))
    .execute();
  return {
    isOpen: rows.some((row) => row.enterprise_id === enterpriseId && row.ended_on === null),
    wasUsed: rows.some((row) => row.penalty_case_id === penaltyCaseId),
  };
}

export async function listMeasures(tx: ReadTx, entryId: string) {
  return tx.db
    .selectFrom('credit_measure')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .orderBy('requested_on')
    .orderBy('measure_id')
    .execute();
}

export async function listSteps(tx: ReadTx, entryId: string) {
  return tx.db
    .selectFrom('credit_step')
    .select(['number', 'deed', 'from_state as from', 'to_state as to', 'note', 'done_by as doneBy', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .orderBy('number')
    .execute();
}

export async function listEntries(
  tx: ReadTx,
  query: CreditQuery,
): Promise<{ readonly total: number; readonly rows: CreditRow[] }> {
  let found = entries(tx);
  if (query.state !== undefined) found = found.where('state', '=', query.state);
  const isSearched = await recordSearch(tx, query.q, {
    creditCode: sql`credit_entry.credit_code`,
    texts: [sql`enterprise_name`, sql`credit_entry.credit_code`],
  });
  found = found.where(isSearched);
  const rows = await found
    .orderBy(sql`ended_on IS NOT NULL`)
    .orderBy('timer_on')
    .orderBy('entry_id')
    .execute();
  const from = (query.page - 1) * query.size;
  return { total: rows.length, rows: rows.slice(from, from + query.size).map((row) => toRow(tx, toEntry(row))) };
}

function toRow(tx: ReadTx, { row, timerOn }: StoredEntry): CreditRow {
  const rules = listingRules(row.rules);
  return {
    entryId: row.entry_id,
    enterpriseName: row.enterprise_name,
    creditCode: row.credit_code,
    state: row.state,
    situation: rules.situations.find(({ code }) => code === row.situation)?.title ?? row.situation,
    timerOn,
    daysLeft: timerOn === null ? null : daysBetween(tx.today, timerOn),
    endsOn: row.ends_on,
    removalEnd: row.removal_end,
  };
}

export async function viewEntry(tx: ReadTx, entry: StoredEntry): Promise<CreditView> {
  const { row } = entry;
  const steps = await listSteps(tx, entry.entryId);
  const names = await staffNames(
    tx,
    steps.map(({ doneBy }) => doneBy),
  );
  const penalty = await findPenalty(tx, entry.penaltyCaseId);
  return {
    ...toRow(tx, entry),
    rulesName: listingRules(entry.rules).name,
    facts: row.facts,
    today: tx.today,
    penalty:
      penalty === undefined
        ? null
        : {
            cause: penalty.cause,
            decidedOn: penalty.decidedOn,
            servedOn: penalty.servedOn,
            isPerformed: penalty.isPerformed,
          },
    publicity: penalty === undefined ? null : (publicityOf('serious', penalty.decidedOn) ?? null),
    notifiedOn: entry.notifiedOn,
    heardOn: entry.heardOn,
    listedOn: entry.listedOn,
    publishedOn: entry.publishedOn,
    restoredFrom: row.restored_from,
    measures: (await listMeasures(tx, entry.entryId)).map((measure) => ({
      measureId: measure.measure_id,
      agency: measure.agency,
      measure: measure.measure,
      basis: measure.basis,
      state: measure.state,
      reply: measure.reply,
      requestedOn: measure.requested_on,
      repliedOn: measure.replied_on,
      liftedOn: measure.lifted_on,
    })),
    steps: steps.map(({ number, deed, to, note, doneBy, at }) => ({
      number,
      deed,
      to,
      note,
      by: names.get(doneBy) ?? '系统',
      at,
    })),
    documents: (await listDocuments(tx, SERIES, entry.entryId)).map(({ documentId, title, number, issuedOn }) => ({
      documentId,
      title,
      number,
      issuedOn,
    })),
  };
}

/** How many penalties one list of choices shows. */
const MOST_PENALTIES = 50;

/** What may be proposed: penalties in force that have not led here, as `q` finds them, with the situations of the rules in force. */
export async function viewProposal(tx: ReadTx, q: string): Promise<ProposalView> {
  const rules = listingRulesOn(tx.today);
  const used = await tx.db
    .selectFrom('credit_entry')
    .select('penalty_case_id')
    .where('bureau_id', '=', tx.bureauId)
    .execute();
  const taken = new Set(used.map((row) => row.penalty_case_id));
  const open = (await listPenalties(tx)).filter(({ caseId }) => !taken.has(caseId));
  return {
    rules: rules.name,
    situations: rules.situations.map(({ code, title }) => ({ code, title })),
    total: open.length,
    penalties: open
      .filter(({ party, cause, creditCode }) => isFound(q, searchForms(party, { words: [cause, creditCode] })))
      .slice(0, MOST_PENALTIES)
      .map(({ caseId, party, cause, decidedOn }) => ({ caseId, party, cause, decidedOn })),
  };
}

function entries(tx: ReadTx) {
  return tx.db.selectFrom('credit_entry').selectAll().where('bureau_id', '=', tx.bureauId);
}
