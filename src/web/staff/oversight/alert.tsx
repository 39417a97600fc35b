/** One rule with all its rows, and the 督办 about those that are chosen. @module */
import { useNavigate, useParams } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import type { AlertView } from '../../../oversight/types/alerts.ts';
import { ADDRESSEES, NewNotice } from '../../../oversight/types/notices.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { oversightText } from '../../kit/strings/oversight.zh.ts';
import { AlertFile, AlertTable } from './alert-table.tsx';
import './oversight.css';

const text = oversightText.console;
const PARENT = { to: '/oversight/console', title: text.title };

export function AlertPage(): ReactNode {
  const { code } = useParams({ strict: false });
  const answer = useRead<AlertView>(`/api/oversight/alerts/${code ?? ''}`);
  return (
    <>
      <PageHeader
        title={answer.value?.title ?? text.title}
        parent={PARENT}
        {...(answer.value === undefined ? {} : { standing: answer.value.rule })}
      />
      <Loaded read={answer} skeleton={<TableSkeleton rows={8} />}>
        {(alert) =>
          alert.rows.length === 0 ? <EmptyState title={text.clean} next={alert.rule} /> : <Rows alert={alert} />
        }
      </Loaded>
    </>
  );
}

function Rows({ alert: { code, title, rows, total } }: { readonly alert: AlertView }): ReactNode {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <p className="muted">
        {text.choose} <AlertFile code={code} title={title} />
      </p>
      <AlertTable
        caption={title}
        rows={rows}
        selection={{
          nameOf: ({ where, what }) => `${where}：${what}`,
          isChosen: ({ key }) => chosen.has(key),
          choose: (some, isWanted) =>
            setChosen((before) => {
              const keys = new Set(some.map(({ key }) => key));
              return isWanted ? before.union(keys) : before.difference(keys);
            }),
        }}
      />
      {total > rows.length && <p className="muted">{text.more(rows.length, total)}</p>}
      <section className="notice-forms">
        <h2>{text.issue}</h2>
        <DeedForm
          kind="oversight.issue-notice"
          schema={NewNotice}
          initial={{ addressee: 'group-office' }}
          toInput={(values) => ({ ...values, alert: code, keys: [...chosen] })}
          onDone={({ noticeId }: { noticeId: string }) => void navigate({ to: `/oversight/notices/${noticeId}` })}
        >
          <Field name="request" label={oversightText.notices.request} hint={oversightText.notices.requestHint}>
            <Input.TextArea rows={3} maxLength={1_000} />
          </Field>
          <Field name="addressee" label={oversightText.notices.addressee}>
            <Select options={codesOf(ADDRESSEES).map((value) => ({ value, label: ADDRESSEES[value] }))} />
          </Field>
          <Field name="replyBy" label={oversightText.notices.replyBy}>
            <Input type="date" />
          </Field>
        </DeedForm>
      </section>
    </>
  );
}
