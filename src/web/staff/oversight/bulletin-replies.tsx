/** The replies of streets and departments, and what the office does with each. @module */
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  RecordReply,
  REPLY_STATES,
  ReturnReply,
  SettleReply,
  type BulletinView,
  type ReplyView,
} from '../../../oversight/types/feedback.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { feedbackText } from '../../kit/strings/feedback.zh.ts';

const text = feedbackText.page;

const COLUMNS: readonly Column<ReplyView>[] = [
  { key: 'name', title: text.recipient, render: ({ name }) => name },
  {
    key: 'state',
    title: feedbackText.list.state,
    render: ({ state, isLate }) =>
      isLate ? (
        <StateTag tone="problem" word={text.late} />
      ) : (
        <StateTag tone={state === 'settled' ? 'done' : 'waiting'} word={REPLY_STATES[state]} />
      ),
  },
  { key: 'replyBy', title: text.replyBy, render: ({ replyBy }) => <DateText value={replyBy} inTable /> },
  {
    key: 'reply',
    title: feedbackText.list.replies,
    render: ({ reply, returnReason, opinion }) => (
      <>
        {reply !== null && (
          <p>
            {text.replyWords(reply.document, sentenceDate(reply.receivedOn))}：{reply.measures}
          </p>
        )}
        {returnReason !== null && <p>{text.returned(returnReason)}</p>}
        {opinion !== null && <p>{opinion}</p>}
      </>
    ),
  },
];

export function BulletinReplies({ bulletin }: { readonly bulletin: BulletinView }): ReactNode {
  const mayRecord = useMayDo('feedback.record-reply');
  const { answers, state } = bulletin;
  return (
    <section className="alert-block">
      <h2>{text.replies}</h2>
      {state === 'draft' ? (
        <p className="muted">{text.notIssued}</p>
      ) : (
        <DataTable
          caption={text.replies}
          isCaptionHidden
          columns={COLUMNS}
          rows={answers}
          rowKey={({ recipient }) => recipient}
        />
      )}
      {mayRecord && answers.some((answer) => answer.state !== 'settled') && <ReplyForms bulletin={bulletin} />}
    </section>
  );
}

/** One recipient is chosen; the form is that of its state. */
function ReplyForms({ bulletin: { bulletinId, answers } }: { readonly bulletin: BulletinView }): ReactNode {
  const open = answers.filter(({ state }) => state !== 'settled');
  const [chosen, setChosen] = useState<string>();
  const answer = open.find(({ recipient }) => recipient === chosen) ?? open[0];
  if (answer === undefined) return null;
  const toInput = (values: Readonly<Record<string, unknown>>) => ({
    ...values,
    bulletinId,
    recipient: answer.recipient,
  });
  return (
    <div className="notice-forms">
      <h3>{text.act}</h3>
      <Select
        aria-label={text.choose}
        value={answer.recipient}
        onChange={setChosen}
        options={open.map(({ recipient, name, state }) => ({
          value: recipient,
          label: `${name}（${REPLY_STATES[state]}）`,
        }))}
      />
      {answer.state === 'awaiting' ? (
        <DeedForm
          key={answer.recipient}
          kind="feedback.record-reply"
          schema={RecordReply}
          toInput={toInput}
          onDone={() => undefined}
        >
          <Field name="reply.receivedOn" label={text.receivedOn}>
            <Input type="date" />
          </Field>
          <Field name="reply.document" label={text.document}>
            <Input autoComplete="off" />
          </Field>
          <Field name="reply.measures" label={text.measures}>
            <Input.TextArea rows={3} maxLength={1_000} />
          </Field>
        </DeedForm>
      ) : (
        <Settle key={answer.recipient} toInput={toInput} />
      )}
    </div>
  );
}

function Settle({ toInput }: { readonly toInput: (values: Readonly<Record<string, unknown>>) => unknown }): ReactNode {
  return (
    <>
      <DeedForm kind="feedback.settle-reply" schema={SettleReply} toInput={toInput} onDone={() => undefined}>
        <Field name="opinion" label={text.opinion}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </DeedForm>
      <DeedForm kind="feedback.return-reply" schema={ReturnReply} toInput={toInput} onDone={() => undefined}>
        <Field name="reason" label={text.reason}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
        <Field name="replyBy" label={text.replyBy}>
          <Input type="date" />
        </Field>
      </DeedForm>
    </>
  );
}
