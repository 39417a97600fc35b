/** The one map from a case to what `{{字段}}` in its forms may name. Every field is there for every form; what is not known yet is empty. @module */
import { sentenceDate } from '../../core/calendar/sentences.ts';
import type { FormFields } from '../../core/documents/form.ts';
import { DECISIONS } from '../rules/forms.ts';
import { citationsOn } from '../rules/citations.ts';
import { LEAD_SOURCES, MITIGATIONS, NO_PENALTY_GROUNDS } from '../types/case.ts';
import { lastSaid, type Dossier } from '../types/dossier.ts';
import { aboutFields, presentFields } from './about.ts';
import { dailyFields } from './daily.ts';
import { evidenceFields } from './evidence.ts';
import { endingFields } from './ending.ts';
import { partyFields } from './party.ts';
import { BLANK, day, linesOf, numberOf, numbered, opinionOf } from './parts.ts';

/** Everything but number and code, which the register gives. `aboutId`: the hold, the seizure, the evidence in hand. */
export function penaltyFields(dossier: Dossier, aboutId: string | null): FormFields {
  return {
    ...citationsOn(dossier.today),
    ...aboutFields(dossier, aboutId),
    ...caseFields(dossier),
    ...presentFields(dossier, aboutId),
    ...reportFields(dossier),
    ...hearingFields(dossier),
    ...decisionFields(dossier),
    ...endingFields(dossier),
    ...partyFields(dossier),
    ...dailyFields(dossier, aboutId),
  };
}

function caseFields(dossier: Dossier): FormFields {
  const { bureau, file, officers, people } = dossier;
  const { lead } = file;
  const handlers = file.handlers.flatMap(({ officerId }) => officers.get(officerId) ?? []);
  const named = handlers.map(({ name, number }) => `${name}（${number}）`).join('、');
  return {
    机关地址: bureau.address || BLANK,
    机关电话: bureau.phone || BLANK,
    复议机关: bureau.reconsideration || BLANK,
    管辖法院: bureau.court || BLANK,
    案件名称: `${lead.party.name}${lead.cause}案`,
    案由: lead.cause,
    案件来源: LEAD_SOURCES[lead.source],
    案情: `${lead.facts}（违法行为发生日：${sentenceDate(lead.violatedOn)}）`,
    当事人: lead.party.name,
    被检查单位: lead.party.name,
    统一社会信用代码: lead.party.creditCode,
    法定代表人: lead.party.principal,
    当事人地址: lead.party.address,
    承办人: named,
    承办人姓名: handlers.map(({ name }) => name).join('、'),
    执法证号: handlers.map(({ number }) => number).join('、'),
    立案日期: day(file.filedOn),
    结案日期: day(file.endedOn),
    立案承办意见: opinionOf(dossier, 'request-filing', 'opinion'),
    立案审批意见: opinionOf(dossier, 'approve-filing', 'opinion'),
    案件延期理由: lastSaid(dossier, 'extend-case')?.reason ?? '',
    案件延期审批: opinionOf(dossier, 'extend-case', '', '同意延期'),
    办案期限: day(dossier.decideBy),
    听证主持人: people.get(file.hearing?.presiderId ?? '') ?? file.hearing?.presiderId ?? '',
  };
}

function reportFields(dossier: Dossier): FormFields {
  const { file, law } = dossier;
  const { report } = file;
  const nameOf = new Map(file.evidence.map(({ evidenceId, name }) => [evidenceId, name]));
  const review = lastSaid(dossier, 'review');
  return {
    违法事实: (report?.facts ?? []).map(({ text, evidenceIds }, n) => ({
      序号: String(n + 1),
      事实: text.replace(/。$/, ''),
      证据: evidenceIds.map((id) => nameOf.get(id) ?? '').join('、'),
    })),
    ...evidenceFields(dossier),
    违反规定: law.violates || BLANK,
    处罚依据: law.basis || BLANK,
    裁量档次: law.grade,
    裁量说明: report?.circumstances ?? '',
    减轻情形: report?.mitigation === undefined ? '无' : MITIGATIONS[report.mitigation],
    改正情况: (report?.correction ?? '').replace(/。$/, ''),
    拟处罚: numbered(linesOf(report?.outcome)),
    拟处理意见: linesOf(report?.outcome).join('；'),
    审核意见: review === undefined ? '' : opinionOf(dossier, 'review', 'opinion'),
    审核结论: review === undefined ? '' : review.outcome === 'agreed' ? '同意' : '退回补充调查',
  };
}

