/** 处罚信息公示期限 (domain §10.4): how long a penalty stands on the credit sites, by class, as the day of its document sets it. Browser-safe. @module */
import { addDays, addMonths } from '../../core/calendar/day.ts';

export const PUBLICITY_CLASSES = { minor: '轻微', general: '一般', serious: '严重' } as const;
export type PublicityClass = keyof typeof PUBLICITY_CLASSES;

interface PublicityRules {
  readonly from: string;
  readonly name: string;
  /** Months: the least before a repair may be asked for, and the most. */
  readonly months: Readonly<Record<PublicityClass, readonly [least: number, most: number]>>;
}

/** Oldest first; the last one whose `from` is not after the document counts. */
const RULES: readonly PublicityRules[] = [
  {
    from: '2023-05-01',
    name: '失信行为纠正后的信用信息修复管理办法（试行）（国家发展改革委令第58号）',
    // 安全生产领域: one year at least, whatever the class.
    months: { minor: [3, 12], general: [12, 36], serious: [12, 36] },
  },
  {
    from: '2026-04-01',
    name: '信用修复管理办法',
    months: { minor: [0, 3], general: [3, 12], serious: [12, 36] },
  },
];

export interface Publicity {
  readonly rules: string;
  /** 最短公示期届满, when repair may be asked for. */
  readonly repairFrom: string;
  /** The last day on the credit sites. */
  readonly until: string;
}

/** Undefined for a document older than any of the rules. Counted from the day of the document. */
export function publicityOf(level: PublicityClass, decidedOn: string): Publicity | undefined {
  const rules = RULES.findLast(({ from }) => from <= decidedOn);
  if (rules === undefined) return undefined;
  const [least, most] = rules.months[level];
  return {
    rules: rules.name,
    repairFrom: addMonths(decidedOn, least),
    until: addDays(addMonths(decidedOn, most), -1),
  };
}
