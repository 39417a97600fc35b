/** 按日连续处罚: the case that comes of a recheck, in the transaction of the act that opens it (docs/adr/0065). @module */
import type { Tx } from '../../core/transact.ts';
import { newCase } from '../rules/begin.ts';
import type { CaseContext } from '../rules/context.ts';
import { dailyOf, dailyWords } from '../rules/daily.ts';
import type { Lead } from '../types/acts.ts';
import type { CaseFile } from '../types/file.ts';
import { insertCase } from '../writes.ts';

interface Opened {
  /** The fined case before and after the act. */
  readonly before: CaseFile;
  readonly after: CaseFile;
  readonly recheckId: string;
}

/** A lead of its own against the same party, with its figures. @throws Error when the guard let it through without a day to count: a bug */
export async function openDailyCase(tx: Tx, { before, after, recheckId }: Opened, context: CaseContext): Promise<void> {
  const recheck = before.rechecks.find((each) => each.recheckId === recheckId);
  const caseId = after.rechecks.find((each) => each.recheckId === recheckId)?.dailyCaseId;
  const daily = recheck && dailyOf(before, recheck);
  if (recheck === undefined || daily === undefined || caseId === undefined || caseId === null)
    throw new Error(`recheck ${recheckId} opens no case`);
  const lead: Lead = {
    source: 'daily',
    party: before.lead.party,
    cause: `${before.lead.cause}，受到罚款处罚后拒不改正`.slice(0, 120),
    facts: `${recheck.found.replace(/。$/, '')}。${dailyWords(daily)}。`,
    violatedOn: daily.from,
  };
  const file = { ...newCase(caseId, lead, { openedOn: tx.today, findingId: null }), daily };
  await insertCase(tx, file, { act: 'open-lead', content: { lead } }, context);
  tx.record({
    kind: 'penalty.open-lead',
    subject: `penalty/${caseId}`,
    facts: { source: lead.source, of: before.caseId, days: daily.days, perDayFen: daily.perDayFen },
  });
}
