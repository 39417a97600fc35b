/** Several of a few, each on its own line. A group may not say `aria-required` (ARIA 1.2), which the form would give it. @module */
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';

interface CheckChoiceProps {
  readonly options: { readonly value: string; readonly label: string }[];
  /** These come from `Field`. */
  readonly id?: string;
  readonly value?: string[];
  readonly onChange?: (value: string[]) => void;
}

export function CheckChoice({ options, id, value, onChange }: CheckChoiceProps): ReactNode {
  return (
    <Checkbox.Group
      className="plan-choice"
      options={options}
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      {...(onChange === undefined ? {} : { onChange })}
    />
  );
}
