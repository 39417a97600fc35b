/** Issues a document of a hazard with the deed that decides it. @module */
import { portalAddress } from '../../bureau/reads.ts';
import { sentenceDate, sentenceTime } from '../../core/calendar/sentences.ts';
import { issueNumbered } from '../../core/register/issue.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { readSettings } from '../../inspection/reads/settings.ts';
import { HAZARD_CATEGORIES, hazardForms, type HazardForm } from '../documents/forms.ts';
import { SERIES } from '../reads/hazards.ts';
import { SUPERVISION_LEVELS } from '../types/hazard.ts';
import type { OpenHazard } from './open.ts';

/** Answers its number. */
export async function issueHazardDocument(
  tx: Tx,
  runtime: Pick<Runtime, 'files'>,
  { hazard, visit, finding }: OpenHazard,
  form: HazardForm,
  own: Readonly<Record<string, string>>,
): Promise<string> {
  const { settings } = await readSettings(tx);
  const { number } = await issueNumbered(tx, runtime, {
    series: SERIES,
    fileId: hazard.hazardId,
    form: `hazard/${form}`,
    category: HAZARD_CATEGORIES[form],
    template: hazardForms[form],
    prefix: settings,
    portal: await portalAddress(tx),
    fields: {
      单位名称: visit.row.enterprise_name,
      统一社会信用代码: visit.row.credit_code,
      部位: finding?.place ?? '',
      隐患: finding?.description ?? '',
      判定标准: finding?.criterion ?? '',
      督办级别: hazard.level === null ? '' : SUPERVISION_LEVELS[hazard.level],
      治理期限: hazard.treatBy === null ? '' : sentenceDate(hazard.treatBy),
      验收意见: hazard.acceptance?.opinion ?? '',
      验收指纹: hazard.documentHash ?? '',
      ...own,
      ...(own['停电时间'] === undefined ? {} : { 停电时间: sentenceTime(own['停电时间']) }),
    },
  });
  return number;
}
