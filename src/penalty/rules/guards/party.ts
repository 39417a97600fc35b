/** What the party asks, says and hands in by its own page, and what answers it (行政处罚法 §44–45, §63–66). Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import type { CaseFile } from '../../types/file.ts';
import type { CaseContext } from '../context.ts';
import { argueBy } from '../deadlines.ts';
import { uploadRefusals } from '../evidence.ts';
import { outstandingOf } from '../money.ts';
import { yuan } from '../outcome.ts';
import { claimRefusals, EXECUTION_GUARDS, openClaims } from './execution.ts';
import { DECISION_GUARDS } from './decision.ts';
import type { Guards } from './index.ts';
import { dayRefusals } from './parts.ts';

export const PARTY_GUARDS = {
  'file-argument': (file, { files }, context) => [
    ...lateRefusals(file, context),
    ...uploadRefusals(files, context, 'files'),
  ],
  'ask-hearing': (file, { request, caseId }, context) =>
    DECISION_GUARDS['request-hearing'](file, { caseId, on: context.today, request }, context),
  'report-payment': (file, { on, fen, files }, context) => [
    ...dayRefusals(on, 'on', { from: file.servedOn ?? file.openedOn, to: context.today }),
    ...moreThanOwed(file, fen),
    ...uploadRefusals(files, context, 'files'),
  ],
  'return-payment': (file, { claimId }) => claimRefusals(file, claimId),
  'ask-instalments': (file, { caseId, reason, plan }, context) =>
    EXECUTION_GUARDS['request-instalments'](file, { caseId, on: context.today, reason, plan }, context),
} as const satisfies Guards;

/** 陈述申辩 has its days, and is over when it was given up. */
function lateRefusals(file: CaseFile, { setting, calendar, today }: CaseContext): Refusal[] {
  const notice = file.notices.at(-1);
  if (notice === undefined) return [{ code: 'penalty-not-told' }];
  if (file.waivedOn !== null) return [{ code: 'argument-waived' }];
  const by = argueBy(notice, setting, calendar);
  return today > by ? [{ code: 'argument-too-late', facts: { by } }] : [];
}

function moreThanOwed(file: CaseFile, fen: number): Refusal[] {
  const said = openClaims(file).reduce((sum, claim) => sum + claim.fen, 0);
  const outstanding = outstandingOf(file) - said;
  return fen > outstanding
    ? [{ code: 'payment-too-much', at: 'fen', facts: { outstanding: yuan(Math.max(0, outstanding)) } }]
    : [];
}
