/** Leads, filing, recusal, evidence, 先行登记保存, extension, report, review (行政处罚法 §42–60). Browser-safe. @module */
import { appliedBenchmark, beyondRefusals, ON_SPOT, proposalRefusals, yuan } from '../outcome.ts';
import { dailyRefusals } from '../daily.ts';
import { decideTerm, instantOf, seizureTerm } from '../deadlines.ts';
import type { Refusal } from '../../../core/result.ts';
import type { ActInput, Lead, Report } from '../../types/acts.ts';
import type { CaseFile } from '../../types/file.ts';
import type { CaseContext } from '../context.ts';
import { standingEvidence } from '../evidence.ts';
import { openAppraisals } from '../pauses.ts';
import { APPRAISAL_GUARDS } from './appraisal.ts';
import { citedRefusals, evidenceRefusals, heldRefusals } from './evidence.ts';
import type { Guards } from './index.ts';
import { dayRefusals, pairRefusals, replacementRefusals, toldOutcome, undecidedRecusals } from './parts.ts';

/** What must hold before a case begins. */
export function leadRefusals(lead: Lead, { today }: Pick<CaseContext, 'today'>): Refusal[] {
  return [
    ...(lead.violatedOn > today ? [{ code: 'case-day-later', at: 'lead.violatedOn', facts: { to: today } }] : []),
    // It comes of a recheck, with its figures.
    ...(lead.source === 'daily' ? [{ code: 'daily-by-hand', at: 'lead.source' }] : []),
  ];
}

/** 当场处罚: clear facts, a ground in law, within the limits (行政处罚法 §51). */
export function spotRefusals(input: ActInput<'decide-on-spot'>, context: CaseContext): Refusal[] {
  const { lead, officerIds, fen } = input;
  const refusals = [
    ...leadRefusals(lead, context),
    ...pairRefusals(officerIds, context, context.today),
    ...dayRefusals(input.evidence.obtainedOn, 'evidence.obtainedOn', { from: lead.violatedOn, to: context.today }),
  ];
  const mine = context.officers.find(({ staffId }) => staffId === context.staffId);
  if (mine === undefined || !officerIds.includes(mine.personId))
    refusals.push({ code: 'case-without-opener', at: 'officerIds' });
  const limit = ON_SPOT[lead.party.kind];
  if ((fen ?? 0) > limit) refusals.push({ code: 'spot-above-limit', at: 'fen', facts: { limit: yuan(limit) } });
  const applied = appliedBenchmark(
    context.benchmarks,
    { code: input.benchmark, grade: input.grade },
    { violatedOn: lead.violatedOn, today: context.today },
  );
  if (applied === undefined)
    return [...refusals, { code: 'benchmark-unknown', at: 'grade', facts: { day: lead.violatedOn } }];
  if (fen === undefined && !applied.grade.kinds.includes('warning'))
    refusals.push({ code: 'penalty-kind-outside', at: 'fen', facts: { kind: '警告', grade: applied.grade.title } });
  if (fen !== undefined && (fen < applied.grade.minFen || fen > applied.grade.maxFen))
    refusals.push({
      code: fen < applied.grade.minFen ? 'fine-below-grade' : 'fine-above-grade',
      at: 'fen',
      facts: { grade: applied.grade.title, from: yuan(applied.grade.minFen), to: yuan(applied.grade.maxFen) },
    });
  const had = context.earlier.find(
    (each) => each.hasFine && each.benchmark === input.benchmark && each.violatedOn === lead.violatedOn,
  );
  if (fen !== undefined && had !== undefined) refusals.push({ code: 'act-fined-before', facts: { on: had.decidedOn } });
  return refusals;
}

