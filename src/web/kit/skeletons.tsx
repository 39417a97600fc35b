/** Placeholders of the true size while something is read; nothing jumps when it arrives. `Loaded` and `ListPage` use them. @module */
import type { ReactNode } from 'react';
import { kitText } from './strings/kit.zh.ts';

export function TableSkeleton({ rows }: { readonly rows: number }): ReactNode {
  return <Bars count={rows + 1} className="skeleton-row" />;
}

export function TextSkeleton({ lines }: { readonly lines: number }): ReactNode {
  return <Bars count={lines} className="skeleton-line" />;
}

export function FormSkeleton({ fields }: { readonly fields: number }): ReactNode {
  return <Bars count={fields} className="skeleton-field" />;
}

function Bars({ count, className }: { readonly count: number; readonly className: string }): ReactNode {
  return (
    <div role="status" className="skeleton">
      <span className="visually-hidden">{kitText.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} className={className} aria-hidden="true" />
      ))}
    </div>
  );
}
