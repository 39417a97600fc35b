/** A deed of a visit that needs a reason; shown only to those who may do it now. @module */
import { Input as TextInput } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { InspectionDeed } from '../../../inspection/rules/steps.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { InspectionId, Reason } from '../../../inspection/types/visit.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { useIsOpen } from './step.tsx';

const Input = z.looseObject({ inspectionId: InspectionId, reason: Reason });

interface ReasonFormProps {
  readonly deed: InspectionDeed;
  readonly view: VisitView;
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  /** What the deed takes besides the reason. */
  readonly also?: Readonly<Record<string, string | number>>;
}

export function ReasonForm({ deed, view, title, label, hint, also = {} }: ReasonFormProps): ReactNode {
  if (!useIsOpen(deed, view)) return null;
  const { inspectionId } = view;
  return (
    <details className="visit-form">
      <summary>{title}</summary>
      <DeedForm
        kind={deed}
        schema={Input}
        toInput={(values) => ({ ...values, ...also, inspectionId })}
        onDone={() => undefined}
      >
        <Field name="reason" label={label} hint={hint}>
          <TextInput.TextArea rows={2} maxLength={500} />
        </Field>
      </DeedForm>
    </details>
  );
}
