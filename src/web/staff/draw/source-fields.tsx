/** The sources of a draw in its editor: what comes last, what is thrown, what comes from outside, and what it is all worth. @module */
import { Button, Form, Input, InputNumber, Radio, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { LOTTERIES, OUTSIDE_KINDS, PROFILES, SourcesConfig, SUITES } from '../../../draw/types/inputs.ts';
import { Field, FormSection } from '../../kit/field.tsx';
import { drawInputsText } from '../../kit/strings/draw-inputs.zh.ts';
import { Entropy } from './entropy.tsx';
import { sourcesOf } from './form-values.ts';

const text = drawInputsText.sources;
const KINDS = Object.entries(OUTSIDE_KINDS).map(([value, label]) => ({ value, label }));

export function SourceFields(): ReactNode {
  const form = Form.useFormInstance();
  const profile: unknown = Form.useWatch(['config', 'sources', 'profile'], form);
  const usesMachine: unknown = Form.useWatch(['config', 'sources', 'usesMachine'], form);
  return (
    <FormSection title={text.section}>
      <Field name="config.sources.profile" label={text.profile} hint={text.profileHint}>
        <Radio.Group options={Object.entries(PROFILES).map(([value, label]) => ({ value, label }))} />
      </Field>
      {profile === 'public' && <OutsideFields />}
      <div className="row">
        <Field name="config.sources.dice" label={text.dice} valueName="checked" isOptional>
          <Switch />
        </Field>
        <Field name="config.sources.usesMachine" label={text.useMachine} valueName="checked" isOptional>
          <Switch />
        </Field>
        {usesMachine === true && (
          <>
            <Field name="config.sources.machine.balls" label={text.balls}>
              <InputNumber min={2} max={999} precision={0} />
            </Field>
            <Field name="config.sources.machine.draws" label={text.draws}>
              <InputNumber min={1} max={200} precision={0} />
            </Field>
          </>
        )}
      </div>
      <Field name="config.suite" label={text.suite}>
        <Radio.Group options={Object.entries(SUITES).map(([value, label]) => ({ value, label }))} />
      </Field>
      <LiveEntropy />
    </FormSection>
  );
}

function OutsideFields(): ReactNode {
  return (
    <>
      <Form.List name={['config', 'sources', 'outside']}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <OutsideField key={key} index={name} onRemove={() => remove(name)} />
            ))}
            {fields.length < 3 && (
              <Button onClick={() => add({ kind: 'kl8' })} autoInsertSpace={false}>
                {text.add}
              </Button>
            )}
          </>
        )}
      </Form.List>
      <Field name="config.sources.marginMinutes" label={text.margin}>
        <InputNumber min={10} max={10_080} precision={0} />
      </Field>
    </>
  );
}

function OutsideField({ index, onRemove }: { readonly index: number; readonly onRemove: () => void }): ReactNode {
  const form = Form.useFormInstance();
  const at = `config.sources.outside.${index}`;
  const kind: unknown = Form.useWatch(['config', 'sources', 'outside', index, 'kind'], form);
  return (
    <div className="row">
      <Field name={`${at}.kind`} label={text.kind} {...(index === 0 ? { hint: text.outsideHint } : {})}>
        <Select options={KINDS} />
      </Field>
      {LOTTERIES.some((lottery) => lottery === kind) && (
        <Field name={`${at}.issue`} label={text.issue}>
          <Input inputMode="numeric" maxLength={8} />
        </Field>
      )}
      <Field name={`${at}.at`} label={text.at}>
        <Input type="datetime-local" />
      </Field>
      <Button onClick={onRemove} autoInsertSpace={false}>
        {text.remove}
      </Button>
    </div>
  );
}

/** As it stands in the form; hidden while a field is half filled in. */
function LiveEntropy(): ReactNode {
  const form = Form.useFormInstance();
  const values: unknown = Form.useWatch(['config', 'sources'], form);
  const parsed = SourcesConfig.safeParse(sourcesOf(values));
  return parsed.success ? <Entropy config={{ sources: parsed.data }} /> : null;
}
