/** Paying, extra fine, urging, court, contesting, transfer to the police, closing (行政处罚法 §66–73, §82; 行政强制法 §45–54). Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import type { CaseFile } from '../../types/file.ts';
import { formRule, type PenaltyForm } from '../../types/forms.ts';
import type { CaseContext } from '../context.ts';
import { courtBy, payBy, remediesEnd, urgedUntil } from '../deadlines.ts';
import { draftsOf } from '../forms.ts';
import { extraThrough, fineOf, outstandingOf } from '../money.ts';
import { ON_SPOT, yuan } from '../outcome.ts';
import { missingPaper, paperInForce, unservedPapers } from '../papers.ts';
import type { Guards } from './index.ts';
import { dayRefusals, serviceRefusals } from './parts.ts';

export const EXECUTION_GUARDS = {
  'report-back': (file) => {
    if (file.procedure !== 'simple') return [{ code: 'report-back-general' }];
    return file.reportedBackOn === null ? [] : [{ code: 'reported-back' }];
  },
  'note-payment': (file, input, { today }) => {
    const { on, fen, means, isRemote, depositedOn } = input;
    const refusals = dayRefusals(on, 'on', { from: file.servedOn ?? file.openedOn, to: today });
    const outstanding = outstandingOf(file);
    if (fen > outstanding)
      refusals.push({ code: 'payment-too-much', at: 'fen', facts: { outstanding: yuan(outstanding) } });
    if (input.claimId !== undefined) refusals.push(...claimRefusals(file, input.claimId));
    if (means === 'on-the-spot') refusals.push(...cashRefusals(file, { on, depositedOn, isRemote, today }));
    return refusals;
  },
  'request-instalments': (file, { on, plan }, { today, calendar }) => {
    const refusals = dayRefusals(on, 'on', { from: file.servedOn ?? file.openedOn, to: today });
    const by = payBy(file, calendar);
    if (file.instalments !== null && file.instalments.outcome === null) refusals.push({ code: 'instalments-pending' });
    if (file.instalments?.outcome === 'granted') refusals.push({ code: 'instalments-granted' });
    if (by !== null && on > by) refusals.push({ code: 'instalments-too-late', at: 'on', facts: { by } });
    const [sum, outstanding] = [plan.reduce((all, { fen }) => all + fen, 0), outstandingOf(file)];
    if (sum !== outstanding)
      refusals.push({ code: 'instalments-sum', at: 'plan', facts: { sum: yuan(sum), outstanding: yuan(outstanding) } });
    const days = plan.map((each) => each.on);
    if (days.some((day, n) => day <= (days[n - 1] ?? on))) refusals.push({ code: 'instalments-order', at: 'plan' });
    return refusals;
  },
  'decide-instalments': ({ instalments }) =>
    instalments === null || instalments.outcome !== null ? [{ code: 'instalments-none' }] : [],
  'impose-extra': (file, { waivedFen }, { today, calendar }) => {
    const by = payBy(file, calendar);
    const accrued = extraThrough(file, today, calendar);
    if (accrued === 0) return [{ code: 'extra-none', facts: { by: by ?? '' } }];
    return waivedFen > accrued ? [{ code: 'extra-waiver', at: 'waivedFen', facts: { accrued: yuan(accrued) } }] : [];
  },
  'remind-payment': (file, _input, context) => [
    ...(outstandingOf(file) === 0 ? [{ code: 'nothing-owing' }] : []),
    ...tooSoon(file, context),
  ],
  'issue-urge': (file, _input, context) => [
    ...(outstandingOf(file) === 0 && !hasMeasures(file) ? [{ code: 'nothing-owing' }] : []),
    ...tooSoon(file, context),
  ],
  urge: (file, { service }, context) => [
    ...missingPaper(file, 'urge'),
    ...serviceRefusals(file, service, context, paperInForce(file, 'urge')?.on ?? file.servedOn ?? file.openedOn),
  ],
  'apply-court': (file, _input, context) => courtRefusals(file, context),
  'note-court': (file, { on, outcome, fen }, { today }) => {
    const refusals = dayRefusals(on, 'on', { from: file.courtOn ?? file.openedOn, to: today });
    const outstanding = outstandingOf(file);
    if (outcome === 'done' && (fen ?? 0) !== outstanding)
      refusals.push({ code: 'court-amount', at: 'fen', facts: { outstanding: yuan(outstanding) } });
    if (outcome !== 'done' && fen !== undefined) refusals.push({ code: 'court-amount-none', at: 'fen' });
    return refusals;
  },
  'note-executed': (file, _input, context) => {
    const outstanding = outstandingOf(file);
    const refusals: Refusal[] =
      outstanding > 0 ? [{ code: 'payment-missing', facts: { outstanding: yuan(outstanding) } }] : [];
    if (file.extra === null && extraThrough(file, context.today, context.calendar) > 0)
      refusals.push({ code: 'extra-undecided' });
    if (isContestedNow(file)) refusals.push({ code: 'challenge-running' });
    if (openClaims(file).length > 0) refusals.push({ code: 'claim-open' });
    return refusals;
  },
  'note-challenge': (file, { on, kind }, { today }) => {
    const refusals = dayRefusals(on, 'on', { from: file.servedOn ?? file.openedOn, to: today });
    if (file.decision === null || file.servedOn === null) refusals.push({ code: 'challenge-nothing' });
    if (isContestedNow(file)) refusals.push({ code: 'challenge-running' });
    // 对当场作出的行政处罚决定不服，先申请复议 (行政复议法 2023 §23).
    if (
      file.procedure === 'simple' &&
      kind === 'suit' &&
      !file.challenges.some((each) => each.kind === 'reconsideration')
    )
      refusals.push({ code: 'challenge-reconsider-first', at: 'kind' });
    return refusals;
  },
  'end-challenge': (file, { on }, { today }) => {
    const running = file.challenges.find(({ until }) => until === null);
    return running === undefined
      ? [{ code: 'challenge-none' }]
      : dayRefusals(on, 'on', { from: running.since, to: today });
  },
  'revoke-decision': (file) => {
    if (file.revokedOn !== null) return [{ code: 'decision-revoked' }];
    return file.decision?.outcome.kind === 'penalty' ? [] : [{ code: 'decision-no-penalty' }];
  },
  'note-police': (file, { on }, { today }) =>
    dayRefusals(on, 'on', { from: file.transfer?.sentOn ?? file.openedOn, to: today }),
  'request-closing': (file) => {
    const refusals: Refusal[] = [];
    if (file.procedure === 'simple' && file.reportedBackOn === null) refusals.push({ code: 'report-back-missing' });
    if (isContestedNow(file)) refusals.push({ code: 'challenge-running' });
    return [...refusals, ...unfinishedPapers(file)];
  },
} as const satisfies Guards;

function tooSoon(file: CaseFile, { today, calendar }: CaseContext): Refusal[] {
  const by = payBy(file, calendar);
  return by !== null && today <= by ? [{ code: 'urge-too-soon', facts: { by } }] : [];
}

/** Nothing is closed while a draft waits, a paper to the party has no receipt, or something is sealed (domain §12.2). */
function unfinishedPapers(file: CaseFile): Refusal[] {
  const titles = (forms: readonly { readonly form: PenaltyForm }[]): string =>
    forms.map(({ form }) => formRule(form).title).join('、');
  const [drafts, unserved] = [draftsOf(file), unservedPapers(file)];
  return [
    ...(drafts.length === 0 ? [] : [{ code: 'document-draft', facts: { titles: titles(drafts) } }]),
    ...(unserved.length === 0 ? [] : [{ code: 'document-unserved', facts: { titles: titles(unserved) } }]),
    ...(file.seizures.every(({ endedOn }) => endedOn !== null) ? [] : [{ code: 'seizure-open' }]),
  ];
}

