/** The rules of a draw in its editor: who has which chance, who cannot be drawn and why, what happens when teams are impossible. @module */
import { Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { CREDIT_CLASSES, RISK_COLORS } from '../../../directory/types/vocabulary.ts';
import { DOCUMENTED_EXCLUSIONS } from '../../../draw/types/inputs.ts';
import { Field, FormSection } from '../../kit/field.tsx';
import { HundredthsInput } from '../../kit/hundredths-input.tsx';
import { drawInputsText } from '../../kit/strings/draw-inputs.zh.ts';
import { Rows } from '../plan/rows.tsx';

const text = drawInputsText.rules;

export function RuleFields(): ReactNode {
  return (
    <>
      <WeightFields />
      <ExclusionFields />
      <FormSection title={text.ladder} hint={text.ladderHint}>
        <div className="row">
          <Field name="config.relax" label={text.relax} isOptional>
            <Select mode="tags" options={['1', '2', '4'].map((value) => ({ value, label: value }))} />
          </Field>
          <Field name="config.reserve" label={text.reserve}>
            <InputNumber min={0} max={1_000} precision={0} />
          </Field>
          <Field name="config.auditRuns" label={drawInputsText.audit.runs} hint={drawInputsText.audit.runsHint}>
            <InputNumber min={0} max={10_000} precision={0} />
          </Field>
        </div>
      </FormSection>
    </>
  );
}

function WeightFields(): ReactNode {
  const form = Form.useFormInstance();
  const by: unknown = Form.useWatch(['config', 'weights', 'by'], form);
  return (
    <FormSection title={text.weights} hint={text.weightsHint}>
      <Field name="config.weights.by" label={text.weightsBy}>
        <Radio.Group options={Object.entries(text.weightings).map(([value, label]) => ({ value, label }))} />
      </Field>
      {by !== 'none' && (
        <div className="row draw-weights">
          {Object.entries(RISK_COLORS).map(([color, name]) => (
            <Field key={color} name={`config.weights.riskColors.${color}`} label={text.riskColor(name)}>
              <InputNumber min={1} max={10_000} precision={0} />
            </Field>
          ))}
          {Object.entries(CREDIT_CLASSES).map(([letter, name]) => (
            <Field key={letter} name={`config.weights.creditClasses.${letter}`} label={text.creditClass(name)}>
              <InputNumber min={1} max={10_000} precision={0} />
            </Field>
          ))}
        </div>
      )}
    </FormSection>
  );
}

function ExclusionFields(): ReactNode {
  const reasons = Object.entries(DOCUMENTED_EXCLUSIONS).map(([value, label]) => ({ value, label }));
  return (
    <FormSection title={text.exclusions} hint={text.exclusionsHint}>
      <div className="row">
        <Field name="config.frequencyCap" label={text.frequencyCap}>
          <InputNumber min={1} max={100} precision={0} />
        </Field>
        <Field name="config.churnAlarm" label={text.churnAlarm} hint={text.churnAlarmHint}>
          <HundredthsInput min={0} max={100} step={1} />
        </Field>
      </div>
      <Rows
        name="config.exclusions"
        empty={{ creditCode: '', reason: 'JOINT', ref: '' }}
        fields={[
          { key: 'creditCode', label: text.creditCode, control: <Input maxLength={18} /> },
          { key: 'reason', label: text.reason, control: <Select options={reasons} /> },
          { key: 'ref', label: text.ref, control: <Input maxLength={80} /> },
        ]}
      />
    </FormSection>
  );
}
