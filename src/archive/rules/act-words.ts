/** What an act of a case says, as lines for its sheet: every field by its Chinese name, money in yuan, codes in words. Browser-safe. @module */
import { amountInFigures } from '../../core/documents/money.ts';
import {
  CHALLENGE_OUTCOMES,
  CHALLENGES,
  EVIDENCE_KINDS,
  EXECUTION_ENDS,
  LEAD_SOURCES,
  MITIGATIONS,
  NO_PENALTY_GROUNDS,
  OUTCOMES,
  PARTY_KINDS,
  PAYMENT_MEANS,
  PENALTY_KINDS,
  SEIZURE_ENDS,
  SEIZURE_GROUNDS,
  SERVICE_MEANS,
} from '../../penalty/types/case.ts';
import { HOLD_ENDS } from '../../penalty/types/acts.ts';
import { ORIGINALITY } from '../../penalty/types/evidence.ts';
import { FIELD_WORDS } from '../../penalty/types/words.ts';

const LABELS: Readonly<Record<string, string>> = FIELD_WORDS;

/** Codes of the case's vocabularies; no two of them mean different things where they would stand in one field. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  source: LEAD_SOURCES,
  means: { ...SERVICE_MEANS, ...PAYMENT_MEANS },
  mitigation: MITIGATIONS,
  originality: ORIGINALITY,
  ground: { ...NO_PENALTY_GROUNDS, ...EXECUTION_ENDS, ...SEIZURE_GROUNDS },
  end: { ...HOLD_ENDS, ...SEIZURE_ENDS },
  by: { officer: '执法人员', party: '当事人' },
  kind: { ...PARTY_KINDS, ...CHALLENGES, ...OUTCOMES, ...PENALTY_KINDS, ...EVIDENCE_KINDS, penalty: OUTCOMES.penalty },
  outcome: {
    ...CHALLENGE_OUTCOMES,
    agreed: '同意',
    returned: '退回',
    granted: '同意',
    refused: '不同意',
    accepted: '立案',
    done: '执行完毕',
    ended: '终结执行',
  },
};
const FEN = new Set(['fen', 'waivedFen']);
/** Ids tell a reader nothing; whom they mean stands in the source data. */
const isId = (key: string): boolean => /(Id|Ids)$/.test(key);

/** Label and value, in the order in which the act has them. */
export function linesOfAct(content: unknown): [string, string][] {
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]) => linesOf(key, value, ''));
}

function linesOf(key: string, value: unknown, before: string): [string, string][] {
  if (value === null || value === undefined || value === '' || isId(key)) return [];
  const label = `${before}${LABELS[key] ?? key}`;
  if (Array.isArray(value))
    return value.flatMap((each: unknown, n) => {
      const numbered = value.length > 1 ? `${label}${n + 1}` : label;
      return typeof each === 'object' && each !== null
        ? inside(each, numbered)
        : [[numbered, wordOf(key, each)] as [string, string]];
    });
  if (typeof value === 'object') return inside(value, label);
  return [[label, wordOf(key, value)]];
}

function inside(value: object, label: string): [string, string][] {
  return Object.entries(value).flatMap(([key, each]) => linesOf(key, each, `${label}·`));
}

function wordOf(key: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return FEN.has(key) ? amountInFigures(value) : String(value);
  return typeof value === 'string' ? (WORDS[key]?.[value] ?? value) : '';
}
