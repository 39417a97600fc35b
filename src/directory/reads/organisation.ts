/** 子库、专家履职、科室和领导小组 as the database has them. @module */
import type { ReadTx } from '../../core/transact.ts';
import { staffNames } from '../../bureau/reads.ts';
import '../tables-beside.ts';
import type { LaterModules } from '../types/later.ts';
import type { ExpertRecord, Organisation, Sublibrary } from '../types/organisation.ts';
import { DIRECTORY_FILTERS } from '../types/views.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { listFilter } from './filters.ts';
import { listPage } from './lists.ts';

/** The sub-libraries of a kind by name, each with how many records meet its conditions now. */
export async function listSublibraries(
  tx: ReadTx,
  kind: DirectoryKind,
  later: Pick<LaterModules, 'scopeCondition'>,
): Promise<readonly Sublibrary[]> {
  const rows = await tx.db
    .selectFrom('sublibrary')
    .select(['sublibrary_id as sublibraryId', 'name', 'conditions'])
    .where('bureau_id', '=', tx.bureauId)
    .where('kind', '=', kind)
    .where('removed_at', 'is', null)
    .orderBy('saved_at')
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const filter = await listFilter(tx, later, DIRECTORY_FILTERS[kind].parse(row.conditions));
      const { total } = await listPage(tx, kind, { ...filter, sort: undefined, page: 1, size: 1 });
      return { ...row, count: total };
    }),
  );
}

/** What is recorded of an expert's service, the latest first. */
export async function listExpertRecords(tx: ReadTx, expertId: string): Promise<readonly ExpertRecord[]> {
  const rows = await tx.db
    .selectFrom('expert_record')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('expert_id', '=', expertId)
    .orderBy('on_day', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute();
  const names = await staffNames(tx, [...new Set(rows.map(({ recorded_by: by }) => by))]);
  return rows.map((row) => ({
    recordId: row.record_id,
    kind: row.kind,
    onDay: row.on_day,
    score: row.score,
    amountFen: row.amount_fen === null ? null : Number(row.amount_fen),
    note: row.note,
    byName: names.get(row.recorded_by) ?? row.recorded_by,
  }));
}

/** Departments and the leading group, those who stand first. */
export async function readOrganisation(tx: ReadTx): Promise<Organisation> {
  const departments = await tx.db
    .selectFrom('department')
    .select(['department_id as departmentId', 'name', 'from_on as fromOn', 'until_on as untilOn'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('from_on')
    .orderBy('name')
    .execute();
  const members = await tx.db
    .selectFrom('group_member')
    .select(['member_id as memberId', 'name', 'position', 'post', 'from_on as fromOn', 'until_on as untilOn'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('from_on')
    .execute();
  return { departments, members };
}
