/** Signatures of a plan, and the caps that were lifted under it. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import type { PlanSignature } from '../types/approval.ts';
import type { CapExemption } from '../types/caps.ts';

/** 审签单, in order. */
export async function listSignatures(tx: ReadTx, planId: string): Promise<PlanSignature[]> {
  const rows = await tx.db
    .selectFrom('plan_signature')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('plan_id', '=', planId)
    .orderBy('number')
    .execute();
  return rows.map(({ number, step, hash, opinion, signed_by: signedBy, signed_at: signedAt }) => ({
    number,
    step,
    hash,
    opinion,
    signedBy,
    signedAt,
  }));
}

export type PlanExemption = CapExemption & { readonly planId: string };

export async function listExemptions(tx: ReadTx, planIds: readonly string[]): Promise<PlanExemption[]> {
  if (planIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('plan_cap_exemption as x')
    .innerJoin('enterprise as e', (join) =>
      join.onRef('e.bureau_id', '=', 'x.bureau_id').onRef('e.enterprise_id', '=', 'x.enterprise_id'),
    )
    .select([
      'x.plan_id',
      'x.exemption_id',
      'x.enterprise_id',
      'x.trigger',
      'x.document',
      'x.approved_by',
      'x.approved_on',
    ])
    .select('e.name')
    .where('x.bureau_id', '=', tx.bureauId)
    .where('x.plan_id', 'in', planIds)
    .orderBy('x.approved_on')
    .orderBy('x.exemption_id')
    .execute();
  return rows.map((row) => ({
    planId: row.plan_id,
    exemptionId: row.exemption_id,
    enterpriseId: row.enterprise_id,
    enterprise: row.name,
    trigger: row.trigger,
    document: row.document,
    approvedBy: row.approved_by,
    approvedOn: row.approved_on,
  }));
}
