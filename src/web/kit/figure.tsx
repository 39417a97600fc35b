/** The frame of every picture: the SVG, a caption with source and 截止日, and the table behind it. `DotGrid` and `CapacityMeter` use it. @module */
import type { ReactNode } from 'react';
import { kitText } from './strings/kit.zh.ts';

export interface FigureSource {
  readonly source: string;
  /** A day in words or `YYYY-MM-DD`. */
  readonly asOf: string;
}

interface FigureProps {
  readonly caption: string;
  readonly source?: FigureSource | undefined;
  /** The same data as a table. */
  readonly table: ReactNode;
  readonly children: ReactNode;
}

export function Figure({ caption, source, table, children }: FigureProps): ReactNode {
  return (
    <figure className="figure">
      <figcaption>
        {caption}
        {source !== undefined && <span className="muted">{kitText.figure.source(source.source, source.asOf)}</span>}
      </figcaption>
      {children}
      <details>
        <summary>{kitText.figure.table}</summary>
        {table}
      </details>
    </figure>
  );
}
