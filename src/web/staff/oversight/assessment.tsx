/** 业绩考评: shares with their formulas, and behind each its rows; the score is computed here as on the server. @module */
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { scoreOf, shareOf } from '../../../oversight/rules/assessment.ts';
import {
  INDICATORS,
  type Assessment,
  type IndicatorCode,
  type IndicatorRow,
  type IndicatorRows,
  type IndicatorView,
} from '../../../oversight/types/assessment.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { assessmentText } from '../../kit/strings/assessment.zh.ts';
import { oversightText } from '../../kit/strings/oversight.zh.ts';
import './oversight.css';

const text = assessmentText.page;
const PARENT = { to: '/oversight', title: oversightText.overview.title };
const YEARS_BACK = 5;

export function AssessmentPage(): ReactNode {
  const [chosen, setChosen] = useState<number>();
  const answer = useRead<Assessment>('/api/assessment', { year: chosen });
  return (
    <Loaded read={answer} skeleton={<TableSkeleton rows={10} />}>
      {(assessment) => <OneYear assessment={assessment} onChoose={setChosen} />}
    </Loaded>
  );
}

interface OneYearProps {
  readonly assessment: Assessment;
  readonly onChoose: (year: number) => void;
}

function OneYear({ assessment: { thisYear, year, indicators }, onChoose }: OneYearProps): ReactNode {
  const [code, setCode] = useState<IndicatorCode>('plan');
  const score = scoreOf(indicators);
  return (
    <>
      <PageHeader
        title={text.title}
        parent={PARENT}
        standing={score === null ? text.none : text.standing(year, String(score))}
      />
      <p className="muted oversight-lead">{text.lead}</p>
      <p>
        {text.year}{' '}
        <Select
          aria-label={text.year}
          value={year}
          onChange={onChoose}
          options={Array.from({ length: YEARS_BACK + 1 }, (_, back) => ({
            value: thisYear - back,
            label: thisYear - back,
          }))}
        />
      </p>
      <DataTable
        caption={text.title}
        isCaptionHidden
        rows={indicators}
        rowKey={(indicator) => indicator.code}
        columns={COLUMNS}
      />
      <Rows year={year} code={code} onChoose={setCode} />
    </>
  );
}

const COLUMNS: readonly Column<IndicatorView>[] = [
  { key: 'title', title: text.indicator, render: ({ code }) => INDICATORS[code].title },
  { key: 'formula', title: text.formula, render: ({ code }) => INDICATORS[code].formula },
  { key: 'sum', title: text.numerator, isNumber: true, render: ({ sum }) => sum },
  { key: 'rows', title: text.rows, isNumber: true, render: ({ rows }) => rows },
  {
    key: 'share',
    title: text.share,
    isNumber: true,
    render: (indicator) => {
      const share = shareOf(indicator);
      return share === null ? text.nothing : text.percent(share);
    },
  },
  { key: 'weight', title: text.weight, isNumber: true, render: ({ code }) => INDICATORS[code].weight },
];

const ROW_COLUMNS: readonly Column<IndicatorRow>[] = [
  { key: 'where', title: text.where, render: ({ where, href }) => <AppLink to={href}>{where}</AppLink> },
  { key: 'on', title: text.on, render: ({ on }) => (on === null ? '' : <DateText value={on} inTable />) },
  { key: 'value', title: text.value, isNumber: true, render: ({ value }) => value },
];

interface RowsProps {
  readonly year: number;
  readonly code: IndicatorCode;
  readonly onChoose: (code: IndicatorCode) => void;
}

function Rows({ year, code, onChoose }: RowsProps): ReactNode {
  const answer = useRead<IndicatorRows>(`/api/assessment/${year}/${code}`);
  return (
    <section className="alert-block">
      <h2>{text.rowsTitle(INDICATORS[code].title)}</h2>
      <p>
        <Select
          aria-label={text.indicator}
          value={code}
          onChange={onChoose}
          style={{ minWidth: 200 }}
          options={Object.entries(INDICATORS).map(([value, { title }]) => ({
            value: value as IndicatorCode,
            label: title,
          }))}
        />
      </p>
      <Loaded read={answer} skeleton={<TableSkeleton rows={5} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{text.noRows}</p>
          ) : (
            <DataTable
              caption={text.rowsTitle(INDICATORS[code].title)}
              isCaptionHidden
              rows={rows}
              rowKey={({ key }) => key}
              columns={ROW_COLUMNS}
            />
          )
        }
      </Loaded>
    </section>
  );
}
