/** Recusals as they were declared. @module */
import type { ReadTx } from '../../core/transact.ts';
import { expertConflicts } from '../rules.ts';
import { idsOfEnterprise } from './duplicates.ts';
import { listExpertsForDraw, listNamedEnterprises } from './pools.ts';
import '../tables.ts';
import type { Recusal } from '../types/recusal.ts';
import type { FoundRecusal, NamedRecusal, OwnPerson } from '../types/views.ts';

/** Whether the same reason is declared for the same pair and still stands. */
export async function hasRecusal(
  tx: ReadTx,
  recusal: Pick<Recusal, 'personId' | 'enterpriseId' | 'reason' | 'validFrom'>,
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('recusal')
    .select('recusal_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('person_id', '=', recusal.personId)
    .where('enterprise_id', '=', recusal.enterpriseId)
    .where('reason', '=', recusal.reason)
    .where('withdrawn_at', 'is', null)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', recusal.validFrom)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** Recusals of one enterprise (and those merged into it) or one person, withdrawn ones too, the newest first. */
export async function listRecusalsOf(tx: ReadTx, recordId: string): Promise<readonly NamedRecusal[]> {
  const ids = await idsOfEnterprise(tx, recordId);
  return namedRecusals(tx)
    .where((where) => where.or([where('r.enterprise_id', 'in', ids), where('r.person_id', '=', recordId)]))
    .execute();
}

/** What nobody needs to declare: ties between experts and enterprises by employer and contracts, of one of either. */
export async function listFoundRecusals(
  tx: ReadTx,
  kind: 'enterprise' | 'expert',
  recordId: string,
): Promise<readonly FoundRecusal[]> {
  const experts = (await listExpertsForDraw(tx)).filter(
    ({ expertId, employer, advisoryContracts }) =>
      (kind === 'enterprise' || expertId === recordId) && (employer !== null || advisoryContracts.length > 0),
  );
  if (experts.length === 0) return [];
  const enterprises = await listNamedEnterprises(tx, kind === 'enterprise' ? [recordId] : undefined);
  const personNames = new Map(experts.map(({ expertId, name }) => [expertId, name]));
  const enterpriseNames = new Map(enterprises.map(({ enterpriseId, name }) => [enterpriseId, name]));
  return expertConflicts(experts, enterprises).map(({ personId, enterpriseId, reason }) => ({
    personName: personNames.get(personId) ?? personId,
    enterpriseName: enterpriseNames.get(enterpriseId) ?? enterpriseId,
    reason,
  }));
}

/** All recusals that stand on `day`, the newest first. */
export async function listStandingRecusals(tx: ReadTx, day: string): Promise<readonly NamedRecusal[]> {
  return namedRecusals(tx)
    .where('r.withdrawn_at', 'is', null)
    .where((where) => where.or([where('r.valid_to', 'is', null), where('r.valid_to', '>=', day)]))
    .execute();
}

// oxlint-disable-next-line typescript/explicit-function-return-type -- the builder's type is its own documentation
function namedRecusals(tx: ReadTx) {
  return tx.db
    .selectFrom('recusal as r')
    .innerJoin('enterprise as e', (join) =>
      join.onRef('e.bureau_id', '=', 'r.bureau_id').onRef('e.enterprise_id', '=', 'r.enterprise_id'),
    )
    .leftJoin('officer as o', (join) =>
      join.onRef('o.bureau_id', '=', 'r.bureau_id').onRef('o.officer_id', '=', 'r.person_id'),
    )
    .leftJoin('expert as x', (join) =>
      join.onRef('x.bureau_id', '=', 'r.bureau_id').onRef('x.expert_id', '=', 'r.person_id'),
    )
    .select((select) => [
      'r.recusal_id as recusalId',
      'r.person_type as personType',
      'r.person_id as personId',
      'r.enterprise_id as enterpriseId',
      'r.reason',
      'r.valid_from as validFrom',
      'r.valid_to as validTo',
      'r.declared_at as declaredAt',
      'r.declared_by as declaredBy',
      'r.withdrawn_at as withdrawnAt',
      'e.name as enterpriseName',
      select.fn.coalesce('o.name', 'x.name', select.val('')).as('personName'),
    ])
    .where('r.bureau_id', '=', tx.bureauId)
    .orderBy('r.declared_at', 'desc');
}

/** 本人: the officer and expert records that belong to this account. */
export async function findOwnPersons(tx: ReadTx, staffId: string): Promise<readonly OwnPerson[]> {
  const officer = tx.db
    .selectFrom('officer')
    .select((select) => [
      'officer_id as personId',
      'name',
      select.val<'officer' | 'expert'>('officer').as('personType'),
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('staff_id', '=', staffId)
    .where('removed', '=', false);
  const expert = tx.db
    .selectFrom('expert')
    .select((select) => ['expert_id as personId', 'name', select.val<'officer' | 'expert'>('expert').as('personType')])
    .where('bureau_id', '=', tx.bureauId)
    .where('staff_id', '=', staffId)
    .where('removed', '=', false);
  return [...(await officer.execute()), ...(await expert.execute())];
}
