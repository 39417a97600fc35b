/** 频次上限: by class as the plan sets it, the fields to set it, and the caps that were lifted. @module */
import { Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { RISK_COLORS, SAFETY_DOMAINS, STANDARDIZATION_LEVELS } from '../../../directory/types/vocabulary.ts';
import { CAP_TRIGGERS, type PlanCaps } from '../../../plan/types/caps.ts';
import type { PlanView } from '../../../plan/types/views.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { Field, FormSection } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { capFilterWords } from '../../kit/plan-figures.ts';
import { EnterpriseSelect } from '../../kit/searched-select.tsx';
import { planPathText as text } from '../../kit/strings/plan-path.zh.ts';
import { planText } from '../../kit/strings/plan.zh.ts';
import { Rows } from './rows.tsx';

const EMPTY = { filter: { safetyDomains: [], riskColors: [], keyUnit: null, standardizationLevels: [] } };

function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

export function CapFields(): ReactNode {
  const several = (words: Readonly<Record<string, string>>) => (
    <Select mode="multiple" options={optionsOf(words)} optionFilterProp="label" />
  );
  return (
    <FormSection title={text.caps} hint={text.capsHint}>
      <Rows
        name="content.caps.classes"
        empty={EMPTY}
        fields={[
          { key: 'name', label: text.capClass, control: <Input maxLength={40} /> },
          {
            key: 'filter.safetyDomains',
            label: planText.editor.domains,
            isOptional: true,
            control: several(SAFETY_DOMAINS),
          },
          { key: 'filter.riskColors', label: planText.editor.risks, isOptional: true, control: several(RISK_COLORS) },
          {
            key: 'filter.standardizationLevels',
            label: text.levels,
            isOptional: true,
            control: several(STANDARDIZATION_LEVELS),
          },
          { key: 'cap', label: text.cap, control: <InputNumber min={1} max={24} precision={0} /> },
        ]}
      />
      <Field name="content.caps.others" label={`${text.others}：${text.cap}`} isOptional>
        <InputNumber min={1} max={24} precision={0} />
      </Field>
    </FormSection>
  );
}

export function CapTable({ caps }: { readonly caps: PlanCaps | undefined }): ReactNode {
  if (caps === undefined) return null;
  const rows = [
    ...caps.classes.map((each) => ({ name: each.name, who: capFilterWords(each), cap: text.perYear(each.cap) })),
    { name: text.others, who: '', cap: caps.others === null ? text.noCap : text.perYear(caps.others) },
  ];
  return (
    <>
      <h2>{text.caps}</h2>
      <p className="muted">{text.capsHint}</p>
      <DataTable
        caption={text.caps}
        isCaptionHidden
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', title: text.capClass, render: ({ name }) => name },
          { key: 'who', title: text.who, render: ({ who }) => who },
          { key: 'cap', title: text.cap, isNumber: true, render: ({ cap }) => cap },
        ]}
      />
    </>
  );
}

export function Exemptions({ view }: { readonly view: PlanView }): ReactNode {
  const { exemptions, publishedOn } = view.plan;
  if (publishedOn === null || view.plan.content.caps === undefined) return null;
  return (
    <>
      <h2>{text.exemptions}</h2>
      {exemptions.length === 0 ? (
        <p className="muted">{text.noExemptions}</p>
      ) : (
        <DataTable
          caption={text.exemptions}
          isCaptionHidden
          rows={exemptions}
          rowKey={({ exemptionId }) => exemptionId}
          columns={[
            { key: 'enterprise', title: text.enterprise, render: ({ enterprise }) => enterprise },
            { key: 'trigger', title: text.trigger, render: ({ trigger }) => CAP_TRIGGERS[trigger] },
            { key: 'document', title: text.document, render: ({ document }) => document },
            {
              key: 'approver',
              title: planText.page.approver,
              render: ({ approvedBy, approvedOn }) =>
                planText.page.on(view.people[approvedBy] ?? approvedBy, sentenceDate(approvedOn)),
            },
          ]}
        />
      )}
    </>
  );
}

/** The fields of `plan.exempt-from-cap`. */
export function ExemptionFields(): ReactNode {
  return (
    <>
      <Field name="enterpriseId" label={text.enterprise} hint={text.enterpriseHint}>
        <EnterpriseSelect />
      </Field>
      <Field name="trigger" label={text.trigger}>
        <Select options={optionsOf(CAP_TRIGGERS)} />
      </Field>
      <Field name="document" label={text.document} hint={text.documentHint}>
        <Input maxLength={80} />
      </Field>
    </>
  );
}
