/** The state of a record as a word and a shape, never colour alone. Each module maps its states to tones in its own file. @module */
import type { ReactNode } from 'react';

/** 草稿 · 等待他人 · 进行中 · 完成 · 有问题或逾期 · 终止 */
export type StateTone = 'draft' | 'waiting' | 'active' | 'done' | 'problem' | 'ended';

const SHAPES: Readonly<Record<StateTone, ReactNode>> = {
  draft: <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  waiting: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.5v9a4.5 4.5 0 0 0 0-9z" fill="currentColor" />
    </>
  ),
  active: <path d="M3 1.5 10.5 6 3 10.5z" fill="currentColor" />,
  done: <path d="m1.5 6.5 3 3 6-7" fill="none" stroke="currentColor" strokeWidth="2" />,
  problem: <path d="M6 1 11.5 11H.5z" fill="currentColor" />,
  ended: <path d="m2 2 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="2" />,
};

interface StateTagProps {
  readonly tone: StateTone;
  /** The state's official word, e.g. 待局长审批. */
  readonly word: string;
}

export function StateTag({ tone, word }: StateTagProps): ReactNode {
  return (
    <span className={`state-tag state-${tone}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {SHAPES[tone]}
      </svg>
      {word}
    </span>
  );
}
