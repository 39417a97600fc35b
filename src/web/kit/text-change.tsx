/** A text with what went struck out and what came underlined: `<del>` and `<ins>`, told apart without colour. @module */
import type { ReactNode } from 'react';
import { diffText } from './text-diff.ts';

interface TextChangeProps {
  readonly before: string;
  readonly after: string;
}

export function TextChange({ before, after }: TextChangeProps): ReactNode {
  return (
    <p className="text-change">
      {diffText(before, after).map(({ kind, text }, index) => {
        if (kind === 'same') return text;
        // oxlint-disable-next-line react/no-array-index-key -- pieces have no other name
        return kind === 'gone' ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>;
      })}
    </p>
  );
}
