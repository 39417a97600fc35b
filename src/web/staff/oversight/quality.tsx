/** 案卷评查, and complaints, reviews and suits about visits. @module */
import { Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { matterStage } from '../../../oversight/rules/assessment.ts';
import {
  CarryOutMatter,
  DecideMatter,
  MARKS,
  MATTERS,
  OUTCOMES,
  RecordMatter,
  ReviewFile,
  SHEET,
  type QualityView,
  type SheetLine,
} from '../../../oversight/types/assessment.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field, FormSection } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { assessmentText } from '../../kit/strings/assessment.zh.ts';
import { oversightText } from '../../kit/strings/oversight.zh.ts';
import './oversight.css';

const text = assessmentText.quality;
const PARENT = { to: '/oversight', title: oversightText.overview.title };

export function QualityPage(): ReactNode {
  const answer = useRead<QualityView>('/api/quality');
  const view = answer.value;
  const mayReview = useMayDo('assessment.review-file');
  return (
    <>
      <PageHeader
        title={text.title}
        parent={PARENT}
        {...(view === undefined
          ? {}
          : {
              standing: text.standing(
                view.reviews.length,
                view.matters.filter(({ outcome }) => outcome === null).length,
              ),
            })}
      />
      <Loaded read={answer} skeleton={<TableSkeleton rows={6} />}>
        {(quality) => (
          <>
            <Reviews reviews={quality.reviews} />
            <Matters matters={quality.matters} />
            <CarryOut matters={quality.matters} />
            {mayReview && <Forms {...quality} />}
          </>
        )}
      </Loaded>
    </>
  );
}

type Review = QualityView['reviews'][number];
type Matter = QualityView['matters'][number];

const REVIEW_COLUMNS: readonly Column<Review>[] = [
  {
    key: 'enterprise',
    title: text.enterprise,
    render: ({ enterprise, inspectionId }) => <AppLink to={`/inspection/${inspectionId}`}>{enterprise}</AppLink>,
  },
  { key: 'score', title: text.score, isNumber: true, render: ({ score }) => score },
  {
    key: 'lines',
    title: text.lines,
    render: ({ sheet }) =>
      codesOf(SHEET)
        .filter((line) => sheet[line] === 'partly' || sheet[line] === 'not')
        .map((line) => `${SHEET[line]}（${MARKS[sheet[line]]}）`)
        .join('；') || text.noLine,
  },
  { key: 'opinion', title: text.opinion, render: ({ opinion }) => opinion },
  { key: 'reviewer', title: text.reviewer, render: ({ reviewer }) => reviewer },
  { key: 'reviewedOn', title: text.reviewedOn, render: ({ reviewedOn }) => <DateText value={reviewedOn} inTable /> },
];

function Reviews({ reviews }: Pick<QualityView, 'reviews'>): ReactNode {
  if (reviews.length === 0) return <EmptyState title={text.none} next={text.noneNext} />;
  return (
    <DataTable caption={text.reviews} rows={reviews} rowKey={({ reviewId }) => reviewId} columns={REVIEW_COLUMNS} />
  );
}

const MATTER_COLUMNS: readonly Column<Matter>[] = [
  { key: 'kind', title: text.kind, render: ({ kind }) => MATTERS[kind] },
  {
    key: 'enterprise',
    title: text.enterprise,
    render: ({ enterprise, inspectionId }) => <AppLink to={`/inspection/${inspectionId}`}>{enterprise}</AppLink>,
  },
  { key: 'summary', title: text.summary, render: ({ summary }) => summary },
  { key: 'receivedOn', title: text.receivedOn, render: ({ receivedOn }) => <DateText value={receivedOn} inTable /> },
  {
    key: 'outcome',
    title: text.outcome,
    render: ({ outcome, conclusion }) =>
      outcome === null ? text.waiting : `${OUTCOMES[outcome]}：${conclusion ?? ''}`,
  },
  {
    key: 'carriedOut',
    title: text.carriedOut,
    render: (matter) => matter.carriedOut ?? (matterStage(matter) === 'binding' ? text.toCarryOut : text.nothingToDo),
  },
];

function Matters({ matters }: Pick<QualityView, 'matters'>): ReactNode {
  if (matters.length === 0) return <p className="muted">{text.noMatter}</p>;
  return (
    <DataTable caption={text.matters} rows={matters} rowKey={({ matterId }) => matterId} columns={MATTER_COLUMNS} />
  );
}

/** What a review or a court decided against the bureau, for the section that carries it out. */
function CarryOut({ matters }: Pick<QualityView, 'matters'>): ReactNode {
  const binding = matters.filter((matter) => matterStage(matter) === 'binding');
  if (!useMayDo('assessment.carry-out-matter') || binding.length === 0) return null;
  return (
    <section className="alert-block notice-forms">
      <h2>{text.carryOut}</h2>
      <p className="muted">{text.carryOutLead}</p>
      <DeedForm kind="assessment.carry-out-matter" schema={CarryOutMatter} onDone={() => undefined}>
        <Field name="matterId" label={text.matter}>
          <Select options={matterOptions(binding)} />
        </Field>
        <Field name="carriedOut" label={text.carriedOut} hint={text.carriedOutHint}>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </DeedForm>
    </section>
  );
}

function matterOptions(matters: readonly Matter[]): { value: string; label: string }[] {
  return matters.map(({ matterId, kind, enterprise }) => ({
    value: matterId,
    label: `${MATTERS[kind]}：${enterprise}`,
  }));
}

function Forms({ files, matters }: QualityView): ReactNode {
  const options = files.map(({ inspectionId, enterprise, signedOn, reviews }) => ({
    value: inspectionId,
    label: text.fileOption(enterprise, signedOn, reviews),
  }));
  const open = matters.filter(({ outcome }) => outcome === null);
  const file = (
    <Field name="inspectionId" label={text.file}>
      <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
    </Field>
  );
  return (
    <>
      <section className="alert-block notice-forms">
        <h2>{text.review}</h2>
        <DeedForm kind="assessment.review-file" schema={ReviewFile} onDone={() => undefined}>
          {file}
          <FormSection title={text.sheet}>
            {(Object.keys(SHEET) as SheetLine[]).map((line) => (
              <Field key={line} name={`sheet.${line}`} label={SHEET[line]}>
                <Radio.Group options={codesOf(MARKS).map((value) => ({ value, label: MARKS[value] }))} />
              </Field>
            ))}
          </FormSection>
          <Field name="opinion" label={text.opinion}>
            <Input.TextArea rows={2} maxLength={1_000} />
          </Field>
        </DeedForm>
      </section>
      <section className="alert-block notice-forms">
        <h2>{text.record}</h2>
        <DeedForm kind="assessment.record-matter" schema={RecordMatter} onDone={() => undefined}>
          <Field name="kind" label={text.kind}>
            <Select options={codesOf(MATTERS).map((value) => ({ value, label: MATTERS[value] }))} />
          </Field>
          {file}
          <Field name="receivedOn" label={text.receivedOn}>
            <Input type="date" />
          </Field>
          <Field name="summary" label={text.summary}>
            <Input.TextArea rows={2} maxLength={500} />
          </Field>
        </DeedForm>
      </section>
      {open.length > 0 && (
        <section className="alert-block notice-forms">
          <h2>{text.decide}</h2>
          <DeedForm kind="assessment.decide-matter" schema={DecideMatter} onDone={() => undefined}>
            <Field name="matterId" label={text.matter}>
              <Select options={matterOptions(open)} />
            </Field>
            <Field name="outcome" label={text.outcome}>
              <Radio.Group options={codesOf(OUTCOMES).map((value) => ({ value, label: OUTCOMES[value] }))} />
            </Field>
            <Field name="conclusion" label={text.conclusion}>
              <Input.TextArea rows={2} maxLength={500} />
            </Field>
          </DeedForm>
        </section>
      )}
    </>
  );
}
