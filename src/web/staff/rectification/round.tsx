/** 复查: the rounds of an order, and what the officers of the running one do in it. @module */
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { dueForRound } from '../../../rectification/rules/round.ts';
import { OneOrder, OpenRound, Reason } from '../../../rectification/types/order.ts';
import type { OrderView, RoundView } from '../../../rectification/types/views.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { IssuedDocuments } from '../../kit/followed-file.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { ruleOf, useMayDo } from '../../kit/session.ts';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import { VerdictForms } from './verdict-forms.tsx';
import { officerOptions, teamIds } from './words.ts';

const text = rectificationText.round;

export interface OfRound {
  readonly view: OrderView;
  readonly round: RoundView;
}

export function RoundSection({ view }: { readonly view: OrderView }): ReactNode {
  const mayOpen = useMayDo('rectification.open-round') && view.state === 'served';
  const isDue = dueForRound(view.items, view.today).length > 0;
  return (
    <section className="order-section">
      <h2>{rectificationText.sections.rounds}</h2>
      {view.rounds.length === 0 && <p className="muted">{text.none}</p>}
      {view.rounds.map((round) => (
        <Round key={round.round} view={view} round={round} />
      ))}
      <IssuedDocuments title={text.opinions} path={`/api/inspections/${view.inspectionId}`} documents={view.opinions} />
      {view.reinspectBy !== null && <p>{text.by(sentenceDate(view.reinspectBy))}</p>}
      {mayOpen && isDue && <OpenForm view={view} />}
    </section>
  );
}

function OpenForm({ view }: { readonly view: OrderView }): ReactNode {
  return (
    <DeedForm
      kind="rectification.open-round"
      schema={OpenRound}
      initial={{ officerIds: teamIds(view) }}
      toInput={(values) => ({ ...values, orderId: view.orderId })}
      onDone={() => undefined}
    >
      <Field name="officerIds" label={text.officers} hint={text.officersHint}>
        <Select mode="multiple" options={officerOptions(view)} optionFilterProp="label" />
      </Field>
    </DeedForm>
  );
}

function Round({ view, round }: OfRound): ReactNode {
  const isMember = round.officers.some(({ isMe }) => isMe);
  return (
    <article className="order-item">
      <h3>{text.title(round.round)}</h3>
      <DescriptionList
        items={[
          {
            label: text.officers,
            value: round.officers
              .map(({ name, hasSigned }) => `${name}（${hasSigned ? text.signed : text.unsigned}）`)
              .join('、'),
          },
          ...(round.documentHash === null ? [] : [{ label: text.hash, value: <HashText hash={round.documentHash} /> }]),
        ]}
      />
      <DataTable
        caption={text.title(round.round)}
        isCaptionHidden
        columns={COLUMNS}
        rows={round.verdicts}
        rowKey={({ findingId }) => findingId}
      />
      {round.state === 'dropped' && <p className="muted">{text.dropped}</p>}
      {round.doneOn !== null && <p className="muted">{text.done(sentenceDate(round.doneOn))}</p>}
      {isMember && round.state === 'open' && <OpenRoundDeeds view={view} round={round} />}
      {isMember && round.state === 'awaiting-signatures' && <SigningDeeds view={view} round={round} />}
    </article>
  );
}

const COLUMNS: readonly Column<RoundView['verdicts'][number]>[] = [
  { key: 'number', title: text.number, render: ({ number }) => rectificationText.item.number(number) },
  {
    key: 'outcome',
    title: text.outcome,
    render: ({ verdict }) => (verdict === null ? text.missing : text.outcomes[verdict.outcome]),
  },
  { key: 'opinion', title: text.opinion, render: ({ verdict }) => verdict?.opinion ?? '' },
];

function OpenRoundDeeds({ view, round }: OfRound): ReactNode {
  const close = useDeed<{ orderId: string }>('rectification.close-round');
  const missing = round.verdicts.filter(({ verdict }) => verdict === null).map(({ number }) => String(number));
  return (
    <>
      <VerdictForms view={view} round={round} />
      <RefusalBox refusals={close.refusals} />
      <DeedButton
        kind="rectification.close-round"
        isPrimary
        isPending={close.isPending}
        refusals={missing.length === 0 ? [] : [{ code: 'round-verdicts-missing', facts: { numbers: missing } }]}
        onPress={() => void close.run({ orderId: view.orderId })}
      />
    </>
  );
}

const ReopenInput = OneOrder.extend({ reason: Reason });

function SigningDeeds({ view, round }: OfRound): ReactNode {
  const [isSealing, setSealing] = useState(false);
  const sign = useDeed<{ orderId: string; documentHash: string }>('rectification.sign-round');
  const mine = round.officers.find(({ isMe }) => isMe);
  const close = (): void => {
    setSealing(false);
    sign.reset();
  };
  const documentHash = round.documentHash ?? '';
  return (
    <>
      <DeedButton
        kind="rectification.sign-round"
        isPrimary
        refusals={mine?.hasSigned === true ? [{ code: 'sign-twice' }] : []}
        onPress={() => setSealing(true)}
      />
      <SealMoment
        isOpen={isSealing}
        onClose={close}
        title={ruleOf('rectification.sign-round').title}
        summary={[
          { label: text.summary.enterprise, value: view.enterprise.name },
          { label: text.summary.round, value: text.title(round.round) },
          { label: text.summary.officers, value: round.officers.map(({ name }) => name).join('、') },
          ...round.verdicts.map(({ number, verdict }) => ({
            label: rectificationText.item.number(number),
            value: verdict === null ? '' : `${text.outcomes[verdict.outcome]}：${verdict.opinion}`,
          })),
        ]}
        hash={documentHash}
        consequence={text.signEffect}
        stampWord={text.signStamp}
        deed={sign}
        onSeal={() => void sign.run({ orderId: view.orderId, documentHash })}
      />
      <details className="order-form">
        <summary>{text.reopenTitle}</summary>
        <DeedForm
          kind="rectification.reopen-round"
          schema={ReopenInput}
          toInput={(values) => ({ ...values, orderId: view.orderId })}
          onDone={() => undefined}
        >
          <Field name="reason" label={text.reopenReason} hint={text.reopenHint}>
            <Input.TextArea rows={2} maxLength={500} />
          </Field>
        </DeedForm>
      </details>
    </>
  );
}
