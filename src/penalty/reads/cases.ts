/** Cases, settings, benchmarks, delegations as they are stored. @module */
import type { Actor } from '../../core/actor.ts';
import type { ReadTx } from '../../core/transact.ts';
import { readCalendar } from '../../calendar/reads.ts';
import { listStandingRecusals } from '../../directory/reads/recusals.ts';
import { listOfficers } from '../../rectification/reads/orders.ts';
import { fineOf } from '../rules/money.ts';
import type { CaseContext, EarlierDecision } from '../rules/context.ts';
import '../tables.ts';
import type { CaseFile } from '../types/file.ts';
import type { Party } from '../types/case.ts';
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

/** Penalties of the same party in other cases that stand, for 一事不再罚 and 首违. */
async function earlierDecisions(tx: ReadTx, party: Party, caseId: string | null): Promise<EarlierDecision[]> {
  const rows = await tx.db
    .selectFrom('penalty_case')
    .select('content')
    .where('bureau_id', '=', tx.bureauId)
    .where('credit_code', '=', party.creditCode)
    .where('decided_on', 'is not', null)
    .$if(party.kind === 'person', (query) => query.where('party_name', '=', party.name))
    .$if(caseId !== null, (query) => query.where('case_id', '<>', caseId ?? ''))
    .orderBy('decided_on')
    .execute();
  return rows.flatMap(({ content: { decision, report, lead, revokedOn } }) =>
    decision?.outcome.kind !== 'penalty' || revokedOn !== null
      ? []
      : [
          {
            benchmark: report?.benchmark ?? '',
            violatedOn: lead.violatedOn,
            decidedOn: decision.on,
            hasFine: fineOf(decision.outcome) > 0,
          },
        ],
  );
}

/** Everything an act of this person on this case is judged against. */
export async function contextOf(
  tx: ReadTx,
  { staffId, roles }: Pick<Actor, 'staffId' | 'roles'>,
  { party, caseId }: { readonly party: Party; readonly caseId: string | null },
): Promise<CaseContext> {
  const { enterpriseId } = party;
  const recusals = enterpriseId === null ? [] : await listStandingRecusals(tx, tx.today);
  return {
    staffId,
    roles,
    today: tx.today,
    now: tx.now,
    calendar: await readCalendar(tx),
    setting: (await readSetting(tx)).setting,
    benchmarks: await listBenchmarks(tx),
    officers: await listOfficers(tx),
    conflicts: recusals.flatMap((each) => (each.enterpriseId === enterpriseId ? [each.personId] : [])),
    hasDelegation: await hasDelegation(tx, staffId),
    earlier: await earlierDecisions(tx, party, caseId),
  };
}
