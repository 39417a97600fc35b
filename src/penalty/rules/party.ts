/** The rights of the party with their last days, and how the party appears where names stand. Pure. Browser-safe. @module */
import { daysBetween } from '../../core/calendar/day.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import { isOwnEnterprise } from '../../rectification/rules/access.ts';
import type { KeptFile } from '../types/evidence.ts';
import type { CaseFile } from '../types/file.ts';
import { formRule } from '../types/forms.ts';
import type { Right, RightKey } from '../types/party.ts';
import type { PenaltySetting } from '../types/settings.ts';
import { argueBy, payBy, reconsiderBy, remediesEnd, sueBy } from './deadlines.ts';
import { outstandingOf } from './money.ts';

const BASES: Readonly<Record<RightKey, string>> = {
  argue: '《行政处罚法》第四十四条、第四十五条',
  hear: '《行政处罚法》第六十三条、第六十四条',
  pay: '《行政处罚法》第六十七条',
  reconsider: '《行政复议法》第二十条',
  sue: '《行政诉讼法》第四十六条',
};

interface Counting {
  readonly setting: PenaltySetting;
  readonly calendar: WorkCalendar;
  readonly today: string;
}

/** What the party may do and until when, in the order in which it came about. */
export function rightsOf(file: CaseFile, { setting, calendar, today }: Counting): Right[] {
  const right = (key: RightKey, since: string, until: string | null, isLeft = true): Right[] =>
    until === null
      ? []
      : [
          {
            key,
            since,
            until,
            isOpen: isLeft && since <= today && today <= until,
            daysLeft: daysBetween(today, until),
            basis: BASES[key],
          },
        ];
  const { servedOn, waivedOn, decision } = file;
  const notice = file.notices.at(-1);
  const isUntold = decision === null && waivedOn === null;
  const told = notice === undefined ? null : argueBy(notice, setting, calendar);
  const isPenalty = decision?.outcome.kind === 'penalty' && file.revokedOn === null;
  const isContested = file.challenges.some(({ until }) => until === null);
  return [
    ...right('argue', notice?.arrivedOn ?? '', told, isUntold),
    ...(notice?.isHeard === true ? right('hear', notice.arrivedOn, told, isUntold && file.hearing === null) : []),
    ...(servedOn === null || !isPenalty
      ? []
      : [
          ...right('pay', servedOn, payBy(file, calendar), outstandingOf(file) > 0),
          ...right('reconsider', servedOn, reconsiderBy(servedOn, calendar), file.challenges.length === 0),
          // 对当场处罚不服的，先申请复议 (行政复议法 2023 §23): the time to sue comes after it.
          ...(file.procedure === 'simple' && file.challenges.length === 0
            ? []
            : right(
                'sue',
                servedOn,
                file.challenges.length === 0 ? sueBy(servedOn, calendar) : remediesEnd(file, calendar),
                !isContested,
              )),
        ]),
  ];
}

/** Papers that have reached the party, as it may take them away; one that another has replaced stays its own. */
export function partyPapers({ papers }: Pick<CaseFile, 'papers'>, today: string): CaseFile['papers'] {
  return papers.filter(
    ({ form, servedOn }) => formRule(form).toParty === true && servedOn !== null && servedOn <= today,
  );
}

/** What the party itself has handed in, to be looked at again. */
export function partyFiles({ statements, claims }: Pick<CaseFile, 'statements' | 'claims'>): KeptFile[] {
  return [...statements, ...claims].flatMap(({ files }) => files);
}

/** Who did an act: a person of the house by name, the party by its own. */
export function nameOfActor(
  by: string,
  names: ReadonlyMap<string, string>,
  { caseId, lead }: Pick<CaseFile, 'caseId' | 'lead'>,
): string {
  return names.get(by) ?? (isOwnEnterprise({ staffId: by }, caseId) ? lead.party.name : by);
}
