/** A list inside a form: one line of fields per entry, with buttons to add and to remove. @module */
import { Button, Form } from 'antd';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
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
  const list = useRef<HTMLDivElement>(null);
  const next = useRef<'added' | number>(undefined);
  // The focus goes to what was added, and to what stands where an entry was: never back to the top of the page.
  useEffect(() => {
    const to = next.current;
    next.current = undefined;
    if (to === undefined || list.current === null) return;
    const groups = [...list.current.children].filter((each) => each.matches('[role="group"]'));
    const stop =
      to === 'added'
        ? groups.at(-1)?.querySelector<HTMLElement>('input, textarea')
        : groups[to]?.querySelector<HTMLElement>(':scope > button');
    (stop ?? list.current.querySelector<HTMLElement>(':scope > button'))?.focus();
  }, [rows.length]);
  const set = (changed: readonly unknown[], to: 'added' | number): void => {
    next.current = to;
    form.setFieldValue(path, changed);
  };
  return (
    <div className="rows" ref={list}>
      {rows.map((_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the entry's place is its name in the form
        <div key={index} className="row" role="group" aria-label={planText.editor.row(index + 1)}>
          {fields.map(({ key, label, isOptional = false, control }) => (
            <Field key={key} name={`${name}.${index}.${key}`} label={label} isOptional={isOptional}>
              {control}
            </Field>
          ))}
          <Button onClick={() => set(rows.toSpliced(index, 1), index)} aria-label={planText.editor.remove(index + 1)}>
            ✕
          </Button>
        </div>
      ))}
      <Button onClick={() => set([...rows, empty], 'added')} autoInsertSpace={false}>
        {planText.editor.add}
      </Button>
    </div>
  );
}
