/** What of a list leaves as a file: what the screen shows, everything, or related tables. Written by a job, which leaves its row in the log. @module */
import { useState, type ReactNode } from 'react';
import type { ExportWish } from '../../../directory/types/exports.ts';
import type { DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { useDeed } from '../../kit/deed.ts';
import { DropMenu } from '../../kit/drop-menu.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { directoryFilesText as text } from '../../kit/strings/directory-files.zh.ts';
import { ExportJobs } from './export-jobs.tsx';
import './directory.css';

interface ExportMenuProps {
  readonly kind: DirectoryKind;
  /** Field names of the columns on the screen. */
  readonly columns: readonly string[];
  /** The list's search, filters and order. */
  readonly conditions: Readonly<Record<string, string>>;
  /** The past day whose directory is shown. */
  readonly asOfOn?: string;
}

interface Choice {
  readonly label: string;
  readonly format: ExportWish['format'];
  readonly columns?: readonly string[];
}

export function ExportMenu({ kind, columns, conditions, asOfOn }: ExportMenuProps): ReactNode {
  const choices: readonly Choice[] = [
    { label: text.shown, format: 'xlsx', columns },
    { label: text.all, format: 'xlsx' },
    { label: text.csv, format: 'csv' },
    { label: text.zip, format: 'zip' },
  ];
  const ask = useDeed<ExportWish, { exportId: string }>('directory.export');
  const [awaited, setAwaited] = useState<string>();
  const start = async (format: ExportWish['format'], fields?: readonly string[]): Promise<void> => {
    const asked = await ask.run({
      kind,
      conditions,
      format,
      ...(asOfOn === undefined ? {} : { asOfOn }),
      ...(fields === undefined ? {} : { columns: [...fields] }),
    });
    setAwaited(asked.ok ? asked.value.exportId : undefined);
  };
  return (
    <DropMenu label={text.export}>
      <p className="muted">{text.hint}</p>
      <p className="muted">{text.hintJob}</p>
      <ul className="export-choices">
        {choices.map(({ label, format, columns: fields }) => (
          <li key={label}>
            <button type="button" className="link" disabled={ask.isPending} onClick={() => void start(format, fields)}>
              {label}
            </button>
          </li>
        ))}
      </ul>
      <RefusalBox refusals={ask.refusals} />
      <ExportJobs awaited={awaited} />
    </DropMenu>
  );
}
