/** The fields of each kind of paper: 询问笔录, 勘验笔录, 抽样取证, 送达回执 (domain §12.2). @module */
import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { SERVICE_METHODS, type IssuedDocument } from '../../../inspection/types/documents.ts';
import { Field, fieldPath } from '../../kit/field.tsx';
import { HundredthsInput } from '../../kit/hundredths-input.tsx';
import { visitPapersText as text } from '../../kit/strings/visit-papers.zh.ts';
import { Rows } from '../plan/rows.tsx';

export function InterviewFields(): ReactNode {
  const words = text.interview;
  return (
    <>
      <Times />
      <div className="row">
        <Field name="paper.place" label={words.place}>
          <Input maxLength={120} />
        </Field>
        <Field name="paper.nth" label={words.nth}>
          <InputNumber min={1} max={99} precision={0} />
        </Field>
      </div>
      <div className="row">
        <Field name="paper.person" label={words.person}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field name="paper.post" label={words.post} isOptional>
          <Input maxLength={60} />
        </Field>
      </div>
      <Field name="paper.employer" label={words.employer} isOptional>
        <Input maxLength={120} />
      </Field>
      <Field name="paper.recorder" label={words.recorder}>
        <Input maxLength={60} autoComplete="off" />
      </Field>
      <fieldset className="paper-rows">
        <legend>{words.entries}</legend>
        <p className="muted">{words.entriesHint}</p>
        <Rows
          name="paper.entries"
          empty={{ ask: '', answer: '' }}
          fields={[
            { key: 'ask', label: words.ask, control: <Input.TextArea rows={1} maxLength={500} /> },
            {
              key: 'answer',
              label: words.answer,
              control: <Input.TextArea rows={1} maxLength={2_000} />,
            },
          ]}
        />
      </fieldset>
    </>
  );
}

export function SurveyFields(): ReactNode {
  const words = text.survey;
  return (
    <>
      <Times />
      <Field name="paper.place" label={words.place}>
        <Input maxLength={120} />
      </Field>
      <div className="row">
        <Field name="paper.weather" label={words.weather} isOptional>
          <Input maxLength={60} />
        </Field>
        <Field name="paper.party" label={words.party} hint={words.partyHint} isOptional>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field name="paper.invited" label={words.invited} isOptional>
          <Input maxLength={120} autoComplete="off" />
        </Field>
      </div>
      <Field name="paper.result" label={words.result} hint={words.resultHint}>
        <Input.TextArea rows={6} maxLength={5_000} />
      </Field>
    </>
  );
}

export function SampleFields(): ReactNode {
  const words = text.sample;
  return (
    <>
      <Field name="paper.place" label={words.place}>
        <Input maxLength={120} />
      </Field>
      <Field name="paper.basis" label={words.basis}>
        <Input maxLength={300} />
      </Field>
      <fieldset className="paper-rows">
        <legend>{words.goods}</legend>
        <p className="muted">
          {words.quantity}：{words.quantityHint}；{words.paid}：{words.paidHint}
        </p>
        <Rows
          name="paper.goods"
          empty={{ name: '', model: '', quantity: '', paidFen: null }}
          fields={[
            { key: 'name', label: words.name, control: <Input maxLength={120} /> },
            { key: 'model', label: words.model, isOptional: true, control: <Input maxLength={120} /> },
            { key: 'quantity', label: words.quantity, control: <Input maxLength={60} /> },
            {
              key: 'paidFen',
              label: words.paid,
              isOptional: true,
              control: <HundredthsInput min={0} max={1_000_000_000} step={1} />,
            },
          ]}
        />
      </fieldset>
    </>
  );
}

export function ServiceFields({ issued }: { readonly issued: readonly IssuedDocument[] }): ReactNode {
  const words = text.service;
  const method: unknown = Form.useWatch(fieldPath('paper.method'));
  const isLeft = method === 'left';
  const options = issued
    .filter(({ end, form }) => end === null && form !== 'service')
    .map(({ documentId, title, number }) => ({ value: documentId, label: `${title} ${number}` }));
  return (
    <>
      <Field
        name="paper.documentIds"
        label={words.documents}
        hint={options.length === 0 ? words.noDocuments : words.documentsHint}
      >
        <Select mode="multiple" options={options} optionFilterProp="label" />
      </Field>
      <div className="row">
        <Field name="paper.receiver" label={words.receiver}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field name="paper.place" label={words.place}>
          <Input maxLength={120} />
        </Field>
      </div>
      <div className="row">
        <Field name="paper.method" label={words.method}>
          <Select options={codesOf(SERVICE_METHODS).map((value) => ({ value, label: SERVICE_METHODS[value] }))} />
        </Field>
        <Field name="paper.servedAt" label={words.servedAt}>
          <Input type="datetime-local" />
        </Field>
      </div>
      {isLeft && (
        <>
          <Field name="paper.refusal" label={words.refusal} hint={words.leftHint}>
            <Input maxLength={300} />
          </Field>
          <Field name="paper.witness" label={words.witness} hint={words.leftHint}>
            <Input maxLength={60} autoComplete="off" />
          </Field>
        </>
      )}
    </>
  );
}

function Times(): ReactNode {
  return (
    <div className="row">
      <Field name="paper.from" label={text.from}>
        <Input type="datetime-local" />
      </Field>
      <Field name="paper.to" label={text.to}>
        <Input type="datetime-local" />
      </Field>
    </div>
  );
}
