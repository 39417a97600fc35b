/** Cases, settings, benchmarks, delegations as they are stored. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import type { CaseFile } from '../types/file.ts';
import { DEFAULT_SETTING, type Benchmark, type PenaltySetting, type StoredDelegation } from '../types/settings.ts';
import type { CaseAct } from '../types/table.ts';

export async function findCase(tx: ReadTx, caseId: string): Promise<CaseFile | undefined> {
  const row = await tx.db
    .selectFrom('penalty_case')
    .select('content')
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row?.content;
}

/** The case of a finding that was not declined; undefined when there is none. */
export async function findCaseOfFinding(tx: ReadTx, findingId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('penalty_case')
    .select('case_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .where('state', '<>', 'not-filed')
    .executeTakeFirst();
  return row?.case_id;
}

/** The case of a finding; a declined one where there is no other. */
export async function findAnyCaseOfFinding(tx: ReadTx, findingId: string): Promise<CaseFile | undefined> {
  const row = await tx.db
    .selectFrom('penalty_case')
    .select('content')
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .orderBy(sql`state = 'not-filed'`)
    .orderBy('case_id')
    .limit(1)
    .executeTakeFirst();
  return row?.content;
}

export interface StoredAct {
  readonly seq: number;
  readonly act: CaseAct;
  readonly content: unknown;
  readonly from: CaseFile['state'] | null;
  readonly to: CaseFile['state'];
  readonly by: string;
  readonly on: string;
  readonly at: string;
}

/** What happened in the case, the first act first. */
export async function listActs(tx: ReadTx, caseId: string): Promise<StoredAct[]> {
  return tx.db
    .selectFrom('penalty_act')
    .select(['seq', 'act', 'content', 'from_state as from', 'to_state as to', 'done_by as by', 'done_on as on', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();
}

/** 办案设置 in force. */
export async function readSetting(tx: ReadTx): Promise<{ readonly version: number; readonly setting: PenaltySetting }> {
  const row = await tx.db
    .selectFrom('penalty_setting')
    .select(['version', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { version: row?.version ?? 0, setting: row?.content ?? DEFAULT_SETTING };
}

/** Every version of every benchmark; of one day the last one said. */
export async function listBenchmarks(tx: ReadTx): Promise<Benchmark[]> {
  const rows = await tx.db
    .selectFrom('penalty_benchmark')
    .distinctOn(['code', 'valid_from'])
    .select('content')
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('code')
    .orderBy('valid_from')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ content }) => content);
}

export async function listDelegations(tx: ReadTx): Promise<StoredDelegation[]> {
  const rows = await tx.db
    .selectFrom('penalty_delegation')
    .select(['delegation_id', 'content', 'given_by', 'ended_on'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('valid_from', 'desc')
    .execute();
  return rows.map(({ delegation_id, content, given_by, ended_on }) => ({
    ...content,
    delegationId: delegation_id,
    givenBy: given_by,
    endedOn: ended_on,
  }));
}

/** Whether this account signs in the head's place today. */
export async function hasDelegation(tx: ReadTx, staffId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('penalty_delegation')
    .select('delegation_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('staff_id', '=', staffId)
    .where('valid_from', '<=', tx.today)
    .where('valid_until', '>=', tx.today)
    .where('ended_on', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
