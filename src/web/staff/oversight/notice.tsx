/** One 督办: what it is about, what was answered, and whose turn it is. @module */
import { useParams } from '@tanstack/react-router';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { noticeRefusals } from '../../../oversight/rules/notices.ts';
import { ALERTS } from '../../../oversight/types/alerts.ts';
import {
  ADDRESSEES,
  NoticeOpinion,
  NoticeReply,
  NoticeReturn,
  type NoticeView,
} from '../../../oversight/types/notices.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useSession } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { oversightText } from '../../kit/strings/oversight.zh.ts';
import { NoticeTag } from './notices.tsx';
import './oversight.css';

const text = oversightText.notices;
const PARENT = { to: '/oversight/notices', title: text.title };

export function NoticePage(): ReactNode {
  const { noticeId } = useParams({ strict: false });
  const answer = useRead<NoticeView>(`/api/oversight/notices/${noticeId ?? ''}`);
  return (
    <>
      <PageHeader
        title={answer.value?.number ?? text.title}
        parent={PARENT}
        {...(answer.value === undefined ? {} : { standing: <NoticeTag {...answer.value} /> })}
      />
      <Loaded read={answer} skeleton={<TextSkeleton lines={8} />}>
        {(notice) => <Notice notice={notice} />}
      </Loaded>
    </>
  );
}

function Notice({ notice }: { readonly notice: NoticeView }): ReactNode {
  const { alert, records, request, addressee, replyBy, issuedBy, issuedOn, reply, repliedBy, repliedOn } = notice;
  return (
    <>
      <DescriptionList
        items={[
          { label: text.alert, value: ALERTS[alert].title },
          { label: text.request, value: `${request}（${text.issued(issuedBy, sentenceDate(issuedOn))}）` },
          { label: text.addressee, value: ADDRESSEES[addressee] },
          { label: text.replyBy, value: sentenceDate(replyBy) },
          ...(reply === null
            ? []
            : [
                {
                  label: text.reply,
                  value: `${reply}（${text.replied(repliedBy ?? '', sentenceDate(repliedOn ?? ''))}）`,
                },
              ]),
          ...(notice.returnReason === null ? [] : [{ label: text.returned, value: notice.returnReason }]),
          ...(notice.opinion === null
            ? []
            : [
                {
                  label: text.opinion,
                  value: `${notice.opinion}（${text.closed(sentenceDate(notice.closedOn ?? ''))}）`,
                },
              ]),
        ]}
      />
      <DataTable
        caption={text.records}
        rows={records}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'where',
            title: oversightText.console.where,
            render: ({ where, href }) => <AppLink to={href}>{where}</AppLink>,
          },
          { key: 'what', title: oversightText.console.what, render: ({ what }) => what },
        ]}
      />
      <Steps notice={notice} />
    </>
  );
}

/** The one whose turn it is has his form; nobody else has any. */
function Steps({ notice: { noticeId, state, addressee } }: { readonly notice: NoticeView }): ReactNode {
  const { roles } = useSession();
  const toInput = (values: Readonly<Record<string, unknown>>) => ({ ...values, noticeId });
  const now = { state, addressee, issuedBy: '' };
  const me = { staffId: 'me', roles };
  if (state === 'issued' && roles.includes(addressee)) {
    return (
      <section className="notice-forms">
        <DeedForm
          kind="oversight.reply-notice"
          schema={NoticeReply}
          toInput={toInput}
          refusals={noticeRefusals('oversight.reply-notice', now, me)}
          onDone={() => undefined}
        >
          <Field name="reply" label={text.reply} hint={text.replyHint}>
            <Input.TextArea rows={4} maxLength={2_000} />
          </Field>
        </DeedForm>
      </section>
    );
  }
  if (state !== 'replied' || !roles.includes('supervisor')) return null;
  return (
    <section className="notice-forms">
      <DeedForm kind="oversight.close-notice" schema={NoticeOpinion} toInput={toInput} onDone={() => undefined}>
        <Field name="opinion" label={text.opinion}>
          <Input.TextArea rows={2} maxLength={1_000} />
        </Field>
      </DeedForm>
      <DeedForm kind="oversight.return-notice" schema={NoticeReturn} toInput={toInput} onDone={() => undefined}>
        <Field name="reason" label={text.reason}>
          <Input.TextArea rows={2} maxLength={1_000} />
        </Field>
        <Field name="replyBy" label={text.replyBy}>
          <Input type="date" />
        </Field>
      </DeedForm>
    </section>
  );
}
