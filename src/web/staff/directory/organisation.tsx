/** 科室和领导小组, with the days they stand. @module */
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  AddDepartmentInput,
  AppointInput,
  CloseDepartmentInput,
  DismissInput,
  GROUP_POSITIONS,
  type Organisation,
} from '../../../directory/types/organisation.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { organisationText as text } from '../../kit/strings/directory-organisation.zh.ts';
import { KindNav } from './kind-nav.tsx';

type Department = Organisation['departments'][number];
type Member = Organisation['members'][number];

export function OrganisationPage(): ReactNode {
  const organisation = useRead<Organisation>('/api/directory/organisation');
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
      <Loaded read={organisation} skeleton={<TableSkeleton rows={6} />}>
        {({ departments, members }) => (
          <>
            <Members members={members} />
            <Departments departments={departments} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Members({ members }: { readonly members: readonly Member[] }): ReactNode {
  return (
    <Dated
      title={text.members}
      rows={members}
      keyOf={({ memberId }) => memberId}
      columns={[
        { key: 'name', title: text.person, render: ({ name }) => name },
        { key: 'position', title: text.position, render: ({ position }) => GROUP_POSITIONS[position] },
        { key: 'post', title: text.post, render: ({ post }) => post ?? '' },
      ]}
      mayEdit={useMayDo('directory.appoint-member')}
      end={({ memberId }) => <End kind="directory.dismiss-member" id={{ memberId }} schema={DismissInput} />}
      add={<Appoint />}
    />
  );
}

function Departments({ departments }: { readonly departments: readonly Department[] }): ReactNode {
  return (
    <Dated
      title={text.departments}
      rows={departments}
      keyOf={({ departmentId }) => departmentId}
      columns={[{ key: 'name', title: text.name, render: ({ name }) => name }]}
      mayEdit={useMayDo('directory.add-department')}
      end={({ departmentId }) => (
        <End kind="directory.close-department" id={{ departmentId }} schema={CloseDepartmentInput} />
      )}
      add={<AddDepartment />}
    />
  );
}

interface DatedProps<Row> {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What stands before the days. */
  readonly columns: readonly Column<Row>[];
  readonly mayEdit: boolean;
  /** How one that still stands is ended. */
  readonly end: (row: Row) => ReactNode;
  readonly add: ReactNode;
}

/** What stands from a day until another. */
function Dated<Row extends { readonly fromOn: string; readonly untilOn: string | null }>({
  title,
  rows,
  keyOf,
  columns,
  mayEdit,
  end,
  add,
}: DatedProps<Row>): ReactNode {
  const endColumn: Column<Row> = {
    key: 'end',
    title: text.end,
    render: (row) => (row.untilOn === null ? end(row) : <span className="muted">{text.ended}</span>),
  };
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{text.none}</p>
      ) : (
        <DataTable
          caption={title}
          isCaptionHidden
          columns={[...columns, ...daysOf<Row>(), ...(mayEdit ? [endColumn] : [])]}
          rows={rows}
          rowKey={keyOf}
        />
      )}
      {mayEdit && add}
    </section>
  );
}

function daysOf<Row extends { readonly fromOn: string; readonly untilOn: string | null }>(): readonly Column<Row>[] {
  return [
    { key: 'from', title: text.from, render: ({ fromOn }) => <DateText value={fromOn} inTable /> },
    {
      key: 'until',
      title: text.until,
      render: ({ untilOn }) => (untilOn === null ? text.now : <DateText value={untilOn} inTable />),
    },
  ];
}

interface EndProps {
  readonly kind: 'directory.dismiss-member' | 'directory.close-department';
  readonly id: Readonly<Record<string, string>>;
  readonly schema: typeof DismissInput | typeof CloseDepartmentInput;
}

function End({ kind, id, schema }: EndProps): ReactNode {
  return (
    <details>
      <summary>{text.end}</summary>
      <DeedForm<unknown>
        kind={kind}
        schema={schema}
        toInput={(values) => ({ ...values, ...id })}
        onDone={() => undefined}
      >
        <Field name="untilOn" label={text.endOn}>
          <Input type="date" />
        </Field>
      </DeedForm>
    </details>
  );
}

function Appoint(): ReactNode {
  const [round, setRound] = useState(0);
  return (
    <details>
      <summary>{text.appoint}</summary>
      <DeedForm
        key={round}
        kind="directory.appoint-member"
        schema={AppointInput}
        toInput={({ post, ...values }) => ({ ...values, post: post === undefined || post === '' ? null : post })}
        onDone={() => setRound(round + 1)}
      >
        <Field name="name" label={text.person}>
          <Input maxLength={60} />
        </Field>
        <Field name="position" label={text.position}>
          <Select options={Object.entries(GROUP_POSITIONS).map(([value, label]) => ({ value, label }))} />
        </Field>
        <Field name="post" label={text.post} isOptional>
          <Input maxLength={60} />
        </Field>
        <Field name="fromOn" label={text.from}>
          <Input type="date" />
        </Field>
      </DeedForm>
    </details>
  );
}

function AddDepartment(): ReactNode {
  const [round, setRound] = useState(0);
  return (
    <details>
      <summary>{text.add}</summary>
      <DeedForm
        key={round}
        kind="directory.add-department"
        schema={AddDepartmentInput}
        onDone={() => setRound(round + 1)}
      >
        <Field name="name" label={text.name}>
          <Input maxLength={60} />
        </Field>
        <Field name="fromOn" label={text.from}>
          <Input type="date" />
        </Field>
      </DeedForm>
    </details>
  );
}
