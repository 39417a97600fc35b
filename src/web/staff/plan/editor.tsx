/** Drafting a plan and amending a draft. @module */
import { Input, InputNumber, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { RISK_COLORS, SAFETY_DOMAINS } from '../../../directory/types/vocabulary.ts';
import type { PlanContent } from '../../../plan/types.ts';
import type { PlanBasis } from '../../../plan/types/basis.ts';
import type { PlanCaps } from '../../../plan/types/caps.ts';
import { AmendedPlan, NewPlan } from '../../../plan/types/draft.ts';
import type { PlanView } from '../../../plan/types/views.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field, FormSection } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam, useUrlState } from '../../kit/routing.ts';
import { FormSkeleton } from '../../kit/skeletons.tsx';
import { jointText } from '../../kit/strings/joint.zh.ts';
import { planText } from '../../kit/strings/plan.zh.ts';
import { CapFields } from './caps.tsx';
import { initialContent } from './initial.ts';
import { MeansFields } from './means-fields.tsx';
import './plan.css';
import { Rows } from './rows.tsx';
import { LiveCapacity, SizeFields, universeOf } from './size-fields.tsx';

const text = planText.editor;
const parent = { to: '/plan', title: planText.list.title };

export function NewPlanPage(): ReactNode {
  const [{ year }, changeUrl] = useUrlState();
  const basis = useRead<PlanBasis>('/api/plan-basis', { year });
  return (
    <>
      <PageHeader title={text.createTitle} parent={parent} />
      <Loaded read={basis} skeleton={<FormSkeleton fields={8} />}>
        {(value) => (
          <>
            <p>
              <label htmlFor="plan-year">{text.year}</label>{' '}
              <InputNumber
                id="plan-year"
                min={2015}
                max={2100}
                value={value.year}
                onChange={(chosen) => changeUrl({ year: chosen === null ? undefined : String(chosen) })}
              />
            </p>
            {value.earlier.length > 0 && (
              <p className="muted">{text.startsFrom(value.earlier.map((each) => each.year))}</p>
            )}
            <Editor
              key={value.year}
              kind="plan.create"
              schema={NewPlan}
              basis={value}
              content={initialContent(value)}
              add={{ year: value.year }}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

export function AmendPlanPage(): ReactNode {
  const planId = useParam('planId');
  const read = useRead<PlanView>(`/api/plans/${planId}`);
  return (
    <Loaded read={read} skeleton={<FormSkeleton fields={8} />}>
      {({ plan }) => (
        <>
          <PageHeader title={text.amendTitle} parent={{ to: `/plan/${planId}`, title: plan.content.title }} />
          <Amend plan={plan} />
        </>
      )}
    </Loaded>
  );
}

function Amend({ plan }: Pick<PlanView, 'plan'>): ReactNode {
  const { planId, revision, year, content } = plan;
  const basis = useRead<PlanBasis>('/api/plan-basis', { year });
  return (
    <Loaded read={basis} skeleton={<FormSkeleton fields={8} />}>
      {(value) => (
        <Editor
          kind="plan.amend-draft"
          schema={AmendedPlan}
          basis={value}
          content={content}
          add={{ planId, revision }}
        />
      )}
    </Loaded>
  );
}

interface EditorProps {
  readonly kind: 'plan.create' | 'plan.amend-draft';
  readonly schema: z.ZodType;
  readonly basis: PlanBasis;
  readonly content: PlanContent;
  /** What the deed's input has besides the content. */
  readonly add: Readonly<Record<string, unknown>>;
}

function Editor({ kind, schema, basis, content, add }: EditorProps): ReactNode {
  const navigate = useNavigate();
  return (
    <div className="plan-editor">
      <DeedForm<unknown, { planId: string }>
        kind={kind}
        schema={schema}
        initial={{ content }}
        toInput={(values) => toInput(values, basis, add)}
        onDone={({ planId }) => void navigate({ to: `/plan/${planId}` })}
      >
        <FormSection title={text.basics}>
          <Field name="content.title" label={text.title}>
            <Input maxLength={120} />
          </Field>
          <div className="row">
            <Field name="content.windowFrom" label={text.windowFrom}>
              <Input type="date" />
            </Field>
            <Field name="content.windowTo" label={text.windowTo}>
              <Input type="date" />
            </Field>
          </div>
        </FormSection>
        <SizeFields basis={basis} />
        <LiveCapacity basis={basis} />
        <MeansFields basis={basis} />
        <Lists />
        <JointFields />
        <CapFields />
        <Field name="content.overCapacityReason" label={text.reason} hint={text.reasonHint} isOptional>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </DeedForm>
    </div>
  );
}

function JointFields(): ReactNode {
  return (
    <FormSection title={jointText.title} hint={jointText.hint}>
      <Rows
        name="content.joint"
        empty={{}}
        fields={[
          { key: 'organ', label: jointText.organ, control: <Input maxLength={60} /> },
          { key: 'duty', label: jointText.duty, control: <Input maxLength={200} /> },
        ]}
      />
    </FormSection>
  );
}

function Lists(): ReactNode {
  const whole = <InputNumber min={0} precision={0} />;
  const options = (vocabulary: Readonly<Record<string, string>>): { value: string; label: string }[] =>
    Object.entries(vocabulary).map(([value, label]) => ({ value, label }));
  return (
    <>
      <FormSection title={text.documents}>
        <Rows
          name="content.basisDocuments"
          empty={{}}
          fields={[
            { key: 'name', label: text.documentName, control: <Input maxLength={200} /> },
            { key: 'number', label: text.documentNumber, control: <Input maxLength={60} /> },
          ]}
        />
      </FormSection>
      <FormSection title={text.targets} hint={text.targetsHint}>
        <Rows
          name="content.monthlyTargets"
          empty={{}}
          fields={[
            { key: 'month', label: text.month, control: <Input type="month" /> },
            { key: 'count', label: text.enterprises, control: whole },
          ]}
        />
      </FormSection>
      <FormSection title={text.duties} hint={text.dutiesHint}>
        <Rows
          name="content.dutySplit"
          empty={{}}
          fields={[
            { key: 'department', label: text.department, control: <Input maxLength={60} /> },
            { key: 'count', label: text.enterprises, control: whole },
          ]}
        />
      </FormSection>
      <FormSection title={text.strata} hint={text.strataHint}>
        <Rows
          name="content.strata"
          empty={{ filter: { safetyDomains: [], riskColors: [], keyUnit: null }, min: null, max: null }}
          fields={[
            { key: 'id', label: text.stratumId, control: <Input maxLength={32} /> },
            { key: 'name', label: text.stratumName, control: <Input maxLength={40} /> },
            {
              key: 'filter.safetyDomains',
              label: text.domains,
              isOptional: true,
              control: <Select mode="multiple" options={options(SAFETY_DOMAINS)} />,
            },
            {
              key: 'filter.riskColors',
              label: text.risks,
              isOptional: true,
              control: <Select mode="multiple" options={options(RISK_COLORS)} />,
            },
            { key: 'min', label: text.min, isOptional: true, control: whole },
            { key: 'max', label: text.max, isOptional: true, control: whole },
          ]}
        />
      </FormSection>
    </>
  );
}

/** An empty reason is none; the size is that of the directory the drafter saw. */
function toInput(
  values: Readonly<Record<string, unknown>>,
  basis: PlanBasis,
  add: Readonly<Record<string, unknown>>,
): unknown {
  const content = { ...(values['content'] as Readonly<Record<string, unknown>>) };
  const reason = content['overCapacityReason'];
  if (typeof reason !== 'string' || reason.trim() === '') content['overCapacityReason'] = null;
  const caps = content['caps'] as Partial<PlanCaps> | undefined;
  content['caps'] = { classes: caps?.classes ?? [], others: caps?.others ?? null };
  return { ...add, content, universeSize: universeOf(content, basis) };
}
