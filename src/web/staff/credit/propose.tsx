/** 提出拟列入: a penalty in force, a situation of the rules in force, and the facts. @module */
import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { Proposal } from '../../../credit/types/credit.ts';
import type { ProposalView } from '../../../credit/types/views.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { SearchedSelect } from '../../kit/searched-select.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { creditText } from '../../kit/strings/credit.zh.ts';

const text = creditText.form;

export function ProposePage(): ReactNode {
  const [q, search] = useState('');
  const read = useRead<ProposalView>('/api/credit-proposal', { q });
  return (
    <>
      <PageHeader title={creditText.list.propose} parent={{ to: '/credit', title: creditText.list.title }} />
      <Loaded read={read} skeleton={<TextSkeleton lines={8} />}>
        {(view) => <ProposeForm view={view} isPending={read.isPending} onSearch={search} />}
      </Loaded>
    </>
  );
}

interface ProposeFormProps {
  readonly view: ProposalView;
  readonly isPending: boolean;
  readonly onSearch: (q: string) => void;
}

function ProposeForm({ view, isPending, onSearch }: ProposeFormProps): ReactNode {
  const navigate = useNavigate();
  const found = view.penalties.map(({ caseId, party, cause, decidedOn }) => ({
    value: caseId,
    label: `${party}：${cause}（${sentenceDate(decidedOn)}）`,
  }));
  if (view.total === 0) return <EmptyState title={creditText.list.empty} next={creditText.list.emptyNext} />;
  return (
    <DeedForm<unknown, { entryId: string }>
      kind="credit.propose"
      schema={Proposal}
      onDone={({ entryId }) => void navigate({ to: `/credit/${entryId}` })}
    >
      <p className="muted">{view.rules}</p>
      <Field name="penaltyCaseId" label={text.penalty} hint={text.penaltyHint}>
        <SearchedSelect found={found} isPending={isPending} onSearch={onSearch} />
      </Field>
      <Field name="situation" label={text.situation}>
        <Select options={view.situations.map(({ code, title }) => ({ value: code, label: title }))} />
      </Field>
      <Field name="facts" label={text.facts}>
        <Input.TextArea rows={3} maxLength={500} />
      </Field>
    </DeedForm>
  );
}
