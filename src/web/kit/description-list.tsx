/** Facts of one record, label and value, in the order they are read. Long names wrap; an empty value shows as —, never as a gap. @module */
import type { ReactNode } from 'react';

export interface DescriptionItem {
  readonly label: string;
  readonly value: ReactNode;
}

export function DescriptionList({ items }: { readonly items: readonly DescriptionItem[] }): ReactNode {
  return (
    <dl className="description-list">
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{isEmpty(value) ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isEmpty(value: ReactNode): boolean {
  return value === undefined || value === null || value === '' || value === false;
}
