/** 异议: what was objected to what is published, what is due first before the rest; and the days of an answer. @module */
import { InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { SOURCES } from '../../../disclosure/types.ts';
import {
  OBJECTION_GROUNDS,
  OBJECTION_STATES,
  OBJECTORS,
  type ObjectionRow,
  type ObjectionTerm,
} from '../../../disclosure/types/objection.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DueText } from '../../kit/due-text.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field } from '../../kit/field.tsx';
import { tableDate } from '../../kit/format.ts';
import { OBJECTION_TONES } from '../../kit/objection-tones.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { ruleOf, useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import { objectionText } from '../../kit/strings/objection.zh.ts';
import './disclosure.css';
import { daysLeftText } from './words.ts';

const text = objectionText.desk;

interface Answer {
  readonly rows: readonly ObjectionRow[];
  readonly term: ObjectionTerm;
}

const COLUMNS: readonly Column<ObjectionRow>[] = [
  {
    key: 'enterprise',
    title: text.enterprise,
    render: ({ objectionId, enterpriseName }) => (
      <AppLink to={`/disclosure/objections/${objectionId}`}>{enterpriseName}</AppLink>
    ),
  },
  {
    key: 'state',
    title: objectionText.state,
    render: ({ state }) => <StateTag tone={OBJECTION_TONES[state]} word={OBJECTION_STATES[state]} />,
  },
  { key: 'left', title: text.left, render: ({ workdaysLeft }) => <Left workdaysLeft={workdaysLeft} /> },
  {
    key: 'due',
    title: objectionText.dueOn,
    render: ({ dueOn, workdaysLeft }) =>
      workdaysLeft === null ? <DateText value={dueOn} inTable /> : <DueText value={dueOn} />,
  },
  { key: 'ground', title: objectionText.ground, render: ({ ground }) => OBJECTION_GROUNDS[ground] },
  { key: 'objector', title: text.of, render: ({ objector }) => OBJECTORS[objector] },
  { key: 'source', title: text.source, render: ({ source }) => SOURCES[source] },
  {
    key: 'received',
    title: objectionText.receivedOn,
    render: ({ receivedOn }) => <span className="digits">{tableDate(receivedOn)}</span>,
  },
];

function Left({ workdaysLeft }: Pick<ObjectionRow, 'workdaysLeft'>): ReactNode {
  if (workdaysLeft === null) return '—';
  const words = daysLeftText(workdaysLeft);
  return workdaysLeft < 0 ? <StateTag tone="problem" word={words} /> : words;
}

export function ObjectionsPage(): ReactNode {
  const read = useRead<Answer>('/api/objections');
  return (
    <>
      <PageHeader
        title={text.title}
        parent={{ to: '/disclosure', title: disclosureText.list.title }}
        standing={text.standing}
      />
      <Loaded read={read} skeleton={<TextSkeleton lines={8} />}>
        {({ rows, term }) => (
          <>
            {rows.length === 0 ? (
              <EmptyState title={text.none} next={text.noneNext} />
            ) : (
              <DataTable
                caption={text.title}
                isCaptionHidden
                rows={rows}
                rowKey={({ objectionId }) => objectionId}
                columns={COLUMNS}
              />
            )}
            <Term key={term.version} term={term} />
          </>
        )}
      </Loaded>
    </>
  );
}

const SET = 'disclosure.set-objection-days';
const SetInput = z.object({ version: z.int(), workdays: z.int().min(1) });

function Term({ term: { version, workdays, most, basis } }: { readonly term: ObjectionTerm }): ReactNode {
  const maySet = useMayDo(SET);
  return (
    <section>
      <h2>{text.termTitle}</h2>
      <p className="muted">{text.term(workdays, most, basis)}</p>
      {maySet && (
        <details className="disclosure-form">
          <summary>{ruleOf(SET).title}</summary>
          <DeedForm
            kind={SET}
            schema={SetInput}
            initial={{ workdays }}
            toInput={(values) => ({ version, workdays: values['workdays'] })}
            onDone={() => undefined}
          >
            <Field name="workdays" label={text.days}>
              <InputNumber min={1} max={most} precision={0} />
            </Field>
          </DeedForm>
        </details>
      )}
    </section>
  );
}
