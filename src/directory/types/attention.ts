/** 待处理: what of a directory wants looking at, by kind, in the words of the monthly verification. Browser-safe. @module */

/** Days ahead that something is about to end. */
export const SOON_DAYS = 60;
const SOON = `${SOON_DAYS} 天内到期`;

export const ATTENTIONS = {
  enterprise: {
    unverified: '一年内没有核实',
    'licence-expired': '许可证已过期',
    'licence-expiring': `许可证 ${SOON}`,
  },
  officer: { 'certificate-expired': '在岗而执法证已过期', 'certificate-expiring': `在岗而执法证 ${SOON}` },
  expert: { 'term-over': '在聘而聘期已过', 'term-ending': `在聘而聘期 ${SOON}` },
  assistant: { 'term-over': '在聘而聘期已过', 'term-ending': `在聘而聘期 ${SOON}` },
  equipment: { 'calibration-overdue': '可用而检定已过期', 'calibration-due': `可用而检定 ${SOON}` },
} as const;

type AttentionsOf<K extends keyof typeof ATTENTIONS> = keyof (typeof ATTENTIONS)[K];
export type Attention = { [K in keyof typeof ATTENTIONS]: AttentionsOf<K> }[keyof typeof ATTENTIONS];

/** The words of a condition as an address or a sub-library names it; undefined for anything else. */
export function attentionWords(code: unknown): string | undefined {
  return Object.values(ATTENTIONS)
    .flatMap((words) => Object.entries(words))
    .find(([each]) => each === code)?.[1];
}
