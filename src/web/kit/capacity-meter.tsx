/** Needed against available, row by row (officer-days per month): whether the plan can be done at all. @module */
import type { ReactNode } from 'react';
import { DataTable } from './data-table.tsx';
import { Figure, type FigureSource } from './figure.tsx';
import { kitText } from './strings/kit.zh.ts';

export interface CapacityRow {
  /** e.g. 3月 */
  readonly label: string;
  readonly needed: number;
  readonly available: number;
}

interface CapacityMeterProps {
  readonly rows: readonly CapacityRow[];
  /** e.g. 人日 */
  readonly unit: string;
  readonly source?: FigureSource;
}

const WIDTH = 240;
const HEIGHT = 22;

export function CapacityMeter({ rows, unit, source }: CapacityMeterProps): ReactNode {
  const longest = Math.max(1, ...rows.flatMap(({ needed, available }) => [needed, available]));
  const text = kitText.capacity;
  return (
    <Figure caption={`${text.caption}（${unit}）`} source={source} table={<CapacityTable rows={rows} unit={unit} />}>
      <ul className="capacity">
        {rows.map((row) => (
          <li key={row.label}>
            <span>{row.label}</span>
            <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
              <rect className="capacity-needed" y="1" width={(row.needed / longest) * WIDTH} height="9" />
              <rect className="capacity-available" y="12" width={(row.available / longest) * WIDTH} height="8" />
            </svg>
            <span className="digits">
              {text.needed} {row.needed} · {text.available} {row.available}
            </span>
            <strong className={row.needed > row.available ? 'capacity-short' : 'muted'}>{verdict(row, unit)}</strong>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

function CapacityTable({ rows, unit }: { readonly rows: readonly CapacityRow[]; readonly unit: string }): ReactNode {
  const text = kitText.capacity;
  return (
    <DataTable
      caption={text.caption}
      isCaptionHidden
      rows={rows}
      rowKey={({ label }) => label}
      columns={[
        { key: 'label', title: text.row, render: ({ label }) => label },
        { key: 'needed', title: `${text.needed}（${unit}）`, isNumber: true, render: ({ needed }) => needed },
        {
          key: 'available',
          title: `${text.available}（${unit}）`,
          isNumber: true,
          render: ({ available }) => available,
        },
        { key: 'gap', title: text.gap, render: (row) => verdict(row, unit) },
      ]}
    />
  );
}

function verdict({ needed, available }: CapacityRow, unit: string): string {
  const text = kitText.capacity;
  // Two decimals: differences of decimals are not decimal (47.42 − 45).
  const gap = `${Math.round(Math.abs(available - needed) * 100) / 100} ${unit}`;
  return needed > available ? `▲ ${text.short(gap)}` : text.enough(gap);
}
