/** The notice of an approved plan: its files, and its number. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { PlanView } from '../../../plan/types/views.ts';
import { NoticeIssue } from '../../../plan/types/notice.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { useMayDo } from '../../kit/session.ts';
import { planNoticeText as text } from '../../kit/strings/plan-notice.zh.ts';

export function PlanNotice({ view }: { readonly view: PlanView }): ReactNode {
  const { plan, notice } = view;
  if (plan.approvedOn === null) return null;
  const at = `/api/plans/${plan.planId}/notice`;
  return (
    <section>
      <h2>{text.title}</h2>
      <p className="muted">{text.lead}</p>
      <DescriptionList
        items={[
          { label: text.numberLabel, value: notice?.number ?? text.notIssued },
          { label: text.issuedOn, value: notice === null ? '' : sentenceDate(notice.issuedOn) },
          { label: text.copiedTo, value: notice?.copiedTo ?? '' },
          {
            label: text.files,
            value: (
              <span className="notice-files">
                <a className="link" href={`${at}.pdf`} target="_blank" rel="noreferrer">
                  {text.pdf}
                </a>
                <a className="link" href={`${at}.docx`}>
                  {text.word}
                </a>
                {notice !== null && plan.publishedOn !== null && (
                  <a className="link" href={`/plans/${plan.planId}/notice.pdf`} target="_blank" rel="noreferrer">
                    {text.publicPdf}
                  </a>
                )}
              </span>
            ),
          },
        ]}
      />
      <p className="muted">{text.internalHint}</p>
      {notice === null && <IssueNotice planId={plan.planId} />}
    </section>
  );
}

function IssueNotice({ planId }: { readonly planId: string }): ReactNode {
  if (!useMayDo('plan.issue-notice')) return null;
  return (
    <details className="plan-form">
      <summary>{text.issue}</summary>
      <DeedForm
        kind="plan.issue-notice"
        schema={NoticeIssue.extend({ planId: z.string() })}
        toInput={(values) => ({ ...values, copiedTo: filled(values['copiedTo']), planId })}
        onDone={() => undefined}
      >
        <Field name="number" label={text.numberLabel} hint={text.numberHint}>
          <Input maxLength={40} />
        </Field>
        <Field name="issuedOn" label={text.issuedOn} hint={text.dayHint}>
          <Input type="date" />
        </Field>
        <Field name="copiedTo" label={text.copiedTo} hint={text.copiedToHint}>
          <Input maxLength={200} />
        </Field>
      </DeedForm>
    </details>
  );
}

/** An empty field means that nobody else receives it. */
function filled(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
