/** 专家意见: 问题—依据—措施—建议期限, one by one, by the expert himself (the notice of 2019: 专家要逐条陈述). @module */
import { Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { VisitView } from '../../../inspection/types/board.ts';
import { InspectionId, OpinionInput } from '../../../inspection/types/visit.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { VisitSection } from './section.tsx';
import { isPast, PressStep, useIsOpen } from './step.tsx';
import { nameOf, standingFindings } from './words.ts';

const text = inspectionText.opinion;
const Stated = z.object({ inspectionId: InspectionId, opinion: OpinionInput });

export function OpinionSection({ view }: { readonly view: VisitView }): ReactNode {
  const { team, opinions } = view;
  const mayState = useIsOpen('inspection.state-opinion', view);
  const hasExperts = team.some(({ kind }) => kind === 'expert');
  return (
    <VisitSection id="opinions">
      {opinions.length === 0 && <p className="muted">{hasExperts ? text.none : text.noExpert}</p>}
      {opinions.map((opinion) => (
        <article key={`${opinion.expertId} ${opinion.number}`} className="finding">
          <h3>{text.number(nameOf(view, opinion.expertId), opinion.number)}</h3>
          <DescriptionList
            items={[
              { label: text.finding, value: findingText(view, opinion.findingId) },
              { label: text.problem, value: opinion.problem },
              { label: text.basis, value: opinion.basis },
              { label: text.measure, value: opinion.measure },
              { label: text.days, value: text.suggested(opinion.suggestedDays) },
            ]}
          />
        </article>
      ))}
      {mayState && <OpinionForm key={opinions.length} view={view} />}
      {hasExperts && !mayState && !isPast('inspection.state-opinion', view) && (
        <PressStep deed="inspection.state-opinion" view={view} />
      )}
    </VisitSection>
  );
}

function findingText({ findings }: VisitView, findingId: string | undefined): string {
  const finding = findings.find((each) => each.findingId === findingId);
  return finding === undefined
    ? text.general
    : `${inspectionText.finding.number(finding.number)} ${finding.description}`;
}

function OpinionForm({ view }: { readonly view: VisitView }): ReactNode {
  const { inspectionId } = view;
  const findings = standingFindings(view).map(({ findingId, number, description }) => ({
    value: findingId,
    label: `${inspectionText.finding.number(number)} ${description}`,
  }));
  return (
    <DeedForm
      kind="inspection.state-opinion"
      schema={Stated}
      initial={{ opinion: { suggestedDays: 0 } }}
      toInput={(values) => ({ ...values, inspectionId })}
      onDone={() => undefined}
    >
      <p className="muted">{text.hint}</p>
      <Field name="opinion.findingId" label={text.finding} isOptional>
        <Select allowClear placeholder={text.general} options={findings} />
      </Field>
      <Field name="opinion.problem" label={text.problem} hint={text.problemHint}>
        <Input.TextArea rows={2} maxLength={1_000} />
      </Field>
      <Field name="opinion.basis" label={text.basis}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
      <Field name="opinion.measure" label={text.measure}>
        <Input.TextArea rows={2} maxLength={1_000} />
      </Field>
      <Field name="opinion.suggestedDays" label={text.days}>
        <InputNumber min={0} max={180} precision={0} />
      </Field>
    </DeedForm>
  );
}
