/** Fields of what follows the decision: money, urging, the court, the police, the closing. @module */
import type { FormFields } from '../../core/documents/form.ts';
import { lastSaid, type Dossier } from '../types/dossier.ts';
import { BLANK, day, linesOf, opinionOf, sum } from './parts.ts';

export function endingFields(dossier: Dossier): FormFields {
  const { file, money, issued } = dossier;
  const instalments = lastSaid(dossier, 'request-instalments');
  const answer = lastSaid(dossier, 'decide-instalments');
  const extra = lastSaid(dossier, 'impose-extra');
  const asked = lastSaid(dossier, 'ask-transfer');
  const sent = lastSaid(dossier, 'send-transfer');
  return {
    缴款账户: dossier.payTo || BLANK,
    应缴大写: sum(money.principal),
    未缴大写: sum(money.outstanding),
    应加处: sum(money.accrued),
    加处大写: sum(file.extra?.fen ?? 0),
    加处截至: day(file.extra?.throughOn),
    加处减免: sum(extra?.waivedFen ?? 0),
    加处理由: extra?.reason ?? '',
    分期申请日期: day(file.instalments?.requestedOn),
    分期理由: instalments?.reason ?? '',
    分期计划: (file.instalments?.plan ?? []).map(({ on, fen }, n) => ({
      序号: String(n + 1),
      日期: day(on),
      金额: sum(fen),
    })),
    分期审批意见:
      answer === undefined
        ? ''
        : opinionOf(dossier, 'decide-instalments', 'reply', answer.outcome === 'granted' ? '同意。' : '不同意。'),
    分期批复: answer?.reply ?? '',
    催告内容: duties(dossier),
    催告日期: day(file.urgedOn),
    法院: lastSaid(dossier, 'apply-court')?.court ?? '',
    法院审批意见: opinionOf(dossier, 'apply-court', 'opinion'),
    涉嫌罪名: asked?.crime ?? '',
    犯罪事实: asked?.facts ?? '',
    移送材料: asked?.materials ?? '',
    移送申请日期: day(file.transfer?.askedOn),
    移送审批意见: transferOpinion(dossier),
    接收机关: sent?.to ?? '',
    移送接收人: sent?.receiver ?? '',
    处理结果: linesOf(file.decision?.outcome).join('；') || (file.transfer === null ? '' : '移送公安机关'),
    执行情况: executionOf(dossier),
    结案承办意见: opinionOf(dossier, 'request-closing', 'result'),
    结案审批意见: opinionOf(dossier, 'approve-closing', 'opinion'),
    卷内文书: issued.map(({ title, number, on, isOver }, n) => ({
      序号: String(n + 1),
      名称: title,
      编号: number,
      日期: day(on),
      备注: isOver ? '已被替代或者作废' : '',
    })),
  };
}

/** What the party still owes: money as counted today, and whatever else was decided. */
function duties({ file: { decision, extra }, money }: Dossier): string {
  const others =
    decision?.outcome.kind === 'penalty' ? decision.outcome.items.filter(({ fen }) => fen === undefined) : [];
  const lines = [
    ...(money.outstanding === 0
      ? []
      : [`缴纳${sum(money.outstanding)}${extra === null ? '' : `（其中加处罚款${sum(extra.fen)}）`}`]),
    ...(others.length === 0 || decision === null ? [] : [linesOf({ kind: 'penalty', items: others }).join('；')]),
  ];
  return lines.map((line, n) => `${n + 1}．${line}。`).join('');
}

function transferOpinion(dossier: Dossier): string {
  const answer = lastSaid(dossier, 'decide-transfer');
  if (answer === undefined) return '';
  return opinionOf(dossier, 'decide-transfer', 'opinion', answer.outcome === 'granted' ? '同意移送。' : '不同意移送。');
}

function executionOf(dossier: Dossier): string {
  const { file } = dossier;
  const paid = file.payments.map(({ on, fen, receipt }) => `${day(on)}缴纳${sum(fen)}，票据${receipt}`);
  const noted = lastSaid(dossier, 'note-executed')?.result;
  const court = lastSaid(dossier, 'note-court');
  const lines = [
    ...paid,
    ...(noted === undefined ? [] : [noted]),
    ...(court === undefined ? [] : [`法院文书${court.number}`]),
    ...(file.revokedOn === null ? [] : [`${day(file.revokedOn)}撤销处罚决定`]),
  ];
  return lines.join('；') || '没有需要当事人履行的款项';
}
