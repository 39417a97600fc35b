/** Creating or amending one record. @module */
import { useNavigate } from '@tanstack/react-router';
import { Input, InputNumber, Select, Switch } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { z } from 'zod';
import { contentRefusals } from '../../../directory/rules.ts';
import { SAVE_INPUTS } from '../../../directory/types/inputs.ts';
import { DIRECTORY_KINDS, type DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field, FormSection } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { directoryText as text } from '../../kit/strings/directory.zh.ts';
import { refusalMessage } from '../../kit/strings/refusals.ts';
import { fieldsOf, KIND_VIEWS, type FieldView, type Words } from './kinds.ts';
import { LicenceFields } from './licence-fields.tsx';
import { titleOf, type AnyRecord } from './record.tsx';
import { SubdistrictsMissing } from './subdistricts-missing.tsx';
import { useSubdistricts } from './subdistricts.ts';
import { labelOf } from './values.ts';

type Content = Readonly<Record<string, unknown>>;

export function NewRecordPage({ kind }: { readonly kind: DirectoryKind }): ReactNode {
  return (
    <>
      <PageHeader title={text.add(DIRECTORY_KINDS[kind])} parent={{ to: listOf(kind), title: text.lists[kind] }} />
      <RecordForm kind={kind} target={null} content={DEFAULTS[kind]} reason={text.reasonOfNew} />
    </>
  );
}

export function EditRecordPage({ kind }: { readonly kind: DirectoryKind }): ReactNode {
  const recordId = useParam('recordId');
  const subdistricts = useSubdistricts();
  const record = useRead<AnyRecord>(`/api/directory/${KIND_VIEWS[kind].slug}/${recordId}`);
  return (
    <Loaded read={record} skeleton={<TextSkeleton lines={12} />}>
      {({ content, version }) => (
        <>
          <PageHeader
            title={`${text.edit}：${titleOf(kind, content, subdistricts)}`}
            parent={{
              to: `/directory/${KIND_VIEWS[kind].slug}/${recordId}`,
              title: titleOf(kind, content, subdistricts),
            }}
          />
          {/* The version the person saw goes with what he typed, even when the record is read again meanwhile. */}
          <RecordForm key={recordId} kind={kind} target={{ recordId, version }} content={content} reason="" />
        </>
      )}
    </Loaded>
  );
}

interface RecordFormProps {
  readonly kind: DirectoryKind;
  readonly target: { readonly recordId: string; readonly version: number } | null;
  readonly content: Content;
  readonly reason: string;
}

function RecordForm({ kind, target, content, reason }: RecordFormProps): ReactNode {
  const navigate = useNavigate();
  const subdistricts = useSubdistricts();
  return (
    <DeedForm<unknown, { recordId: string }>
      kind={`directory.save-${kind}`}
      schema={formSchema(kind, new Set(Object.keys(subdistricts)))}
      initial={{ content: toForm(kind, content), reason, target }}
      toInput={(values) => ({
        target: values['target'] ?? null,
        reason: values['reason'],
        content: toContent(kind, values['content']),
      })}
      onDone={({ recordId }) => void navigate({ to: `/directory/${KIND_VIEWS[kind].slug}/${recordId}` })}
    >
      {kind === 'enterprise' && <SubdistrictsMissing />}
      {KIND_VIEWS[kind].sections.map(({ title, fields }) => (
        <FormSection key={title} title={title}>
          {fields.map((view) => (
            <ContentField key={view.field} kind={kind} view={view} subdistricts={subdistricts} />
          ))}
        </FormSection>
      ))}
      <Field name="reason" label={text.reason} hint={text.reasonHint}>
        <Input maxLength={200} />
      </Field>
    </DeedForm>
  );
}

