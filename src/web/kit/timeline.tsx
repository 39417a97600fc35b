/** What happened to a record, newest last, as the deed log tells it: when, what, by whom. For what is still to come use `StageLine`. @module */
import type { ReactNode } from 'react';
import { DateText } from './date-text.tsx';

export interface TimelineEntry {
  readonly id: string;
  /** An instant. */
  readonly at: string;
  /** The deed's title, e.g. 批准年度计划. */
  readonly what: string;
  readonly who: string;
  readonly note?: ReactNode;
}

export function Timeline({
  label,
  entries,
}: {
  readonly label: string;
  readonly entries: readonly TimelineEntry[];
}): ReactNode {
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map(({ id, at, what, who, note }) => (
        <li key={id}>
          <span className="muted">
            <DateText value={at} inTable withTime />
          </span>
          <span>
            <strong>{what}</strong> {who}
          </span>
          {note !== undefined && <div className="muted">{note}</div>}
        </li>
      ))}
    </ol>
  );
}
