/** Whether an act may be done now, by this person, with this to say: every reason at once. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { officerRefusals } from '../../directory/rules.ts';
import type { ActInput } from '../types/acts.ts';
import { CASE_STATES } from '../types/case.ts';
import type { CaseFile } from '../types/file.ts';
import { actRule, SEATS, type CaseAct } from '../types/table.ts';
import type { CaseContext } from './context.ts';
import { officerById } from './context.ts';
import { openRechecks } from './daily.ts';
import { servable } from './forms.ts';
import { isContestedNow, openClaims } from './guards/execution.ts';
import { GUARDS, type Guard } from './guards/index.ts';
import { waitingPapers } from './papers.ts';

/** What speaks against it whatever is said: state, seat, what the person was before, delegation, certificate. The screen greys by it. */
export function standingRefusals(file: CaseFile, act: CaseAct, context: CaseContext): Refusal[] {
  const { from, seat, apart = [], signs } = actRule(act);
  const { staffId, roles, today } = context;
  const refusals: Refusal[] = [];
  if (!from.includes(file.state))
    refusals.push({
      code: 'case-state',
      facts: { state: CASE_STATES[file.state], allowed: from.map((state) => CASE_STATES[state]) },
    });
  if (seat === 'handler') {
    const mine = file.handlers.find((handler) => handler.staffId === staffId);
    const officer = officerById(context, mine?.officerId ?? '');
    if (officer === undefined) refusals.push({ code: 'case-not-handler' });
    else refusals.push(...officerRefusals(officer, today));
  }
  if (seat === 'presider' && file.hearing?.presiderId !== staffId) refusals.push({ code: 'case-not-presider' });
  for (const other of apart)
    if (file.seats[other].includes(staffId))
      refusals.push({ code: 'case-apart', facts: { seat: SEATS[other], deed: actRule(act).title } });
  if (signs === true && !roles.includes('head') && !context.hasDelegation)
    refusals.push({ code: 'case-no-delegation', facts: { today } });
  return refusals;
}

/** Acts about something that the case may not have: a hold, a recusal, a paper. Not offered while there is none. */
const ABOUT: Partial<Record<CaseAct, (file: CaseFile) => boolean>> = {
  'decide-recusal': ({ recusals }) => recusals.some(({ outcome }) => outcome === null),
  'approve-hold': ({ holds }) => holds.some(({ approvedOn, endedOn }) => approvedOn === null && endedOn === null),
  'settle-hold': ({ holds }) => holds.some(({ endedOn }) => endedOn === null),
  'approve-seizure': ({ seizures }) =>
    seizures.some(({ approvedOn, endedOn }) => approvedOn === null && endedOn === null),
  'extend-seizure': ({ seizures }) =>
    seizures.some(({ approvedOn, endedOn }) => approvedOn !== null && endedOn === null),
  'settle-seizure': ({ seizures }) => seizures.some(({ endedOn }) => endedOn === null),
  serve: (file) => servable(file).length > 0,
  'void-paper': (file) => servable(file).length > 0,
  urge: (file) => waitingPapers(file, ['urge']).length > 0,
  'open-daily': (file) => openRechecks(file).length > 0,
  'return-payment': (file) => openClaims(file).length > 0,
  'decide-instalments': ({ instalments }) => instalments !== null && instalments.outcome === null,
  'end-challenge': isContestedNow,
};

/** Whether the case has what the act is about. */
export function hasMatter(file: CaseFile, act: CaseAct): boolean {
  return ABOUT[act]?.(file) ?? true;
}

/** Everything that speaks against the act. */
export function actRefusals<A extends CaseAct>(
  file: CaseFile,
  act: A,
  input: ActInput<A>,
  context: CaseContext,
): Refusal[] {
  const guard = GUARDS[act] as Guard<A> | undefined;
  const standing = standingRefusals(file, act, context);
  // What is said is judged against a case in the wrong state only where that makes sense: a guard reads what the state promises.
  return actRule(act).from.includes(file.state) ? [...standing, ...(guard?.(file, input, context) ?? [])] : standing;
}