function ContentField({
  kind,
  view,
  subdistricts,
}: {
  readonly kind: DirectoryKind;
  readonly view: FieldView;
  readonly subdistricts: Words;
}): ReactNode {
  const { field, control, isOptional } = view;
  if (control === 'licences') return <LicenceFields />;
  const hint = control === 'lines' ? text.lineHint : field === 'staffId' ? text.staffHint : undefined;
  return (
    <Field
      name={`content.${field}`}
      label={labelOf(kind, field)}
      isOptional={isOptional}
      valueName={control === 'yes-no' ? 'checked' : 'value'}
      {...(hint === undefined ? {} : { hint })}
    >
      {controlOf(view, subdistricts)}
    </Field>
  );
}

function controlOf({ control, words, isOptional }: FieldView, subdistricts: Words): ReactElement {
  const options = Object.entries(control === 'subdistrict' ? subdistricts : (words ?? {})).map(([value, label]) => ({
    value,
    label,
  }));
  switch (control) {
    case 'choice':
    case 'subdistrict':
      return <Select options={options} allowClear={isOptional} showSearch={{ optionFilterProp: 'label' }} />;
    case 'choices':
      return <Select mode="multiple" options={options} optionFilterProp="label" />;
    case 'number':
      return <InputNumber min={0} precision={0} />;
    case 'day':
      return <Input type="date" />;
    case 'yes-no':
      return <Switch />;
    case 'lines':
      return <Input.TextArea rows={2} />;
    default:
      return <Input maxLength={200} />;
  }
}

/** The deed's schema and the module's own rules together: every mistake in one pass. */
function formSchema(kind: DirectoryKind, subdistrictCodes: ReadonlySet<string>): z.ZodType {
  return z.unknown().superRefine((input, context) => {
    const form = SAVE_INPUTS[kind].safeParse(input);
    const content = z.object({ content: z.record(z.string(), z.unknown()) }).safeParse(input).data?.content ?? {};
    const ofForm = form.error?.issues ?? [];
    for (const { path, message } of ofForm) context.addIssue({ code: 'custom', path, message });
    for (const { code, at = '', facts } of contentRefusals(content, { subdistrictCodes })) {
      const isTold = ofForm.some(({ path }) => path[1] === at);
      if (!isTold)
        context.addIssue({ code: 'custom', path: ['content', at], message: refusalMessage(code, facts).reason });
    }
  });
}

/** A list of texts is typed one a line. */
function toForm(kind: DirectoryKind, content: Content): Content {
  const lines = fieldsOf(kind).filter(({ control }) => control === 'lines');
  const joined = lines.map(({ field }) => [field, Array.isArray(content[field]) ? content[field].join('\n') : '']);
  return { ...content, ...Object.fromEntries(joined) };
}

/** What was left blank is absent, as the server means it. */
function toContent(kind: DirectoryKind, values: unknown): Content {
  const given = new Map(Object.entries(values ?? {}));
  return Object.fromEntries(
    fieldsOf(kind).map(({ field, control, isOptional }): [string, unknown] => {
      const value: unknown = given.get(field);
      if (control === 'lines') return [field, linesOf(value)];
      if (control === 'licences') return [field, licencesOf(value)];
      if (control === 'choices') return [field, value ?? []];
      if (control === 'yes-no') return [field, value === true];
      const isBlank = value === undefined || value === '';
      return [field, isBlank ? (isOptional ? null : undefined) : value];
    }),
  );
}

function linesOf(value: unknown): string[] {
  return typeof value === 'string' ? value.split('\n').filter((line) => line.trim() !== '') : [];
}

function licencesOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) return [];
  return value.map((licence: Content) =>
    Object.fromEntries(Object.entries(licence).map(([key, part]) => [key, part === '' ? null : part])),
  );
}

const DEFAULTS: Readonly<Record<DirectoryKind, Content>> = {
  enterprise: { kind: 'enterprise', status: 'active', regulatorLevel: 'district', keyUnit: false, licences: [] },
  officer: { status: 'on-duty', isPresiding: false },
  expert: { status: 'active' },
  assistant: { kind: 'auxiliary', status: 'active' },
  vehicle: { kind: 'enforcement', status: 'available' },
  equipment: { status: 'available' },
};

function listOf(kind: DirectoryKind): string {
  return kind === 'enterprise' ? '/directory' : `/directory/${KIND_VIEWS[kind].slug}`;
}
