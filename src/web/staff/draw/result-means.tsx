/** Days, vehicles and devices of the drawn enterprises, what stays empty, and how fixed teams came about. @module */
import type { ReactNode } from 'react';
import { EQUIPMENT_KINDS } from '../../../directory/types/vocabulary.ts';
import type { ResultView } from '../../../draw/types/views.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { tableDate } from '../../kit/format.ts';
import { drawMeansText } from '../../kit/strings/draw-means.zh.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { Members } from './why.tsx';

const text = drawMeansText.result;
type Pick = ResultView['picks'][number];

/** Columns of the table of drawn enterprises; none when nothing but people was drawn. */
export function meansColumns(hasMeans: boolean): Column<Pick>[] {
  if (!hasMeans) return [];
  return [
    {
      key: 'day',
      title: text.day,
      render: ({ means: { day } }) =>
        day === null ? <span className="muted">{text.noDay}</span> : <span className="digits">{tableDate(day)}</span>,
    },
    {
      key: 'vehicles',
      title: text.vehicles,
      render: ({ means: { vehicles } }) => (
        <Lines lines={vehicles.map(({ id, plate, seats }) => ({ id, words: `${plate} ${text.seats(seats)}` }))} />
      ),
    },
    {
      key: 'devices',
      title: text.devices,
      render: ({ means: { devices } }) => (
        <Lines lines={devices.map(({ id, kind, serial }) => ({ id, words: `${EQUIPMENT_KINDS[kind]} ${serial}` }))} />
      ),
    },
  ];
}

function Lines({ lines }: { readonly lines: readonly { readonly id: string; readonly words: string }[] }): ReactNode {
  if (lines.length === 0) return '—';
  return (
    <ul className="draw-members">
      {lines.map(({ id, words }) => (
        <li key={id}>{words}</li>
      ))}
    </ul>
  );
}

export function Unfilled({
  unfilled,
  unplaced,
}: Readonly<globalThis.Pick<ResultView, 'unfilled' | 'unplaced'>>): ReactNode {
  return (
    <>
      {unplaced.length > 0 && <p>{text.unplaced(unplaced)}</p>}
      {unfilled.length > 0 && (
        <DataTable
          caption={text.unfilled}
          rows={unfilled}
          rowKey={({ kind, enterprise, seat }) => `${kind} ${enterprise} ${seat}`}
          columns={[
            { key: 'kind', title: text.kind, render: ({ kind }) => text.kinds[kind] },
            { key: 'enterprise', title: drawText.result.enterprise, render: ({ enterprise }) => enterprise },
            { key: 'seat', title: drawText.result.seat, isNumber: true, render: ({ seat }) => seat + 1 },
            {
              key: 'reason',
              title: text.reason,
              render: ({ wanted, able, capacity }) => text.reasonValue(wanted, able, capacity),
            },
          ]}
        />
      )}
    </>
  );
}

export function Formation({ formation }: Readonly<globalThis.Pick<ResultView, 'formation'>>): ReactNode {
  if (formation === null) return null;
  return (
    <>
      <DataTable
        caption={text.formation}
        rows={formation.teams}
        rowKey={({ id }) => id}
        columns={[
          { key: 'id', title: text.teamNumber, render: ({ id }) => text.team(id) },
          { key: 'members', title: text.members, render: ({ members }) => <Members members={members} /> },
        ]}
      />
      <p className="muted">{text.formationTries(formation.tries)}</p>
    </>
  );
}
