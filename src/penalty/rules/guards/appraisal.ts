/** 委托检测、检验、鉴定: commissioned, prolonged, ended (行政强制法 §25; docs/adr/0083). Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import type { CaseFile } from '../../types/file.ts';
import { standingEvidence } from '../evidence.ts';
import { appraisedBy, openAppraisals } from '../pauses.ts';
import type { Guards } from './index.ts';
import { dayRefusals } from './parts.ts';

export const APPRAISAL_GUARDS = {
  'commission-appraisal': (file, { appraisal: { dueOn, seizureId } }, { today }) => {
    const refusals: Refusal[] = [];
    if (dueOn < today) refusals.push({ code: 'case-day-before', at: 'appraisal.dueOn', facts: { from: today } });
    const isSeized = file.seizures.some(
      (each) => each.seizureId === seizureId && each.approvedOn !== null && each.endedOn === null,
    );
    if (seizureId !== undefined && !isSeized) refusals.push({ code: 'seizure-unknown', at: 'appraisal.seizureId' });
    return refusals;
  },
  'extend-appraisal': (file, { appraisalId, dueOn }, { today }) => {
    const appraisal = openAppraisals(file).find((each) => each.appraisalId === appraisalId);
    if (appraisal === undefined) return [{ code: 'appraisal-unknown', at: 'appraisalId' }];
    const by = appraisedBy(appraisal);
    // What the party was told is prolonged before it is over, not afterwards.
    if (by < today) return [{ code: 'appraisal-late', at: 'appraisalId', facts: { by } }];
    return dueOn <= by ? [{ code: 'appraisal-not-longer', at: 'dueOn', facts: { by } }] : [];
  },
  'end-appraisal': (file, { appraisalId, on, outcome, evidenceId, reason }, { today }) => {
    const appraisal = openAppraisals(file).find((each) => each.appraisalId === appraisalId);
    if (appraisal === undefined) return [{ code: 'appraisal-unknown', at: 'appraisalId' }];
    return [
      ...dayRefusals(on, 'on', { from: appraisal.periods[0]?.on ?? today, to: today }),
      ...(outcome === 'concluded' ? opinionRefusals(file, evidenceId) : reasonRefusals(reason)),
    ];
  },
} as const satisfies Partial<Guards>;

/** An opinion is a piece of evidence of its kind, with its file. */
function opinionRefusals(file: CaseFile, evidenceId: string | undefined): Refusal[] {
  const opinion = standingEvidence(file).find((each) => each.evidenceId === evidenceId);
  return opinion?.kind === 'appraisal' ? [] : [{ code: 'appraisal-without-opinion', at: 'evidenceId' }];
}

function reasonRefusals(reason: string | undefined): Refusal[] {
  return (reason ?? '') === '' ? [{ code: 'appraisal-without-reason', at: 'reason' }] : [];
}
