/** What stands beside the course of an order: reminders of near deadlines, and the enterprise's own words. @module */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { OneOrder } from '../../../rectification/types/order.ts';
import { REMINDER_MEANS, ReminderMeans, Words } from '../../../rectification/types/remind.ts';
import type { OrderView } from '../../../rectification/types/views.ts';
import { DateText } from '../../kit/date-text.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import { teamRefusals } from './words.ts';

const RemindInput = OneOrder.extend({ means: ReminderMeans });

export function ReminderSection({ view }: { readonly view: OrderView }): ReactNode {
  const text = rectificationText.reminders;
  const mayRemind = useMayDo('rectification.remind') && view.isMine;
  if (view.reminders.length === 0) return null;
  return (
    <section className="order-section">
      <h2>{text.title}</h2>
      <p className="muted">{text.standing}</p>
      <ul className="order-lines">
        {view.reminders.map(({ dueOn, days, at, means }) => (
          <li key={`${dueOn} ${days}`}>
            {text.due(sentenceDate(dueOn), days)}{' '}
            {at === null || means === null ? (
              <StateTag tone="waiting" word={text.waiting} />
            ) : (
              <>
                <StateTag tone="done" word={text.given(REMINDER_MEANS[means])} />{' '}
                <DateText value={at} inTable withTime />
              </>
            )}
          </li>
        ))}
      </ul>
      {mayRemind && view.reminders.some(({ at }) => at === null) && (
        <DeedForm
          kind="rectification.remind"
          schema={RemindInput}
          initial={{ means: 'phone' }}
          toInput={(values) => ({ ...values, orderId: view.orderId })}
          refusals={teamRefusals(view)}
          onDone={() => undefined}
        >
          <Field name="means" label={text.means}>
            <Select options={codesOf(REMINDER_MEANS).map((value) => ({ value, label: REMINDER_MEANS[value] }))} />
          </Field>
        </DeedForm>
      )}
    </section>
  );
}

const WordsInput = OneOrder.extend({ text: Words });

export function WordsSection({ view }: { readonly view: OrderView }): ReactNode {
  const text = rectificationText.words;
  const mayState = useMayDo('rectification.state-words') && view.isMine && view.state !== 'draft';
  if (view.state === 'draft') return null;
  return (
    <section className="order-section">
      <h2>{text.title}</h2>
      {view.words.length === 0 && <p className="muted">{text.none}</p>}
      {view.words.map(({ statementId, text: said, at }) => (
        <div key={statementId} className="order-report">
          <p className="muted">
            <DateText value={at} inTable withTime />
          </p>
          <p>{said}</p>
        </div>
      ))}
      {mayState && (
        <details className="order-form">
          <summary>{text.add}</summary>
          <DeedForm
            kind="rectification.state-words"
            schema={WordsInput}
            toInput={(values) => ({ ...values, orderId: view.orderId })}
            onDone={() => undefined}
          >
            <Field name="text" label={text.label} hint={text.hint}>
              <Input.TextArea rows={3} maxLength={500} />
            </Field>
          </DeedForm>
        </details>
      )}
    </section>
  );
}
