/** 普遍性问题通报: what was told to whom, and who has not answered. @module */
import { useNavigate } from '@tanstack/react-router';
import { Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import {
  BULLETIN_STATES,
  DraftBulletin,
  Thresholds,
  type BulletinList,
  type BulletinRow,
} from '../../../oversight/types/feedback.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { feedbackText } from '../../kit/strings/feedback.zh.ts';
import { oversightText } from '../../kit/strings/oversight.zh.ts';
import './oversight.css';

const text = feedbackText.list;
const PARENT = { to: '/oversight', title: oversightText.overview.title };
const ThresholdsInput = z.object({ version: z.int(), thresholds: Thresholds });

const COLUMNS: readonly Column<BulletinRow>[] = [
  {
    key: 'number',
    title: text.number,
    render: ({ bulletinId, number }) => <AppLink to={`/oversight/bulletins/${bulletinId}`}>{number}</AppLink>,
  },
  { key: 'draw', title: text.draw, render: ({ drawName }) => drawName },
  { key: 'problems', title: text.problems, isNumber: true, render: ({ problems }) => problems },
  {
    key: 'state',
    title: text.state,
    render: ({ state, late }) =>
      late > 0 ? (
        <StateTag tone="problem" word={feedbackText.page.late} />
      ) : (
        <StateTag tone={state === 'draft' ? 'draft' : 'done'} word={BULLETIN_STATES[state]} />
      ),
  },
  {
    key: 'issuedOn',
    title: text.issuedOn,
    render: ({ issuedOn }) => (issuedOn === null ? '' : <DateText value={issuedOn} inTable />),
  },
  {
    key: 'replies',
    title: text.replies,
    isNumber: true,
    render: ({ replies, awaiting }) => (replies === 0 ? '' : text.repliesValue(replies - awaiting, replies)),
  },
];

export function BulletinsPage(): ReactNode {
  const answer = useRead<BulletinList>('/api/bulletins');
  const mayDraft = useMayDo('feedback.draft');
  const rows = answer.value?.rows;
  const sum = (of: (row: BulletinRow) => number): number => (rows ?? []).reduce((total, row) => total + of(row), 0);
  return (
    <>
      <PageHeader
        title={text.title}
        parent={PARENT}
        {...(rows === undefined
          ? {}
          : {
              standing: text.standing(
                sum(({ late }) => late),
                sum(({ awaiting }) => awaiting),
              ),
            })}
      />
      <Loaded read={answer} skeleton={<TableSkeleton rows={5} />}>
        {(list) => (
          <>
            {list.rows.length === 0 ? (
              <EmptyState title={text.none} next={text.noneNext} />
            ) : (
              <DataTable
                caption={text.title}
                isCaptionHidden
                columns={COLUMNS}
                rows={list.rows}
                rowKey={({ bulletinId }) => bulletinId}
              />
            )}
            {mayDraft && <Draft draws={list.draws} />}
            {mayDraft && <ThresholdForm key={list.version} {...list} />}
          </>
        )}
      </Loaded>
    </>
  );
}

function Draft({ draws }: Pick<BulletinList, 'draws'>): ReactNode {
  const navigate = useNavigate();
  return (
    <section className="alert-block notice-forms">
      <h2>{text.draft}</h2>
      <p className="muted">{text.draftLead}</p>
      <DeedForm
        kind="feedback.draft"
        schema={DraftBulletin}
        initial={draws[0] === undefined ? {} : { drawId: draws[0].drawId }}
        onDone={({ bulletinId }: { bulletinId: string }) => void navigate({ to: `/oversight/bulletins/${bulletinId}` })}
      >
        <Field name="drawId" label={text.draw}>
          <Select
            options={draws.map(({ drawId, name, signed, open }) => ({
              value: drawId,
              label: text.drawOption(name, signed, open),
            }))}
          />
        </Field>
        <Field name="number" label={text.number} hint={text.numberHint}>
          <Input autoComplete="off" />
        </Field>
      </DeedForm>
    </section>
  );
}

function ThresholdForm({ version, thresholds }: Pick<BulletinList, 'version' | 'thresholds'>): ReactNode {
  return (
    <section className="alert-block notice-forms">
      <h2>{text.thresholds}</h2>
      <p className="muted">{text.thresholdsLead}</p>
      <DeedForm
        kind="feedback.set-thresholds"
        schema={ThresholdsInput}
        initial={{ thresholds }}
        toInput={(values) => ({ ...values, version })}
        onDone={() => undefined}
      >
        <Field name="thresholds.percent" label={text.percent}>
          <InputNumber min={1} max={100} precision={0} />
        </Field>
        <Field name="thresholds.units" label={text.units}>
          <InputNumber min={1} precision={0} />
        </Field>
        <Field name="thresholds.replyDays" label={text.replyDays}>
          <InputNumber min={1} max={90} precision={0} />
        </Field>
      </DeedForm>
    </section>
  );
}
