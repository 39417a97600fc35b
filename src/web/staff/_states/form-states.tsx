/** Fields as `DeedForm` shows them, with all mistakes at once, and the file drop. @module */
import { Button, DatePicker, Form, Input, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ShownRefusal } from '../../kit/api.ts';
import { Field, fieldPath, FormSection } from '../../kit/field.tsx';
import { FileDrop } from '../../kit/file-drop.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { kitText } from '../../kit/strings/kit.zh.ts';
import { stateText } from './samples.zh.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const { fields } = stateText;

export function FormStates(): ReactNode {
  const [form] = Form.useForm();
  const [file, setFile] = useState<File>();
  const [wrong, setWrong] = useState<readonly ShownRefusal[]>([]);

  function showMistakes(): void {
    const at = ['title', 'street', 'year'] as const;
    form.setFields(at.map((name) => ({ name, errors: [stateText.fieldMistake] })));
    setWrong(
      at.map((name) => ({ code: 'input-invalid', at: name, reason: `${fields[name]}：${stateText.fieldMistake}` })),
    );
  }

  return (
    <>
      <Form form={form} layout="vertical" className="deed-form" name="states">
        <RefusalBox
          refusals={wrong}
          title={kitText.formWrong(wrong.length)}
          onGoTo={(at) => form.focusField(fieldPath(at))}
        />
        <FormSection title={stateText.formSection} hint={stateText.formHint}>
          <Field name="title" label={fields.title} hint={fields.titleHint}>
            <Input />
          </Field>
          <Field name="year" label={fields.year}>
            <InputNumber />
          </Field>
          <Field name="startOn" label={stateText.lastOn}>
            <DatePicker />
          </Field>
          <Field name="street" label={fields.street}>
            <Select options={[{ value: '1', label: fields.street }]} />
          </Field>
          <Field name="note" label={fields.note} isOptional>
            <Input.TextArea rows={3} />
          </Field>
        </FormSection>
        <div>
          <Button onClick={showMistakes} autoInsertSpace={false}>
            {stateText.showMistakes}
          </Button>
        </div>
      </Form>
      <FileDrop label={stateText.upload} accept={['.xlsx']} maxBytes={MAX_BYTES} chosen={file} onChoose={setFile} />
    </>
  );
}
