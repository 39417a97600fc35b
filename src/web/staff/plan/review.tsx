/** 审签: what the deputy and the head add to their signature, and every signature so far. @module */
import { Input } from 'antd';
import { useId, type ReactNode } from 'react';
import { SIGNATURE_STEPS, type PlanSignature } from '../../../plan/types/approval.ts';
import type { PlanView } from '../../../plan/types/views.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { useMayDo } from '../../kit/session.ts';
import { planPathText as text } from '../../kit/strings/plan-path.zh.ts';
import { planText } from '../../kit/strings/plan.zh.ts';

/** As typed; empty is none. */
export interface Review {
  readonly opinion: string;
  readonly document: string;
}

export const NO_REVIEW: Review = { opinion: '', document: '' };

/** What goes with the signature of this state; blank stands for none. */
export function reviewInput({ opinion, document }: Review): {
  opinion: string | null;
  approvalDocument: string | null;
} {
  const present = (value: string): string | null => (value.trim() === '' ? null : value.trim());
  return { opinion: present(opinion), approvalDocument: present(document) };
}

interface ReviewFieldsProps {
  readonly state: PlanView['plan']['state'];
  readonly value: Review;
  readonly onChange: (value: Review) => void;
}

export function ReviewFields({ state, value, onChange }: ReviewFieldsProps): ReactNode {
  const mayEndorse = useMayDo('plan.endorse');
  const mayApprove = useMayDo('plan.approve');
  const isApproving = state === 'endorsed' && mayApprove;
  if (!isApproving && !(state === 'in-review' && mayEndorse)) return null;
  return (
    <>
      <Line
        label={text.opinion}
        hint={text.opinionHint}
        value={value.opinion}
        max={300}
        onChange={(opinion) => onChange({ ...value, opinion })}
      />
      {isApproving && (
        <Line
          label={planText.page.approvalDocument}
          hint={planText.page.approvalHint}
          value={value.document}
          max={60}
          onChange={(document) => onChange({ ...value, document })}
        />
      )}
    </>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly max: number;
  readonly onChange: (value: string) => void;
}

function Line({ label, hint, value, max, onChange }: LineProps): ReactNode {
  const id = useId();
  return (
    <div className="approval-document">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        maxLength={max}
        onChange={({ target }) => onChange(target.value)}
        aria-describedby={`${id}-hint`}
      />
      <span id={`${id}-hint`} className="muted">
        {hint}
      </span>
    </div>
  );
}

export function Signatures({ view }: { readonly view: PlanView }): ReactNode {
  const { signatures, people } = view;
  return (
    <>
      <h2>{text.signatures}</h2>
      {signatures.length === 0 ? (
        <p className="muted">{text.noSignatures}</p>
      ) : (
        <DataTable<PlanSignature>
          caption={text.signatures}
          isCaptionHidden
          rows={signatures}
          rowKey={({ number }) => String(number)}
          columns={[
            { key: 'number', title: text.number, isNumber: true, render: ({ number }) => number },
            { key: 'step', title: text.step, render: ({ step }) => SIGNATURE_STEPS[step] },
            { key: 'signer', title: text.signer, render: ({ signedBy }) => people[signedBy] ?? signedBy },
            { key: 'opinion', title: text.opinion, render: ({ opinion }) => opinion ?? '' },
            { key: 'at', title: text.at, render: ({ signedAt }) => <DateText value={signedAt} inTable withTime /> },
            { key: 'hash', title: text.signedHash, render: ({ hash }) => <code>{hash.slice(0, 8)}</code> },
          ]}
        />
      )}
    </>
  );
}
