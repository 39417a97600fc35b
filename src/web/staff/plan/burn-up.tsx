/** Visits planned and done, added up over the months: two lines, and the table behind them. @module */
import type { ReactNode } from 'react';
import type { PlanProgress, ProgressMonth } from '../../../inspection/types/progress.ts';
import { BURN_UP_HEIGHT, BURN_UP_WIDTH, burnUpShape } from '../../kit/burn-up.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { Figure } from '../../kit/figure.tsx';
import { planProgressText as text } from '../../kit/strings/plan-progress.zh.ts';

export function BurnUp({ progress }: { readonly progress: PlanProgress }): ReactNode {
  const { months, asOf, count } = progress;
  const shape = burnUpShape(months, count, asOf);
  const { plannedEnd, doneEnd, now } = shape;
  return (
    <Figure caption={text.caption} source={{ source: text.source, asOf }} table={<ProgressTable months={months} />}>
      <svg
        className="burn-up"
        viewBox={`0 0 ${BURN_UP_WIDTH} ${BURN_UP_HEIGHT}`}
        role="img"
        aria-label={text.sentence(doneEnd.count, plannedEnd.count)}
      >
        {shape.grid.map(({ y, value }) => (
          <g key={y}>
            <line className="burn-up-grid" x1={shape.left} x2={shape.right} y1={y} y2={y} />
            <text x={shape.left - 5} y={y + 3.5} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {shape.months.map(({ month, x }) => (
          <text key={month} x={x} y={BURN_UP_HEIGHT - 6} textAnchor="middle">
            {text.monthName(month)}
          </text>
        ))}
        <polyline className="burn-up-planned" points={shape.planned} />
        <polyline className="burn-up-done" points={shape.done} />
        <circle className="burn-up-now" cx={now.x} cy={now.y} r="3.5" />
        <text x={plannedEnd.x} y={plannedEnd.y}>
          {text.plannedEnd(plannedEnd.count)}
        </text>
        <text className="burn-up-end" x={doneEnd.x} y={doneEnd.y}>
          {text.doneEnd(doneEnd.count)}
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
