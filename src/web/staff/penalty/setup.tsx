/** 裁量基准与设置: what cases are judged by, each version with its day and its source. @module */
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Benchmark, Delegation, PAUSED_BY, PenaltySetting } from '../../../penalty/types/settings.ts';
import { PENALTY_KINDS } from '../../../penalty/types/case.ts';
import type { PenaltySetup } from '../../../penalty/types/views.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { FieldSpec } from './field-kinds.ts';
import './penalty.css';
import type { Around } from './spec-controls.tsx';
import { SpecForm } from './spec-form.tsx';
import { yuanText } from './words.ts';

const text = penaltyText.setup;

export function PenaltySetupPage(): ReactNode {
  const setup = useRead<PenaltySetup>('/api/penalty-setup');
  return (
    <>
      <PageHeader
        title={text.title}
        standing={text.standing}
        parent={{ to: '/penalty', title: penaltyText.list.title }}
      />
      <Loaded read={setup} skeleton={<TextSkeleton lines={12} />}>
        {(value) => (
          <>
            <Benchmarks setup={value} />
            <Settings setup={value} />
            <Delegations setup={value} />
          </>
        )}
      </Loaded>
    </>
  );
}

interface OfSetup {
  readonly setup: PenaltySetup;
}

function aroundOf({ today, deputies, benchmarks }: PenaltySetup): Around {
  const options = deputies.map(({ staffId, name }) => ({ value: staffId, label: name }));
  return { today, officers: [], people: [], deputies: options, benchmarks };
}

const KINDS = { ...PENALTY_KINDS };
const BENCHMARK_FIELDS: readonly FieldSpec[] = [
  { name: 'benchmark.code', as: 'text' },
  { name: 'benchmark.title', as: 'text' },
  { name: 'benchmark.violates', as: 'text' },
  { name: 'benchmark.basis', as: 'text' },
  { name: 'benchmark.validFrom', as: 'day' },
  { name: 'benchmark.isSafety', as: 'check' },
  {
    name: 'benchmark.grades',
    as: 'rows',
    fields: [
      { name: 'code', as: 'text' },
      { name: 'title', as: 'text' },
      { name: 'condition', as: 'area' },
      { name: 'minFen', as: 'yuan' },
      { name: 'maxFen', as: 'yuan' },
      { name: 'kinds', as: 'choices', options: KINDS, isOptional: true },
    ],
  },
  { name: 'benchmark.source', as: 'text' },
];

function Benchmarks({ setup }: OfSetup): ReactNode {
  const maySet = useMayDo('penalty.set-benchmark');
  return (
    <section className="case-section">
      <h2>{text.benchmarks}</h2>
      {setup.benchmarks.length === 0 && <p className="muted">{text.noBenchmarks}</p>}
      {setup.benchmarks.map((benchmark) => (
        <OneBenchmark key={`${benchmark.code} ${benchmark.validFrom}`} benchmark={benchmark} />
      ))}
      {maySet && (
        <details className="case-form">
          <summary>{text.add}</summary>
          <SpecForm
            key={setup.benchmarks.length}
            kind="penalty.set-benchmark"
            schema={z.object({ benchmark: Benchmark })}
            fields={BENCHMARK_FIELDS}
            around={aroundOf(setup)}
          />
        </details>
      )}
    </section>
  );
}

type GradeRow = Benchmark['grades'][number];
const GRADES: readonly Column<GradeRow>[] = [
  { key: 'title', title: penaltyText.fields.grade, render: ({ title }) => title },
  { key: 'condition', title: penaltyText.fields.condition, render: ({ condition }) => condition },
  {
    key: 'range',
    title: penaltyText.fields.fine,
    render: ({ minFen, maxFen }) => text.range(yuanText(minFen), yuanText(maxFen)),
  },
  {
    key: 'kinds',
    title: penaltyText.fields.kinds,
    render: ({ kinds }) => kinds.map((kind) => PENALTY_KINDS[kind]).join('、'),
  },
];

function OneBenchmark({ benchmark }: { readonly benchmark: Benchmark }): ReactNode {
  const { title, violates, basis, validFrom, source, grades } = benchmark;
  return (
    <article className="case-section">
      <h3>{title}</h3>
      <DescriptionList
        items={[
          { label: penaltyText.fields.validFrom, value: <DateText value={validFrom} /> },
          { label: penaltyText.fields.violates, value: violates },
          { label: penaltyText.fields.basis, value: basis },
          { label: penaltyText.fields.source, value: source },
        ]}
      />
      <DataTable caption={title} isCaptionHidden columns={GRADES} rows={grades} rowKey={({ code }) => code} />
    </article>
  );
}