/** Something to be done beside paying. */
function hasMeasures({ decision, revokedOn }: CaseFile): boolean {
  return (
    revokedOn === null &&
    decision?.outcome.kind === 'penalty' &&
    decision.outcome.items.some(({ kind }) => !['fine', 'gains', 'warning', 'criticism'].includes(kind))
  );
}

export function isContestedNow({ challenges }: Pick<CaseFile, 'challenges'>): boolean {
  return challenges.some(({ until }) => until === null);
}

/** What the party says it has paid and nobody has looked for. */
export function openClaims({ claims }: Pick<CaseFile, 'claims'>): CaseFile['claims'] {
  return claims.filter(({ settled }) => settled === null);
}

export function claimRefusals(file: Pick<CaseFile, 'claims'>, claimId: string): Refusal[] {
  return openClaims(file).some((claim) => claim.claimId === claimId) ? [] : [{ code: 'claim-unknown', at: 'claimId' }];
}

/** 当场收缴: up to a hundred yuan of a summary fine, or where paying in is hard and the party asks (行政处罚法 §68–71). */
function cashRefusals(
  file: CaseFile,
  {
    on,
    depositedOn,
    isRemote,
    today,
  }: { on: string; depositedOn: string | undefined; isRemote: boolean | undefined; today: string },
): Refusal[] {
  const fine = file.decision === null ? 0 : fineOf(file.decision.outcome);
  const refusals: Refusal[] = [];
  if (isRemote !== true && (file.procedure !== 'simple' || fine > ON_SPOT.cash))
    refusals.push({ code: 'cash-not-allowed', at: 'means', facts: { limit: yuan(ON_SPOT.cash) } });
  if (depositedOn === undefined) refusals.push({ code: 'cash-deposit-missing', at: 'depositedOn' });
  else refusals.push(...dayRefusals(depositedOn, 'depositedOn', { from: on, to: today }));
  return refusals;
}

/** Everything that must be over before the court is asked, and not too late for it (行政强制法 §53–54). */
function courtRefusals(file: CaseFile, { today, calendar }: CaseContext): Refusal[] {
  const refusals: Refusal[] = [];
  if (outstandingOf(file) === 0 && !hasMeasures(file)) refusals.push({ code: 'nothing-owing' });
  const from = remediesEnd(file, calendar);
  if (from === null) refusals.push({ code: 'challenge-running' });
  else if (today <= from) refusals.push({ code: 'court-too-soon', facts: { from } });
  const by = courtBy(file, calendar);
  if (by !== null && today > by) refusals.push({ code: 'court-too-late', facts: { by } });
  const urged = urgedUntil(file, calendar);
  if (urged === null) refusals.push({ code: 'urge-missing' });
  else if (today <= urged) refusals.push({ code: 'urge-running', facts: { by: urged } });
  return refusals;
}
