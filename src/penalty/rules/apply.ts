/**
 * What each act makes of a case: one pure function an act. A result that the table does not name is a bug and throws. The acts were
 * checked before (`check.ts`). Browser-safe. @module
 */
import type { ActInput } from '../types/acts.ts';
import type { CaseFile } from '../types/file.ts';
import { actRule, type CaseAct } from '../types/table.ts';
import type { CaseContext } from './context.ts';
import { DECIDING } from './apply-deciding.ts';
import { EXECUTING } from './apply-executing.ts';
import { FILING } from './apply-filing.ts';
import { OF_PARTY } from './apply-party.ts';

export interface Now extends CaseContext {
  readonly newId: () => string;
}
export type Applied<A extends CaseAct> = (file: CaseFile, input: ActInput<A>, now: Now) => Partial<CaseFile>;
export type ActOnCase = Exclude<CaseAct, 'open-lead' | 'decide-on-spot'>;

const EFFECTS: { readonly [A in ActOnCase]: Applied<A> } = { ...FILING, ...DECIDING, ...EXECUTING, ...OF_PARTY };

/** The case after the act. @throws Error when the act leads where the table does not let it */
export function applyAct<A extends ActOnCase>(file: CaseFile, act: A, input: ActInput<A>, now: Now): CaseFile {
  const after = { ...file, ...EFFECTS[act](file, input, now) };
  const { to } = actRule(act);
  const isAllowed = after.state === file.state ? to.length === 0 || to.includes('same') : to.includes(after.state);
  if (!isAllowed) throw new Error(`${act} leads from ${file.state} to ${after.state}, which the table does not know`);
  return after;
}
