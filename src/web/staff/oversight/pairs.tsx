/** 人员与企业配对: a table of numbers, shaded where they are high; a picture that needs no eye for colours. @module */
import type { ReactNode } from 'react';
import type { PairMap } from '../../../oversight/types/alerts.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { oversightText } from '../../kit/strings/oversight.zh.ts';
import './oversight.css';

const text = oversightText.pairs;
const PARENT = { to: '/oversight', title: oversightText.overview.title };

export function PairsPage(): ReactNode {
  const answer = useRead<PairMap>('/api/oversight/pairs');
  return (
    <>
      <PageHeader
        title={text.title}
        parent={PARENT}
        {...(answer.value === undefined ? {} : { standing: text.standing(sentenceDate(answer.value.from)) })}
      />
      <Loaded read={answer} skeleton={<TableSkeleton rows={8} />}>
        {(map) =>
          map.officers.length === 0 ? (
            <EmptyState title={text.none} next={text.noneNext} />
          ) : (
            <>
              <HeatMap {...map} />
              <Repeated pairs={map.pairs} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function HeatMap({ officers, subdistricts }: PairMap): ReactNode {
  const most = Math.max(1, ...officers.flatMap(({ visits }) => Object.values(visits)));
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" role="region" aria-label={text.map} tabIndex={0}>
      <table className="data-table pair-map">
        <caption>{text.map}</caption>
        <thead>
          <tr>
            <th scope="col">{text.officer}</th>
            {subdistricts.map(({ code, name }) => (
              <th key={code} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {officers.map(({ certificate, name, visits }) => (
            <tr key={certificate}>
              <th scope="row">
                {name} <span className="muted">{certificate}</span>
              </th>
              {subdistricts.map(({ code }) => {
                const count = visits[code] ?? 0;
                return (
                  <td key={code} data-shade={Math.ceil((count * 3) / most)}>
                    {count}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Repeated({ pairs }: Pick<PairMap, 'pairs'>): ReactNode {
  if (pairs.length === 0) return <p className="muted">{text.noRepeat}</p>;
  return (
    <DataTable
      caption={text.repeated}
      rows={pairs}
      rowKey={({ certificate, creditCode }) => `${certificate}/${creditCode}`}
      columns={[
        { key: 'officer', title: text.officer, render: ({ name, certificate }) => `${name} ${certificate}` },
        { key: 'enterprise', title: text.enterprise, render: ({ enterprise }) => enterprise },
        { key: 'visits', title: text.visits, isNumber: true, render: ({ visits }) => visits },
        { key: 'last', title: text.last, render: ({ last }) => <DateText value={last} inTable /> },
      ]}
    />
  );
}
