/** 载入放假通知: paste it, see what was understood and what changes, load it. @module */
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, InputNumber } from 'antd';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { z } from 'zod';
import { calendarDeeds } from '../../../calendar/deeds.ts';
import {
  calendarOf,
  changedDays,
  daysFrom,
  holidayYear,
  noticeRefusals,
  type ChangedDay,
} from '../../../calendar/rules/calendar.ts';
import { readNotice, type ReadNotice } from '../../../calendar/rules/notice-text.ts';
import { HolidayNotice, type CalendarView } from '../../../calendar/types.ts';
import type { Refusal } from '../../../core/result.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field, FormSection } from '../../kit/field.tsx';
import { tableDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { FormSkeleton } from '../../kit/skeletons.tsx';
import { calendarText } from '../../kit/strings/calendar.zh.ts';
import './calendar.css';
import { SpanTable } from './span-table.tsx';

const text = calendarText.load;
const LoadInput = z.object({ notice: HolidayNotice });

export function LoadNoticePage(): ReactNode {
  const read = useRead<CalendarView>('/api/calendar');
  return (
    <>
      <PageHeader
        title={calendarDeeds['calendar.load-notice'].title}
        parent={{ to: '/calendar', title: calendarText.title }}
        standing={text.standing}
      />
      <Loaded read={read} skeleton={<FormSkeleton fields={4} />}>
        {(view) => <LoadForm view={view} />}
      </Loaded>
    </>
  );
}

function LoadForm({ view }: { readonly view: CalendarView }): ReactNode {
  const navigate = useNavigate();
  const [understood, setUnderstood] = useState<ReadNotice>();
  const refusals = understood === undefined ? [] : refusalsOf(understood, view);
  return (
    <DeedForm<z.output<typeof LoadInput>, { year: number }>
      kind="calendar.load-notice"
      schema={LoadInput}
      refusals={refusals}
      toInput={(values) => ({
        notice: { ...headOf(values['notice']), off: understood?.notice.off ?? [], work: understood?.notice.work ?? [] },
      })}
      onDone={({ year }) => void navigate({ to: '/calendar', search: { year: String(year) } })}
    >
      <Pasted onRead={setUnderstood} />
      <div className="row">
        <Field name="notice.year" label={calendarText.year}>
          <InputNumber min={2000} max={2100} precision={0} />
        </Field>
        <Field name="notice.source" label={calendarText.source}>
          <Input maxLength={200} />
        </Field>
      </div>
      <Field name="notice.title" label={calendarText.noticeTitle}>
        <Input maxLength={200} />
      </Field>
      <FormSection title={text.understood}>
        {understood === undefined || understood.notice.off.length === 0 ? (
          <p className="muted">{text.nothing}</p>
        ) : (
          <Understood read={understood} view={view} />
        )}
      </FormSection>
      <p className="muted">{text.consequence}</p>
    </DeedForm>
  );
}

/** The box for the notice's words; what they say of title, source and year goes into the fields. */
function Pasted({ onRead }: { readonly onRead: (read: ReadNotice | undefined) => void }): ReactNode {
  const form = Form.useFormInstance();
  const words: unknown = Form.useWatch('text', form);
  const read = useMemo(
    () => (typeof words === 'string' && words.trim() !== '' ? readNotice(words) : undefined),
    [words],
  );
  useEffect(() => {
    onRead(read);
    for (const key of ['year', 'title', 'source'] as const) {
      const value = read?.notice[key];
      if (value !== undefined) form.setFieldValue(['notice', key], value);
    }
  }, [form, onRead, read]);
  return (
    <Field name="text" label={text.paste} hint={text.pasteHint}>
      <Input.TextArea rows={8} maxLength={20_000} />
    </Field>
  );
}

function headOf(values: unknown): object {
  return typeof values === 'object' && values !== null ? values : {};
}

/** The notice as far as it is complete enough to be compared; title and source do not matter for its days. */
function daysOnly({ notice }: ReadNotice): HolidayNotice | undefined {
  const parsed = HolidayNotice.safeParse({ title: '—', source: '—', ...notice });
  return parsed.success ? parsed.data : undefined;
}

function refusalsOf(read: ReadNotice, view: CalendarView): readonly Refusal[] {
  const notice = daysOnly(read);
  return [...read.refusals, ...(notice === undefined ? [] : noticeRefusals(notice, view))];
}

function Understood({ read, view }: { readonly read: ReadNotice; readonly view: CalendarView }): ReactNode {
  const notice = daysOnly(read);
  const { off, work } = read.notice;
  const offDays = off.flatMap(({ from, to }) => (from > to ? [] : daysFrom(from, to))).length;
  return (
    <>
      <p role="status">{text.days(offDays, work.length)}</p>
      <SpanTable holidays={holidayYear({ year: 0, title: '', source: '', off, work })} />
      {notice !== undefined && noticeRefusals(notice, view).length === 0 && <Changes notice={notice} view={view} />}
    </>
  );
}

function Changes({ notice, view }: { readonly notice: HolidayNotice; readonly view: CalendarView }): ReactNode {
  const others = view.years.filter(({ year }) => year !== notice.year);
  const years = [...others, holidayYear(notice)].toSorted((a, b) => a.year - b.year);
  const changed = changedDays(notice.year, calendarOf(view), calendarOf({ version: '', years }));
  return (
    <>
      <h3>{text.changes}</h3>
      {changed.length === 0 ? (
        <p>{text.noChange}</p>
      ) : (
        <DescriptionList
          items={[
            { label: text.becomesOff, value: daysText(changed, false) },
            { label: text.becomesWork, value: daysText(changed, true) },
          ]}
        />
      )}
    </>
  );
}

function daysText(changed: readonly ChangedDay[], isWorkday: boolean): ReactNode {
  const days = changed.filter((each) => each.isWorkday === isWorkday).map(({ day }) => tableDate(day));
  return days.length === 0 ? undefined : <span className="digits">{days.join('、')}</span>;
}
