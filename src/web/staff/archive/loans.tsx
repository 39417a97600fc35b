/** 借阅 of a volume: who has it, who asks for it, and reading it. @module */
import { Checkbox, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { decideLoanRefusals, lendableRefusals } from '../../../archive/rules/custody.ts';
import { DecideLoan, LOAN_STATES, READINGS, RequestLoan, type LoanState } from '../../../archive/types/after.ts';
import type { LoanView } from '../../../archive/types/views.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton, ReasonedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { FoldedDeed } from '../../kit/followed-file.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { showRefusals } from '../../kit/api.ts';
import { useMayDo, useSession } from '../../kit/session.ts';
import { StateTag, type StateTone } from '../../kit/state-tag.tsx';
import { archiveText } from '../../kit/strings/archive.zh.ts';
import type { OfVolume } from './volume.tsx';

const text = archiveText.loans;
const TONES: Readonly<Record<LoanState, StateTone>> = {
  requested: 'waiting',
  lent: 'active',
  refused: 'ended',
  returned: 'done',
};

const COLUMNS: readonly Column<LoanView>[] = [
  { key: 'borrower', title: text.borrower, render: ({ borrower }) => borrower },
  {
    key: 'purpose',
    title: text.purpose,
    render: ({ purpose, withInner }) => (withInner ? `${purpose}（${text.inner}）` : purpose),
  },
  {
    key: 'state',
    title: text.state,
    render: ({ state, isOverdue }) => (
      <>
        <StateTag tone={TONES[state]} word={LOAN_STATES[state]} />{' '}
        {isOverdue && <StateTag tone="problem" word={text.overdue} />}
      </>
    ),
  },
  { key: 'due', title: text.due, render: ({ dueOn }) => (dueOn === null ? '' : <DateText value={dueOn} inTable />) },
  { key: 'reply', title: text.reply, render: ({ reply, decidedBy }) => [reply, decidedBy].filter(Boolean).join('　') },
];

export function LoansSection({ view }: OfVolume): ReactNode {
  if (view.version === 0) return null;
  return (
    <section className="followed-section">
      <h2>{archiveText.sections.loans}</h2>
      {view.loans.length === 0 ? (
        <p className="muted">{text.none}</p>
      ) : (
        <DataTable
          caption={archiveText.sections.loans}
          rows={view.loans}
          rowKey={({ loanId }) => loanId}
          columns={COLUMNS}
        />
      )}
      <Reading view={view} />
      {view.loans.map((loan) => (
        <LoanForms key={loan.loanId} loan={loan} />
      ))}
      <RequestForm view={view} />
      {view.readings.length > 0 && (
        <details>
          <summary>
            {archiveText.sections.readings} {view.readings.length}
          </summary>
          <ul className="followed-lines">
            {view.readings.map(({ readingId, what, by, at }) => (
              <li key={readingId}>
                <DateText value={at} inTable withTime /> {by} {READINGS[what]}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The deed first, then the file under the id it gave. */
function Reading({ view }: OfVolume): ReactNode {
  const may = useMayDo('archive.read-volume');
  const deed = useDeed<{ volumeId: string; what: string }, { readingId: string }>('archive.read-volume');
  const isArchivist = useSession().roles.includes('archivist');
  if (!may) return null;
  const open = async (what: keyof typeof READINGS): Promise<void> => {
    const done = await deed.run({ volumeId: view.volumeId, what });
    if (done.ok) window.location.assign(`/api/archive/readings/${done.value.readingId}`);
  };
  return (
    <div className="screen-only">
      <RefusalBox refusals={deed.refusals} />
      <div className="archive-reading">
        <ReasonedButton
          label={text.readCopy}
          refusals={showRefusals(view.readingRefusals.copy)}
          isPending={deed.isPending}
          onPress={() => void open('copy')}
        />
        {isArchivist && (
          <ReasonedButton
            label={text.readBag}
            refusals={showRefusals(view.readingRefusals.bag)}
            isPending={deed.isPending}
            onPress={() => void open('bag')}
          />
        )}
      </div>
      <p className="muted">{text.readHint}</p>
    </div>
  );
}

function LoanForms({ loan }: { readonly loan: LoanView }): ReactNode {
  const { loanId, state, isMine } = loan;
  const session = useSession();
  const mayDecide = useMayDo('archive.decide-loan');
  const back = useDeed<{ loanId: string }>('archive.return-loan');
  // The server knows who borrowed; the page only that it was or was not this person.
  const own = { staffId: session.staffId, roles: session.roles };
  const facts = { state, borrower: isMine ? session.staffId : '', withInner: loan.withInner, dueOn: loan.dueOn };
  if (state === 'requested' && mayDecide && decideLoanRefusals(facts, own).length === 0)
    return (
      <FoldedDeed kind="archive.decide-loan" schema={DecideLoan} own={{ loanId }} isOpen>
        <Field name="outcome" label={text.outcome}>
          <Radio.Group options={Object.entries(text.outcomes).map(([value, label]) => ({ value, label }))} />
        </Field>
        <Field name="reply" label={text.reply}>
          <Input maxLength={300} autoComplete="off" />
        </Field>
      </FoldedDeed>
    );
  if (state === 'lent' && (isMine || session.roles.includes('archivist')))
    return (
      <>
        <RefusalBox refusals={back.refusals} />
        <DeedButton kind="archive.return-loan" isPending={back.isPending} onPress={() => void back.run({ loanId })} />
      </>
    );
  return null;
}

function RequestForm({ view }: OfVolume): ReactNode {
  const may = useMayDo('archive.request-loan') && lendableRefusals(view.state).length === 0;
  const isRunning = view.loans.some(({ isMine, state }) => isMine && (state === 'requested' || state === 'lent'));
  if (!may || isRunning) return null;
  return (
    <FoldedDeed
      kind="archive.request-loan"
      schema={RequestLoan}
      own={{ volumeId: view.volumeId }}
      initial={{ withInner: false }}
    >
      <Field name="purpose" label={text.purpose}>
        <Input.TextArea rows={2} maxLength={300} />
      </Field>
      <Field name="withInner" label={text.inner} valueName="checked" isOptional>
        <Checkbox>{text.withInner}</Checkbox>
      </Field>
    </FoldedDeed>
  );
}
