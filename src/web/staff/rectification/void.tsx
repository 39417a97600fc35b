/** 撤销: on what a finding was voided, the form for the section chief, and the service of the decision. @module */
import { Form, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { moveRefusals } from '../../../rectification/rules/moves.ts';
import { basisWords } from '../../../rectification/rules/void.ts';
import { SERVICE_MEANS } from '../../../rectification/types/order.ts';
import { VOID_BASES, VoidInput, VoidServiceInput } from '../../../rectification/types/void.ts';
import type { OrderView } from '../../../rectification/types/views.ts';
import { Field, fieldPath } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { useMayDo } from '../../kit/session.ts';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import { BasisDocumentFields } from './basis.tsx';
import { Folded } from './item-forms.tsx';
import type { OfItem } from './item.tsx';
import { ServiceFields, serviceInitial } from './service.tsx';

const text = rectificationText.void;
const DEED = 'rectification.void-finding';
const SERVE = 'rectification.serve-void';

export function voidFacts(
  { inspectionId }: OrderView,
  { voided }: OfItem['item'],
): { label: string; value: ReactNode }[] {
  if (voided === null) return [];
  const { reason, basis, decidedOn, documentId, number, service } = voided;
  return [
    { label: text.voidedOn, value: sentenceDate(decidedOn) },
    { label: text.reason, value: reason },
    { label: text.basis, value: basisWords(basis) },
    {
      label: text.decision,
      value: (
        <a
          className="link"
          href={`/api/inspections/${inspectionId}/documents/${documentId}.pdf`}
          target="_blank"
          rel="noreferrer"
        >
          {number}
        </a>
      ),
    },
    {
      label: text.service,
      value:
        service === null
          ? text.notServed
          : text.served(sentenceDate(service.servedOn), SERVICE_MEANS[service.means], service.recipient),
    },
  ];
}

/** 送达 of the decision, for the team while it was not served. */
export function ServeVoidForm({ view, item }: OfItem): ReactNode {
  const may = useMayDo(SERVE) && view.isMine;
  if (!may || item.voided?.service !== null) return null;
  return (
    <Folded
      view={view}
      item={item}
      deed={SERVE}
      title={text.serveTitle}
      schema={VoidServiceInput}
      initial={serviceInitial(view)}
    >
      <ServiceFields view={view} since={item.voided.decidedOn} />
    </Folded>
  );
}

/** Where the table lets it be voided, and to nobody who found it. */
export function VoidForm({ view, item }: OfItem): ReactNode {
  const may = useMayDo(DEED) && !view.isInvestigator;
  if (!may || moveRefusals(DEED, view, item).length > 0) return null;
  return (
    <Folded view={view} item={item} deed={DEED} title={text.title} schema={VoidInput}>
      <Field name="basis.kind" label={text.basis}>
        <Radio.Group
          className="order-choices"
          options={codesOf(VOID_BASES).map((value) => ({ value, label: VOID_BASES[value] }))}
        />
      </Field>
      <BasisFields view={view} />
      <Field name="reason" label={text.reason} hint={text.reasonHint}>
        <Input.TextArea rows={3} maxLength={500} />
      </Field>
      <p className="muted">{text.effect}</p>
    </Folded>
  );
}

function BasisFields({ view: { matters, today } }: Pick<OfItem, 'view'>): ReactNode {
  const kind: unknown = Form.useWatch(fieldPath('basis.kind'));
  if (kind === 'document') return <BasisDocumentFields at="basis.document" max={today} />;
  if (kind !== 'matter') return null;
  if (matters.length === 0) return <p className="muted">{text.noMatter}</p>;
  return (
    <Field name="basis.matterId" label={text.matter}>
      <Select
        options={matters.map(({ matterId, title, decidedOn }) => ({
          value: matterId,
          label: text.matterOption(title, sentenceDate(decidedOn)),
        }))}
      />
    </Field>
  );
}
