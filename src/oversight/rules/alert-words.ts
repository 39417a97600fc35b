/** What does not fit in one row of an alert, in words. Browser-safe. @module */
import { amountInFigures } from '../../core/documents/money.ts';
import { ALERTS, type AlertCode, type AlertLimits } from '../types/alerts.ts';

type Facts = Readonly<Record<string, string | number>>;

/** The rule with its limit in it. */
export function ruleOf(code: AlertCode, limits: AlertLimits): string {
  const { rule, limit } = ALERTS[code];
  return limit === null ? rule : rule.replace('{n}', String(limits[limit]));
}

const PARTS: Readonly<Record<string, string>> = { finding: '问题', answer: '检查表', record: '检查记录' };
const KINDS: Readonly<Record<string, string>> = {
  'inspection.sign-off': '没有“完成签字”的留痕',
  'disclosure.publish': '没有“公示”的留痕',
};

const LATE: Readonly<Record<string, string>> = {
  open: '仍未公示',
  published: '才公示',
  standing: '仍未撤回或者更正',
  withdrawn: '才撤回',
  corrected: '才更正',
};
const ADMINS: Readonly<Record<string, string>> = {
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
};

const yuan = (fen: string | number | undefined): string => amountInFigures(Number(fen ?? 0));
const OUTSIDE: Readonly<Record<string, (facts: Facts) => string>> = {
  'no-grade': () => '决定时没有登记适用的裁量基准',
  above: ({ fine, grade, to }) => `罚款${yuan(fine)}，高于“${grade}”档上限${yuan(to)}`,
  below: ({ fine, grade, from }) => `罚款${yuan(fine)}，低于“${grade}”档下限${yuan(from)}，没有减轻处罚的理由`,
  kind: ({ grade }) => `处罚种类不在“${grade}”档内`,
};

const WORDS: Readonly<Record<AlertCode, (facts: Facts) => string>> = {
  redraw: ({ known }) => (known === 'result' ? '结果算出之后作废' : '随机源录入之后作废'),
  'hand-picked': ({ kind, number }) => `${kind === 'expert' ? '专家' : '执法人员'} ${number} 不在抽取结果中`,
  'expired-certificate': ({ number, expires }) => `${number}，有效期至 ${expires}`,
  'edited-after-signing': ({ what, count }) =>
    what === 'record' ? '检查记录与签字时的哈希不符' : `${PARTS[what ?? ''] ?? ''}在签字后改动 ${count} 处`,
  reopened: ({ seq }) => `企业已表态的记录被重新打开（留痕第 ${seq} 条）`,
  pair: ({ name, number, count }) => `${name}（${number}）检查 ${count} 次`,
  'zero-findings': ({ number, count }) => `${number}，连续 ${count} 次未发现问题`,
  'over-cap': ({ visits, cap }) => `本年第 ${visits} 次，上限 ${cap} 次`,
  substitutions: ({ number, count }) => `${number}，被替换 ${count} 次`,
  'back-dated': ({ stated, days }) => `写的是 ${stated} 送达，${days} 天后才录入`,
  'late-entry': ({ count, days }) =>
    Number(days) < 0 ? `${count} 项操作的时间晚于收到的时间` : `${count} 项操作迟 ${days} 天上传`,
  'late-disclosure': ({ due, days, state }) => `期限 ${due}，逾期 ${days} 天${LATE[state ?? ''] ?? ''}`,
  'late-objection': ({ due, days, state }) => `期限 ${due}，逾期 ${days} 天${state === 'open' ? '仍未答复' : '才答复'}`,
  'no-deed': ({ kind }) => KINDS[kind ?? ''] ?? '没有留痕',
  'outside-grade': (facts) => OUTSIDE[facts['what'] ?? '']?.(facts) ?? '',
  'unequal-fine': ({ fine, grade, median, count }) =>
    `罚款${yuan(fine)}，“${grade}”档 ${count} 件的中位数${yuan(median)}`,
  emergency: ({ role, minutes, deeds }) => `任${ADMINS[role ?? ''] ?? ''} ${minutes} 分钟，其间办理 ${deeds} 件`,
  'late-reply': ({ days }) => `逾期 ${days} 天未回复`,
};

export function rowWords(code: AlertCode, facts: Facts): string {
  return WORDS[code](facts);
}
