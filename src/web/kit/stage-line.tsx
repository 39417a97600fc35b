/** Where a record stands in its course: the stages in order, one of them current. For what already happened use `Timeline`. @module */
import type { ReactNode } from 'react';
import { kitText } from './strings/kit.zh.ts';

export interface Stage {
  readonly key: string;
  readonly title: string;
  /** One short line below: who, until when. */
  readonly note?: string;
}

interface StageLineProps {
  readonly label: string;
  readonly stages: readonly Stage[];
  /** Key of the current stage; undefined when all are done. */
  readonly current: string | undefined;
  /** The course was ended at the current stage and goes no further. */
  readonly isStopped?: boolean;
}

type StageState = 'done' | 'current' | 'todo' | 'stopped';
const MARKS: Readonly<Record<StageState, string>> = { done: '✓', current: '▶', todo: '', stopped: '✕' };

export function StageLine({ label, stages, current, isStopped = false }: StageLineProps): ReactNode {
  const at = current === undefined ? stages.length : stages.findIndex(({ key }) => key === current);
  return (
    <ol className="stage-line" aria-label={label}>
      {stages.map(({ key, title, note }, index) => {
        const state = stateAt(index, at, isStopped);
        return (
          <li key={key} className={`stage-${state}`} aria-current={index === at ? 'step' : undefined}>
            <span className="stage-mark" aria-hidden="true">
              {MARKS[state] === '' ? index + 1 : MARKS[state]}
            </span>
            <span className="stage-title">
              {title}
              <span className="visually-hidden">（{kitText.stage[state]}）</span>
            </span>
            {note !== undefined && <span className="muted">{note}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function stateAt(index: number, at: number, isStopped: boolean): StageState {
  if (index < at) return 'done';
  if (index > at) return 'todo';
  return isStopped ? 'stopped' : 'current';
}
