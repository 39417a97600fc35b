/** The state of a record as a word and a shape, never colour alone. Each module maps its states to tones in its own file. @module */
import type { ReactNode } from 'react';
import { STATE_SHAPES, type StateTone } from './state-shapes.ts';

export type { StateTone };

interface StateTagProps {
  readonly tone: StateTone;
  /** The state's official word, e.g. 待局长审批. */
  readonly word: string;
}

export function StateTag({ tone, word }: StateTagProps): ReactNode {
  const { line, area } = STATE_SHAPES[tone];
  return (
    <span className={`state-tag state-${tone}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {area !== undefined && <path d={area} fill="currentColor" />}
        {line !== undefined && <path d={line} fill="none" stroke="currentColor" strokeWidth="1.8" />}
      </svg>
      {word}
    </span>
  );
}
