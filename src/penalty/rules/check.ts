/** Whether an act may be done now, by this person, with this to say: every reason at once. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { officerRefusals } from '../../directory/rules.ts';
import type { ActInput } from '../types/acts.ts';
import { CASE_STATES } from '../types/case.ts';
import type { CaseFile } from '../types/file.ts';
import { actRule, SEATS, type CaseAct } from '../types/table.ts';
import type { CaseContext } from './context.ts';
import { officerById } from './context.ts';
import { GUARDS, type Guard } from './guards/index.ts';

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
