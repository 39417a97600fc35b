/** The strata of a draw: which enterprises, how many, and who must sit in their teams. @module */
import { Input, InputNumber, Select } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { RISK_COLORS, SAFETY_DOMAINS, SPECIALTIES } from '../../../directory/types/vocabulary.ts';
import { FormSection } from '../../kit/field.tsx';
import { jointText } from '../../kit/strings/joint.zh.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { Rows } from '../plan/rows.tsx';

const text = drawText.editor;

function choices(vocabulary: Readonly<Record<string, string>>): ReactElement {
  return <Select mode="multiple" options={Object.entries(vocabulary).map(([value, label]) => ({ value, label }))} />;
}

export function StrataFields(): ReactNode {
  const whole = <InputNumber min={0} precision={0} />;
  return (
    <FormSection title={text.strata} hint={text.strataHint}>
      <Rows
        name="config.strata"
        empty={{
          id: '',
          name: '',
          filter: { safetyDomains: [], riskColors: [], keyUnit: null, specialFlags: [], subdistrictCodes: [] },
          rate: 1,
          min: 0,
          seats: [[], []],
          experts: [],
        }}
        fields={[
          { key: 'id', label: text.stratumId, control: <Input maxLength={32} /> },
          { key: 'name', label: text.stratumName, control: <Input maxLength={40} /> },
          { key: 'filter.safetyDomains', label: text.domains, isOptional: true, control: choices(SAFETY_DOMAINS) },
          { key: 'filter.riskColors', label: text.colors, isOptional: true, control: choices(RISK_COLORS) },
          { key: 'rate', label: text.rate, control: <InputNumber min={1} max={10_000} precision={0} /> },
          { key: 'min', label: text.min, control: whole },
          { key: 'max', label: text.max, isOptional: true, control: whole },
          { key: 'seats.0', label: text.lead, isOptional: true, control: choices(SPECIALTIES) },
          { key: 'seats.1', label: text.member, isOptional: true, control: choices(SPECIALTIES) },
          { key: 'joint', label: jointText.seats, isOptional: true, control: <Select mode="tags" /> },
          { key: 'experts', label: text.experts, isOptional: true, control: choices(SPECIALTIES) },
        ]}
      />
    </FormSection>
  );
}
