/** How fields write days, sums, opinions and numbers. @module */
import { sentenceDate } from '../../core/calendar/sentences.ts';
import type { FormRow } from '../../core/documents/form.ts';
import { amountInFigures, amountInWords } from '../../core/documents/money.ts';
import { outcomeLines } from '../rules/words.ts';
import type { Outcome } from '../types/case.ts';
import type { Dossier } from '../types/dossier.ts';
import type { CaseAct } from '../types/table.ts';

/** Where somebody writes by hand. */
export const BLANK = '＿＿＿＿＿＿';

export const day = (on: string | null | undefined): string => (on === null || on === undefined ? '' : sentenceDate(on));
export const sum = (fen: number): string => `${amountInWords(fen)}（${amountInFigures(fen)}）`;
export const numbered = (lines: readonly string[]): FormRow[] =>
  lines.map((line, n) => ({ 序号: String(n + 1), 内容: line }));

/** What was said, by whom and when: how an approval stands on the paper. */
export function opinionOf({ acts }: Dossier, act: CaseAct, key: string, before = ''): string {
  const done = acts.findLast((each) => each.act === act);
  if (done === undefined) return '';
  const said: unknown = new Map(Object.entries(done.content as object)).get(key);
  return `${before}${typeof said === 'string' ? said : ''}　${done.by}　${sentenceDate(done.on)}`;
}

/** Of the last one of these forms, revoked or not. */
export function numberOf({ issued }: Dossier, ...forms: readonly string[]): string {
  return issued.findLast(({ form }) => forms.includes(form))?.number ?? '';
}

export function linesOf(outcome: Outcome | undefined): readonly string[] {
  return outcome === undefined ? [] : outcomeLines(outcome);
}
