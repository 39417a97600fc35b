/** What is done with words or a reason: return, correct, withdraw, repair. Only what the state allows and the person may. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { EntryView } from '../../../disclosure/types.ts';
import { ruleOf, useMayDo } from '../../kit/session.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import { changedWording, initialWording, WordingFields } from './wording.tsx';

const text = disclosureText.page;
const words = z.string().trim().min(1).max(500);

interface FormsProps {
  readonly view: EntryView;
}

export function EntryForms({ view }: FormsProps): ReactNode {
  const { state } = view;
  return (
    <div className="disclosure-forms">
      {(state === 'confirmed' || state === 'approved') && (
        <WordsForm view={view} kind="disclosure.return" name="reason" label={text.reason} hint={text.returnHint} />
      )}
      {state === 'published' && view.texts.length > 0 && <CorrectForm view={view} />}
      {state === 'published' && (
        <WordsForm view={view} kind="disclosure.withdraw" name="reason" label={text.reason} hint={text.withdrawHint} />
      )}
      {state === 'published' && view.penalty !== null && (
        <WordsForm
          view={view}
          kind="disclosure.repair"
          name="number"
          label={text.repairNumber}
          hint={text.repairHint}
        />
      )}
    </div>
  );
}

interface WordsFormProps extends FormsProps {
  readonly kind: string;
  readonly name: 'reason' | 'number';
  readonly label: string;
  readonly hint: string;
}

function WordsForm({ view, kind, name, label, hint }: WordsFormProps): ReactNode {
  if (!useMayDo(kind)) return null;
  return (
    <details className="disclosure-form">
      <summary>{ruleOf(kind).title}</summary>
      <DeedForm
        kind={kind}
        schema={z.object({ entryId: z.string(), [name]: words })}
        toInput={(values) => ({ entryId: view.entryId, [name]: values[name] })}
        refusals={view.refusals[kind] ?? []}
        onDone={() => undefined}
      >
        <Field name={name} label={label} hint={hint}>
          {name === 'reason' ? <Input.TextArea rows={3} maxLength={500} /> : <Input maxLength={60} />}
        </Field>
      </DeedForm>
    </details>
  );
}

const CORRECT = 'disclosure.correct';

function CorrectForm({ view }: FormsProps): ReactNode {
  const { entryId, voided, refusals } = view;
  const texts = view.texts.filter(({ at }) => !voided.some((number) => at.startsWith(`findings.${number}.`)));
  if (!useMayDo(CORRECT)) return null;
  return (
    <details className="disclosure-form" open={voided.length > 0}>
      <summary>{ruleOf(CORRECT).title}</summary>
      <DeedForm
        kind={CORRECT}
        schema={z.object({ entryId: z.string(), reason: words, wording: z.array(z.unknown()) })}
        initial={initialWording(texts)}
        toInput={(values) => ({
          entryId,
          reason: values['reason'],
          wording: changedWording(texts, values),
        })}
        refusals={refusals[CORRECT] ?? []}
        onDone={() => undefined}
      >
        {voided.length > 0 && <p>{text.voided(voided.join('、'))}</p>}
        <WordingFields texts={texts} />
        <Field name="reason" label={text.reason} hint={text.correctHint}>
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </DeedForm>
    </details>
  );
}
