/** 应急授权: asking for an admin's role for a while, agreeing to it, and what there was. @module */
import { Input, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import { EMERGENCY_STATES, NewEmergency, type Emergency } from '../../../bureau/types/emergency.ts';
import { ADMIN_ROLES } from '../../../core/actor.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton, ReasonedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo, useSession } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag, type StateTone } from '../../kit/state-tag.tsx';
import { roleTitles } from '../../kit/strings/common.zh.ts';
import { emergencyText as text } from '../../kit/strings/login.zh.ts';
import { BureauNav } from './bureau-nav.tsx';
import './bureau.css';

export function EmergencyPage(): ReactNode {
  const answer = useRead<{ readonly rows: readonly Emergency[] }>('/api/emergencies');
  const mayAsk = useMayDo('emergency.request');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <PageHeader
        title={text.title}
        standing={
          <>
            {text.standing}
            <BureauNav />
          </>
        }
      />
      {mayAsk &&
        (isAsking ? (
          <Ask onDone={() => setAsking(false)} />
        ) : (
          <ReasonedButton
            label={bureauDeeds['emergency.request'].title}
            refusals={[]}
            onPress={() => setAsking(true)}
          />
        ))}
      <Loaded read={answer} skeleton={<TextSkeleton lines={6} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={text.none} next={text.noneNext} />
          ) : (
            <DataTable caption={text.title} columns={COLUMNS} rows={rows} rowKey={({ accessId }) => accessId} />
          )
        }
      </Loaded>
    </>
  );
}

function Ask({ onDone }: { readonly onDone: () => void }): ReactNode {
  return (
    <DeedForm kind="emergency.request" schema={NewEmergency} initial={{ minutes: 60 }} onDone={onDone}>
      <Field name="role" label={text.role}>
        <Select options={ADMIN_ROLES.map((role) => ({ value: role, label: roleTitles[role] }))} />
      </Field>
      <Field name="minutes" label={text.minutes} hint={text.minutesHint}>
        <InputNumber precision={0} />
      </Field>
      <Field name="reason" label={text.reason} hint={text.reasonHint}>
        <Input.TextArea rows={3} />
      </Field>
    </DeedForm>
  );
}

const TONES: Readonly<Record<Emergency['state'], StateTone>> = {
  requested: 'waiting',
  approved: 'ended',
  refused: 'ended',
  ended: 'ended',
};

const COLUMNS: readonly Column<Emergency>[] = [
  { key: 'staffName', title: text.person, render: ({ staffName }) => staffName },
  { key: 'role', title: text.role, render: ({ role }) => roleTitles[role] },
  {
    key: 'state',
    title: text.state,
    render: ({ state, isOpen }) =>
      isOpen ? (
        <StateTag tone="problem" word={text.open} />
      ) : (
        <StateTag tone={TONES[state]} word={state === 'approved' ? text.over : EMERGENCY_STATES[state]} />
      ),
  },
  {
    key: 'requestedAt',
    title: text.requested,
    render: ({ requestedAt }) => <DateText value={requestedAt} inTable withTime />,
  },
  { key: 'decidedBy', title: text.decided, render: ({ decidedBy }) => decidedBy ?? '—' },
  {
    key: 'endsAt',
    title: text.ends,
    render: ({ endsAt, minutes }) =>
      endsAt === null ? text.wanted(minutes) : <DateText value={endsAt} inTable withTime />,
  },
  { key: 'reason', title: text.reason, render: ({ reason }) => <div className="user-agent">{reason}</div> },
  { key: 'deeds', title: text.decide, render: (row) => <Decide row={row} /> },
];

function Decide({ row: { accessId, state, isOpen, staffId } }: { readonly row: Emergency }): ReactNode {
  const own = useSession().staffId === staffId;
  const approve = useDeed<{ readonly accessId: string }>('emergency.approve');
  const refusal = useDeed<{ readonly accessId: string }>('emergency.refuse');
  const end = useDeed<{ readonly accessId: string }>('emergency.end');
  const mayApprove = useMayDo('emergency.approve');
  const mayEnd = useMayDo('emergency.end');
  const refusals = own ? [{ code: 'emergency-own' }] : [];
  return (
    <>
      <RefusalBox refusals={[...approve.refusals, ...refusal.refusals, ...end.refusals]} />
      {state === 'requested' && mayApprove && (
        <>
          <DeedButton
            kind="emergency.approve"
            refusals={refusals}
            isPending={approve.isPending}
            onPress={() => void approve.run({ accessId })}
          />
          <DeedButton
            kind="emergency.refuse"
            refusals={refusals}
            isPending={refusal.isPending}
            onPress={() => void refusal.run({ accessId })}
          />
        </>
      )}
      {isOpen && mayEnd && (
        <DeedButton kind="emergency.end" isPending={end.isPending} onPress={() => void end.run({ accessId })} />
      )}
    </>
  );
}
