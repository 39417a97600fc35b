/** The party gets the code of its case once there is something to act on, and another when that one was lost or got about. @module */
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { CodeRenewal } from '../../rectification/types/access.ts';
import { penaltyDeeds } from '../deeds.ts';
import { hasAccess, newCode } from '../reads/access.ts';
import { OneCase } from '../types/case.ts';
import type { CaseFile } from '../types/file.ts';
import { insertAccess, lockCase, replaceAccess } from '../writes.ts';

/** Made once, with the filing or the decision on the spot; a case of before the codes gets its own with its next act. */
export async function giveAccess(
  tx: Tx,
  { fieldCipher }: Pick<Runtime, 'fieldCipher'>,
  { caseId, filedOn, procedure }: Pick<CaseFile, 'caseId' | 'filedOn' | 'procedure'>,
): Promise<void> {
  if ((filedOn === null && procedure === 'general') || (await hasAccess(tx, caseId))) return;
  await insertAccess(tx, caseId, newCode(fieldCipher, tx.bureauId, caseId));
}

/** 更换办理代码: the old one opens nothing from then on. Refusals: none of the handlers, no code yet. */
export const renewCode = defineDeed({
  kind: 'penalty.renew-code',
  rule: penaltyDeeds['penalty.renew-code'],
  input: OneCase.extend({ reason: CodeRenewal }),
  output: OneCase,
  run: async (tx, { caseId, reason }, { fieldCipher }) => {
    const found = await lockCase(tx, caseId);
    if (found === undefined) return refuse([{ code: 'case-not-found' }]);
    if (!found.file.handlers.some(({ staffId }) => staffId === tx.actor.staffId))
      return refuse([{ code: 'case-not-handler' }]);
    if (!(await replaceAccess(tx, caseId, newCode(fieldCipher, tx.bureauId, caseId))))
      return refuse([{ code: 'case-code-none' }]);
    tx.record({ kind: 'penalty.renew-code', subject: `penalty/${caseId}`, facts: { reason } });
    return ok({ caseId });
  },
});
