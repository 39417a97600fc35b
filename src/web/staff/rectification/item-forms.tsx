/** What may be done about a finding now, each shown only to those who may. @module */
import { Input, Radio, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import {
  CASE_GROUNDS,
  ExtensionDecision,
  OneItem,
  Reason,
  Report,
  TransferReceipt,
} from '../../../rectification/types/order.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { useMayDo } from '../../kit/session.ts';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import type { OfItem } from './item.tsx';
import { dueText } from './words.ts';

const text = rectificationText.item;

export function ItemForms({ view, item }: OfItem): ReactNode {
  const isOfficer = useMayDo('rectification.report') && view.isMine;
  const isChief = useMayDo('rectification.decide-extension');
  const isServed = view.state === 'served';
  const hasPending = item.extensions.some(({ outcome }) => outcome === null);
  return (
    <>
      {isChief && hasPending && <DecideForm view={view} item={item} />}
      {isServed && isOfficer && item.state === 'reported' && <ReturnForm view={view} item={item} />}
      {isServed && isOfficer && item.state === 'open' && <ReportForm view={view} item={item} />}
      {isServed && isOfficer && item.isOverdue && <ReferForm view={view} item={item} />}
      {isServed && isOfficer && item.state === 'transferring' && <TransferForm view={view} item={item} />}
      {isServed && item.state === 'awaiting-consent' && <Consent view={view} item={item} />}
    </>
  );
}

export interface FoldedProps extends OfItem {
  readonly deed: string;
  readonly title: string;
  readonly schema: z.ZodType;
  readonly isOpen?: boolean;
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly children: ReactNode;
}

/** A deed about one finding, folded until it is wanted. */
export function Folded({ view, item, deed, title, schema, isOpen = false, initial, children }: FoldedProps): ReactNode {
  return (
    <details className="order-form" open={isOpen}>
      <summary>{title}</summary>
      <DeedForm
        kind={deed}
        schema={schema}
        {...(initial === undefined ? {} : { initial })}
        toInput={(values) => ({ ...values, orderId: view.orderId, findingId: item.findingId })}
        onDone={() => undefined}
      >
        {children}
      </DeedForm>
    </details>
  );
}

const ReportInput = OneItem.extend({ report: Report });
function ReportForm(props: OfItem): ReactNode {
  return (
    <Folded {...props} deed="rectification.report" title={text.reportFor} schema={ReportInput}>
      <Field name="report.text" label={text.reportText}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </Folded>
  );
}

const ReturnInput = OneItem.extend({ reason: Reason });
function ReturnForm(props: OfItem): ReactNode {
  return (
    <Folded {...props} deed="rectification.return-report" title={text.returnTitle} schema={ReturnInput}>
      <Field name="reason" label={text.returnReason} hint={text.returnHint}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </Folded>
  );
}

const DecideInput = OneItem.extend({ decision: ExtensionDecision });
function DecideForm(props: OfItem): ReactNode {
  const options = Object.entries(text.decideOptions).map(([value, label]) => ({ value, label }));
  return (
    <Folded {...props} deed="rectification.decide-extension" title={text.decide} schema={DecideInput} isOpen>
      <Field name="decision.outcome" label={text.outcome}>
        <Radio.Group options={options} />
      </Field>
      <Field name="decision.reply" label={text.reply}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </Folded>
  );
}

const ReferInput = OneItem.extend({ ground: z.enum(codesOf(CASE_GROUNDS), '请选择立案依据') });
function ReferForm(props: OfItem): ReactNode {
  return (
    <Folded {...props} deed="rectification.refer-case" title={text.referTitle} schema={ReferInput}>
      <Field name="ground" label={text.referGround}>
        <Select options={codesOf(CASE_GROUNDS).map((value) => ({ value, label: CASE_GROUNDS[value] }))} />
      </Field>
    </Folded>
  );
}

const TransferInput = OneItem.extend({ receipt: TransferReceipt });
function TransferForm(props: OfItem): ReactNode {
  return (
    <Folded {...props} deed="rectification.confirm-transfer" title={text.transferTitle} schema={TransferInput}>
      <Field name="receipt.department" label={text.department}>
        <Input maxLength={60} />
      </Field>
      <Field name="receipt.number" label={text.receipt}>
        <Input maxLength={60} />
      </Field>
      <Field name="receipt.receivedOn" label={text.receivedOn}>
        <Input type="date" max={props.view.today} />
      </Field>
    </Folded>
  );
}

function Consent({ view, item }: OfItem): ReactNode {
  const [isSealing, setSealing] = useState(false);
  const deed = useDeed<{ orderId: string; findingId: string }>('rectification.consent');
  const close = (): void => {
    setSealing(false);
    deed.reset();
  };
  return (
    <>
      <DeedButton kind="rectification.consent" isPrimary onPress={() => setSealing(true)} />
      <SealMoment
        isOpen={isSealing}
        onClose={close}
        title={text.consentTitle}
        summary={[
          { label: text.number(item.number), value: item.description },
          { label: text.place, value: item.place },
          { label: text.measure, value: item.measure },
          { label: text.due, value: dueText(item) },
        ]}
        consequence={text.consentEffect}
        stampWord={text.consentStamp}
        deed={deed}
        onSeal={() => void deed.run({ orderId: view.orderId, findingId: item.findingId })}
      />
    </>
  );
}
