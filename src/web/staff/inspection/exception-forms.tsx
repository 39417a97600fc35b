/** What does not go as planned: a member steps back, or the visit cannot be carried out. @module */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { codesOf, RECUSAL_REASONS } from '../../../directory/types/vocabulary.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { CONCLUSIONS, IMPOSSIBLE_REASONS, ImpossibleInput, InspectionId } from '../../../inspection/types/visit.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { useIsOpen } from './step.tsx';

const Recusal = z.object({ inspectionId: InspectionId, reason: z.enum(codesOf(RECUSAL_REASONS)) });

export function ExceptionForms({ view }: { readonly view: VisitView }): ReactNode {
  const mayRecuse = useIsOpen('inspection.declare-recusal', view);
  const mayReport = useIsOpen('inspection.report-impossible', view);
  if (!mayRecuse && !mayReport) return null;
  return (
    <section className="visit-section screen-only">
      <h2>{inspectionText.visit.more}</h2>
      {mayRecuse && <RecusalForm inspectionId={view.inspectionId} />}
      {mayReport && <ImpossibleForm inspectionId={view.inspectionId} />}
    </section>
  );
}

function RecusalForm({ inspectionId }: { readonly inspectionId: string }): ReactNode {
  const text = inspectionText.recusal;
  return (
    <details className="visit-form">
      <summary>{text.title}</summary>
      <DeedForm
        kind="inspection.declare-recusal"
        schema={Recusal}
        toInput={(values) => ({ ...values, inspectionId })}
        onDone={() => undefined}
      >
        <Field name="reason" label={text.reason} hint={text.hint}>
          <Select options={codesOf(RECUSAL_REASONS).map((value) => ({ value, label: RECUSAL_REASONS[value] }))} />
        </Field>
      </DeedForm>
    </details>
  );
}

function ImpossibleForm({ inspectionId }: { readonly inspectionId: string }): ReactNode {
  const text = inspectionText.impossible;
  return (
    <details className="visit-form">
      <summary>{text.title}</summary>
      <DeedForm
        kind="inspection.report-impossible"
        schema={ImpossibleInput}
        toInput={(values) => ({ ...values, inspectionId })}
        onDone={() => undefined}
      >
        <Field name="conclusion" label={text.conclusion}>
          <Select options={IMPOSSIBLE_REASONS.map((value) => ({ value, label: CONCLUSIONS[value] }))} />
        </Field>
        <Field name="evidence" label={text.evidence} hint={text.hint}>
          <Input.TextArea rows={3} maxLength={1_000} />
        </Field>
      </DeedForm>
    </details>
  );
}
