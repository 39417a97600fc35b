/** 送达: the form before, the receipt and the enterprise's code after. @module */
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { OneOrder, Service, SERVICE_MEANS } from '../../../rectification/types/order.ts';
import type { OrderView } from '../../../rectification/types/views.ts';
import { AccessCard } from '../../kit/access-card.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field, fieldPath } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { useMayDo } from '../../kit/session.ts';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import { officerOptions, teamIds } from './words.ts';

const text = rectificationText.service;
const ServiceInput = OneOrder.extend({ service: Service });

export function ServiceSection({ view }: { readonly view: OrderView }): ReactNode {
  const mayServe = useMayDo('rectification.serve') && view.isMine && view.state === 'draft';
  return (
    <section className="order-section">
      <h2>{rectificationText.sections.service}</h2>
      {view.service === null && !mayServe && <p className="muted">{text.none}</p>}
      {mayServe && <ServiceForm view={view} />}
      {view.service !== null && <ServiceFacts view={view} service={view.service} />}
      {view.access !== null && (
        <AccessCard
          access={view.access}
          title={text.access}
          text={{ ...text, hint: text.accessHint }}
          renewal={{ kind: 'rectification.renew-code', of: { orderId: view.orderId } }}
        />
      )}
    </section>
  );
}

function ServiceForm({ view }: { readonly view: OrderView }): ReactNode {
  return (
    <DeedForm
      kind="rectification.serve"
      schema={ServiceInput}
      initial={serviceInitial(view)}
      toInput={(values) => ({ ...values, orderId: view.orderId })}
      onDone={() => undefined}
    >
      <ServiceFields view={view} since={view.signedOn} />
    </DeedForm>
  );
}

/** 送达回执 of an order or of a decision that was made on `since`; in the form `service`. */
export function ServiceFields({ view, since }: { readonly view: OrderView; readonly since: string }): ReactNode {
  return (
    <>
      <Field name="service.means" label={text.means}>
        <Select options={codesOf(SERVICE_MEANS).map((value) => ({ value, label: SERVICE_MEANS[value] }))} />
      </Field>
      <Field name="service.servedOn" label={text.on}>
        <Input type="date" min={since} max={view.today} />
      </Field>
      <Field name="service.officerIds" label={text.officers} hint={text.officersHint}>
        <Select mode="multiple" options={officerOptions(view)} optionFilterProp="label" />
      </Field>
      <Field name="service.recipient" label={text.recipient} hint={text.recipientHint}>
        <Input maxLength={60} autoComplete="off" />
      </Field>
      <WitnessField />
    </>
  );
}

/** What such a form begins with. */
export function serviceInitial(view: OrderView): Readonly<Record<string, unknown>> {
  return { service: { means: 'direct', servedOn: view.today, officerIds: teamIds(view) } };
}

function WitnessField(): ReactNode {
  const means: unknown = Form.useWatch(fieldPath('service.means'));
  if (means !== 'left') return null;
  return (
    <Field name="service.witness" label={text.witness} hint={text.witnessHint}>
      <Input maxLength={60} autoComplete="off" />
    </Field>
  );
}

function ServiceFacts({
  view,
  service,
}: {
  readonly view: OrderView;
  readonly service: NonNullable<OrderView['service']>;
}): ReactNode {
  const officers = view.officers.filter(({ personId }) => service.officerIds.includes(personId));
  return (
    <DescriptionList
      items={[
        { label: text.means, value: SERVICE_MEANS[service.means] },
        { label: text.on, value: sentenceDate(service.servedOn) },
        { label: text.recipient, value: service.recipient },
        ...(service.witness === undefined ? [] : [{ label: text.witness, value: service.witness }]),
        { label: text.officers, value: officers.map(({ name, number }) => `${name}（${number}）`).join('、') },
        { label: text.hash, value: view.documentHash === null ? '' : <HashText hash={view.documentHash} /> },
      ]}
    />
  );
}
