/** 按日连续处罚: the record of the recheck and the decision with its figures (安全生产法 §112). @module */
import { sentenceDate } from '../../core/calendar/sentences.ts';
import type { FormFields, FormTemplate } from '../../core/documents/form.ts';
import { dailyFen } from '../rules/daily.ts';
import type { Dossier } from '../types/dossier.ts';
import { DECIDED, DEMO, EVIDENCE, facts, heading, PARTY, PROVEN, REMEDY, SEAL, signs, words } from './blocks.ts';
import { sum } from './parts.ts';

export const DAILY_FORMS = {
  recheck: {
    blocks: [
      DEMO,
      facts(
        ...PARTY,
        ['责令改正\n文书', '{{复查责改文号}}', '作出日期', '{{复查责改日期}}'],
        ['改正期限', '{{复查责改期限}}', '原处罚决定', '{{决定文号}}'],
        ['复查日期', '{{复查日期}}', '复查地点', '{{复查地点}}'],
        ['复查人员', '{{复查人员}}'],
      ),
      words(
        '我们是{{机关}}行政执法人员{{复查人员}}，这是我们的证件（出示证件）。现依法对你（单位）改正违法行为的情况进行复查，请予以配合；认为执法人员应当回避的，可以提出。',
      ),
      heading('复查情况'),
      words('{{复查情况}}'),
      facts(['复查结论', '{{复查结论}}']),
      words('以上记录已阅，与事实一致。'),
      signs('当事人（签名）及日期', '复查人员（签名）'),
    ],
  },
  'decision-daily': {
    blocks: [
      DEMO,
      facts(...PARTY),
      heading('一、违法事实和证据'),
      PROVEN,
      EVIDENCE,
      heading('二、责令改正、原处罚和拒不改正的情况'),
      facts(
        ['责令改正\n文书', '{{计罚责改文号}}', '作出日期', '{{计罚责改日期}}'],
        ['改正期限', '{{计罚责改期限}}', '原处罚决定\n日期', '{{计罚原决定日期}}'],
        ['复查日期', '{{计罚复查日期}}', '计罚期间', '{{计罚期间}}'],
        ['计罚日数', '{{计罚日数}}', '每日数额', '{{计罚每日}}'],
        ['合计', '{{计罚合计}}'],
      ),
      heading('三、陈述申辩和听证'),
      words('{{申辩意见}}'),
      heading('四、处罚依据和决定'),
      words(
        '你（单位）被责令改正且受到罚款处罚，拒不改正。依据{{按日条款}}、{{处罚条款}}的规定，自作出责令改正之日的次日起，按照原处罚数额按日连续处罚，决定：',
      ),
      DECIDED,
      words('责令立即改正。拒不改正的，本机关可以依法再次按日连续处罚，或者提请关闭、申请强制执行。'),
      words(
        '罚款自收到本决定书之日起十五日内缴至{{缴款账户}}（{{缴款条款}}）。到期不缴纳的，依据{{加处条款}}的规定加处罚款。',
      ),
      words(REMEDY),
      SEAL,
    ],
  },
} as const satisfies Readonly<Record<string, Omit<FormTemplate, 'title'>>>;

export function dailyFields({ file, officers }: Dossier, aboutId: string | null): FormFields {
  const recheck = file.rechecks.find(({ recheckId }) => recheckId === aboutId);
  const { daily } = file;
  const who = (recheck?.officerIds ?? []).flatMap((id) => officers.get(id) ?? []);
  return {
    复查责改文号: recheck?.order.number ?? '',
    复查责改日期: recheck === undefined ? '' : sentenceDate(recheck.order.on),
    复查责改期限: recheck === undefined ? '' : sentenceDate(recheck.order.until),
    复查日期: recheck === undefined ? '' : sentenceDate(recheck.on),
    复查地点: recheck?.place ?? '',
    复查人员: who.map(({ name, number }) => `${name}（${number}）`).join('、'),
    复查情况: recheck?.found ?? '',
    复查结论: recheck === undefined ? '' : recheck.isCorrected ? '已经改正' : '拒不改正',
    计罚责改文号: daily?.order.number ?? '',
    计罚责改日期: daily === null ? '' : sentenceDate(daily.order.on),
    计罚责改期限: daily === null ? '' : sentenceDate(daily.order.until),
    计罚原决定日期: daily === null ? '' : sentenceDate(daily.decidedOn),
    计罚复查日期: daily === null ? '' : sentenceDate(daily.recheckedOn),
    计罚期间: daily === null ? '' : `${sentenceDate(daily.from)}至${sentenceDate(daily.until)}`,
    计罚日数: daily === null ? '' : `${daily.days}日`,
    计罚每日: daily === null ? '' : sum(daily.perDayFen),
    计罚合计: daily === null ? '' : sum(dailyFen(daily)),
  };
}
