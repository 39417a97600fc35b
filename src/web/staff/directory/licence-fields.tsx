/** 许可证 in a form: name, number and last day of each. @module */
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../../kit/field.tsx';
import { directoryText as text } from '../../kit/strings/directory.zh.ts';
import { licences } from './values.ts';

const PATH = ['content', 'licences'];

export function LicenceFields(): ReactNode {
  const form = Form.useFormInstance();
  const rows = licences(Form.useWatch(PATH, { form, preserve: true }));
  return (
    <>
      {rows.map((_, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the entry's place is its name in the form
        <div key={index} className="licence-row">
          <Field name={`content.licences.${index}.name`} label={text.licenceName}>
            <Input maxLength={60} />
          </Field>
          <Field name={`content.licences.${index}.number`} label={text.licenceNumber} isOptional>
            <Input maxLength={60} />
          </Field>
          <Field name={`content.licences.${index}.expiresOn`} label={text.licenceUntil} isOptional>
            <Input type="date" />
          </Field>
          <Button
            onClick={() => form.setFieldValue(PATH, rows.toSpliced(index, 1))}
            aria-label={text.removeLicence(index + 1)}
          >
            ✕
          </Button>
        </div>
      ))}
      <p>
        <Button onClick={() => form.setFieldValue(PATH, [...rows, { name: '' }])} autoInsertSpace={false}>
          {text.addLicence}
        </Button>
      </p>
    </>
  );
}
