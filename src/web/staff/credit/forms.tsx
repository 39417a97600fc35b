/** What may be done about an entry now, each shown only to those who may, in the states of the table. @module */
import { Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { moveRefusals, type CreditDeed } from '../../../credit/rules/moves.ts';
import {
  Acknowledgement,
  Argument,
  JOINT_MEASURES,
  JointRequest,
  ListDecision,
  Notice,
  ON_LIST,
  OneEntry,
  OneMeasure,
  Reason,
  RemovalDecision,
  Review,
  Verification,
} from '../../../credit/types/credit.ts';
import type { CreditView } from '../../../credit/types/views.ts';
import { FoldedDeed } from '../../kit/followed-file.tsx';
import { Field } from '../../kit/field.tsx';
import { useMayDo } from '../../kit/session.ts';
import { creditText } from '../../kit/strings/credit.zh.ts';
import { optionsOf } from './words.ts';

const text = creditText.form;

export interface OfEntry {
  readonly view: CreditView;
}

interface FormOf extends OfEntry {
  readonly kind: string;
  readonly schema: z.ZodType;
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly own?: Readonly<Record<string, unknown>>;
  readonly children?: ReactNode;
}

function Folded({ view, kind, schema, initial, own = {}, children }: FormOf): ReactNode {
  return (
    <FoldedDeed kind={kind} schema={schema} initial={initial} own={{ ...own, entryId: view.entryId }}>
      {children}
    </FoldedDeed>
  );
}

/** Left out for those who may not, and where the table does not lead on from here. */
function Step({ kind, ...form }: FormOf & { readonly kind: CreditDeed }): ReactNode {
  const may = useMayDo(kind);
  return may && moveRefusals(kind, form.view.state).length === 0 ? <Folded kind={kind} {...form} /> : null;
}

function Words({
  name,
  label,
  max,
}: {
  readonly name: string;
  readonly label: string;
  readonly max: number;
}): ReactNode {
  return (
    <Field name={name} label={label}>
      <Input.TextArea rows={2} maxLength={max} />
    </Field>
  );
}

function Choice({
  label,
  words,
}: {
  readonly label: string;
  readonly words: Readonly<Record<string, string>>;
}): ReactNode {
  return (
    <Field name="outcome" label={label}>
      <Radio.Group options={optionsOf(words)} />
    </Field>
  );
}

const Reasoned = OneEntry.extend({ reason: Reason });

export function EntryForms({ view }: OfEntry): ReactNode {
  const mayRestore = useMayDo('credit.restore') && view.state === 'removed' && view.removalEnd === 'early';
  return (
    <>
      <Step view={view} kind="credit.review" schema={Review}>
        <Choice label={text.outcome} words={text.review} />
        <Words name="opinion" label={text.opinion} max={500} />
      </Step>
      <Step view={view} kind="credit.notify" schema={Notice} initial={{ servedOn: view.today }}>
        <Field name="servedOn" label={text.servedOn}>
          <Input type="date" min={view.today} max={view.today} />
        </Field>
        <Field name="recipient" label={text.recipient}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
      </Step>
      <Step view={view} kind="credit.hear" schema={Argument} initial={{ heardOn: view.today }}>
        <Field name="heardOn" label={text.heardOn}>
          <Input type="date" max={view.today} />
        </Field>
        <Words name="argument" label={text.argument} max={1_000} />
        <Words name="reply" label={text.reply} max={500} />
      </Step>
      <Step view={view} kind="credit.decide" schema={ListDecision}>
        <Choice label={text.outcome} words={text.decide} />
        <Words name="opinion" label={text.opinion} max={500} />
      </Step>
      <Step view={view} kind="credit.publish" schema={OneEntry} />
      <Step view={view} kind="credit.ask-removal" schema={Reasoned}>
        <Words name="reason" label={text.reason} max={500} />
      </Step>
      <Step
        view={view}
        kind="credit.verify-removal"
        schema={Verification.extend({ isHarmRemoved: z.unknown() })}
        initial={{ isHarmRemoved: true }}
      >
        <Field name="isHarmRemoved" label={text.isHarmRemoved}>
          <Radio.Group
            options={[
              { value: true, label: text.harm.yes },
              { value: false, label: text.harm.no },
            ]}
          />
        </Field>
        <Words name="opinion" label={text.opinion} max={500} />
      </Step>
      <Step view={view} kind="credit.decide-removal" schema={RemovalDecision}>
        <Choice label={text.outcome} words={text.removal} />
        <Words name="opinion" label={text.opinion} max={500} />
      </Step>
      {view.endsOn !== null && view.endsOn < view.today && (
        <Step view={view} kind="credit.remove-expired" schema={OneEntry} />
      )}
      {view.penalty === null && (
        <Step view={view} kind="credit.remove-revoked" schema={Reasoned}>
          <Words name="reason" label={text.reason} max={500} />
        </Step>
      )}
      {mayRestore && (
        <Folded view={view} kind="credit.restore" schema={Reasoned}>
          <Words name="reason" label={text.reason} max={500} />
        </Folded>
      )}
    </>
  );
}

export function RequestForm({ view }: OfEntry): ReactNode {
  const may = useMayDo('credit.request-measure') && ON_LIST.some((state) => state === view.state);
  if (!may) return null;
  return (
    <Folded view={view} kind="credit.request-measure" schema={JointRequest}>
      <Field name="agency" label={text.agency}>
        <Input maxLength={80} />
      </Field>
      <Field name="measure" label={text.measure}>
        <Select options={optionsOf(JOINT_MEASURES)} />
      </Field>
      <Words name="basis" label={text.basis} max={300} />
    </Folded>
  );
}

export function MeasureForms({
  view,
  measure: { measureId, state },
}: OfEntry & { readonly measure: CreditView['measures'][number] }): ReactNode {
  const mayAnswer = useMayDo('credit.acknowledge-measure');
  const own = { measureId };
  if (!mayAnswer) return null;
  return (
    <>
      {state === 'requested' && (
        <Folded
          view={view}
          kind="credit.acknowledge-measure"
          schema={Acknowledgement}
          initial={{ on: view.today }}
          own={own}
        >
          <Choice label={text.outcome} words={text.acknowledged} />
          <Words name="reply" label={text.replyNumber} max={300} />
          <Field name="on" label={text.on}>
            <Input type="date" max={view.today} />
          </Field>
        </Folded>
      )}
      {state === 'to-lift' && <Folded view={view} kind="credit.lift-measure" schema={OneMeasure} own={own} />}
    </>
  );
}
