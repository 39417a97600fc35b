/** A number with up to two decimals that is kept in whole hundredths: half a day is 50, 41.5 % is 4150. @module */
import { InputNumber } from 'antd';
import type { ReactNode } from 'react';

interface HundredthsInputProps {
  readonly id?: string;
  /** In hundredths; given by the form. */
  readonly value?: number | null;
  readonly onChange?: (value: number | null) => void;
  /** Of what is shown. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export function HundredthsInput({ id, value, onChange, ...range }: HundredthsInputProps): ReactNode {
  return (
    <InputNumber
      {...range}
      {...(id === undefined ? {} : { id })}
      precision={2}
      formatter={(shown) => String(shown ?? '').replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros))}
      value={value === undefined || value === null ? null : value / 100}
      onChange={(shown) => onChange?.(shown === null ? null : Math.round(shown * 100))}
    />
  );
}
