/** Nothing there yet: say what would be here and what the next step is, with its button or link if there is one. @module */
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  /** The next step, in words. */
  readonly next?: string;
  readonly action?: ReactNode;
}

export function EmptyState({ title, next, action }: EmptyStateProps): ReactNode {
  return (
    <div className="empty-state">
      <p>{title}</p>
      {next !== undefined && <p className="muted">{next}</p>}
      {action}
    </div>
  );
}
