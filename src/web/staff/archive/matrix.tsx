/** 齐全性: what the file needs, what is there, what was said of the rest. @module */
import type { ReactNode } from 'react';
import type { VolumeView } from '../../../archive/types/views.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { archiveText } from '../../kit/strings/archive.zh.ts';
import type { OfVolume } from './volume.tsx';

const text = archiveText.matrix;
type Row = VolumeView['matrix'][number];

const COLUMNS: readonly Column<Row>[] = [
  { key: 'paper', title: text.paper, render: ({ title }) => title },
  {
    key: 'stands',
    title: text.stands,
    render: ({ isMet, exception }) => (
      <>
        {isMet ? (
          <StateTag tone="done" word={text.met} />
        ) : exception === null ? (
          <StateTag tone="problem" word={text.missing} />
        ) : (
          <StateTag tone="waiting" word={text.excused} />
        )}
        {!isMet && exception !== null && <p className="muted">{exception}</p>}
      </>
    ),
  },
  { key: 'why', title: text.why, render: ({ why }) => why ?? text.extra },
];

export function MatrixSection({ view }: OfVolume): ReactNode {
  const needed = view.matrix.filter(({ why }) => why !== null);
  const met = needed.filter(({ isMet }) => isMet).length;
  const shown = view.matrix.filter(({ why, isMet }) => why !== null || isMet);
  const others = view.matrix.filter(({ why, isMet }) => why === null && !isMet);
  return (
    <section className="followed-section">
      <h2>{archiveText.sections.matrix}</h2>
      {view.matrix.length === 0 ? (
        <p className="muted">{text.destroyed}</p>
      ) : (
        <>
          <p>{met === needed.length ? text.all(needed.length) : text.some(met, needed.length)}</p>
          <DataTable caption={archiveText.sections.matrix} rows={shown} rowKey={({ code }) => code} columns={COLUMNS} />
          {others.length > 0 && (
            <p className="muted">
              {text.others(others.length)}：{others.map(({ title }) => title).join('、')}
            </p>
          )}
        </>
      )}
    </section>
  );
}
