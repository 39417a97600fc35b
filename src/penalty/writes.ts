/** Cases and what is set for them: own tables only. @module */
import { isDeepStrictEqual } from 'node:util';
import { dueDay } from './rules/deadlines.ts';
import { turnsOf } from './rules/turns.ts';
import type { CaseContext } from './rules/context.ts';
import type { FormFields } from '../core/documents/form.ts';
import type { Tx } from '../core/transact.ts';
import './tables.ts';
import type { CaseFile } from './types/file.ts';
import type { Benchmark, Delegation, PenaltySetting } from './types/settings.ts';
import type { CaseAct } from './types/table.ts';
import type { Turn } from './types/turn.ts';

type Counting = Pick<CaseContext, 'setting' | 'calendar' | 'today'>;

/** A new case with its first act; false when its finding has a case already. */
export async function insertCase(
  tx: Tx,
  file: CaseFile,
  first: { readonly act: CaseAct; readonly content: unknown },
  counting: Counting,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('penalty_case')
    .values({
      bureau_id: tx.bureauId,
      case_id: file.caseId,
      procedure: file.procedure,
      party_name: file.lead.party.name,
      credit_code: file.lead.party.creditCode,
      finding_id: file.findingId,
      opened_on: file.openedOn,
      acts: 1,
      created_at: tx.now,
      ...columnsOf(tx, file, counting),
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  await insertAct(tx, { caseId: file.caseId, seq: 1, ...first, from: null, to: file.state });
  return true;
}

export interface LockedCase {
  readonly file: CaseFile;
  readonly acts: number;
}

/** The case, locked until the end of the transaction: of two acts at once the second sees what the first has made. */
export async function lockCase(tx: Tx, caseId: string): Promise<LockedCase | undefined> {
  const row = await tx.db
    .selectFrom('penalty_case')
    .select(['content', 'acts'])
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', caseId)
    .forUpdate()
    .executeTakeFirst();
  return row && { file: row.content, acts: row.acts };
}

/** The case after one more act. */
export async function saveAct(
  tx: Tx,
  before: LockedCase,
  after: CaseFile,
  done: { readonly act: CaseAct; readonly content: unknown },
  counting: Counting,
): Promise<void> {
  const seq = before.acts + 1;
  await tx.db
    .updateTable('penalty_case')
    .set({ ...columnsOf(tx, after, counting), acts: seq })
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', after.caseId)
    .where('acts', '=', before.acts)
    .executeTakeFirstOrThrow();
  await insertAct(tx, { caseId: after.caseId, seq, ...done, from: before.file.state, to: after.state });
}

async function insertAct(
  tx: Tx,
  act: {
    readonly caseId: string;
    readonly seq: number;
    readonly act: CaseAct;
    readonly content: unknown;
    readonly from: CaseFile['state'] | null;
    readonly to: CaseFile['state'];
  },
): Promise<void> {
  await tx.db
    .insertInto('penalty_act')
    .values({
      bureau_id: tx.bureauId,
      case_id: act.caseId,
      seq: act.seq,
      act: act.act,
      content: JSON.stringify(act.content),
      from_state: act.from,
      to_state: act.to,
      done_by: tx.actor.staffId,
      done_on: tx.today,
      at: tx.now,
    })
    .execute();
}

/** What was printed, as it was printed. */
export async function insertDocument(
  tx: Tx,
  {
    documentId,
    caseId,
    seq,
    fields,
  }: { readonly documentId: string; readonly caseId: string; readonly seq: number; readonly fields: FormFields },
): Promise<void> {
  await tx.db
    .insertInto('penalty_document')
    .values({
      bureau_id: tx.bureauId,
      document_id: documentId,
      case_id: caseId,
      seq,
      fields: JSON.stringify(fields),
    })
    .execute();
}

/** What lists and queues ask for, counted from the case. */
function columnsOf(tx: Tx, file: CaseFile, counting: Counting) {
  const turns = turnsOf(file, counting);
  return {
    state: file.state,
    cause: file.lead.cause,
    content: JSON.stringify(file),
    turns: JSON.stringify(turns),
    next_due: nextDue(turns),
    filed_on: file.filedOn,
    decided_on: file.decision?.on ?? null,
    ended_on: file.endedOn,
    updated_at: tx.now,
  };
}

function nextDue(turns: readonly Turn[]): string | null {
  const days = turns.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueDay(dueOn)]));
  return days.toSorted()[0] ?? null;
}

