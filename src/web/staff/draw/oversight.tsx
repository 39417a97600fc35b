/** Substitutions and voids where supervision looks: by year, by who decides, by officer, by stratum. @module */
import { useState, type ReactNode } from 'react';
import type { DrawOversight } from '../../../draw/types/after.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { afterText } from '../../kit/strings/draw-after.zh.ts';

const text = afterText.oversight;

/** Read only when it is opened. */
export function Oversight(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="draw-void" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{text.show}</summary>
      {isOpen && <Figures />}
    </details>
  );
}

function Figures(): ReactNode {
  const read = useRead<DrawOversight>('/api/draw-oversight');
  return (
    <Loaded read={read} skeleton={<TextSkeleton lines={4} />}>
      {({ years, approvers, officers, strata }) => (
        <div className="draw-oversight">
          <p className="muted">{text.lead}</p>
          <DataTable
            caption={text.years}
            rows={years}
            rowKey={({ year }) => String(year)}
            columns={[
              { key: 'year', title: text.year, render: ({ year }) => year },
              { key: 'draws', title: text.draws, isNumber: true, render: ({ draws }) => draws },
              { key: 'voids', title: text.voids, isNumber: true, render: ({ voids }) => voids },
              { key: 'drawn', title: text.drawn, isNumber: true, render: ({ drawn }) => drawn },
              { key: 'skips', title: text.skips, isNumber: true, render: ({ skips }) => skips },
              {
                key: 'changes',
                title: text.personChanges,
                isNumber: true,
                render: ({ personChanges }) => personChanges,
              },
              { key: 'unrevealed', title: text.unrevealed, isNumber: true, render: ({ unrevealed }) => unrevealed },
              { key: 'recovered', title: text.recovered, isNumber: true, render: ({ recovered }) => recovered },
              { key: 'lateResults', title: text.lateResults, isNumber: true, render: ({ lateResults }) => lateResults },
              {
                key: 'lateOpenings',
                title: text.lateOpenings,
                isNumber: true,
                render: ({ lateOpenings }) => lateOpenings,
              },
            ]}
          />
          {approvers.length > 0 && (
            <DataTable
              caption={text.approvers}
              rows={approvers}
              rowKey={({ name }) => name}
              columns={[
                { key: 'name', title: text.approver, render: ({ name }) => name },
                { key: 'approved', title: text.approved, isNumber: true, render: ({ approved }) => approved },
                { key: 'rejected', title: text.rejected, isNumber: true, render: ({ rejected }) => rejected },
              ]}
            />
          )}
          {officers.length > 0 && (
            <DataTable
              caption={text.officers}
              rows={officers}
              rowKey={({ id }) => id}
              columns={[
                { key: 'name', title: text.officer, render: ({ name, id }) => `${name}（${id}）` },
                { key: 'left', title: text.left, isNumber: true, render: ({ left }) => left },
                { key: 'came', title: text.came, isNumber: true, render: ({ came }) => came },
              ]}
            />
          )}
          {strata.length > 0 && (
            <DataTable
              caption={text.strata}
              rows={strata}
              rowKey={({ draw, stratum }) => `${draw} ${stratum}`}
              columns={[
                { key: 'draw', title: text.draw, render: ({ draw }) => <code>{draw}</code> },
                { key: 'stratum', title: text.stratum, render: ({ stratum }) => stratum },
                { key: 'drawn', title: text.drawn, isNumber: true, render: ({ drawn }) => drawn },
                { key: 'skips', title: text.skips, isNumber: true, render: ({ skips }) => skips },
              ]}
            />
          )}
        </div>
      )}
    </Loaded>
  );
}
