/** The rows of one alert. @module */
import type { ReactNode } from 'react';
import type { AlertRow, AlertView } from '../../../oversight/types/alerts.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column, type Selection } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { oversightText } from '../../kit/strings/oversight.zh.ts';

const text = oversightText.console;

const COLUMNS: readonly Column<AlertRow>[] = [
  { key: 'where', title: text.where, render: ({ where, href }) => <AppLink to={href}>{where}</AppLink> },
  { key: 'what', title: text.what, render: ({ what }) => what },
  { key: 'on', title: text.on, render: ({ on }) => (on === null ? '' : <DateText value={on} inTable />) },
  { key: 'notice', title: text.notice, render: ({ notice }) => notice ?? '' },
];

/** Every row with its rule, as a workbook. */
export function AlertFile({ code, title }: Pick<AlertView, 'code' | 'title'>): ReactNode {
  return (
    <a className="link" href={`/api/oversight/alerts/${code}/rows.xlsx`} aria-label={text.fileOf(title)}>
      {text.file}
    </a>
  );
}

interface AlertTableProps {
  readonly caption: string;
  readonly rows: readonly AlertRow[];
  readonly selection?: Selection<AlertRow>;
}

export function AlertTable({ caption, rows, selection }: AlertTableProps): ReactNode {
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      columns={COLUMNS}
      rows={rows}
      rowKey={({ key }) => key}
      {...(selection === undefined ? {} : { selection })}
    />
  );
}
