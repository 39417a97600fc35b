/** Setting a draw up, and changing it while it is not frozen. @module */
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { BALANCES, ConfigureDraw, type DrawConfig } from '../../../draw/types.ts';
import type { DrawBasis, DrawView } from '../../../draw/types/views.ts';
import type { PlanSummary } from '../../../plan/types/views.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field, FormSection } from '../../kit/field.tsx';
import { HundredthsInput } from '../../kit/hundredths-input.tsx';
import type { ListAnswer } from '../../kit/list-page.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam, useUrlState } from '../../kit/routing.ts';
import { FormSkeleton } from '../../kit/skeletons.tsx';
import { drawText } from '../../kit/strings/draw.zh.ts';
import './draw.css';
import { configOf, valuesOf } from './form-values.ts';
import { initialConfig } from './initial.ts';
import { LivePreview } from './live-preview.tsx';
import { MeansFields } from './means-fields.tsx';
import { ModeFields } from './mode-fields.tsx';
import { RuleFields } from './rule-fields.tsx';
import { SourceFields } from './source-fields.tsx';
import { StrataFields } from './strata-fields.tsx';

const text = drawText.editor;
/** 任务代码: the desk runs one task a year, in batches. */
const TASK = 'A';

export function NewDrawPage(): ReactNode {
  const [{ planId }, changeUrl] = useUrlState();
  const plans = useRead<ListAnswer<PlanSummary>>('/api/plans', { state: 'in-progress', size: 100 });
  return (
    <>
      <PageHeader title={text.createTitle} parent={{ to: '/draw', title: drawText.list.title }} />
      <Loaded read={plans} skeleton={<FormSkeleton fields={8} />}>
        {({ rows }) => {
          const chosen = planId ?? rows[0]?.planId;
          if (chosen === undefined) return <EmptyState title={text.noPlan} next={text.noPlanNext} />;
          return (
            <>
              <p className="draw-plan">
                <label htmlFor="draw-plan">{text.plan}</label>{' '}
                <Select
                  id="draw-plan"
                  value={chosen}
                  onChange={(value) => changeUrl({ planId: value })}
                  options={rows.map(({ planId: value, title }) => ({ value, label: title }))}
                />
              </p>
              <NewDraw key={chosen} planId={chosen} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function NewDraw({ planId }: { readonly planId: string }): ReactNode {
  const basis = useRead<DrawBasis>('/api/draw-basis', { planId, task: TASK });
  return (
    <Loaded read={basis} skeleton={<FormSkeleton fields={8} />}>
      {(value) => (
        <Editor
          basis={value}
          config={initialConfig(value)}
          target={{ is: 'new', planId, task: TASK, batch: value.batch }}
          identity={text.identity(value.year, TASK, value.batch)}
        />
      )}
    </Loaded>
  );
}

export function ChangeDrawPage(): ReactNode {
  const drawId = useParam('drawId');
  const draw = useRead<DrawView>(`/api/draws/${drawId}`);
  return (
    <Loaded read={draw} skeleton={<FormSkeleton fields={8} />}>
      {(view) => (
        <>
          <PageHeader title={text.changeTitle} parent={{ to: `/draw/${drawId}`, title: view.name }} />
          <ChangeDraw view={view} />
        </>
      )}
    </Loaded>
  );
}

function ChangeDraw({ view }: { readonly view: DrawView }): ReactNode {
  const { planId, task, drawId, updatedAt, year, batch, config } = view;
  const basis = useRead<DrawBasis>('/api/draw-basis', { planId, task });
  return (
    <Loaded read={basis} skeleton={<FormSkeleton fields={8} />}>
      {(value) => (
        <Editor
          basis={value}
          config={config}
          target={{ is: 'draft', drawId, seenAt: updatedAt }}
          identity={text.identity(year, task, batch)}
        />
      )}
    </Loaded>
  );
}

interface EditorProps {
  readonly basis: DrawBasis;
  readonly config: DrawConfig;
  readonly target: z.input<typeof ConfigureDraw>['target'];
  readonly identity: string;
}

function Editor({ basis, config, target, identity }: EditorProps): ReactNode {
  const navigate = useNavigate();
  return (
    <div className="draw-editor">
      <p className="muted">{identity}</p>
      <DeedForm<unknown, { drawId: string }>
        kind="draw.configure"
        schema={ConfigureDraw}
        initial={{ config: valuesOf(config) }}
        toInput={(values) => ({ target, config: configOf(values['config']) })}
        onDone={({ drawId }) => void navigate({ to: `/draw/${drawId}` })}
      >
        <FormSection title={text.basics}>
          <Field name="config.name" label={text.name}>
            <Input maxLength={60} />
          </Field>
          <Field name="config.itemCodes" label={text.items} hint={text.itemsHint}>
            <Select
              mode="multiple"
              options={basis.items.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            />
          </Field>
          <SizeFields basis={basis} />
        </FormSection>
        <StrataFields />
        <RuleFields />
        <PeopleFields />
        <MeansFields />
        <ModeFields />
        <SourceFields />
        <LivePreview planId={basis.planId} {...(target.is === 'draft' ? { drawId: target.drawId } : {})} />
      </DeedForm>
    </div>
  );
}

function SizeFields({ basis }: Pick<EditorProps, 'basis'>): ReactNode {
  const form = Form.useFormInstance();
  const by: unknown = Form.useWatch(['config', 'size', 'by'], form);
  return (
    <>
      <Field name="config.size.by" label={text.size}>
        <Radio.Group
          options={[
            { value: 'plan', label: text.byPlan(basis.count) },
            { value: 'count', label: text.byCount },
            { value: 'ratio', label: text.byRatio },
          ]}
        />
      </Field>
      {by === 'count' && (
        <Field name="config.size.count" label={text.count}>
          <InputNumber min={1} max={basis.count} precision={0} />
        </Field>
      )}
      {by === 'ratio' && (
        <Field name="config.size.ratio" label={text.ratio}>
          <HundredthsInput min={0} max={100} step={1} />
        </Field>
      )}
    </>
  );
}

function PeopleFields(): ReactNode {
  return (
    <FormSection title={text.people}>
      <div className="row">
        <Field name="config.officerCap" label={text.officerCap}>
          <InputNumber min={1} max={200} precision={0} />
        </Field>
        <Field name="config.expertCap" label={text.expertCap}>
          <InputNumber min={1} max={200} precision={0} />
        </Field>
        <Field name="config.balance" label={text.balance}>
          <Select options={Object.entries(BALANCES).map(([value, label]) => ({ value, label }))} />
        </Field>
      </div>
      <div className="row">
        <Field name="config.inspectFrom" label={text.inspectFrom}>
          <Input type="date" />
        </Field>
        <Field name="config.inspectTo" label={text.inspectTo}>
          <Input type="date" />
        </Field>
      </div>
    </FormSection>
  );
}
