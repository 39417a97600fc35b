/** What every deed about an entry begins with, and the document it issues. @module */
import { portalAddress } from '../../bureau/reads.ts';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { issueNumbered } from '../../core/register/issue.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { readSettings } from '../../inspection/reads/settings.ts';
import { CREDIT_CATEGORIES, creditForms, type CreditForm } from '../documents/forms.ts';
import { SERIES, type StoredEntry } from '../reads/entries.ts';
import { findPenalty } from '../../hazard/reads/penalties.ts';
import { listingRules } from '../rules/listing.ts';
import { CREDIT_MOVES, moveRefusals, type CreditDeed } from '../rules/moves.ts';
import type { CreditState } from '../types/credit.ts';
import { lockEntry, takeStep, type Step } from '../writes.ts';

/** The entry, for a deed that the table of states knows. */
export async function openMove(tx: Tx, deed: CreditDeed, entryId: string): Promise<Result<StoredEntry>> {
  const entry = await lockEntry(tx, entryId);
  if (entry === undefined) return refuse([{ code: 'credit-not-found' }]);
  const refusals = moveRefusals(deed, entry.state);
  return refusals.length > 0 ? refuse(refusals) : ok(entry);
}

export async function moveEntry(
  tx: Tx,
  entry: StoredEntry,
  step: Omit<Step, 'deed' | 'to'> & { readonly deed: CreditDeed; readonly to?: CreditState },
): Promise<CreditState> {
  const to = step.to ?? CREDIT_MOVES[step.deed].to?.[0] ?? entry.state;
  await takeStep(tx, entry, { ...step, to });
  return to;
}

/** Issues a document with the deed that decides it; answers its number. */
export async function issueCreditDocument(
  tx: Tx,
  runtime: Pick<Runtime, 'files'>,
  entry: StoredEntry,
  form: CreditForm,
  own: Readonly<Record<string, string>>,
): Promise<string> {
  const rules = listingRules(entry.rules);
  const penalty = await findPenalty(tx, entry.penaltyCaseId);
  const { settings } = await readSettings(tx);
  const { number } = await issueNumbered(tx, runtime, {
    series: SERIES,
    fileId: entry.entryId,
    form: `credit/${form}`,
    category: CREDIT_CATEGORIES[form],
    template: creditForms[form],
    prefix: settings,
    portal: await portalAddress(tx),
    fields: {
      单位名称: entry.row.enterprise_name,
      统一社会信用代码: entry.row.credit_code,
      处罚: penalty === undefined ? '处罚决定已被撤销' : `${penalty.cause}，${sentenceDate(penalty.decidedOn)}决定`,
      情形: rules.situations.find(({ code }) => code === entry.situation)?.title ?? '',
      事实: entry.row.facts,
      依据: `《${rules.name}》`,
      月数: String(rules.months),
      移出条件:
        rules.earlyAfter === null ? '' : `列入满${rules.earlyAfter}个月，履行处罚并消除不良影响的，可以申请提前移出。`,
      ...own,
    },
  });
  return number;
}
