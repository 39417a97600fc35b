/** Visits planned and done, added up over the months: two lines, and the table behind them. @module */
import type { ReactNode } from 'react';
import type { PlanProgress, ProgressMonth } from '../../../inspection/types/progress.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { Figure } from '../../kit/figure.tsx';
import { planProgressText as text } from '../../kit/strings/plan-progress.zh.ts';

const WIDTH = 360;
const HEIGHT = 190;
const LEFT = 28;
const RIGHT = 58;
const TOP = 12;
const BOTTOM = 22;
/** Labels at the ends of the lines are at least this far apart. */
const APART = 13;

export function BurnUp({ progress }: { readonly progress: PlanProgress }): ReactNode {
  const { months, asOf } = progress;
  // What is to come has no line yet.
  const past = months.filter(({ month }) => month <= asOf.slice(0, 7));
  const most = Math.max(1, progress.count, ...months.map(({ doneSoFar }) => doneSoFar));
  const x = (ends: number): number => LEFT + (ends / Math.max(1, months.length)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM);
  const line = (values: readonly number[]): string =>
    [0, ...values].map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const planned = months.at(-1)?.plannedSoFar ?? 0;
  const done = past.at(-1)?.doneSoFar ?? 0;
  const isNear = past.length === months.length && Math.abs(y(planned) - y(done)) < APART;
  return (
    <Figure caption={text.caption} source={{ source: text.source, asOf }} table={<ProgressTable months={months} />}>
      <svg className="burn-up" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={text.sentence(done, planned)}>
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <line className="burn-up-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 5} y={y(value) + 3.5} textAnchor="end">
              {Math.round(value)}
            </text>
          </g>
        ))}
        {months.map(({ month }, index) => (
          <text key={month} x={x(index + 0.5)} y={HEIGHT - 6} textAnchor="middle">
            {text.monthName(month)}
          </text>
        ))}
        <polyline className="burn-up-planned" points={line(months.map(({ plannedSoFar }) => plannedSoFar))} />
        <polyline className="burn-up-done" points={line(past.map(({ doneSoFar }) => doneSoFar))} />
        <circle className="burn-up-now" cx={x(past.length)} cy={y(done)} r="3.5" />
        <text x={x(months.length) + 5} y={y(planned) + 3.5}>
          {text.plannedEnd(planned)}
        </text>
        <text className="burn-up-end" x={x(past.length) + 6} y={y(done) + (isNear ? APART + 3 : 3.5)}>
          {text.doneEnd(done)}
        </text>
      </svg>
    </Figure>
  );
}

function ProgressTable({ months }: { readonly months: readonly ProgressMonth[] }): ReactNode {
  return (
    <DataTable
      caption={text.caption}
      isCaptionHidden
      rows={months}
      rowKey={({ month }) => month}
      columns={[
        { key: 'month', title: text.month, render: ({ month }) => text.monthName(month) },
        { key: 'planned', title: text.planned, isNumber: true, render: ({ planned }) => planned },
        { key: 'done', title: text.done, isNumber: true, render: ({ done }) => done },
        { key: 'plannedSoFar', title: text.plannedSoFar, isNumber: true, render: ({ plannedSoFar }) => plannedSoFar },
        { key: 'doneSoFar', title: text.doneSoFar, isNumber: true, render: ({ doneSoFar }) => doneSoFar },
      ]}
    />
  );
}