/** Counts again what a case waits for; the days that were and are, when they moved. */
export async function recountCase(
  tx: Tx,
  file: CaseFile,
  had: readonly Turn[],
  counting: Counting,
): Promise<{ from: string; to: string } | undefined> {
  const turns = turnsOf(file, counting);
  // By value: the database gives the keys back in an order of its own.
  if (isDeepStrictEqual(turns, had)) return undefined;
  await tx.db
    .updateTable('penalty_case')
    .set({ turns: JSON.stringify(turns), next_due: nextDue(turns) })
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', file.caseId)
    .execute();
  return { from: nextDue(had) ?? '', to: nextDue(turns) ?? '' };
}

/** Every open case, locked, for counting again. */
export async function lockOpenCases(tx: Tx): Promise<{ file: CaseFile; turns: readonly Turn[] }[]> {
  const rows = await tx.db
    .selectFrom('penalty_case')
    .select(['content', 'turns'])
    .where('bureau_id', '=', tx.bureauId)
    .where('ended_on', 'is', null)
    .orderBy('case_id')
    .forUpdate()
    .execute();
  return rows.map(({ content, turns }) => ({ file: content, turns }));
}

export async function insertSetting(tx: Tx, version: number, setting: PenaltySetting): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('penalty_setting')
    .values({ bureau_id: tx.bureauId, version, content: JSON.stringify(setting), set_by: tx.actor.staffId, at: tx.now })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function insertBenchmark(tx: Tx, benchmark: Benchmark): Promise<number> {
  const { last } = await tx.db
    .selectFrom('penalty_benchmark')
    .select((eb) => eb.fn.max<number | null>('version').as('last'))
    .where('bureau_id', '=', tx.bureauId)
    .where('code', '=', benchmark.code)
    .where('valid_from', '=', benchmark.validFrom)
    .executeTakeFirstOrThrow();
  const version = (last ?? 0) + 1;
  await tx.db
    .insertInto('penalty_benchmark')
    .values({
      bureau_id: tx.bureauId,
      code: benchmark.code,
      valid_from: benchmark.validFrom,
      version,
      content: JSON.stringify(benchmark),
      set_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
  return version;
}

export async function insertDelegation(tx: Tx, delegation: Delegation): Promise<string> {
  const delegationId = tx.newId();
  await tx.db
    .insertInto('penalty_delegation')
    .values({
      bureau_id: tx.bureauId,
      delegation_id: delegationId,
      staff_id: delegation.staffId,
      content: JSON.stringify(delegation),
      valid_from: delegation.from,
      valid_until: delegation.until,
      given_by: tx.actor.staffId,
      given_at: tx.now,
    })
    .execute();
  return delegationId;
}

/** False when it has ended before, or there is none. */
export async function endDelegation(tx: Tx, delegationId: string): Promise<boolean> {
  const ended = await tx.db
    .updateTable('penalty_delegation')
    .set({ ended_on: tx.today, ended_by: tx.actor.staffId })
    .where('bureau_id', '=', tx.bureauId)
    .where('delegation_id', '=', delegationId)
    .where('ended_on', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

export async function insertAccess(
  tx: Tx,
  caseId: string,
  code: { readonly code_hash: Buffer; readonly code_sealed: Buffer },
): Promise<void> {
  await tx.db
    .insertInto('penalty_access')
    .values({ bureau_id: tx.bureauId, case_id: caseId, ...code, made_at: tx.now })
    .execute();
}

/** False when the case has no code yet. */
export async function replaceAccess(
  tx: Tx,
  caseId: string,
  code: { readonly code_hash: Buffer; readonly code_sealed: Buffer },
): Promise<boolean> {
  const replaced = await tx.db
    .updateTable('penalty_access')
    .set({ ...code, made_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return replaced.numUpdatedRows === 1n;
}
