/** 占用 of one person, vehicle or device: what is booked, and booking it. @module */
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { BOOKING_USES, BookInput, type BookedType, type Booking } from '../../../directory/types/bookings.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { bookingsText as text } from '../../kit/strings/directory-bookings.zh.ts';

export function Bookings({ type, subjectId }: { readonly type: BookedType; readonly subjectId: string }): ReactNode {
  const bookings = useRead<{ readonly rows: readonly Booking[] }>(`/api/directory/bookings/${type}/${subjectId}`);
  const mayBook = useMayDo('directory.book');
  return (
    <section>
      <h2>{text.title[type]}</h2>
      <Loaded read={bookings} skeleton={<TableSkeleton rows={3} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{text.none}</p>
          ) : (
            <DataTable
              caption={text.title[type]}
              isCaptionHidden
              columns={COLUMNS}
              rows={rows}
              rowKey={({ bookingId, fromOn, byName }) => bookingId ?? `${byName}${fromOn}`}
            />
          )
        }
      </Loaded>
      {mayBook && (
        <details>
          <summary>{text.add}</summary>
          <BookForm type={type} subjectId={subjectId} />
        </details>
      )}
    </section>
  );
}

const COLUMNS: readonly Column<Booking>[] = [
  { key: 'from', title: text.from, render: ({ fromOn }) => <DateText value={fromOn} inTable /> },
  { key: 'until', title: text.until, render: ({ untilOn }) => <DateText value={untilOn} inTable /> },
  { key: 'use', title: text.use, render: ({ use }) => BOOKING_USES[use] },
  { key: 'purpose', title: text.purpose, render: ({ purpose }) => purpose },
  { key: 'by', title: text.by, render: ({ bookingId, byName }) => (bookingId === null ? text.drawn(byName) : byName) },
  { key: 'state', title: text.state, render: (booking) => <Standing booking={booking} /> },
];

function Standing({ booking: { bookingId, cancelledAt } }: { readonly booking: Booking }): ReactNode {
  const cancel = useDeed<{ bookingId: string }>('directory.cancel-booking');
  const mayCancel = useMayDo('directory.cancel-booking');
  if (cancelledAt !== null) return <span className="muted">{text.cancelled}</span>;
  if (bookingId === null || !mayCancel) return text.standing;
  return (
    <>
      <DeedButton
        kind="directory.cancel-booking"
        isPending={cancel.isPending}
        onPress={() => void cancel.run({ bookingId })}
      />
      <RefusalBox refusals={cancel.refusals} />
    </>
  );
}

function BookForm({ type, subjectId }: { readonly type: BookedType; readonly subjectId: string }): ReactNode {
  const [round, setRound] = useState(0);
  return (
    <DeedForm
      key={round}
      kind="directory.book"
      schema={BookInput}
      toInput={(values) => ({ ...values, subjectType: type, subjectId })}
      onDone={() => setRound(round + 1)}
    >
      <Field name="fromOn" label={text.from}>
        <Input type="date" />
      </Field>
      <Field name="untilOn" label={text.until}>
        <Input type="date" />
      </Field>
      <Field name="use" label={text.use}>
        <Select options={Object.entries(BOOKING_USES).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field name="purpose" label={text.purpose} hint={text.purposeHint}>
        <Input maxLength={120} />
      </Field>
    </DeedForm>
  );
}