function hearingFields(dossier: Dossier): FormFields {
  const { file, argueWorkdays } = dossier;
  const argument = lastSaid(dossier, 'note-argument');
  const waiver = lastSaid(dossier, 'note-waiver');
  const hearing = lastSaid(dossier, 'record-hearing');
  const call = lastSaid(dossier, 'schedule-hearing');
  const heard = file.hearing?.heardOn ?? null;
  const said = [
    ...(argument === undefined
      ? []
      : [`${sentenceDate(argument.heardOn)}陈述申辩：${argument.argument}。复核意见：${argument.reply}`]),
    ...(heard === null || hearing === undefined
      ? []
      : [`${sentenceDate(heard)}举行听证：${hearing.summary}。主持人意见：${hearing.opinion}`]),
    ...(waiver === undefined ? [] : [`当事人于${sentenceDate(waiver.on)}明确表示：${waiver.statement}`]),
  ];
  return {
    申辩日数: String(argueWorkdays),
    申辩日期: day(argument?.heardOn),
    申辩内容: argument?.argument ?? '',
    申辩采纳: argument === undefined ? '' : argument.isAdopted ? '采纳' : '不采纳',
    申辩复核: argument?.reply ?? '',
    申辩意见: said.length > 0 ? said.join('；') : '当事人在法定期限内没有陈述、申辩，没有要求听证',
    听证申请日期: day(file.hearing?.requestedOn),
    听证日期: day(file.hearing?.on),
    听证地点: file.hearing?.place ?? '',
    听证方式: call?.isClosed === true ? `不公开举行（${call.reason ?? ''}）` : '公开举行',
    听证摘要: hearing?.summary ?? '',
    主持人意见: hearing === undefined ? '' : opinionOf(dossier, 'record-hearing', 'opinion'),
  };
}

function decisionFields(dossier: Dossier): FormFields {
  const { file, people, today } = dossier;
  const outcome = file.decision?.outcome ?? file.submission?.outcome;
  const discussion = lastSaid(dossier, 'discuss');
  const spot = lastSaid(dossier, 'decide-on-spot');
  const isNone = outcome?.kind === 'no-penalty';
  return {
    处理决定: numbered(linesOf(outcome)),
    呈批处理意见: linesOf(file.submission?.outcome ?? outcome).join('；'),
    呈批承办意见: opinionOf(dossier, 'submit-decision', 'opinion') || '按调查报告和法制审核意见呈批',
    处理审批意见: opinionOf(dossier, 'decide', '', '同意'),
    讨论日期: day(discussion?.on),
    讨论主持人: dossier.acts.findLast(({ act }) => act === 'discuss')?.by ?? '',
    讨论出席: (discussion?.attendeeIds ?? []).map((id) => people.get(id) ?? id).join('、'),
    讨论记录: discussion?.record ?? '',
    讨论结论: linesOf(discussion?.outcome).join('；'),
    不罚理由: isNone ? `${NO_PENALTY_GROUNDS[outcome.ground]}：${outcome.reason}` : '',
    不罚条款: isNone ? (groundArticle(outcome.ground, today) ?? '') : '',
    撤案理由: outcome?.kind === 'withdraw' ? outcome.reason : '',
    撤销理由: lastSaid(dossier, 'revoke-decision')?.reason ?? '',
    决定日期: day(file.decision?.on),
    决定文号: numberOf(dossier, ...DECISIONS, 'spot-unit', 'spot-person'),
    决定送达日期: day(file.servedOn),
    当场申辩: spot?.argument || '无',
    当场签收: spot === undefined ? '' : spot.refusal ? `${spot.recipient}（拒签：${spot.refusal}）` : spot.recipient,
    当场救济:
      today < RECONSIDER_FIRST
        ? '如果不服本决定，可以自收到本决定书之日起60日内申请行政复议，或者在6个月内依法提起行政诉讼。'
        : `如果不服本决定，应当自收到本决定书之日起60日内先向${dossier.bureau.reconsideration || BLANK}申请行政复议；对行政复议决定不服的，可以依法向${dossier.bureau.court || BLANK}提起行政诉讼。`,
  };
}

/** 对当场作出的行政处罚决定不服，先申请复议 (行政复议法 2023 §23, in force from this day). */
const RECONSIDER_FIRST = '2024-01-01';
const NEW_PENALTY_LAW = '2021-07-15';

/** 不予处罚: the article for the ground, as it was on that day. */
function groundArticle(ground: keyof typeof NO_PENALTY_GROUNDS, today: string): string {
  const [now, before] = GROUND_ARTICLES[ground];
  return `《中华人民共和国行政处罚法》${today < NEW_PENALTY_LAW ? before : now}`;
}
const GROUND_ARTICLES: Readonly<Record<keyof typeof NO_PENALTY_GROUNDS, readonly [now: string, before: string]>> = {
  minor: ['第三十三条第一款', '第二十七条第二款'],
  'first-time': ['第三十三条第一款', '第二十七条第二款'],
  'no-fault': ['第三十三条第二款', '第三十八条第一款'],
  'facts-fail': ['第五十七条第一款第三项', '第三十八条第一款第三项'],
  expired: ['第三十六条', '第二十九条'],
  'not-responsible': ['第三十条、第三十一条', '第二十五条、第二十六条'],
};
