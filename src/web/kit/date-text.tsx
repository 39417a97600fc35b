/** A date in a sentence (2026年1月5日), or in a table with `inTable` (2026-01-05); `withTime` adds hours and minutes. Takes a day or an instant. @module */
import type { ReactNode } from 'react';
import { sentenceDate, sentenceTime, tableDate, tableTime } from './format.ts';

interface DateTextProps {
  readonly value: string;
  readonly inTable?: boolean;
  readonly withTime?: boolean;
}

export function DateText({ value, inTable = false, withTime = false }: DateTextProps): ReactNode {
  const dateOf = inTable ? tableDate : sentenceDate;
  const timeOf = inTable ? tableTime : sentenceTime;
  return <span className="digits">{withTime ? timeOf(value) : dateOf(value)}</span>;
}
