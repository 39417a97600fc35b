/** 回避登记: those in force, and declaring one: one's own, or anybody's by the office. @module */
import { Input, Select } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import { DeclareRecusalInput } from '../../../directory/types/inputs.ts';
import type { NamedRecusal, OwnPerson } from '../../../directory/types/views.ts';
import { RECUSAL_REASONS } from '../../../directory/types/vocabulary.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { EnterpriseSelect, SearchedSelect, type FoundChoice } from '../../kit/searched-select.tsx';
import { useMayDo, useSession } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { directoryText } from '../../kit/strings/directory.zh.ts';
import { KindNav } from './kind-nav.tsx';
import { RecusalTable } from './recusal-table.tsx';

const text = directoryText.recusal;

export function RecusalsPage(): ReactNode {
  const isStaff = useMayDo('directory.read-recusals');
  const recusals = useRead<{ readonly rows: readonly NamedRecusal[] }>(
    isStaff ? '/api/directory/recusals' : '/api/directory/own-recusals',
  );
  const mayDeclare = useMayDo('directory.declare-recusal');
  return (
    <>
      <PageHeader title={directoryText.lists.recusals} standing={isStaff ? <KindNav /> : text.standing} />
      <Loaded read={recusals} skeleton={<TableSkeleton rows={6} />}>
        {({ rows }) =>
          rows.length === 0 ? <EmptyState title={text.empty} next={text.emptyNext} /> : <RecusalTable rows={rows} />
        }
      </Loaded>
      {mayDeclare && <Declare />}
    </>
  );
}

function Declare(): ReactNode {
  const isOffice = useSession().roles.includes('group-office');
  return (
    <section>
      <h2>{text.declare}</h2>
      <p className="muted">{text.standing}</p>
      {isOffice ? <DeclareForAnybody /> : <DeclareOwn />}
    </section>
  );
}

interface People {
  readonly rows: readonly {
    readonly recordId: string;
    readonly content: { readonly name: string; readonly status: string };
  }[];
}

/** The directories are searched: a bureau may have more people than one list shows. */
function DeclareForAnybody(): ReactNode {
  const [q, setQ] = useState('');
  const asked = { size: 50, q: q === '' ? undefined : q };
  const officers = useRead<People>('/api/directory/officers', asked);
  const experts = useRead<People>('/api/directory/experts', asked);
  const optionsOf = (type: 'officer' | 'expert', read: typeof officers): FoundChoice[] =>
    (read.value?.rows ?? []).map(({ recordId, content }) => ({ value: `${type}/${recordId}`, label: content.name }));
  return (
    <RecusalForm
      who={
        <SearchedSelect
          found={[...optionsOf('officer', officers), ...optionsOf('expert', experts)]}
          isPending={officers.isPending || experts.isPending}
          onSearch={setQ}
        />
      }
    />
  );
}

function DeclareOwn(): ReactNode {
  const own = useRead<{ readonly persons: readonly OwnPerson[] }>('/api/directory/own-recusals');
  return (
    <Loaded read={own} skeleton={null}>
      {({ persons }) =>
        persons.length === 0 ? (
          <p>{text.noPerson}</p>
        ) : (
          <OwnForm
            people={persons.map(({ personType, personId, name }) => ({
              value: `${personType}/${personId}`,
              label: name,
            }))}
          />
        )
      }
    </Loaded>
  );
}

function OwnForm({ people }: { readonly people: readonly FoundChoice[] }): ReactNode {
  const only = people.length === 1 ? people[0]?.value : undefined;
  return <RecusalForm who={<Select options={[...people]} />} {...(only === undefined ? {} : { personId: only })} />;
}

interface RecusalFormProps {
  readonly who: ReactElement;
  /** Who it can only be. */
  readonly personId?: string;
}

function RecusalForm({ who, personId }: RecusalFormProps): ReactNode {
  const [round, setRound] = useState(0);
  return (
    <DeedForm
      key={round}
      kind="directory.declare-recusal"
      schema={DeclareRecusalInput}
      initial={personId === undefined ? {} : { personId }}
      toInput={toInput}
      onDone={() => setRound(round + 1)}
    >
      <Field name="personId" label={text.who}>
        {who}
      </Field>
      <Field name="enterpriseId" label={text.enterprise} hint={text.enterpriseHint}>
        <EnterpriseSelect />
      </Field>
      <Field name="reason" label={text.reason}>
        <Select options={Object.entries(RECUSAL_REASONS).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field name="validTo" label={text.until} hint={text.untilHint} isOptional>
        <Input type="date" />
      </Field>
    </DeedForm>
  );
}

/** `officer/…` is one choice on the screen and two fields of the deed. */
function toInput(values: Readonly<Record<string, unknown>>): unknown {
  const [personType, personId] = typeof values['personId'] === 'string' ? values['personId'].split('/') : [];
  const validTo = values['validTo'];
  return {
    ...values,
    personType: personType ?? 'officer',
    personId,
    validTo: validTo === '' || validTo === undefined ? null : validTo,
  };
}
