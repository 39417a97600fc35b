/** Cases that were decided in a year, or whose last day to decide passed in it. @module */
import { readCalendar } from '../../calendar/reads.ts';
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import { decidedInTime } from '../rules/in-time.ts';
import { DEFAULT_SETTING, type PenaltySetting } from '../types/settings.ts';

export interface TimedCase {
  readonly caseId: string;
  /** The unit; of a citizen the cause alone. */
  readonly where: string;
  /** The day of the decision, or the last day where it came too late or not at all. */
  readonly on: string;
  readonly isInTime: boolean;
}

/** Each case in one year only. */
export async function listTimedCases(tx: ReadTx, year: number): Promise<TimedCase[]> {
  const rows = await tx.db
    .selectFrom('penalty_case')
    .select(['case_id', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .where('filed_on', '<=', `${year}-12-31`)
    .where((eb) => eb.or([eb('decided_on', 'is', null), eb('decided_on', '>=', `${year}-01-01`)]))
    .orderBy('case_id')
    .execute();
  const counting = { settingOn: await settingsByDay(tx), calendar: await readCalendar(tx), today: tx.today };
  return rows.flatMap(({ case_id: caseId, content: file }) => {
    const { party, cause } = file.lead;
    const timed = decidedInTime(file, counting);
    return timed?.on.startsWith(`${year}-`) === true
      ? [{ caseId, where: party.kind === 'unit' ? party.name : cause, ...timed }]
      : [];
  });
}

async function settingsByDay(tx: ReadTx): Promise<(day: string) => PenaltySetting> {
  const versions = await tx.db
    .selectFrom('penalty_setting')
    .select(['content', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('version')
    .execute();
  return (day) => versions.findLast(({ at }) => dayOf(at) <= day)?.content ?? DEFAULT_SETTING;
}
