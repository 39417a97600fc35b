/** Lifting the cap of one enterprise for a lead. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { listUniverse } from '../../directory/reads/pools.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { planDeeds } from '../deeds.ts';
import { capOf } from '../rules/caps.ts';
import { exemptionRefusals } from '../rules/steps.ts';
import { CAP_TRIGGERS } from '../types/caps.ts';
import { insertExemption, lockPlan } from '../writes.ts';
import { PlanRef } from './step.ts';

/** Lets an enterprise be visited beyond its cap: a complaint, a referral, an alarm, its own request (国办发〔2024〕54号). */
export const exemptFromCap = defineDeed({
  kind: 'plan.exempt-from-cap',
  rule: planDeeds['plan.exempt-from-cap'],
  input: PlanRef.extend({
    enterpriseId: z.uuid('请选择企业'),
    trigger: z.enum(codesOf(CAP_TRIGGERS), '请选择事由'),
    document: z
      .string()
      .trim()
      .normalize('NFC')
      .regex(/^\P{Cc}*$/u, '写成一行，不含控制字符')
      .min(1, '请填写文号或线索编号')
      .max(80, '不超过 80 个字'),
  }),
  output: z.object({ exemptionId: z.uuid() }),
  run: async (tx, { planId, enterpriseId, trigger, document }) => {
    const row = await lockPlan(tx, planId);
    if (row === undefined) return refuse([{ code: 'plan-not-found' }]);
    const [entry] = await listUniverse(tx, { enterpriseIds: [enterpriseId] });
    if (entry === undefined) return refuse([{ code: 'cap-enterprise-unknown', at: 'enterpriseId' }]);
    const refusals = exemptionRefusals(row.state, capOf(row.content.caps, entry));
    if (refusals.length > 0) return refuse(refusals);
    const exemptionId = tx.newId();
    const exemption = { exemption_id: exemptionId, plan_id: planId, enterprise_id: enterpriseId, trigger, document };
    if (!(await insertExemption(tx, exemption))) return refuse([{ code: 'cap-exempt-already', at: 'document' }]);
    tx.record({
      kind: 'plan.exempt-from-cap',
      subject: `plan/${planId}`,
      facts: { exemptionId, enterprise: enterpriseId, trigger },
    });
    return ok({ exemptionId });
  },
});
