/** 记录问题: one finding, with measure and days proposed by its level and the basis of its item. @module */
import { Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { formatCitations } from '../../../items/rules/citations.ts';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { dueOf, proposedLevel, proposedMeasure } from '../../../inspection/rules/record.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import {
  FINDING_LEVELS,
  FindingId,
  FindingInput,
  InspectionId,
  MEASURES,
  Reason,
  type FindingLevel,
} from '../../../inspection/types/visit.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field, fieldPath } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { useCalendar } from '../calendar/use-calendar.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';

const text = inspectionText.finding;
const Stated = z.object({ inspectionId: InspectionId, finding: FindingInput });
const Amended = Stated.extend({ findingId: FindingId, version: z.int(), reason: Reason });

type Line = VisitView['checklist'][number];
type ViewedFinding = VisitView['findings'][number];

interface StateFindingFormProps {
  readonly view: VisitView;
  readonly line: Line;
  readonly onDone: () => void;
}

export function StateFindingForm({ view, line, onDone }: StateFindingFormProps): ReactNode {
  const { inspectionId } = view;
  const level = proposedLevel(line.severity);
  const place = { itemId: line.itemId, pointNo: line.no };
  return (
    <div className="finding-form">
      <DeedForm
        kind="inspection.state-finding"
        schema={Stated}
        initial={{ finding: { ...place, level, criterion: line.criterion, ...proposedMeasure(level) } }}
        toInput={(values) => ({ ...values, inspectionId })}
        onDone={onDone}
      >
        <FindingFields view={view} line={line} />
      </DeedForm>
    </div>
  );
}

interface AmendFindingFormProps {
  readonly view: VisitView;
  readonly line: Line;
  readonly finding: ViewedFinding;
}

export function AmendFindingForm({ view, line, finding }: AmendFindingFormProps): ReactNode {
  const { inspectionId } = view;
  const { findingId, version } = finding;
  return (
    <DeedForm
      kind="inspection.amend-finding"
      schema={Amended}
      initial={{ finding: FindingInput.parse(finding) }}
      toInput={(values) => ({ ...values, inspectionId, findingId, version })}
      onDone={() => undefined}
    >
      <FindingFields view={view} line={line} />
      <Field name="reason" label={text.amendReason} hint={text.amendHint}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </DeedForm>
  );
}

function FindingFields({ view, line }: { readonly view: VisitView; readonly line: Line }): ReactNode {
  return (
    <>
      <Bases view={view} itemId={line.itemId} />
      <Field name="finding.place" label={text.place} hint={text.placeHint}>
        <Input maxLength={120} />
      </Field>
      <Field name="finding.description" label={text.description} hint={text.descriptionHint}>
        <Input.TextArea rows={2} maxLength={1_000} />
      </Field>
      <LevelField />
      <Field name="finding.criterion" label={text.criterion} hint={text.criterionHint} isOptional>
        <Input maxLength={300} />
      </Field>
      <Field name="finding.measureKind" label={text.measureKind}>
        <Select options={codesOf(MEASURES).map((value) => ({ value, label: MEASURES[value] }))} />
      </Field>
      <Field name="finding.measure" label={text.measure}>
        <Input.TextArea rows={2} maxLength={1_000} />
      </Field>
      <Field name="finding.days" label={text.days} hint={text.daysHint}>
        <InputNumber min={0} max={180} precision={0} />
      </Field>
      <Due today={view.today} />
    </>
  );
}

/** Another level proposes another measure and other days. */
function LevelField(): ReactNode {
  const form = Form.useFormInstance();
  function propose(level: FindingLevel): void {
    const { measureKind, days } = proposedMeasure(level);
    form.setFieldValue(fieldPath('finding.measureKind'), measureKind);
    form.setFieldValue(fieldPath('finding.days'), days);
  }
  return (
    <Field name="finding.level" label={text.level}>
      <Radio.Group
        options={codesOf(FINDING_LEVELS).map((value) => ({ value, label: FINDING_LEVELS[value] }))}
        onChange={({ target }) => propose(target.value === 'major' ? 'major' : 'general')}
      />
    </Field>
  );
}

function Due({ today }: { readonly today: string }): ReactNode {
  const days: unknown = Form.useWatch(fieldPath('finding.days'));
  const calendar = useCalendar();
  const due = typeof days === 'number' && calendar !== undefined ? dueOf(days, today, calendar) : undefined;
  return due === undefined ? null : <p role="status">{text.dueOn(sentenceDate(due.due))}</p>;
}

export function Bases({ view, itemId }: { readonly view: VisitView; readonly itemId: string }): ReactNode {
  const bases = view.items.find((item) => item.itemId === itemId)?.bases ?? [];
  return (
    <DescriptionList
      items={[
        { label: text.duty, value: formatCitations(bases, 'duty') },
        { label: text.penalty, value: formatCitations(bases, 'penalty') },
      ]}
    />
  );
}
