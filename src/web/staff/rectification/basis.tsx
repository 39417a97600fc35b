/** The document of somebody who decides, on which a finding is voided or a hazard dismissed. @module */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { BASIS_DOCUMENTS } from '../../../rectification/types/void.ts';
import { Field } from '../../kit/field.tsx';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';

const text = rectificationText.void;

interface BasisDocumentProps {
  /** Where the document stands in the input. */
  readonly at: string;
  readonly max: string;
}

export function BasisDocumentFields({ at, max }: BasisDocumentProps): ReactNode {
  return (
    <>
      <Field name={`${at}.kind`} label={text.document}>
        <Select options={codesOf(BASIS_DOCUMENTS).map((value) => ({ value, label: BASIS_DOCUMENTS[value] }))} />
      </Field>
      <Field name={`${at}.organ`} label={text.organ}>
        <Input maxLength={60} />
      </Field>
      <Field name={`${at}.number`} label={text.number}>
        <Input maxLength={60} />
      </Field>
      <Field name={`${at}.on`} label={text.on}>
        <Input type="date" max={max} />
      </Field>
    </>
  );
}
