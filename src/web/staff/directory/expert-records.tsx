/** What is recorded of an expert's service: evaluations, fees, refusals, sanctions. @module */
import { Input, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { EXPERT_RECORD_KINDS, RecordExpertInput, type ExpertRecord } from '../../../directory/types/organisation.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { organisationText as text } from '../../kit/strings/directory-organisation.zh.ts';

export function ExpertRecords({ expertId }: { readonly expertId: string }): ReactNode {
  return useMayDo('directory.read-expert-records') ? <Records expertId={expertId} /> : null;
}

function Records({ expertId }: { readonly expertId: string }): ReactNode {
  const records = useRead<{ readonly rows: readonly ExpertRecord[] }>(`/api/directory/expert-records/${expertId}`);
  const mayRecord = useMayDo('directory.record-expert');
  return (
    <section>
      <h2>{text.expertRecords}</h2>
      <Loaded read={records} skeleton={<TableSkeleton rows={3} />}>
        {({ rows }) => <Rows rows={rows} />}
      </Loaded>
      {mayRecord && (
        <details>
          <summary>{text.record}</summary>
          <RecordForm expertId={expertId} />
        </details>
      )}
    </section>
  );
}

function Rows({ rows }: { readonly rows: readonly ExpertRecord[] }): ReactNode {
  const refusals = rows.filter(({ kind }) => kind === 'refusal').length;
  if (rows.length === 0) return <p className="muted">{text.none}</p>;
  return (
    <>
      {refusals > 0 && <p>{text.refusals(refusals)}</p>}
      <DataTable
        caption={text.expertRecords}
        isCaptionHidden
        columns={COLUMNS}
        rows={rows}
        rowKey={({ recordId }) => recordId}
      />
    </>
  );
}

const COLUMNS: readonly Column<ExpertRecord>[] = [
  { key: 'day', title: text.day, render: ({ onDay }) => <DateText value={onDay} inTable /> },
  { key: 'kind', title: text.kind, render: ({ kind }) => EXPERT_RECORD_KINDS[kind] },
  {
    key: 'value',
    title: `${text.score}、${text.amount}`,
    render: ({ score, amountFen }) =>
      score !== null ? text.points(score) : amountFen === null ? '' : text.yuan(amountFen),
  },
  { key: 'note', title: text.note, render: ({ note }) => note },
  { key: 'by', title: text.by, render: ({ byName }) => byName },
];

/** The amount is typed in 元 and kept in 分. */
function RecordForm({ expertId }: { readonly expertId: string }): ReactNode {
  const [round, setRound] = useState(0);
  return (
    <DeedForm
      key={round}
      kind="directory.record-expert"
      schema={RecordExpertInput}
      toInput={({ amountFen, score, ...values }) => ({
        ...values,
        expertId,
        score: score ?? null,
        amountFen: typeof amountFen === 'number' ? Math.round(amountFen * 100) : null,
      })}
      onDone={() => setRound(round + 1)}
    >
      <Field name="kind" label={text.kind}>
        <Select options={Object.entries(EXPERT_RECORD_KINDS).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field name="onDay" label={text.day}>
        <Input type="date" />
      </Field>
      <Field name="score" label={text.score} hint={text.scoreHint} isOptional>
        <InputNumber min={1} max={5} precision={0} />
      </Field>
      <Field name="amountFen" label={text.amount} hint={text.amountHint} isOptional>
        <InputNumber min={0} precision={2} />
      </Field>
      <Field name="note" label={text.note} hint={text.noteHint}>
        <Input maxLength={200} />
      </Field>
    </DeedForm>
  );
}
