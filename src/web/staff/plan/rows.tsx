/** A list inside a form: one line of fields per entry, with buttons to add and to remove. @module */
import { Button, Form } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { Field, fieldPath } from '../../kit/field.tsx';
import { planText } from '../../kit/strings/plan.zh.ts';

export interface RowField {
  /** Name inside the entry, e.g. `filter.safetyDomains`. */
  readonly key: string;
  readonly label: string;
  readonly isOptional?: boolean;
  readonly control: ReactElement;
}

interface RowsProps {
  /** Name of the list in the deed's input. */
  readonly name: string;
  readonly fields: readonly RowField[];
  /** A new entry before anything is filled in. */
  readonly empty: Readonly<Record<string, unknown>>;
}

export function Rows({ name, fields, empty }: RowsProps): ReactNode {
  const form = Form.useFormInstance();
  const path = fieldPath(name);
  const watched: unknown = Form.useWatch(path, { form, preserve: true });
  const rows: readonly unknown[] = Array.isArray(watched) ? watched : [];
  return (
    <div className="rows">
      {rows.map((_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the entry's place is its name in the form
        <div key={index} className="row">
          {fields.map(({ key, label, isOptional = false, control }) => (
            <Field key={key} name={`${name}.${index}.${key}`} label={label} isOptional={isOptional}>
              {control}
            </Field>
          ))}
          <Button
            onClick={() => form.setFieldValue(path, rows.toSpliced(index, 1))}
            aria-label={planText.editor.remove(index + 1)}
          >
            ✕
          </Button>
        </div>
      ))}
      <Button onClick={() => form.setFieldValue(path, [...rows, empty])} autoInsertSpace={false}>
        {planText.editor.add}
      </Button>
    </div>
  );
}
