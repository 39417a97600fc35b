/** 普遍性问题 as bars with their numbers, and how each is spread over the streets, those without any included. @module */
import type { ReactNode } from 'react';
import type { BulletinContent } from '../../../oversight/types/feedback.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { Figure } from '../../kit/figure.tsx';
import { feedbackText } from '../../kit/strings/feedback.zh.ts';

const text = feedbackText.page;
const ROW = 44;
const WIDTH = 640;
const BAR = 420;

export function ProblemBars({ content }: { readonly content: BulletinContent }): ReactNode {
  const { problems, all, subdistricts, asOf } = content;
  if (problems.length === 0) return <p>{text.noProblem}</p>;
  const most = Math.max(...problems.map(({ share }) => share));
  return (
    <Figure
      caption={text.chart}
      source={{ source: text.source, asOf }}
      table={
        <DataTable
          caption={text.chart}
          isCaptionHidden
          rows={problems}
          rowKey={({ code }) => code}
          columns={[
            { key: 'name', title: text.item, render: ({ name }) => name },
            { key: 'units', title: text.unitCount, isNumber: true, render: ({ units }) => units },
            { key: 'share', title: text.share, isNumber: true, render: ({ share }) => percent(share) },
            ...subdistricts.map(({ code, name, problems: own }) => ({
              key: code,
              title: name,
              isNumber: true,
              render: (problem: { readonly code: string }) => own[problem.code] ?? 0,
            })),
          ]}
        />
      }
    >
      <svg
        className="problem-bars"
        viewBox={`0 0 ${WIDTH} ${problems.length * ROW}`}
        role="img"
        aria-label={text.chart}
        data-bars={problems.length}
      >
        <title>{text.chart}</title>
        {problems.map(({ code, name, units, share }, index) => (
          <g key={code} transform={`translate(0 ${index * ROW})`}>
            <text x="0" y="15">
              {name}
            </text>
            <rect x="0" y="21" width={Math.max(2, (BAR * share) / most)} height="14" />
            <text x={Math.max(2, (BAR * share) / most) + 8} y="33">
              {text.bar(units, all.visited, percent(share))}
            </text>
          </g>
        ))}
      </svg>
    </Figure>
  );
}

/** Hundredths of a percent, to one decimal, never rounded up. */
function percent(share: number): string {
  return `${Math.floor(share / 10) / 10}%`;
}
