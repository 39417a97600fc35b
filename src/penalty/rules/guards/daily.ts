/** The recheck of a fined case, and the case of 按日连续处罚 that comes of it (安全生产法 §112). Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import type { CaseFile } from '../../types/file.ts';
import { officerById } from '../context.ts';
import { DAILY_SINCE, dailyOf, openRechecks } from '../daily.ts';
import { uploadRefusals } from '../evidence.ts';
import { fineOf } from '../money.ts';
import type { Guards } from './index.ts';
import { dayRefusals, pairRefusals } from './parts.ts';

export const DAILY_GUARDS = {
  recheck: (file, { recheck }, context) => {
    const { order, on, officerIds, files } = recheck;
    const refusals = [
      ...fineRefusals(file),
      ...dayRefusals(order.on, 'recheck.order.on', { from: file.lead.violatedOn, to: context.today }),
      ...dayRefusals(order.until, 'recheck.order.until', { from: order.on, to: context.today }),
      // Ordered and fined, and still not corrected: looked at after both.
      ...dayRefusals(on, 'recheck.on', { from: file.servedOn ?? file.openedOn, to: context.today }),
      ...pairRefusals(officerIds, context, on, 'recheck.officerIds'),
      ...uploadRefusals(files, context, 'recheck.files'),
    ];
    if (on <= order.until)
      refusals.push({ code: 'recheck-before-term', at: 'recheck.on', facts: { until: order.until } });
    const mine = officerById(
      context,
      file.handlers.find(({ staffId }) => staffId === context.staffId)?.officerId ?? '',
    );
    if (mine !== undefined && !officerIds.includes(mine.personId))
      refusals.push({ code: 'evidence-without-handler', at: 'recheck.officerIds' });
    return refusals;
  },
  'open-daily': (file, { recheckId }) => {
    const recheck = openRechecks(file).find((each) => each.recheckId === recheckId);
    if (recheck === undefined) return [{ code: 'recheck-unknown', at: 'recheckId' }];
    const refusals = fineRefusals(file);
    if (recheck.order.on < DAILY_SINCE) refusals.push({ code: 'daily-before-law', facts: { since: DAILY_SINCE } });
    if (refusals.length === 0 && dailyOf(file, recheck) === undefined)
      refusals.push({ code: 'daily-no-day', at: 'recheckId' });
    return refusals;
  },
} as const satisfies Guards;

/** A fine that stands and has reached the party. */
function fineRefusals({ decision, servedOn, revokedOn }: CaseFile): Refusal[] {
  const isFined = decision !== null && fineOf(decision.outcome) > 0 && servedOn !== null && revokedOn === null;
  return isFined ? [] : [{ code: 'daily-no-fine' }];
}
