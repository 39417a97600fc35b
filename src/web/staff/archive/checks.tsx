/** 四性检测: the newest report open, the earlier ones folded. @module */
import type { ReactNode } from 'react';
import { ASPECTS, MOMENTS } from '../../../archive/types/volume.ts';
import type { VolumeView } from '../../../archive/types/views.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { archiveText } from '../../kit/strings/archive.zh.ts';
import type { OfVolume } from './volume.tsx';
import { TEST_TONES } from './words.ts';

const text = archiveText.checks;
type Report = VolumeView['reports'][number];
type Result = Report['results'][number];

const COLUMNS: readonly Column<Result>[] = [
  { key: 'test', title: text.test, render: ({ test }) => test },
  { key: 'aspect', title: text.aspect, render: ({ aspect }) => ASPECTS[aspect] },
  {
    key: 'outcome',
    title: text.outcome,
    render: ({ outcome }) => <StateTag tone={TEST_TONES[outcome]} word={text[outcome]} />,
  },
  { key: 'found', title: text.found, render: ({ found }) => found },
];

export function ChecksSection({ view }: OfVolume): ReactNode {
  const [newest, ...older] = view.reports;
  return (
    <section className="followed-section">
      <h2>{archiveText.sections.checks}</h2>
      {newest === undefined ? <p className="muted">{text.none}</p> : <OneReport view={view} report={newest} />}
      {older.length > 0 && (
        <details className="screen-only">
          <summary>{text.older(older.length)}</summary>
          {older.map((report) => (
            <OneReport key={report.number} view={view} report={report} />
          ))}
        </details>
      )}
    </section>
  );
}

function OneReport({ view, report }: OfVolume & { readonly report: Report }): ReactNode {
  const { number, moment, on, by, hasPassed, results } = report;
  return (
    <div className="archive-checks">
      <p className="followed-standing">
        <StateTag tone={hasPassed ? 'done' : 'problem'} word={hasPassed ? text.passed : text.failed} />
        <span>{text.line(MOMENTS[moment], sentenceDate(on), by)}</span>
        <a
          className="link screen-only"
          href={`/api/archive/volumes/${view.volumeId}/reports/${number}.pdf`}
          target="_blank"
          rel="noreferrer"
        >
          {text.print}
        </a>
      </p>
      <DataTable caption={archiveText.sections.checks} rows={results} rowKey={({ test }) => test} columns={COLUMNS} />
    </div>
  );
}
