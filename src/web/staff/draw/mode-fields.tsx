/** 公开方式 of a draw in its editor, and the deadlines that go with it. @module */
import { Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { MODES } from '../../../draw/types.ts';
import { Field, FormSection } from '../../kit/field.tsx';
import { sealedText } from '../../kit/strings/draw-sealed.zh.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';

const text = drawText.editor;

export function ModeFields(): ReactNode {
  const form = Form.useFormInstance();
  const mode: unknown = Form.useWatch(['config', 'mode'], form);
  return (
    <FormSection title={text.deadlines}>
      <Field name="config.mode" label={sealedText.mode} hint={sealedText.modeHint}>
        <Radio.Group options={Object.entries(MODES).map(([value, label]) => ({ value, label }))} />
      </Field>
      <div className="row">
        <Field name="config.revealBy" label={text.revealBy} hint={text.revealHint}>
          <Input type="datetime-local" />
        </Field>
        <Field name="config.resultBy" label={text.resultBy} hint={text.resultHint}>
          <Input type="datetime-local" />
        </Field>
        {mode === 'sealed' && (
          <Field name="config.openBy" label={sealedText.openBy} hint={sealedText.openByHint}>
            <Input type="datetime-local" />
          </Field>
        )}
      </div>
    </FormSection>
  );
}
