/** What of a list leaves as a file: what the screen shows, everything, or related tables. A long list leaves as a job. @module */
import type { ReactNode } from 'react';
import { EXPORT_LIMITS } from '../../../directory/rules/exports.ts';
import type { ExportWish } from '../../../directory/types/exports.ts';
import type { DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { withQuery, type Query } from '../../kit/api.ts';
import { useDeed } from '../../kit/deed.ts';
import { DropMenu } from '../../kit/drop-menu.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { directoryFilesText as text } from '../../kit/strings/directory-files.zh.ts';
import { ExportJobs } from './export-jobs.tsx';
import './directory.css';

interface ExportMenuProps {
  readonly kind: DirectoryKind;
  /** Records that match; undefined until the list has answered. */
  readonly total: number | undefined;
  /** Field names of the columns on the screen. */
  readonly columns: readonly string[];
  /** The list's search, filters and order. */
  readonly conditions: Readonly<Record<string, string>>;
}

interface Choice {
  readonly label: string;
  readonly format: ExportWish['format'];
  readonly columns?: readonly string[];
}

export function ExportMenu({ kind, total, columns, conditions }: ExportMenuProps): ReactNode {
  const choices: readonly Choice[] = [
    { label: text.shown, format: 'xlsx', columns },
    { label: text.all, format: 'xlsx' },
    { label: text.csv, format: 'csv' },
    { label: text.zip, format: 'zip' },
  ];
  const isJob = total !== undefined && total > EXPORT_LIMITS.atOnce;
  const ask = useDeed<ExportWish>('directory.export');
  return (
    <DropMenu label={text.export}>
      <p className="muted">{text.hint}</p>
      {isJob && <p className="muted">{text.hintJob(EXPORT_LIMITS.atOnce)}</p>}
      <ul className="export-choices">
        {choices.map(({ label, format, columns: fields }) => (
          <li key={label}>
            {isJob ? (
              <button
                type="button"
                className="link"
                disabled={ask.isPending}
                onClick={() =>
                  void ask.run({ kind, conditions, format, ...(fields === undefined ? {} : { columns: [...fields] }) })
                }
              >
                {label}
              </button>
            ) : (
              <a className="link" href={addressOf(kind, { ...conditions, format, columns: fields?.join(',') })}>
                {label}
              </a>
            )}
          </li>
        ))}
      </ul>
      <RefusalBox refusals={ask.refusals} />
      <ExportJobs />
    </DropMenu>
  );
}

function addressOf(kind: DirectoryKind, query: Query): string {
  return withQuery(`/api/directory/export/${kind}`, query);
}
