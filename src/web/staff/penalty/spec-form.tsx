/** A deed's form from its field list (`field-spec.ts`): one control for each kind of field. @module */
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { z } from 'zod';
import type { Refusal } from '../../../core/result.ts';
import { MONEY_KINDS, NO_PENALTY_GROUNDS, OUTCOMES, PENALTY_KINDS } from '../../../penalty/types/case.ts';
import type { CaseFile } from '../../../penalty/types/file.ts';
import type { Benchmark } from '../../../penalty/types/settings.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field, fieldPath } from '../../kit/field.tsx';
import { HundredthsInput } from '../../kit/hundredths-input.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { FieldSpec, Options } from './field-spec.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What the choices of a form come from. */
export interface Around {
  readonly today: string;
  readonly officers: readonly Option[];
  readonly people: readonly Option[];
  readonly deputies: readonly Option[];
  readonly benchmarks: readonly Benchmark[];
  /** Of forms about a case. */
  readonly file?: CaseFile;
}

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
}

const MOST_YUAN = 100_000_000_000;

export function SpecForm({
  kind,
  schema,
  fields,
  around,
  fixed = {},
  initial,
  refusals,
  onDone,
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
    </DeedForm>
  );
}

/** Today where a day is asked for, the handlers where officers are; nothing is guessed beyond that. */
function initialOf(fields: readonly FieldSpec[], { today, file }: Around): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, as, isOptional } of fields) {
    if (as === 'day' && isOptional !== true) setAt(values, name, today);
    if (as === 'check') setAt(values, name, false);
    if (as === 'officers') setAt(values, name, file?.handlers.map(({ officerId }) => officerId) ?? []);
    if ((as === 'text' || as === 'area') && isOptional === true) setAt(values, name, '');
    if (as === 'yuan' && name === 'waivedFen') setAt(values, name, 0);
  }
  if (file !== undefined && fields.some(({ name }) => name === 'cause')) {
    values['cause'] = file.lead.cause;
    values['facts'] = file.lead.facts;
  }
  return values;
}

function setAt(values: Record<string, unknown>, name: string, value: unknown): void {
  const [first = '', ...rest] = name.split('.');
  if (rest.length === 0) values[first] = value;
  else {
    const inner = (values[first] ??= {}) as Record<string, unknown>;
    setAt(inner, rest.join('.'), value);
  }
}

function merged(
  values: Readonly<Record<string, unknown>>,
  fixed: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = Object.entries(fixed).map(([key, value]) => {
    const own = values[key];
    const isBoth = isRecord(own) && isRecord(value);
    return [key, isBoth ? merged(own, value) : value];
  });
  return { ...values, ...Object.fromEntries(entries) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** 处理意见 is typed as kinds and amounts, and sent as the rules know it. */
function withOutcomes(
  fields: readonly FieldSpec[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const copy = structuredClone(values) as Record<string, unknown>;
  for (const { name, as } of fields) {
    if (as !== 'outcome') continue;
    const typed = name.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), copy);
    if (isRecord(typed)) setAt(copy, name, outcomeOf(typed));
  }
  return copy;
}

function outcomeOf(typed: Readonly<Record<string, unknown>>): unknown {
  if (typed['kind'] !== 'penalty') return typed;
  const kinds = Array.isArray(typed['kinds']) ? (typed['kinds'] as unknown[]).map(String) : [];
  return {
    kind: 'penalty',
    items: kinds.map((kind) => ({
      kind,
      ...(MONEY_KINDS.some((money) => money === kind) ? { fen: typed[kind] ?? undefined } : {}),
    })),
  };
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

function labelOf(name: string): string {
  const labels: Readonly<Record<string, string>> = penaltyText.fields;
  const last = name.split('.').at(-1) ?? '';
  if (name === 'lead.party.name' || name === 'lead.party.kind') return penaltyText.facts.party;
  return labels[last] ?? last;
}

function controlOf(field: Exclude<FieldSpec, { readonly as: 'rows' }>, around: Around): ReactElement {
  switch (field.as) {
    case 'area':
      return <Input.TextArea rows={3} maxLength={3000} />;
    case 'day':
      return <Input type="date" />;
    case 'yuan':
      return <HundredthsInput min={0} max={MOST_YUAN} step={100} />;
    case 'count':
      return <InputNumber min={0} precision={0} />;
    case 'check':
      return <Checkbox />;
    case 'choice':
      return <Select options={optionsOf(field.options)} allowClear={field.isOptional === true} />;
    case 'choices':
      return <Select mode="multiple" options={optionsOf(field.options)} />;
    case 'officers':
      return <Select mode="multiple" options={[...around.officers]} optionFilterProp="label" />;
    case 'people':
      return <Select mode="multiple" options={[...around.people]} optionFilterProp="label" />;
    case 'evidence':
      return <Select mode="multiple" options={choicesOf('evidence', around)} optionFilterProp="label" />;
    case 'text':
      return <Input maxLength={300} autoComplete="off" />;
    default:
      return <Select showSearch options={choicesOf(field.as, around)} optionFilterProp="label" />;
  }
}

function optionsOf(options: Options): Option[] {
  return Object.entries(options).map(([value, label]) => ({ value, label }));
}

/** What there is to choose from, of the case or of the house. */
function choicesOf(as: string, { officers, people, deputies, benchmarks, file }: Around): Option[] {
  switch (as) {
    case 'officer':
      return [...officers];
    case 'person':
      return [...people];
    case 'deputy':
      return [...deputies];
    case 'handler':
      return officers.filter(({ value }) => file?.handlers.some(({ officerId }) => officerId === value) === true);
    case 'evidence':
      return (file?.evidence ?? []).map(({ evidenceId, name }) => ({ value: evidenceId, label: name }));
    case 'hold':
      return (file?.holds ?? [])
        .filter(({ endedOn }) => endedOn === null)
        .map(({ holdId, goods }) => ({
          value: holdId,
          label: goods.map(({ name, quantity }) => `${name} ${quantity}`).join('、'),
        }));
    case 'recusal':
      return (file?.recusals ?? [])
        .filter(({ outcome }) => outcome === null)
        .map(({ recusalId, officerId, reason }) => ({
          value: recusalId,
          label: `${officers.find(({ value }) => value === officerId)?.label ?? ''} ${reason}`,
        }));
    default:
      return [...new Map(benchmarks.map(({ code, title }) => [code, { value: code, label: title }])).values()];
  }
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
