/** The quiet mark an act of law leaves behind: what was done, by whom, when. Only for acts (signed, drawn, decided, published). @module */
import type { ReactNode } from 'react';
import { sentenceTime } from './format.ts';

interface StampProps {
  /** The deed in the past: 已签字, 已公布. */
  readonly word: string;
  readonly name: string;
  /** An instant. */
  readonly at: string;
}

export function Stamp({ word, name, at }: StampProps): ReactNode {
  return (
    <p className="stamp">
      <strong>{word}</strong>
      <span>{name}</span>
      <span className="digits">{sentenceTime(at)}</span>
    </p>
  );
}
