/** What may be done with a plan besides its next step, each with a reason: return, adjust, complete, except. @module */
import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { EXCEPTION_ACTS, type Plan, type PlanState } from '../../../plan/types.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { useMayDo } from '../../kit/session.ts';
import { planPathText } from '../../kit/strings/plan-path.zh.ts';
import { planText } from '../../kit/strings/plan.zh.ts';
import { ExemptionFields } from './caps.tsx';

const text = planText.page;
const reason = z.string().trim().min(1).max(500);

interface FormProps {
  readonly plan: Plan;
  readonly kind: string;
  readonly title: string;
  readonly children: ReactNode;
  readonly schema: z.ZodType;
  readonly onDone?: (answer: { readonly planId: string }) => void;
}

/** Only those that the plan's state allows and the person may. */
export function PlanForms({ plan }: { readonly plan: Plan }): ReactNode {
  const navigate = useNavigate();
  const isIn = (...states: readonly PlanState[]): boolean => states.includes(plan.state);
  return (
    <div className="plan-forms">
      {isIn('in-review', 'endorsed') && (
        <PlanForm plan={plan} kind="plan.return" title={text.return} schema={z.object({ planId: z.string(), reason })}>
          <Reason name="reason" hint={text.returnHint} />
        </PlanForm>
      )}
      {isIn('in-progress') && (
        <PlanForm
          plan={plan}
          kind="plan.adjust"
          title={text.adjust}
          schema={z.object({ planId: z.string(), reason })}
          onDone={({ planId }) => void navigate({ to: `/plan/${planId}` })}
        >
          <Reason name="reason" hint={text.adjustHint} />
        </PlanForm>
      )}
      {isIn('in-progress') && (
        <PlanForm
          plan={plan}
          kind="plan.complete"
          title={text.complete}
          schema={z.object({ planId: z.string(), note: reason })}
        >
          <Reason name="note" hint={text.completeHint} />
        </PlanForm>
      )}
      {isIn('published', 'in-progress', 'adjusting') && (
        <PlanForm
          plan={plan}
          kind="plan.approve-exception"
          title={text.exception}
          schema={z.object({ planId: z.string(), act: z.string(), from: z.iso.date(), to: z.iso.date(), reason })}
        >
          <Field name="act" label={text.act}>
            <Select options={Object.entries(EXCEPTION_ACTS).map(([value, label]) => ({ value, label }))} />
          </Field>
          <Field name="from" label={text.from} hint={planText.editor.day}>
            <Input type="date" />
          </Field>
          <Field name="to" label={text.to} hint={planText.editor.day}>
            <Input type="date" />
          </Field>
          <Reason name="reason" hint={text.exceptionHint} />
        </PlanForm>
      )}
      {isIn('published', 'in-progress', 'adjusting') && plan.content.caps !== undefined && (
        <PlanForm
          plan={plan}
          kind="plan.exempt-from-cap"
          title={planPathText.exempt}
          schema={z.object({
            planId: z.string(),
            enterpriseId: z.string(),
            trigger: z.string(),
            document: z.string().trim().min(1).max(80),
          })}
        >
          <ExemptionFields />
        </PlanForm>
      )}
    </div>
  );
}

function PlanForm({ plan, kind, title, schema, onDone, children }: FormProps): ReactNode {
  if (!useMayDo(kind)) return null;
  const { planId } = plan;
  return (
    <details className="plan-form">
      <summary>{title}</summary>
      <DeedForm<unknown, { readonly planId: string }>
        kind={kind}
        schema={schema}
        toInput={(values) => ({ ...values, planId })}
        onDone={(answer) => onDone?.(answer)}
      >
        {children}
      </DeedForm>
    </details>
  );
}

function Reason({ name, hint }: { readonly name: string; readonly hint: string }): ReactNode {
  return (
    <Field name={name} label={text.reason} hint={hint}>
      <Input.TextArea rows={3} maxLength={500} />
    </Field>
  );
}
