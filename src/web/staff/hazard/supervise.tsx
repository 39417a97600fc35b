/** 登记、督办、方案、进度: each part with what may be done there now. @module */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import {
  OneHazard,
  Progress,
  Registration,
  Supervision,
  SUPERVISION_LEVELS,
  TreatmentPlan,
} from '../../../hazard/types/hazard.ts';
import { DateText } from '../../kit/date-text.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { hazardText } from '../../kit/strings/hazard.zh.ts';
import { Folded, ReasonForm, useMayMove, type OfHazard } from './form.tsx';

const RegisterInput = OneHazard.extend({ registration: Registration });
const SuperviseInput = OneHazard.extend({ supervision: Supervision });
const PlanInput = OneHazard.extend({ plan: TreatmentPlan });
const ProgressInput = OneHazard.extend({ progress: Progress });

export function SupervisionSection({ view }: OfHazard): ReactNode {
  const text = hazardText.registration;
  const mayRegister = useMayMove('hazard.register', view);
  const maySupervise = useMayMove('hazard.supervise', view);
  const { registration, level, treatBy } = view;
  return (
    <section className="followed-section">
      <h2>{hazardText.sections.supervision}</h2>
      {registration !== null && (
        <DescriptionList
          items={[
            { label: text.reportedTo, value: registration.reportedTo },
            { label: text.cause, value: registration.cause },
            { label: text.danger, value: registration.danger },
            {
              label: hazardText.facts.level,
              value: level === null ? hazardText.facts.notDecided : SUPERVISION_LEVELS[level],
            },
            ...(treatBy === null ? [] : [{ label: hazardText.facts.treatBy, value: sentenceDate(treatBy) }]),
          ]}
        />
      )}
      {mayRegister && (
        <Folded view={view} kind="hazard.register" schema={RegisterInput} isOpen>
          <Words name="registration.reportedTo" label={text.reportedTo} max={120} />
          <Words name="registration.cause" label={text.cause} max={500} rows={2} />
          <Words name="registration.danger" label={text.danger} max={500} rows={2} />
        </Folded>
      )}
      {maySupervise && <SuperviseForm view={view} />}
    </section>
  );
}

function SuperviseForm({ view }: OfHazard): ReactNode {
  const text = hazardText.supervision;
  return (
    <Folded
      view={view}
      kind="hazard.supervise"
      schema={SuperviseInput}
      initial={{ supervision: { level: 'district', treatBy: view.treatBy ?? undefined } }}
      isOpen
    >
      <Field name="supervision.level" label={text.level} hint={text.hint}>
        <Select options={codesOf(SUPERVISION_LEVELS).map((value) => ({ value, label: SUPERVISION_LEVELS[value] }))} />
      </Field>
      <Field name="supervision.treatBy" label={text.treatBy}>
        <Input type="date" min={view.today} />
      </Field>
      <Words name="supervision.department" label={text.department} max={120} />
      <Words name="supervision.reason" label={text.reason} max={500} rows={2} />
    </Folded>
  );
}

export function PlanSection({ view }: OfHazard): ReactNode {
  const text = hazardText.plan;
  const maySubmit = useMayMove('hazard.submit-plan', view);
  const mayApprove = useMayMove('hazard.approve-plan', view);
  const { plan } = view;
  return (
    <section className="followed-section">
      <h2>{hazardText.sections.plan}</h2>
      {plan === null && !maySubmit && <p className="muted">{text.none}</p>}
      {plan !== null && (
        <DescriptionList
          items={[
            { label: text.goal, value: plan.goal },
            { label: text.responsible, value: plan.responsible },
            { label: text.measures, value: plan.measures },
            { label: text.funds, value: plan.funds },
            { label: text.until, value: sentenceDate(plan.until) },
            { label: text.emergency, value: plan.emergency },
          ]}
        />
      )}
      {maySubmit && (
        <Folded
          view={view}
          kind="hazard.submit-plan"
          schema={PlanInput}
          initial={{ plan: plan ?? { until: view.treatBy ?? undefined } }}
        >
          <Words name="plan.goal" label={text.goal} max={500} rows={2} />
          <Words name="plan.responsible" label={text.responsible} max={300} rows={2} />
          <Words name="plan.measures" label={text.measures} max={1_000} rows={3} />
          <Words name="plan.funds" label={text.funds} max={300} />
          <Field name="plan.until" label={text.until}>
            <Input type="date" min={view.today} {...(view.treatBy === null ? {} : { max: view.treatBy })} />
          </Field>
          <Words name="plan.emergency" label={text.emergency} max={500} rows={2} />
        </Folded>
      )}
      {mayApprove && (
        <DeedForm
          kind="hazard.approve-plan"
          schema={OneHazard}
          toInput={() => ({ hazardId: view.hazardId })}
          onDone={() => undefined}
        >
          {null}
        </DeedForm>
      )}
      <ReasonForm view={view} kind="hazard.return-plan" />
    </section>
  );
}

export function ProgressSection({ view }: OfHazard): ReactNode {
  const text = hazardText.progress;
  const mayReport = useMayMove('hazard.report-progress', view);
  const mayClaim = useMayMove('hazard.claim', view);
  return (
    <section className="followed-section">
      <h2>{hazardText.sections.progress}</h2>
      {view.progress.length === 0 && <p className="muted">{text.none}</p>}
      <ul className="followed-lines">
        {view.progress.map(({ progressId, content, at, byEnterprise }) => (
          <li key={progressId}>
            <span className="digits">{content.percent}%</span> {content.text}{' '}
            <span className="muted">
              {text.by[byEnterprise ? 'enterprise' : 'officer']} <DateText value={at} inTable withTime />
            </span>
          </li>
        ))}
      </ul>
      {mayReport && (
        <Folded view={view} kind="hazard.report-progress" schema={ProgressInput}>
          <Field name="progress.percent" label={text.percent}>
            <Input type="number" min={0} max={100} />
          </Field>
          <Words name="progress.text" label={text.text} max={500} rows={2} />
        </Folded>
      )}
      {mayClaim && (
        <DeedForm
          kind="hazard.claim"
          schema={OneHazard}
          toInput={() => ({ hazardId: view.hazardId })}
          onDone={() => undefined}
        >
          {null}
        </DeedForm>
      )}
    </section>
  );
}

interface WordsProps {
  readonly name: string;
  readonly label: string;
  readonly max: number;
  readonly rows?: number;
  readonly hint?: string;
}

/** A field of words: one line, or several. */
export function Words({ name, label, max, rows, hint }: WordsProps): ReactNode {
  return (
    <Field name={name} label={label} {...(hint === undefined ? {} : { hint })}>
      {rows === undefined ? (
        <Input maxLength={max} autoComplete="off" />
      ) : (
        <Input.TextArea rows={rows} maxLength={max} />
      )}
    </Field>
  );
}
