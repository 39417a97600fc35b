/** The emblem: one small circle per candidate in list order, the drawn ones filled. For a draw's record and results. @module */
import type { ReactNode } from 'react';
import { DataTable } from './data-table.tsx';
import { dotPosition, DOT_COLUMNS, DOT_RADIUS, DOT_STEP } from './dots.ts';
import { Figure, type FigureSource } from './figure.tsx';
import { kitText } from './strings/kit.zh.ts';

export interface Dot {
  /** What the table calls it: the enterprise's name, or its number where names are not public. */
  readonly name: string;
  readonly isDrawn: boolean;
}

export function DotGrid({
  dots,
  source,
}: {
  readonly dots: readonly Dot[];
  readonly source?: FigureSource;
}): ReactNode {
  const rows = Math.ceil(dots.length / DOT_COLUMNS);
  const name = kitText.dots.name(dots.length, dots.filter(({ isDrawn }) => isDrawn).length);
  const numbered = dots.map((dot, index) => ({ ...dot, index }));
  return (
    <Figure caption={name} source={source} table={<DotTable rows={numbered} caption={name} />}>
      <svg
        role="img"
        aria-label={name}
        className="dot-grid"
        viewBox={`0 0 ${DOT_COLUMNS * DOT_STEP} ${rows * DOT_STEP}`}
      >
        {numbered.map(({ index, isDrawn }) => (
          <circle key={index} {...dotPosition(index)} r={DOT_RADIUS} className={isDrawn ? 'dot-drawn' : 'dot'} />
        ))}
      </svg>
    </Figure>
  );
}

function DotTable({
  rows,
  caption,
}: {
  readonly rows: readonly (Dot & { readonly index: number })[];
  readonly caption: string;
}): ReactNode {
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      rows={rows}
      rowKey={({ index }) => String(index)}
      columns={[
        { key: 'name', title: kitText.dots.number, render: ({ index, name }) => `${index + 1} ${name}` },
        {
          key: 'result',
          title: kitText.dots.result,
          render: ({ isDrawn }) => (isDrawn ? kitText.dots.drawn : kitText.dots.notDrawn),
        },
      ]}
    />
  );
}
