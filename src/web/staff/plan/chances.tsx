/** What the plan means for one enterprise: its chance by stratum; and for one team: its months. @module */
import type { ReactNode } from 'react';
import { teamsOf } from '../../../plan/rules/capacity.ts';
import { chancePercent, chancesOf } from '../../../plan/rules/chances.ts';
import type { CapacityInputs, MonthLoad, PlanContent, Universe } from '../../../plan/types.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { planPathText as text } from '../../kit/strings/plan-path.zh.ts';
import { planText } from '../../kit/strings/plan.zh.ts';

interface ChanceTableProps {
  readonly content: Pick<PlanContent, 'count' | 'strata'>;
  readonly universe: Universe;
  /** The heading above says the same. */
  readonly isCaptionHidden?: boolean;
}

export function ChanceTable({ content, universe, isCaptionHidden = false }: ChanceTableProps): ReactNode {
  const rows = chancesOf(content, universe);
  if (rows.length === 0) return null;
  return (
    <>
      <DataTable
        caption={text.chances}
        isCaptionHidden={isCaptionHidden}
        rows={rows}
        rowKey={({ id }) => id ?? ''}
        columns={[
          { key: 'name', title: text.stratum, render: ({ id, name }) => (id === null ? text.everyone : name) },
          { key: 'size', title: text.size, isNumber: true, render: ({ size }) => size },
          { key: 'quota', title: text.quota, isNumber: true, render: ({ quota }) => quota },
          {
            key: 'chance',
            title: text.chance,
            isNumber: true,
            render: (row) => text.chanceValue(row.quota, row.size, chancePercent(row)),
          },
        ]}
      />
      {rows.length > 1 && <p className="muted">{text.tie}</p>}
    </>
  );
}

interface TeamTableProps {
  readonly capacity: Pick<CapacityInputs, 'officers' | 'visit'>;
  readonly loads: readonly MonthLoad[];
}

export function TeamTable({ capacity, loads }: TeamTableProps): ReactNode {
  if (loads.length === 0) return null;
  return (
    <DataTable
      caption={text.teamsCaption(teamsOf(capacity), capacity.visit.officers)}
      rows={loads}
      rowKey={({ month }) => month}
      columns={[
        { key: 'month', title: text.month, render: ({ month }) => planText.page.month(month) },
        { key: 'perTeam', title: text.perTeam, isNumber: true, render: ({ perTeam }) => perTeam },
        {
          key: 'teamDays',
          title: text.teamDays,
          isNumber: true,
          render: ({ teamDays, workdays }) =>
            teamDays > workdays * 100 ? (
              <StateTag tone="problem" word={String(teamDays / 100)} />
            ) : (
              String(teamDays / 100)
            ),
        },
        { key: 'workdays', title: text.workdays, isNumber: true, render: ({ workdays }) => workdays },
      ]}
    />
  );
}
