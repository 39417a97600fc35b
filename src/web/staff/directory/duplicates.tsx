/** 疑似重复: groups of enterprises that may be one, and what somebody decides about each. @module */
import { Input, Pagination, Select } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import type { Refusal } from '../../../core/result.ts';
import { DUPLICATE_REASONS, type DuplicateGroup } from '../../../directory/types/duplicates.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { EmptyState } from '../../kit/empty-state.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { duplicatesText as text } from '../../kit/strings/directory-duplicates.zh.ts';
import { kitText } from '../../kit/strings/kit.zh.ts';
import { KindNav } from './kind-nav.tsx';

const SIZE = 10;
type Member = DuplicateGroup['members'][number];
type Choice = 'keep' | 'join' | 'leave';

interface Groups {
  readonly total: number;
  readonly rows: readonly DuplicateGroup[];
}

export function DuplicatesPage(): ReactNode {
  const [state, change] = useUrlState();
  const page = Math.max(1, Math.trunc(Number(state['page'] ?? '1')) || 1);
  const groups = useRead<Groups>('/api/directory/duplicates', { page, size: SIZE });
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
      <Loaded read={groups} skeleton={<TableSkeleton rows={6} />}>
        {({ total, rows }) => (
          <>
            {total === 0 ? (
              <EmptyState title={text.empty} next={text.emptyNext} />
            ) : (
              <p role="status">{text.count(total)}</p>
            )}
            {rows.map((group) => (
              <Group key={group.members.map(({ recordId, version }) => `${recordId}${version}`).join()} group={group} />
            ))}
            {total > SIZE && (
              <nav aria-label={kitText.list.pages} className="pager">
                <Pagination
                  current={page}
                  total={total}
                  pageSize={SIZE}
                  showSizeChanger={false}
                  onChange={(next) => change({ page: String(next) })}
                />
              </nav>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Group({ group: { members, pairs } }: { readonly group: DuplicateGroup }): ReactNode {
  const [choices, choose] = useState<Readonly<Record<string, Choice>>>({});
  const mayDecide = useMayDo('directory.declare-distinct');
  const nameOf = new Map(members.map(({ recordId, name }) => [recordId, name]));
  const caption = text.group(members[0]?.name ?? '', members.length);
  const choice: Column<Member> = {
    key: 'choice',
    title: text.choice,
    render: ({ recordId, name }) => (
      <Select<Choice>
        aria-label={text.choose(name)}
        className="duplicate-choice"
        value={choices[recordId] ?? 'leave'}
        options={CHOICES}
        onChange={(value) => choose({ ...choices, [recordId]: value })}
      />
    ),
  };
  return (
    <section className="duplicate-group">
      <h2>{caption}</h2>
      <ul>
        {pairs.map(({ first, second, reasons }) => (
          <li key={`${first}${second}`}>
            {text.pair(
              nameOf.get(first) ?? '',
              nameOf.get(second) ?? '',
              reasons.map((reason) => DUPLICATE_REASONS[reason]).join('；'),
            )}
          </li>
        ))}
      </ul>
      <DataTable
        caption={caption}
        isCaptionHidden
        columns={mayDecide ? COLUMNS.toSpliced(1, 0, choice) : COLUMNS}
        rows={members}
        rowKey={({ recordId }) => recordId}
      />
      {mayDecide && <Decide members={members} choices={choices} />}
    </section>
  );
}

const CHOICES = (['leave', 'keep', 'join'] as const).map((value) => ({ value, label: text[value] }));

const COLUMNS: readonly Column<Member>[] = [
  {
    key: 'name',
    title: text.name,
    render: ({ recordId, name }) => <AppLink to={`/directory/enterprises/${recordId}`}>{name}</AppLink>,
  },
  { key: 'code', title: text.code, render: ({ creditCode }) => <span className="digits">{creditCode}</span> },
  { key: 'former', title: text.former, render: ({ formerNames }) => formerNames.join('、') },
  { key: 'address', title: text.address, render: ({ productionAddress }) => productionAddress ?? '' },
  { key: 'updated', title: text.updated, render: ({ updatedOn }) => <DateText value={updatedOn} inTable /> },
];

interface DecideProps {
  readonly members: readonly Member[];
  readonly choices: Readonly<Record<string, Choice>>;
}

function Decide({ members, choices }: DecideProps): ReactNode {
  const [reason, setReason] = useState('');
  const reasonId = useId();
  const merge = useDeed('directory.merge-enterprises');
  const distinct = useDeed('directory.declare-distinct');
  const chosen = (choice: Choice): { recordId: string; version: number }[] =>
    members
      .filter(({ recordId }) => choices[recordId] === choice)
      .map(({ recordId, version }) => ({ recordId, version }));
  const [keep, join] = [chosen('keep'), chosen('join')];
  const [survivor] = keep;
  const unexplained: Refusal[] = reason.trim() === '' ? [{ code: 'duplicate-reason-missing' }] : [];
  const unchosen: Refusal[] = keep.length === 1 && join.length > 0 ? [] : [{ code: 'duplicate-choice-missing' }];
  const separate = [...keep, ...join];
  const ids = (separate.length > 1 ? separate : members).map(({ recordId }) => recordId);
  return (
    <div className="duplicate-decide">
      <label htmlFor={reasonId}>{text.reason}</label>
      <Input id={reasonId} value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
      <p className="muted">{text.reasonHint}</p>
      <div className="duplicate-buttons">
        <DeedButton
          kind="directory.merge-enterprises"
          isPending={merge.isPending}
          refusals={[...unchosen, ...unexplained]}
          onPress={() => void merge.run({ survivor, merged: join, reason })}
        />
        <DeedButton
          kind="directory.declare-distinct"
          isPending={distinct.isPending}
          refusals={ids.length > MOST ? [{ code: 'duplicate-many' }, ...unexplained] : unexplained}
          onPress={() => void distinct.run({ recordIds: ids, reason })}
        />
      </div>
      <p className="muted">{text.note}</p>
      <RefusalBox refusals={[...merge.refusals, ...distinct.refusals]} />
    </div>
  );
}

/** As `DistinctInput` allows. */
const MOST = 10;
