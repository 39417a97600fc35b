/** 设定登录策略: a preset, and every number of it stricter where the bureau wishes. @module */
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, InputNumber, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import { PolicyChange, type PolicyView } from '../../../bureau/types/login.ts';
import { POLICY_BOUNDS, POLICY_NUMBERS, PRESETS, type PolicyPreset } from '../../../core/identity/policy.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { policyText as text, presetTitles } from '../../kit/strings/login.zh.ts';

const PARENT = { to: '/bureau/login-policy', title: text.title };

export function LoginPolicyFormPage(): ReactNode {
  const answer = useRead<PolicyView>('/api/login-policy');
  return (
    <>
      <PageHeader title={bureauDeeds['bureau.set-login-policy'].title} parent={PARENT} standing={text.standing} />
      <Loaded read={answer} skeleton={<TextSkeleton lines={10} />}>
        {(view) => <PolicyForm view={view} />}
      </Loaded>
    </>
  );
}

function PolicyForm({ view: { policy, version } }: { readonly view: PolicyView }): ReactNode {
  const navigate = useNavigate();
  const [preset, setPreset] = useState<PolicyPreset>(policy.preset);
  // A preset brings its numbers along; the one in force brings what was set.
  const initial = preset === policy.preset ? policy : PRESETS[preset];
  return (
    <>
      <fieldset className="form-section">
        <legend>{text.preset}</legend>
        <p className="muted">{text.presetHint}</p>
        <Radio.Group
          value={preset}
          onChange={({ target }) => setPreset(target.value as PolicyPreset)}
          options={Object.entries(presetTitles).map(([value, label]) => ({ value, label }))}
        />
      </fieldset>
      <DeedForm
        key={preset}
        kind="bureau.set-login-policy"
        schema={PolicyChange}
        initial={{ policy: initial }}
        toInput={(values) => ({ version, policy: { ...(values['policy'] as object), preset } })}
        onDone={() => void navigate({ to: PARENT.to })}
      >
        {POLICY_NUMBERS.map((field) => {
          const [min, max] = POLICY_BOUNDS[field];
          const hint = text.hints[field];
          return (
            <Field
              key={field}
              name={`policy.${field}`}
              label={text.numbers[field]}
              {...(hint === undefined ? {} : { hint })}
            >
              <InputNumber min={min} max={max} precision={0} />
            </Field>
          );
        })}
        <Field name="policy.needsSecondFactor" label={text.needsSecondFactor} hint={text.needsHint} valueName="checked">
          <Checkbox>{text.yes}</Checkbox>
        </Field>
      </DeedForm>
    </>
  );
}
