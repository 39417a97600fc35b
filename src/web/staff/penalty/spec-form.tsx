/** A deed's form from its field list (`field-spec.ts`): one control for each kind of field. @module */
import { Button, Form, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import type { Refusal } from '../../../core/result.ts';
import { NO_PENALTY_GROUNDS, OUTCOMES, PENALTY_KINDS } from '../../../penalty/types/case.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field, fieldPath } from '../../kit/field.tsx';
import { HundredthsInput } from '../../kit/hundredths-input.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { FieldSpec } from './field-kinds.ts';
import { PAPER_FIELDS, PAPER_KINDS } from './field-spec.ts';
import { controlOf, labelOf, MOST_YUAN, optionsOf, type Around } from './spec-controls.tsx';
import { initialOf, merged, withOutcomes } from './spec-values.ts';

interface SpecFormProps {
  readonly kind: string;
  readonly schema: z.ZodType;
  readonly fields: readonly FieldSpec[];
  readonly around: Around;
  /** Goes into the input beside what is typed. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly refusals?: readonly Refusal[];
  readonly onDone?: (answer: { readonly caseId: string }) => void;
  /** Stands above the button: shows what it would make of what is typed. */
  readonly preview?: (toInput: (values: Readonly<Record<string, unknown>>) => unknown) => ReactNode;
}

export function SpecForm({
  kind,
  schema,
  fields,
  around,
  fixed = {},
  initial,
  refusals,
  onDone,
  preview,
}: SpecFormProps): ReactNode {
  return (
    <DeedForm<unknown, { readonly caseId: string }>
      kind={kind}
      schema={schema}
      initial={initial ?? initialOf(fields, around)}
      toInput={(values) => ({ ...merged(withOutcomes(fields, values), fixed) })}
      {...(refusals === undefined ? {} : { refusals })}
      onDone={(answer) => onDone?.(answer)}
    >
      {fields.map((field) => (
        <OneField key={field.name} field={field} around={around} />
      ))}
      {preview?.((values) => ({ ...merged(withOutcomes(fields, values), fixed) }))}
    </DeedForm>
  );
}

interface OneFieldProps {
  readonly field: FieldSpec;
  readonly around: Around;
  /** Where the field stands in a row. */
  readonly prefix?: string;
}

function OneField({ field, around, prefix = '' }: OneFieldProps): ReactNode {
  const name = prefix + field.name;
  if (field.as === 'rows') return <Rows name={name} fields={field.fields} around={around} />;
  if (field.as === 'outcome') return <OutcomeFields name={name} />;
  if (field.as === 'grade') return <GradeField name={name} around={around} />;
  if (field.as === 'evidence-paper') return <EvidencePaper name={name} around={around} />;
  return (
    <Field
      name={name}
      label={labelOf(field.name)}
      isOptional={field.isOptional === true}
      {...(field.as === 'check' ? { valueName: 'checked' as const } : {})}
    >
      {controlOf(field, around)}
    </Field>
  );
}

/** The grades of the benchmark that was chosen beside it. */
function GradeField({ name, around }: { readonly name: string; readonly around: Around }): ReactNode {
  const chosen: unknown = Form.useWatch(fieldPath(name.replace(/grade$/, 'benchmark')));
  const grades = around.benchmarks.filter(({ code }) => code === chosen).at(-1)?.grades ?? [];
  return (
    <Field name={name} label={penaltyText.fields.grade}>
      <Select
        options={grades.map(({ code, title, condition }) => ({ value: code, label: `${title}：${condition}` }))}
      />
    </Field>
  );
}

function OutcomeFields({ name }: { readonly name: string }): ReactNode {
  const kind: unknown = Form.useWatch(fieldPath(`${name}.kind`));
  const kinds: unknown = Form.useWatch(fieldPath(`${name}.kinds`));
  const has = (wanted: string): boolean => Array.isArray(kinds) && kinds.includes(wanted);
  return (
    <>
      <Field name={`${name}.kind`} label={penaltyText.fields.outcomeKind}>
        <Select options={optionsOf(OUTCOMES)} />
      </Field>
      {kind === 'penalty' && (
        <Field name={`${name}.kinds`} label={penaltyText.fields.kinds}>
          <Select mode="multiple" options={optionsOf(PENALTY_KINDS)} />
        </Field>
      )}
      {kind === 'penalty' && has('fine') && (
        <Field name={`${name}.fine`} label={penaltyText.fields.fine}>
          <HundredthsInput min={0} max={MOST_YUAN} step={100} />
        </Field>
      )}
      {kind === 'penalty' && has('gains') && (
        <Field name={`${name}.gains`} label={penaltyText.fields.gains}>
          <HundredthsInput min={0} max={MOST_YUAN} step={100} />
        </Field>
      )}
      {kind === 'no-penalty' && (
        <Field name={`${name}.ground`} label={penaltyText.fields.ground}>
          <Select options={optionsOf(NO_PENALTY_GROUNDS)} />
        </Field>
      )}
      {(kind === 'no-penalty' || kind === 'withdraw') && (
        <Field name={`${name}.reason`} label={penaltyText.fields.reason}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      )}
    </>
  );
}

/** 询问笔录、勘验笔录、抽样取证凭证 beside the evidence: its fields when one is chosen. */
function EvidencePaper({ name, around }: { readonly name: string; readonly around: Around }): ReactNode {
  const chosen: unknown = Form.useWatch(fieldPath(`${name}.kind`));
  const fields = typeof chosen === 'string' ? (PAPER_FIELDS[chosen] ?? []) : [];
  return (
    <>
      <Field name={`${name}.kind`} label={penaltyText.fields.paperKind} isOptional>
        <Select allowClear options={optionsOf(PAPER_KINDS)} />
      </Field>
      {fields.map((field) => (
        <OneField key={`${String(chosen)} ${field.name}`} field={field} around={around} prefix={`${name}.`} />
      ))}
    </>
  );
}

interface RowsProps {
  readonly name: string;
  readonly fields: readonly FieldSpec[];
  readonly around: Around;
}

/** Several of the same: facts, goods, instalments. */
function Rows({ name, fields, around }: RowsProps): ReactNode {
  const [count, setCount] = useState(1);
  const form = Form.useFormInstance();
  const fewer = (): void => {
    const rows: unknown = form.getFieldValue(fieldPath(name));
    form.setFieldValue(fieldPath(name), Array.isArray(rows) ? rows.slice(0, count - 1) : []);
    setCount(count - 1);
  };
  return (
    <div className="case-rows">
      {Array.from({ length: count }, (_each, n) => (
        <div key={n} className="case-row">
          {fields.map((field) => (
            <OneField key={field.name} field={field} around={around} prefix={`${name}.${n}.`} />
          ))}
        </div>
      ))}
      <div className="case-rows-buttons">
        <Button onClick={() => setCount(count + 1)}>{penaltyText.more}</Button>
        {count > 1 && <Button onClick={fewer}>{penaltyText.fewer}</Button>}
      </div>
    </div>
  );
}
