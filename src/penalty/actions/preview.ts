/** What a paper of a case would be: a draft that waits for its approval, or what an act would make (docs/adr/0059). @module */
import type { Actor } from '../../core/actor.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { findCase } from '../reads/cases.ts';
import { aboutCase, contextOf } from '../reads/context.ts';
import { applyAct, type ActOnCase } from '../rules/apply.ts';
import { actRefusals } from '../rules/check.ts';
import { namedFiles } from '../rules/evidence.ts';
import { draftsOf, formsOf } from '../rules/forms.ts';
import type { ActInput } from '../types/acts.ts';
import type { PenaltyForm } from '../types/forms.ts';
import { draftForm, type DraftedForm } from './issue.ts';

/** A draft of the case as it stands. Refusals: `case-not-found`, `document-not-found`. */
export async function previewDraft(
  tx: ReadTx,
  actor: Actor,
  { caseId, form, aboutId }: { readonly caseId: string; readonly form: PenaltyForm; readonly aboutId: string | null },
): Promise<Result<DraftedForm>> {
  const file = await findCase(tx, caseId);
  if (file === undefined) return refuse([{ code: 'case-not-found' }]);
  const draft = draftsOf(file).find((each) => each.form === form && each.aboutId === aboutId);
  if (draft === undefined) return refuse([{ code: 'document-not-found' }]);
  const context = await contextOf(tx, actor, aboutCase(file));
  return ok(await draftForm(tx, file, context, draft));
}

/** Stands for the ids that the act would give: nothing prints one. */
const NO_ID = '00000000-0000-4000-8000-000000000000';

/** The forms that the act would make of the case, said so by this person; whatever refuses the act refuses to show them. */
export async function previewAct<A extends ActOnCase>(
  tx: ReadTx,
  actor: Actor,
  act: A,
  input: ActInput<A>,
): Promise<Result<readonly DraftedForm[]>> {
  const { caseId } = input as { readonly caseId: string };
  const file = await findCase(tx, caseId);
  if (file === undefined) return refuse([{ code: 'case-not-found' }]);
  const context = await contextOf(tx, actor, aboutCase(file), namedFiles(input));
  const refusals = actRefusals(file, act, input, context);
  if (refusals.length > 0) return refuse(refusals);
  const after = applyAct(file, act, input, { ...context, newId: () => NO_ID });
  const drafts: DraftedForm[] = [];
  for (const form of formsOf(act, input, after, context.setting))
    drafts.push(await draftForm(tx, after, context, form, { act, content: input }));
  return ok(drafts);
}
