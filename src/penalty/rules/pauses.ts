/** Days that a term of a case does not count (行政强制法 §25; docs/adr/0083). Pure. Browser-safe. @module */
import { addDays } from '../../core/calendar/day.ts';
import type { Pause } from '../../core/calendar/deadline.ts';
import type { CaseFile } from '../types/file.ts';
import type { PenaltySetting } from '../types/settings.ts';

type Appraised = CaseFile['appraisals'][number];

/** Commissions that have not ended. */
export function openAppraisals({ appraisals }: Pick<CaseFile, 'appraisals'>): Appraised[] {
  return appraisals.filter(({ endedOn }) => endedOn === null);
}

/** The day by which the opinion is to come, as prolonged last. */
export function appraisedBy({ periods }: Pick<Appraised, 'periods'>): string {
  return periods.at(-1)?.to ?? '';
}

/** Testing of what was seized, as far as the party was told of it before: nothing else stops the thirty days. */
export function seizurePauses(
  { appraisals, papers }: Pick<CaseFile, 'appraisals' | 'papers'>,
  seizureId: string,
): Pause[] {
  return appraisals
    .filter((each) => each.seizureId === seizureId)
    .flatMap(({ appraisalId, periods, endedOn }) => {
      // Each period has its own 告知书, in the same order.
      const told = papers.filter(({ form, aboutId }) => form === 'appraisal-notice' && aboutId === appraisalId);
      return periods.flatMap(({ on, to }, n) => {
        const notice = told[n];
        return notice === undefined || notice.servedOn === null || notice.isOver
          ? []
          : pause(later(on, notice.servedOn, periods[n - 1]?.to ?? ''), earlier(to, endedOn));
      });
    });
}

/** What the rules of the field let the decision wait for (办案设置). */
export function decisionPauses(
  { appraisals, hearing, notices }: Pick<CaseFile, 'appraisals' | 'hearing' | 'notices'>,
  { pausedBy }: Pick<PenaltySetting, 'pausedBy'>,
): Pause[] {
  const heard = hearing?.heardOn ?? hearing?.droppedOn ?? hearing?.on ?? null;
  return [
    ...(pausedBy.includes('appraisal')
      ? appraisals.flatMap((each) => pause(each.periods[0]?.on ?? '', earlier(appraisedBy(each), each.endedOn)))
      : []),
    ...(pausedBy.includes('hearing') && hearing !== null && heard !== null ? pause(hearing.requestedOn, heard) : []),
    ...(pausedBy.includes('public-notice')
      ? notices.flatMap(({ service, arrivedOn }) => (service.means === 'public' ? pause(service.on, arrivedOn) : []))
      : []),
  ];
}

/** From the day after the event: the day of it counts. */
function pause(event: string, to: string): Pause[] {
  const from = addDays(event, 1);
  return from <= to ? [{ from, to }] : [];
}

function later(...days: readonly string[]): string {
  return days.toSorted().at(-1) ?? '';
}

function earlier(day: string, other: string | null): string {
  return other !== null && other < day ? other : day;
}
