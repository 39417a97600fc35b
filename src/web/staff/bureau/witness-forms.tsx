/** 登记见证方 and 设定见证规则. @module */
import { useNavigate } from '@tanstack/react-router';
import { Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import { NewWitness, NewWitnessPolicy, type WitnessesView } from '../../../bureau/types/witnesses.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { logWitnessText as text } from '../../kit/strings/log-witness.zh.ts';

const PARENT = { to: '/bureau/witnesses', title: text.title };

export function NewWitnessPage(): ReactNode {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={bureauDeeds['log-witness.enroll'].title} parent={PARENT} standing={text.standing} />
      <DeedForm kind="log-witness.enroll" schema={NewWitness} onDone={() => void navigate({ to: PARENT.to })}>
        <Field name="title" label={text.name} hint={text.nameHint}>
          <Input autoComplete="off" />
        </Field>
        <Field name="vkey" label={text.key} hint={text.keyHint}>
          <Input autoComplete="off" spellCheck={false} />
        </Field>
        <Field name="url" label={text.url} hint={text.urlHint} isOptional>
          <Input autoComplete="off" spellCheck={false} inputMode="url" />
        </Field>
      </DeedForm>
    </>
  );
}

export function WitnessPolicyPage(): ReactNode {
  const navigate = useNavigate();
  const answer = useRead<WitnessesView>('/api/log-witnesses');
  return (
    <>
      <PageHeader title={bureauDeeds['log-witness.set-policy'].title} parent={PARENT} />
      <Loaded read={answer} skeleton={<TextSkeleton lines={4} />}>
        {({ policy: { version, quorum, silentMinutes } }) => (
          <DeedForm
            kind="log-witness.set-policy"
            schema={NewWitnessPolicy}
            initial={{ quorum, silentMinutes }}
            toInput={(values) => ({ ...values, version })}
            onDone={() => void navigate({ to: PARENT.to })}
          >
            <Field name="quorum" label={text.quorum} hint={text.quorumHint}>
              <InputNumber min={0} precision={0} />
            </Field>
            <Field name="silentMinutes" label={text.silent} hint={text.silentHint}>
              <InputNumber min={1} precision={0} />
            </Field>
          </DeedForm>
        )}
      </Loaded>
    </>
  );
}
