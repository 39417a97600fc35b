/** One field of a `DeedForm`: label, hint, control, and its mistake in words. `FormSection` groups fields under a legend. @module */
import { Form } from 'antd';
import { createContext, useContext, useEffect, type ReactElement, type ReactNode, type RefObject } from 'react';

/** The labels of a form's fields by their path, for its summary of mistakes. */
const LabelsContext = createContext<RefObject<Map<string, string>>>({ current: new Map() });
export const FieldLabels = LabelsContext.Provider;

/** `teams.0.name` → `['teams', 0, 'name']`: refusals name fields with dots, antd with steps. */
export function fieldPath(at: string): (string | number)[] {
  return at.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

interface FieldProps {
  /** Name in the deed's input, with dots for what is inside: `contact.phone`. */
  readonly name: string;
  readonly label: string;
  /** What to write and in which form, with an example. */
  readonly hint?: string;
  readonly isOptional?: boolean;
  /** `checked` for a checkbox or switch. */
  readonly valueName?: 'value' | 'checked';
  /** One antd control. */
  readonly children: ReactElement;
}

export function Field({ name, label, hint, isOptional = false, valueName = 'value', children }: FieldProps): ReactNode {
  const labels = useContext(LabelsContext);
  useEffect(() => {
    const known = labels.current;
    known.set(name, label);
    return () => {
      known.delete(name);
    };
  }, [labels, name, label]);
  return (
    <Form.Item name={fieldPath(name)} label={label} extra={hint} required={!isOptional} valuePropName={valueName}>
      {children}
    </Form.Item>
  );
}

interface FormSectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

export function FormSection({ title, hint, children }: FormSectionProps): ReactNode {
  return (
    <fieldset className="form-section">
      <legend>{title}</legend>
      {hint !== undefined && <p className="muted">{hint}</p>}
      {children}
    </fieldset>
  );
}
