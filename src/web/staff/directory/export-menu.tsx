/** What of a list leaves as a file: what the screen shows, everything, or related tables. @module */
import type { ReactNode } from 'react';
import type { DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { withQuery, type Query } from '../../kit/api.ts';
import { DropMenu } from '../../kit/drop-menu.tsx';
import { directoryFilesText as text } from '../../kit/strings/directory-files.zh.ts';
import './directory.css';

interface ExportMenuProps {
  readonly kind: DirectoryKind;
  /** Field names of the columns on the screen. */
  readonly columns: readonly string[];
  /** The list's search, filters and order. */
  readonly conditions: Query;
}

export function ExportMenu({ kind, columns, conditions }: ExportMenuProps): ReactNode {
  const choices: readonly (readonly [label: string, query: Query])[] = [
    [text.shown, { columns: columns.join(',') }],
    [text.all, {}],
    [text.csv, { format: 'csv' }],
    [text.zip, { format: 'zip' }],
  ];
  return (
    <DropMenu label={text.export}>
      <p className="muted">{text.hint}</p>
      <ul className="export-choices">
        {choices.map(([label, query]) => (
          <li key={label}>
            <a className="link" href={withQuery(`/api/directory/export/${kind}`, { ...conditions, ...query })}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </DropMenu>
  );
}
