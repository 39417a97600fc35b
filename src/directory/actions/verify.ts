/** The monthly verification of the directories (每月核对). @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { directoryDeeds } from '../deeds.ts';
import { countForVerification, listOpenMonths } from '../reads/verification.ts';
import { verifyRefusals } from '../rules/verification.ts';
import { VerifyMonthInput } from '../types/verification.ts';
import { insertVerification } from '../writes/verification.ts';

/** Somebody stands for it that the directories of a month were looked at, with the figures he saw. */
export const verifyMonth = defineDeed({
  kind: 'directory.verify-month',
  rule: directoryDeeds['directory.verify-month'],
  input: VerifyMonthInput,
  output: z.object({ month: z.string() }),
  run: async (tx, { month, counts, note }) => {
    const refusals = verifyRefusals(month, await listOpenMonths(tx), counts, await countForVerification(tx));
    if (refusals.length > 0) return refuse(refusals);
    if (!(await insertVerification(tx, { month, counts, note })))
      return refuse([{ code: 'verification-not-open', facts: { month } }]);
    tx.record({ kind: 'directory.verify-month', subject: `verification/${month}`, facts: { ...counts } });
    return ok({ month });
  },
});
