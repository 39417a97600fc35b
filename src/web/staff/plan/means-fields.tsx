/** 执法力量: person-days, one visit, vehicles, devices, experts. @module */
import { Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { calendarOf } from '../../../calendar/rules/calendar.ts';
import { isProvisional } from '../../../core/calendar/work-calendar.ts';
import { EQUIPMENT_KINDS } from '../../../directory/types/vocabulary.ts';
import type { PlanBasis } from '../../../plan/types/basis.ts';
import { Field, FormSection } from '../../kit/field.tsx';
import { planText } from '../../kit/strings/plan.zh.ts';
import { HundredthsInput } from '../../kit/hundredths-input.tsx';
import { Rows } from './rows.tsx';
import { useSums } from './sums.ts';

const text = planText.editor;
const AT = 'content.capacity';

function Whole({
  name,
  label,
  hint,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}): ReactNode {
  return (
    <Field name={`${AT}.${name}`} label={label} {...(hint === undefined ? {} : { hint })}>
      <InputNumber min={0} precision={0} />
    </Field>
  );
}

function Decimal({
  name,
  label,
  step = 0.5,
}: {
  readonly name: string;
  readonly label: string;
  readonly step?: number;
}): ReactNode {
  return (
    <Field name={`${AT}.${name}`} label={label}>
      <HundredthsInput min={0} max={100} step={step} />
    </Field>
  );
}

export function MeansFields({ basis }: { readonly basis: PlanBasis }): ReactNode {
  useSums();
  const workdays = basis.months.reduce((sum, month) => sum + month.workdays, 0);
  const isKnown = !isProvisional(`${basis.year}-12-31`, calendarOf(basis.calendar));
  return (
    <>
      <FormSection title={text.days} hint={text.daysHint}>
        <div className="row">
          <Whole name="officers" label={text.officers} hint={text.officersNow(basis.officers)} />
          <Whole
            name="workdays"
            label={text.workdays}
            hint={isKnown ? text.workdaysNow(workdays) : text.workdaysUnknown(workdays)}
          />
          <Whole name="totalDays" label={text.totalDays} />
        </div>
        <Heads name="otherHeads" title={text.otherHeads} />
        <Heads name="nonEnforcementHeads" title={text.nonHeads} />
        <div className="row">
          <Whole name="otherDays" label={text.otherDays} />
          <Whole name="nonEnforcementDays" label={text.nonDays} />
          <Whole name="supervisionDays" label={text.supervisionDays} />
        </div>
        <div className="row">
          <Whole name="keyDays" label={text.keyDays} />
          <Whole name="generalDays" label={text.generalDays} />
        </div>
      </FormSection>
      <FormSection title={text.visit}>
        <div className="row">
          <Whole name="visit.officers" label={text.visitOfficers} />
          <Decimal name="visit.prep" label={text.prep} />
          <Decimal name="visit.onSite" label={text.onSite} />
          <Decimal name="visit.documents" label={text.writing} />
        </div>
        <div className="row">
          <Decimal name="visit.recheckShare" label={text.recheckShare} step={5} />
          <Decimal name="visit.recheck" label={text.recheck} />
        </div>
      </FormSection>
      <FormSection title={text.means}>
        <div className="row">
          <Whole name="vehicles.days" label={text.vehicleDays} hint={text.vehiclesNow(basis.vehicles)} />
          <Decimal name="vehicles.tripsPerEnterprise" label={text.trips} step={1} />
          <Whole name="experts.days" label={text.expertDays} hint={text.expertsNow(basis.experts)} />
          <Decimal name="experts.perEnterprise" label={text.perEnterprise} />
        </div>
        <h3>{text.equipment}</h3>
        <Rows
          name={`${AT}.equipment`}
          empty={{ need: 100 }}
          fields={[
            {
              key: 'kind',
              label: text.kind,
              control: <Select options={Object.entries(EQUIPMENT_KINDS).map(([value, label]) => ({ value, label }))} />,
            },
            { key: 'days', label: text.deviceDays, control: <InputNumber min={0} precision={0} /> },
            { key: 'need', label: text.need, control: <HundredthsInput min={0.01} max={100} step={0.5} /> },
          ]}
        />
      </FormSection>
    </>
  );
}

function Heads({ name, title }: { readonly name: string; readonly title: string }): ReactNode {
  return (
    <details>
      <summary>{title}</summary>
      <Rows
        name={`${AT}.${name}`}
        empty={{}}
        fields={[
          { key: 'head', label: text.head, control: <Input maxLength={60} /> },
          { key: 'days', label: text.headDays, control: <InputNumber min={0} precision={0} /> },
        ]}
      />
    </details>
  );
}
