/** Findings that went to a case (转立案), by their order or by their hazard. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { isSealed } from '../../draw/rules/sealed.ts';
import '../../draw/tables.ts';
import { listFindings } from '../../inspection/reads/visits.ts';
import '../../inspection/tables.ts';
import '../../rectification/tables.ts';
import { CASE_GROUNDS } from '../../rectification/types/order.ts';
import type { Lead } from '../types/acts.ts';

/** 重大隐患 stays with its supervision while the case runs; that it was referred says the log (安全生产法 §102). */
const REFERRED_HAZARD = sql<boolean>`EXISTS (SELECT 1 FROM deed r WHERE r.bureau_id = i.bureau_id AND r.kind = 'hazard.refer-case'
  AND convert_from(r.entry, 'UTF8')::jsonb -> 'facts' ->> 'finding' = i.finding_id::text)`;
const HAZARD_GROUND = `重大事故隐患逾期没有消除或者拒不执行，依据${CASE_GROUNDS['ansheng-102']}移交立案。`;

export interface FindingLead {
  readonly findingId: string;
  readonly lead: Lead;
  /** Nobody outside the team may learn of it before its draw is opened. */
  readonly isSealed: boolean;
}

/** Referred findings, all of one draw or one alone. */
export async function listFindingLeads(
  tx: ReadTx,
  of: { readonly findingId: string } | { readonly drawId: string },
): Promise<FindingLead[]> {
  const referred = tx.db
    .selectFrom('rectification_item as i')
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 'i.bureau_id').onRef('o.order_id', '=', 'i.order_id'),
    )
    .innerJoin('inspection as v', (join) =>
      join.onRef('v.bureau_id', '=', 'o.bureau_id').onRef('v.inspection_id', '=', 'o.inspection_id'),
    )
    .innerJoin('draw as d', (join) =>
      join.onRef('d.bureau_id', '=', 'v.bureau_id').onRef('d.draw_id', '=', 'v.draw_id'),
    )
    .select(['i.finding_id', 'i.ground', 'i.state', 'v.inspection_id', 'v.enterprise_id', 'v.enterprise_name'])
    .select(['v.credit_code as code', 'v.signed_on', 'd.mode', 'd.opened_at'])
    .where('i.bureau_id', '=', tx.bureauId)
    .where((eb) => eb.or([eb('i.state', '=', 'in-case'), eb.and([eb('i.state', '=', 'supervised'), REFERRED_HAZARD])]))
    .orderBy('i.finding_id');
  const rows = await (
    'findingId' in of ? referred.where('i.finding_id', '=', of.findingId) : referred.where('v.draw_id', '=', of.drawId)
  ).execute();
  const leads: FindingLead[] = [];
  for (const row of rows) {
    const finding = (await listFindings(tx, row.inspection_id)).find(({ findingId }) => findingId === row.finding_id);
    if (finding === undefined) throw new Error(`finding ${row.finding_id} was referred and is not there`);
    const party = { name: row.enterprise_name, creditCode: row.code, enterpriseId: row.enterprise_id };
    leads.push({
      findingId: row.finding_id,
      isSealed: isSealed(row),
      lead: {
        source: 'finding',
        party: { kind: 'unit', ...party, principal: '', address: '' },
        cause: '未按规定消除事故隐患',
        facts: `${finding.place}：${finding.description}。${row.state === 'supervised' ? HAZARD_GROUND : `责令整改后未按期整改或者复查不合格，依据${CASE_GROUNDS[row.ground ?? 'other']}移交立案。`}`,
        violatedOn: row.signed_on ?? tx.today,
      },
    });
  }
  return leads;
}

/** Where a finding comes from. */
export interface Origin {
  readonly drawId: string;
  readonly inspectionId: string;
  readonly orderId: string;
}

export async function findOrigin(tx: ReadTx, findingId: string | null): Promise<Origin | undefined> {
  if (findingId === null) return undefined;
  return tx.db
    .selectFrom('rectification_item as i')
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 'i.bureau_id').onRef('o.order_id', '=', 'i.order_id'),
    )
    .innerJoin('inspection as v', (join) =>
      join.onRef('v.bureau_id', '=', 'o.bureau_id').onRef('v.inspection_id', '=', 'o.inspection_id'),
    )
    .select(['v.draw_id as drawId', 'v.inspection_id as inspectionId', 'o.order_id as orderId'])
    .where('i.bureau_id', '=', tx.bureauId)
    .where('i.finding_id', '=', findingId)
    .executeTakeFirst();
}
