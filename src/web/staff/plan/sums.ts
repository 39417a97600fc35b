/** Sums that fill themselves in while the drafter types; each may be written over, and the server checks them all. @module */
import { Form } from 'antd';
import { useEffect, useRef } from 'react';
import type { CapacityInputs } from '../../../plan/types.ts';

type Draft = Partial<CapacityInputs> | undefined;

/** Keeps 总法定工作日, 监督检查工作日, 一般检查工作日 and the sums of heads up with what they follow from. */
export function useSums(): void {
  const form = Form.useFormInstance();
  const draft: Draft = Form.useWatch(['content', 'capacity'], { form, preserve: true });
  const { officers, workdays, totalDays, otherDays, nonEnforcementDays, supervisionDays, keyDays } = draft ?? {};
  const others = sumOf(draft?.otherHeads);
  const nons = sumOf(draft?.nonEnforcementHeads);
  useSum('totalDays', product(officers, workdays), [officers, workdays]);
  useSum('otherDays', others, [others]);
  useSum('nonEnforcementDays', nons, [nons]);
  useSum('supervisionDays', difference(totalDays, otherDays, nonEnforcementDays), [
    totalDays,
    otherDays,
    nonEnforcementDays,
  ]);
  useSum('generalDays', difference(supervisionDays, keyDays), [supervisionDays, keyDays]);
}

/** Sets the field when its parts change; what was stated and saved stays as it is until then. */
function useSum(field: keyof CapacityInputs, value: number | undefined, parts: readonly unknown[]): void {
  const form = Form.useFormInstance();
  const isOpened = useRef(false);
  useEffect(() => {
    const isFirst = !isOpened.current;
    isOpened.current = parts.every((part) => part !== undefined);
    if (isFirst || value === undefined || value < 0) return;
    form.setFieldValue(['content', 'capacity', field], value);
    // oxlint-disable-next-line react/exhaustive-deps -- the parts are what the sum follows from
  }, parts);
}

function sumOf(heads: CapacityInputs['otherHeads'] | undefined): number | undefined {
  if (heads === undefined || heads.length === 0) return undefined;
  return heads.reduce((sum, head) => sum + (head?.days ?? 0), 0);
}

function product(a: number | undefined | null, b: number | undefined | null): number | undefined {
  return a === undefined || a === null || b === undefined || b === null ? undefined : a * b;
}

function difference(
  from: number | undefined | null,
  ...parts: readonly (number | undefined | null)[]
): number | undefined {
  if (from === undefined || from === null) return undefined;
  return parts.reduce<number>((rest, part) => rest - (part ?? 0), from);
}
