/** One verdict for each finding of the running round: rectified, or what follows when it is not. @module */
import { Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { CASE_GROUNDS, ItemId, OneOrder, Verdict } from '../../../rectification/types/order.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field, fieldPath } from '../../kit/field.tsx';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import type { OfRound } from './round.tsx';

const text = rectificationText.round;
const VerdictInput = OneOrder.extend({ findingId: ItemId, verdict: Verdict });

export function VerdictForms({ view, round }: OfRound): ReactNode {
  return round.verdicts.map(({ findingId, number, verdict }) => (
    <details key={findingId} className="order-form" open={verdict === null}>
      <summary>
        {rectificationText.item.number(number)} {text.save}
      </summary>
      <DeedForm
        kind="rectification.state-verdict"
        schema={VerdictInput}
        initial={{ verdict: verdict ?? { outcome: 'passed' } }}
        toInput={(values) => ({ ...values, orderId: view.orderId, findingId })}
        onDone={() => undefined}
      >
        <Field name="verdict.outcome" label={text.outcome}>
          <Radio.Group options={Object.entries(text.outcomes).map(([value, label]) => ({ value, label }))} />
        </Field>
        <Field name="verdict.opinion" label={text.opinion}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
        <ConsequenceField />
      </DeedForm>
    </details>
  ));
}

function ConsequenceField(): ReactNode {
  const outcome: unknown = Form.useWatch(fieldPath('verdict.outcome'));
  if (outcome === 'again') {
    return (
      <Field name="verdict.days" label={text.days}>
        <InputNumber min={1} max={180} precision={0} />
      </Field>
    );
  }
  if (outcome !== 'case') return null;
  return (
    <Field name="verdict.ground" label={text.ground}>
      <Select options={codesOf(CASE_GROUNDS).map((value) => ({ value, label: CASE_GROUNDS[value] }))} />
    </Field>
  );
}
