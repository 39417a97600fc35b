/** Findings that went to a case (转立案). @module */
import type { ReadTx } from '../../core/transact.ts';
import { isSealed } from '../../draw/rules/sealed.ts';
import '../../draw/tables.ts';
import { listFindings } from '../../inspection/reads/visits.ts';
import '../../inspection/tables.ts';
import '../../rectification/tables.ts';
import { CASE_GROUNDS } from '../../rectification/types/order.ts';
import type { Lead } from '../types/acts.ts';

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
    .select(['i.finding_id', 'i.ground', 'v.inspection_id', 'v.enterprise_id', 'v.enterprise_name'])
    .select(['v.credit_code as code', 'v.signed_on', 'd.mode', 'd.opened_at'])
    .where('i.bureau_id', '=', tx.bureauId)
    .where('i.state', '=', 'in-case')
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
        facts: `${finding.place}：${finding.description}。责令整改后未按期整改或者复查不合格，依据${CASE_GROUNDS[row.ground ?? 'other']}移交立案。`,
        violatedOn: row.signed_on ?? tx.today,
      },
    });
  }
  return leads;
}
