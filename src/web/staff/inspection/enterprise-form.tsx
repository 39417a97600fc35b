/** 企业意见: the enterprise signs on the officer's device, or refuses before a second officer (安全生产法 §68). @module */
import { Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { VisitView } from '../../../inspection/types/board.ts';
import { EnterpriseSignInput } from '../../../inspection/types/visit.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field, fieldPath } from '../../kit/field.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { useIsOpen } from './step.tsx';

const text = inspectionText.signing;

export function EnterpriseForm({ view }: { readonly view: VisitView }): ReactNode {
  const maySign = useIsOpen('inspection.sign-enterprise', view);
  const { inspectionId, recordHash, signatures } = view;
  const hasSpoken = signatures.some(({ kind, isCurrent }) => kind === 'enterprise' && isCurrent);
  if (!maySign || hasSpoken) return null;
  return (
    <section>
      <h3>{text.word}</h3>
      <DeedForm
        kind="inspection.sign-enterprise"
        schema={EnterpriseSignInput}
        initial={{ word: { outcome: 'signed' } }}
        toInput={(values) => ({ ...values, inspectionId, recordHash })}
        onDone={() => undefined}
      >
        <Field name="word.outcome" label={text.outcome}>
          <Radio.Group options={Object.entries(text.outcomes).map(([value, label]) => ({ value, label }))} />
        </Field>
        <WordFields view={view} />
      </DeedForm>
    </section>
  );
}

function WordFields({ view }: { readonly view: VisitView }): ReactNode {
  const outcome: unknown = Form.useWatch(fieldPath('word.outcome'));
  if (outcome !== 'refused') {
    return (
      <Field name="word.representative" label={text.representative} hint={text.representativeHint}>
        <Input maxLength={60} autoComplete="off" />
      </Field>
    );
  }
  const witnesses = view.team.filter(({ kind, isMe }) => kind === 'officer' && !isMe);
  return (
    <>
      <Field name="word.reason" label={text.reason}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
      <Field name="word.witnessOfficerId" label={text.witness} hint={text.witnessHint}>
        <Select options={witnesses.map(({ personId, name }) => ({ value: personId, label: name }))} />
      </Field>
    </>
  );
}