const SETTING_FIELDS: readonly FieldSpec[] = [
  { name: 'setting.hearingUnitFen', as: 'yuan' },
  { name: 'setting.hearingPersonFen', as: 'yuan' },
  { name: 'setting.discussFen', as: 'yuan' },
  { name: 'setting.filingWorkdays', as: 'count' },
  { name: 'setting.argueWorkdays', as: 'count' },
  { name: 'setting.extensionDays', as: 'count' },
  { name: 'setting.extensions', as: 'count' },
  { name: 'setting.pausedBy', as: 'choices', options: PAUSED_BY, isOptional: true },
  { name: 'setting.firstTimeYears', as: 'count' },
  { name: 'setting.discussants', as: 'count' },
  { name: 'setting.payTo', as: 'text', isOptional: true },
  { name: 'setting.source', as: 'area' },
];

function Settings({ setup }: OfSetup): ReactNode {
  const maySet = useMayDo('penalty.set-settings');
  const { setting, version } = setup;
  const { fields } = penaltyText;
  return (
    <section className="case-section">
      <h2>{text.settings}</h2>
      <p className="muted">{text.version(version)}</p>
      <DescriptionList
        items={[
          { label: fields.hearingUnitFen, value: yuanText(setting.hearingUnitFen) },
          { label: fields.hearingPersonFen, value: yuanText(setting.hearingPersonFen) },
          { label: fields.discussFen, value: yuanText(setting.discussFen) },
          { label: fields.filingWorkdays, value: setting.filingWorkdays },
          { label: fields.argueWorkdays, value: setting.argueWorkdays },
          { label: fields.extensionDays, value: setting.extensionDays },
          { label: fields.extensions, value: setting.extensions },
          {
            label: fields.pausedBy,
            value: setting.pausedBy.map((each) => PAUSED_BY[each]).join('、') || text.pausedByNone,
          },
          { label: fields.firstTimeYears, value: setting.firstTimeYears },
          { label: fields.discussants, value: setting.discussants },
          { label: fields.payTo, value: setting.payTo },
          { label: fields.source, value: setting.source },
        ]}
      />
      {maySet && (
        <details className="case-form">
          <summary>{text.change}</summary>
          <SpecForm
            key={version}
            kind="penalty.set-settings"
            schema={z.object({ version: z.int(), setting: PenaltySetting })}
            fields={SETTING_FIELDS}
            around={aroundOf(setup)}
            initial={{ setting }}
            fixed={{ version }}
          />
        </details>
      )}
    </section>
  );
}

const DELEGATION_FIELDS: readonly FieldSpec[] = [
  { name: 'delegation.staffId', as: 'deputy' },
  { name: 'delegation.from', as: 'day' },
  { name: 'delegation.until', as: 'day' },
  { name: 'delegation.reason', as: 'text' },
];

function Delegations({ setup }: OfSetup): ReactNode {
  const mayGive = useMayDo('penalty.delegate');
  const end = useDeed<{ delegationId: string }>('penalty.end-delegation');
  return (
    <section className="case-section">
      <h2>{text.delegations}</h2>
      {setup.delegations.length === 0 && <p className="muted">{text.noDelegations}</p>}
      {setup.delegations.map(({ delegationId, name, from, until, reason, endedOn }) => (
        <article key={delegationId} className="case-section">
          <p>
            {name}　<DateText value={from} /> — <DateText value={until} />　{reason}
            {endedOn !== null && `　${text.ended(endedOn)}`}
          </p>
          {mayGive && endedOn === null && until >= setup.today && (
            <DeedButton
              kind="penalty.end-delegation"
              isPending={end.isPending}
              onPress={() => void end.run({ delegationId })}
            />
          )}
        </article>
      ))}
      {mayGive && (
        <details className="case-form">
          <summary>{text.delegate}</summary>
          <SpecForm
            key={setup.delegations.length}
            kind="penalty.delegate"
            schema={z.object({ delegation: Delegation })}
            fields={DELEGATION_FIELDS}
            around={aroundOf(setup)}
          />
        </details>
      )}
    </section>
  );
}
