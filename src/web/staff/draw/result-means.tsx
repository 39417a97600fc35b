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

/** The column of the table of drawn enterprises; none when nothing but people was drawn. */
export function meansColumns(hasMeans: boolean): Column<Pick>[] {
  return hasMeans ? [{ key: 'means', title: text.means, render: ({ means }) => <Means means={means} /> }] : [];
}

/** Day, vehicles and devices, a line each. */
function Means({ means: { day, vehicles, devices } }: Readonly<globalThis.Pick<Pick, 'means'>>): ReactNode {
  return (
    <ul className="draw-members draw-means">
      <li>
        {day === null ? <span className="muted">{text.noDay}</span> : <span className="digits">{tableDate(day)}</span>}
      </li>
      {vehicles.map(({ id, plate, seats }) => (
        <li key={id}>
          {plate} <span className="muted">{text.seats(seats)}</span>
        </li>
      ))}
      {devices.map(({ id, kind, serial }) => (
        <li key={id}>
          {EQUIPMENT_KINDS[kind]} <span className="muted digits">{serial}</span>
        </li>
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