export const FILING_GUARDS = {
  'request-filing': (_file, { officerIds }, context) => {
    const mine = context.officers.find(({ staffId }) => staffId === context.staffId);
    const refusals = pairRefusals(officerIds, context, context.today);
    if (mine === undefined || !officerIds.includes(mine.personId))
      refusals.push({ code: 'case-without-opener', at: 'officerIds' });
    return refusals;
  },
  'approve-filing': (file, _input, context) =>
    pairRefusals(
      file.handlers.map(({ officerId }) => officerId),
      context,
      context.today,
    ),
  'request-recusal': (file, { officerId }) => {
    if (!file.handlers.some((handler) => handler.officerId === officerId))
      return [{ code: 'case-handler-unknown', at: 'officerId' }];
    const isAsked = file.recusals.some((each) => each.officerId === officerId && each.outcome === null);
    return isAsked ? [{ code: 'recusal-asked', at: 'officerId' }] : [];
  },
  'decide-recusal': (file, { recusalId, outcome, replacementId }, context) => {
    const recusal = file.recusals.find((each) => each.recusalId === recusalId && each.outcome === null);
    if (recusal === undefined) return [{ code: 'recusal-unknown', at: 'recusalId' }];
    if (outcome === 'refused') return [];
    return replacementId === undefined
      ? [{ code: 'recusal-replacement', at: 'replacementId' }]
      : replacementRefusals(file, recusal.officerId, replacementId, context);
  },
  'change-handler': (file, { officerId, replacementId }, context) => {
    // Who is to be kept out is decided by the head, not passed over by a change of hands.
    const isAsked = file.recusals.some((each) => each.officerId === officerId && each.outcome === null);
    return [
      ...replacementRefusals(file, officerId, replacementId, context),
      ...(isAsked ? [{ code: 'recusal-undecided' }] : []),
    ];
  },
  'call-interview': (_file, { call }, { today }) =>
    call.at.slice(0, 10) < today ? [{ code: 'case-day-before', at: 'call.at', facts: { from: today } }] : [],
  ...APPRAISAL_GUARDS,
  'add-evidence': (file, { evidence }, context) => evidenceRefusals(file, evidence, context),
  'supplement-evidence': (file, { evidence }, context) => evidenceRefusals(file, evidence, context),
  'exclude-evidence': (file, { evidenceId }) =>
    standingEvidence(file).some((each) => each.evidenceId === evidenceId)
      ? []
      : [{ code: 'evidence-unknown', at: 'evidenceId' }],
  'approve-hold': (file, { holdId }) => {
    const hold = file.holds.find((each) => each.holdId === holdId);
    return hold === undefined || hold.approvedOn !== null ? [{ code: 'hold-unknown', at: 'holdId' }] : [];
  },
  'settle-hold': (file, { holdId, end }) => {
    const hold = file.holds.find((each) => each.holdId === holdId);
    if (hold === undefined || hold.endedOn !== null) return [{ code: 'hold-unknown', at: 'holdId' }];
    // What was never approved can only be let go.
    if (hold.approvedOn === null) return end === 'released' ? [] : [{ code: 'hold-not-approved', at: 'end' }];
    return heldRefusals(file, holdId, end);
  },
  'request-seizure': (file, { seizure: { urgentAt, urgency = '' } }, { today, now, calendar }) => {
    if (urgentAt === undefined) return urgency === '' ? [] : [{ code: 'seizure-urgent-when', at: 'seizure.urgentAt' }];
    const refusals = dayRefusals(urgentAt.slice(0, 10), 'seizure.urgentAt', { from: file.lead.violatedOn, to: today });
    if (refusals.length === 0 && instantOf(urgentAt, calendar) > now)
      refusals.push({ code: 'case-day-later', at: 'seizure.urgentAt', facts: { to: today } });
    if (urgency === '') refusals.push({ code: 'seizure-urgency-missing', at: 'seizure.urgency' });
    return refusals;
  },
  'approve-seizure': (file, { seizureId }) => {
    const seizure = file.seizures.find((each) => each.seizureId === seizureId);
    return seizure === undefined || seizure.approvedOn !== null || seizure.endedOn !== null
      ? [{ code: 'seizure-unknown', at: 'seizureId' }]
      : [];
  },
  'extend-seizure': (file, { seizureId }, { today, calendar }) => {
    const seizure = file.seizures.find((each) => each.seizureId === seizureId);
    const by = seizure === undefined ? undefined : seizureTerm(file, seizure, calendar)?.due;
    if (seizure === undefined || by === undefined || seizure.endedOn !== null)
      return [{ code: 'seizure-unknown', at: 'seizureId' }];
    if (seizure.extendedOn !== null) return [{ code: 'seizure-extended', facts: { by } }];
    return today > by ? [{ code: 'seizure-late', facts: { by } }] : [];
  },
  'settle-seizure': (file, { seizureId, end }) => {
    const seizure = file.seizures.find((each) => each.seizureId === seizureId);
    if (seizure === undefined || seizure.endedOn !== null) return [{ code: 'seizure-unknown', at: 'seizureId' }];
    // What was never approved can only be let go.
    return seizure.approvedOn === null && end !== 'released' ? [{ code: 'seizure-not-approved', at: 'end' }] : [];
  },
  'extend-case': (file, _input, { setting, calendar, today }) => {
    const refusals: Refusal[] = [];
    if (file.extensions.length >= setting.extensions || setting.extensionDays === 0)
      refusals.push({ code: 'extension-spent', facts: { most: setting.extensions } });
    const by = decideTerm(file, { setting, calendar })?.due;
    if (by !== undefined && by < today) refusals.push({ code: 'case-extension-late', facts: { by } });
    return refusals;
  },
  'finish-investigation': (file, { report }, context) => {
    const refusals = [
      ...undecidedRecusals(file),
      ...pairRefusals(
        file.handlers.map(({ officerId }) => officerId),
        context,
        context.today,
      ),
      ...proposalRefusals(file, report, context),
      ...heavierRefusals(file, report),
      ...dailyRefusals(file, report.outcome, 'report.outcome'),
    ];
    refusals.push(...openHolds(file), ...pendingSeizures(file), ...waitingAppraisals(file));
    report.facts.forEach(({ evidenceIds }, n) => refusals.push(...citedRefusals(file, evidenceIds, n)));
    return refusals;
  },
  review: (file) => undecidedRecusals(file),
  'ask-transfer': (file) => [...undecidedRecusals(file), ...openHolds(file), ...pendingSeizures(file)],
} as const satisfies Guards;

/** After the party has argued, more is proposed only with evidence that came later (行政处罚法 §45). */
function heavierRefusals(file: CaseFile, { outcome }: Report): Refusal[] {
  const told = file.notices.at(-1);
  if (told === undefined || file.argumentsHeard.length === 0) return [];
  if (beyondRefusals(outcome, toldOutcome(file)).length === 0) return [];
  return standingEvidence(file).some(({ addedOn }) => addedOn > told.arrivedOn)
    ? []
    : [{ code: 'heavier-after-argument' }];
}

function openHolds({ holds }: CaseFile): Refusal[] {
  return holds.some(({ endedOn }) => endedOn === null) ? [{ code: 'hold-open' }] : [];
}

function waitingAppraisals(file: CaseFile): Refusal[] {
  return openAppraisals(file).map(({ agency, goods }) => ({ code: 'appraisal-open', facts: { agency, goods } }));
}

function pendingSeizures({ seizures }: CaseFile): Refusal[] {
  return seizures.some(({ approvedOn, endedOn }) => approvedOn === null && endedOn === null)
    ? [{ code: 'seizure-pending' }]
    : [];
}
