/** 每月核对: the directories in figures, what is to be mended, and standing for a month. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import {
  VerifyMonthInput,
  type Verification,
  type VerificationCounts,
  type VerificationView,
} from '../../../directory/types/verification.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { verificationText as text } from '../../kit/strings/directory-verification.zh.ts';
import { KindNav } from './kind-nav.tsx';

export function VerificationPage(): ReactNode {
  const view = useRead<VerificationView>('/api/directory/verification');
  return (
    <>
      <PageHeader
        title={text.title}
        standing={
          <>
            <KindNav />
            <p>{text.standing}</p>
          </>
        }
      />
      <Loaded read={view} skeleton={<TableSkeleton rows={10} />}>
        {(value) => <Months view={value} />}
      </Loaded>
    </>
  );
}

function Months({ view: { open, counts, done } }: { readonly view: VerificationView }): ReactNode {
  const mayVerify = useMayDo('directory.verify-month');
  return (
    <>
      <Figures counts={counts} />
      {open.length === 0 && <p role="status">{text.nothing}</p>}
      {open.map(({ month }) => (
        <section key={month}>
          <h2>{text.open(text.month(month))}</h2>
          {mayVerify && <VerifyForm month={month} counts={counts} />}
        </section>
      ))}
      <section>
        <h2>{text.done}</h2>
        {done.length === 0 ? (
          <p className="muted">{text.noneDone}</p>
        ) : (
          <DataTable caption={text.done} isCaptionHidden columns={DONE} rows={done} rowKey={({ month }) => month} />
        )}
      </section>
    </>
  );
}

type Name = keyof VerificationCounts;
interface Figure {
  readonly name: Name;
  readonly count: number;
}

/** Where what is counted can be looked at and mended. */
const PLACES: Readonly<Record<Name, string>> = {
  enterprises: '/directory',
  active: '/directory?status=active',
  changed: '/directory?sort=-updated',
  unverified: '/directory?attention=unverified',
  licencesExpired: '/directory?attention=licence-expired',
  duplicates: '/directory/duplicates',
  officers: '/directory/officers',
  certificatesExpired: '/directory/officers?attention=certificate-expired',
  certificatesExpiring: '/directory/officers?attention=certificate-expiring',
  experts: '/directory/experts',
  termsOver: '/directory/experts?attention=term-over',
  vehicles: '/directory/vehicles',
  equipment: '/directory/equipment',
  calibrationsOverdue: '/directory/equipment?attention=calibration-overdue',
};

const FIGURES: readonly Column<Figure>[] = [
  { key: 'name', title: text.item, render: ({ name }) => <AppLink to={PLACES[name]}>{text.counts[name]}</AppLink> },
  { key: 'count', title: text.count, isNumber: true, render: ({ count }) => count },
];

function Figures({ counts }: { readonly counts: VerificationCounts }): ReactNode {
  const rows = Object.keys(text.counts).map((name): Figure => ({ name: name as Name, count: counts[name as Name] }));
  return <DataTable caption={text.figures} columns={FIGURES} rows={rows} rowKey={({ name }) => name} />;
}

const DONE: readonly Column<Verification>[] = [
  { key: 'month', title: text.title, render: ({ month }) => text.month(month) },
  { key: 'counts', title: text.figures, render: ({ counts }) => text.summary(counts) },
  { key: 'note', title: text.note, render: ({ note }) => note },
  { key: 'by', title: text.by, render: ({ byName }) => byName },
  { key: 'at', title: text.at, render: ({ at }) => <DateText value={at} inTable /> },
];

function VerifyForm({ month, counts }: { readonly month: string; readonly counts: VerificationCounts }): ReactNode {
  return (
    <DeedForm
      kind="directory.verify-month"
      schema={VerifyMonthInput}
      toInput={(values) => ({ ...values, month, counts })}
      onDone={() => undefined}
    >
      <Field name="note" label={text.note} hint={text.noteHint}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </DeedForm>
  );
}
