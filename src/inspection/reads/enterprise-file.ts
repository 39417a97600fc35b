/** The file of an enterprise as it is read before a plan is made, and the hash that a reading is bound to (docs/adr/0047). @module */
import { createHash } from 'node:crypto';
import type { ReadTx } from '../../core/transact.ts';
import { idsOfEnterprise } from '../../directory/reads/duplicates.ts';
import type { VisitView } from '../types/board.ts';
import type { LaterRecord, RecordsOf } from '../types/later.ts';
import type { Visit } from './visits.ts';

/** SHA-256 of the file as the page shows it. */
export function fileHashOf(enterprise: VisitView['enterprise']): string {
  return createHash('sha256').update(JSON.stringify(enterprise)).digest('hex');
}

/** The whole file: the facts, and what came of earlier visits, complaints and cases. */
export async function viewEnterprise(tx: ReadTx, visit: Visit, recordsOf: RecordsOf): Promise<VisitView['enterprise']> {
  return { ...(await enterpriseFacts(tx, visit)), records: await listRecords(tx, visit, recordsOf) };
}

/** The enterprise as the directory has it, with its earlier visits. */
export async function enterpriseFacts(tx: ReadTx, visit: Visit): Promise<Omit<VisitView['enterprise'], 'records'>> {
  const enterprise = await tx.db
    .selectFrom('enterprise')
    .select([
      'production_address',
      'registered_address',
      'principal',
      'safety_domain',
      'special_flags',
      'risk_color',
      'employees',
      'licences',
      'subdistrict_code',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', '=', visit.enterpriseId)
    .executeTakeFirstOrThrow();
  return {
    enterpriseId: visit.enterpriseId,
    name: visit.row.enterprise_name,
    creditCode: visit.row.credit_code,
    subdistrictCode: enterprise.subdistrict_code,
    address: enterprise.production_address ?? enterprise.registered_address,
    principal: enterprise.principal,
    safetyDomain: enterprise.safety_domain,
    specialFlags: enterprise.special_flags,
    riskColor: enterprise.risk_color,
    employees: enterprise.employees,
    licences: enterprise.licences.map(({ name, number, expiresOn }) => ({ name, number, expiresOn })),
    pastVisits: await listPastVisits(tx, visit),
  };
}

/** The latest first; of one day in the order of the modules. */
async function listRecords(tx: ReadTx, visit: Visit, recordsOf: RecordsOf): Promise<LaterRecord[]> {
  const records = await recordsOf(tx, {
    ids: await idsOfEnterprise(tx, visit.enterpriseId),
    creditCode: visit.row.credit_code,
  });
  return records.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}

async function listPastVisits(tx: ReadTx, visit: Visit): Promise<VisitView['enterprise']['pastVisits']> {
  const rows = await tx.db
    .selectFrom('inspection as i')
    .leftJoin('finding as f', (join) =>
      join
        .onRef('f.bureau_id', '=', 'i.bureau_id')
        .onRef('f.inspection_id', '=', 'i.inspection_id')
        .on('f.is_withdrawn', '=', false),
    )
    .select((eb) => ['i.signed_on', 'i.conclusion', eb.fn.count<number>('f.finding_id').as('findings')])
    .where('i.bureau_id', '=', tx.bureauId)
    .where('i.enterprise_id', '=', visit.enterpriseId)
    .where('i.inspection_id', '<>', visit.inspectionId)
    .where('i.signed_on', 'is not', null)
    .groupBy(['i.inspection_id', 'i.signed_on', 'i.conclusion'])
    .orderBy('i.signed_on', 'desc')
    .orderBy('i.inspection_id')
    .execute();
  return rows.flatMap(({ signed_on: signedOn, conclusion, findings }) =>
    signedOn === null || conclusion === null ? [] : [{ signedOn, conclusion, findings: Number(findings) }],
  );
}
