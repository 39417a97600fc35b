/** A piece of evidence that is added, cited or held (行政处罚法 §46, §55, §56). Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import type { HOLD_ENDS } from '../../types/acts.ts';
import type { EvidenceInput } from '../../types/evidence.ts';
import type { CaseFile } from '../../types/file.ts';
import { formRule } from '../../types/forms.ts';
import { officerById, type CaseContext } from '../context.ts';
import { behindRefusals, standingEvidence, unbackedRefusals } from '../evidence.ts';
import { paperInForce } from '../papers.ts';
import { dayRefusals, pairRefusals } from './parts.ts';

/** Taken by two officers, one of them who enters it, with something behind it. */
export function evidenceRefusals(file: CaseFile, evidence: EvidenceInput, context: CaseContext): Refusal[] {
  const refusals = [
    ...dayRefusals(evidence.obtainedOn, 'evidence.obtainedOn', { from: file.lead.violatedOn, to: context.today }),
    ...pairRefusals(evidence.officerIds, context, evidence.obtainedOn, 'evidence.officerIds'),
  ];
  const mine = officerById(context, file.handlers.find(({ staffId }) => staffId === context.staffId)?.officerId ?? '');
  if (mine !== undefined && !evidence.officerIds.includes(mine.personId))
    refusals.push({ code: 'evidence-without-handler', at: 'evidence.officerIds' });
  return [...refusals, ...paperRefusals(file, evidence, context), ...behindRefusals(file, evidence, context)];
}

/** A fact rests on pieces that the case has, that count, and that have something behind them. */
export function citedRefusals(file: CaseFile, evidenceIds: readonly string[], n: number): Refusal[] {
  const at = `report.facts.${n}.evidenceIds`;
  const standing = new Map(standingEvidence(file).map((each) => [each.evidenceId, each]));
  return evidenceIds.flatMap((id) => {
    const piece = standing.get(id);
    return piece === undefined ? [{ code: 'evidence-unknown', at }] : unbackedRefusals(piece, at);
  });
}

/** 留作证据 is a piece of evidence, 送交鉴定 a commission, 查封、扣押 a decision: none of them only a word. */
export function heldRefusals(file: CaseFile, holdId: string, end: keyof typeof HOLD_ENDS): Refusal[] {
  if (end === 'kept' && !standingEvidence(file).some((each) => each.holdId === holdId))
    return [{ code: 'hold-without-evidence', at: 'end' }];
  if (end === 'appraised' && paperInForce(file, 'appraisal') === undefined)
    return [{ code: 'document-missing', at: 'end', facts: { title: formRule('appraisal').title } }];
  const isSeized = file.seizures.some(({ approvedOn, endedOn }) => approvedOn !== null && endedOn === null);
  return end === 'seized' && !isSeized ? [{ code: 'hold-without-seizure', at: 'end' }] : [];
}

/** Which kinds of evidence a paper may stand for. */
const PAPER_EVIDENCE = {
  interview: ['statement', 'testimony'],
  survey: ['record'],
  sample: ['physical', 'record'],
} as const satisfies Readonly<Record<string, readonly EvidenceInput['kind'][]>>;

/** 询问笔录 only after a 询问通知书 that was served (domain §12.2). */
function paperRefusals(file: CaseFile, { kind, paper }: EvidenceInput, { today }: CaseContext): Refusal[] {
  if (paper === undefined || paper.kind === 'service') return [];
  const refusals: Refusal[] = [];
  const kinds: readonly EvidenceInput['kind'][] = PAPER_EVIDENCE[paper.kind];
  if (!kinds.includes(kind)) refusals.push({ code: 'evidence-paper-kind', at: 'evidence.kind' });
  const day = paper.kind === 'sample' ? today : paper.to.slice(0, 10);
  if (day > today) refusals.push({ code: 'case-day-later', at: 'evidence.paper.to', facts: { to: today } });
  const isCalled = file.papers.some(
    ({ form, servedOn }) => form === 'interview-call' && servedOn !== null && servedOn <= day,
  );
  if (paper.kind === 'interview' && !isCalled) refusals.push({ code: 'interview-not-called', at: 'evidence.paper' });
  return refusals;
}
