/** Reading a refusal's facts into a sentence. No React here: the server writes the same sentences. @module */
import { sentenceTime } from '../../../core/calendar/sentences.ts';
import type { RefusalFacts } from './refusals.ts';

/** The fact as text; lists joined by `、`. A fact that the rule forgot shows as `（未说明）`, never as `undefined`. */
export function factText(facts: RefusalFacts, name: string): string {
  const value = facts[name];
  if (value === undefined) return '（未说明）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return Array.isArray(value) ? value.join('、') : String(value);
}

/** The fact as a list; one value is a list of one, a missing fact an empty list. */
export function factList(facts: RefusalFacts, name: string): readonly string[] {
  const value = facts[name];
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [String(value)];
}

/** A fact that is an instant, as a sentence writes it; what is no instant is shown as it is. */
export function factTime(facts: RefusalFacts, name: string): string {
  const text = factText(facts, name);
  return Number.isNaN(Date.parse(text)) ? text : sentenceTime(text);
}

/** The Chinese words of a fact that holds codes, from their vocabulary; a code that is unknown is shown as it is. */
export function factWords(facts: RefusalFacts, name: string, vocabulary: Readonly<Record<string, string>>): string {
  const codes = factList(facts, name);
  return codes.length === 0
    ? factText(facts, name)
    : codes.map((code) => (Object.hasOwn(vocabulary, code) ? vocabulary[code] : code)).join('、');
}
