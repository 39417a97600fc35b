/** Ratio ↔ count ↔ officer-days: whichever is moved, the others follow at once (40 % of 200 = 80). @module */
import { Form, InputNumber, Slider } from 'antd';
import type { ReactNode } from 'react';
import { calendarOf } from '../../../calendar/rules/calendar.ts';
import { isDay } from '../../../core/calendar/day.ts';
import type { Refusal } from '../../../core/result.ts';
import { showRefusals } from '../../kit/api.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { capacityOf, monthLoads, splitByShares, spreadOverMonths, unitOf } from '../../../plan/rules/capacity.ts';
import { countOf, measureUniverse, ratioOf } from '../../../plan/rules/size.ts';
import { contentRefusals, officerRefusals } from '../../../plan/rules/steps.ts';
import { CapacityInputs, PlanContent } from '../../../plan/types.ts';
import type { PlanBasis } from '../../../plan/types/basis.ts';
import { sentenceDate } from '../../kit/format.ts';
import { Field, FormSection } from '../../kit/field.tsx';
import { planText } from '../../kit/strings/plan.zh.ts';
import { CapacitySummary } from './capacity.tsx';
import { ChanceTable, TeamTable } from './chances.tsx';
import { HundredthsInput } from '../../kit/hundredths-input.tsx';

const text = planText.editor;
const Sized = PlanContent.pick({ windowFrom: true, windowTo: true, count: true, monthlyTargets: true, capacity: true });

/** The values as typed so far; anything may still be missing. */
function useContent(): unknown {
  const form = Form.useFormInstance();
  return Form.useWatch(['content'], { form, preserve: true });
}

/** Enterprises in scope today, by the filters in the form. */
export function universeOf(content: unknown, basis: PlanBasis): number {
  const parsed = PlanContent.pick({ scope: true }).safeParse(content);
  return parsed.success ? measureUniverse(basis.cells, { ...parsed.data, strata: [] }, basis.asOf).size : 0;
}

export function SizeFields({ basis }: { readonly basis: PlanBasis }): ReactNode {
  const form = Form.useFormInstance();
  const size = universeOf(useContent(), basis);
  const ratio: number | undefined = Form.useWatch(['content', 'ratio'], form);

  function setCount(count: number | null): void {
    form.setFieldValue(['content', 'count'], count);
    followCount(count);
  }
  function followRatio(value: number | null): void {
    if (value !== null) setCount(countOf(size, value));
  }
  /** 分月任务 and 分工 add up to the number again. */
  function followCount(count: number | null): void {
    const split: unknown = form.getFieldValue(['content', 'dutySplit']);
    const parsed = PlanContent.shape.dutySplit.safeParse(split);
    if (count !== null && parsed.success)
      form.setFieldValue(['content', 'dutySplit'], splitByShares(parsed.data, count));
    const [from, to]: readonly unknown[] = [
      form.getFieldValue(['content', 'windowFrom']),
      form.getFieldValue(['content', 'windowTo']),
    ];
    if (count === null || typeof from !== 'string' || typeof to !== 'string' || !isDay(from) || !isDay(to)) return;
    form.setFieldValue(['content', 'monthlyTargets'], spreadOverMonths(count, from, to, calendarOf(basis.calendar)));
  }

  return (
    <FormSection title={text.size} hint={text.universe(size, sentenceDate(basis.asOf))}>
      <Slider
        min={1}
        max={100}
        value={(ratio ?? 0) / 100}
        tooltip={{ formatter: (value) => `${value}%` }}
        ariaLabelForHandle={text.ratio}
        onChange={(value) => {
          form.setFieldValue(['content', 'ratio'], value * 100);
          followRatio(value * 100);
        }}
      />
      <div className="row">
        <Field name="content.ratio" label={text.ratio}>
          <HundredthsInput min={0.01} max={100} step={1} onChange={followRatio} />
        </Field>
        <Field name="content.count" label={text.count}>
          <InputNumber
            min={1}
            precision={0}
            onChange={(count: number | null) => {
              if (count !== null && size > 0) form.setFieldValue(['content', 'ratio'], ratioOf(size, count));
              followCount(count);
            }}
          />
        </Field>
      </div>
      <OfficerDays />
    </FormSection>
  );
}

function OfficerDays(): ReactNode {
  const parsed = Sized.pick({ count: true, capacity: true }).safeParse(useContent());
  if (!parsed.success) return null;
  const { count, capacity } = parsed.data;
  const needed = Math.ceil((count * unitOf(capacity.visit)) / 10_000) / 100;
  return <p role="status">{text.officerDays(needed, capacity.generalDays)}</p>;
}

/** What would keep the plan from being submitted, as soon as everything is filled in. */
function refusalsOf(content: unknown, basis: PlanBasis): readonly Refusal[] {
  const parsed = PlanContent.safeParse(content);
  if (!parsed.success) return [];
  return [
    ...contentRefusals(basis.year, parsed.data, measureUniverse(basis.cells, parsed.data, basis.asOf)),
    ...officerRefusals(parsed.data.capacity.officers, basis.officers),
  ];
}

function Chances({ content, basis }: { readonly content: unknown; readonly basis: PlanBasis }): ReactNode {
  const parsed = PlanContent.pick({ count: true, strata: true, scope: true }).safeParse(content);
  if (!parsed.success) return null;
  return <ChanceTable content={parsed.data} universe={measureUniverse(basis.cells, parsed.data, basis.asOf)} />;
}

/** The result for the figures as they stand, recomputed at every key. */
export function LiveCapacity({ basis }: { readonly basis: PlanBasis }): ReactNode {
  const content = useContent();
  const parsed = Sized.safeParse(content);
  const inputs = CapacityInputs.safeParse(parsed.data?.capacity);
  return (
    <aside className="live-capacity" aria-label={text.live}>
      <h2>{text.live}</h2>
      {parsed.success && inputs.success ? (
        <CapacitySummary
          capacity={capacityOf(inputs.data)}
          count={parsed.data.count}
          loads={monthLoads(parsed.data, calendarOf(basis.calendar))}
          asOf={basis.asOf}
        />
      ) : (
        <p className="muted">{text.incomplete}</p>
      )}
      {parsed.success && <Chances content={content} basis={basis} />}
      {parsed.success && inputs.success && (
        <TeamTable capacity={inputs.data} loads={monthLoads(parsed.data, calendarOf(basis.calendar))} />
      )}
      <RefusalBox refusals={showRefusals(refusalsOf(content, basis))} title={text.afterSaving} takesFocus={false} />
    </aside>
  );
}
