/** What is done with words or a reason: confirm, return, correct, withdraw. Only what the state allows and the person may. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { EntryView } from '../../../disclosure/types.ts';
import { ruleOf, useMayDo } from '../../kit/session.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';

const text = disclosureText.page;
const reason = z.string().trim().min(1).max(500);
/** What the fields hold; the server judges it. */
const Wording = z.object({ findings: z.record(z.string(), z.object({ text: z.string() })) }).partial();

interface FormsProps {
  readonly view: EntryView;
}

export function EntryForms({ view }: FormsProps): ReactNode {
  const { state, isHandler } = view;
  return (
    <>
      {state === 'drafted' && isHandler && <Confirm view={view} />}
      <div className="disclosure-forms">
        {(state === 'confirmed' || state === 'approved') && (
          <ReasonForm view={view} kind="disclosure.return" hint={text.returnHint} />
        )}
        {state === 'published' && view.content.findings.length > 0 && (
          <ReasonForm view={view} kind="disclosure.correct" hint={text.correctHint}>
            <WordingFields view={view} />
          </ReasonForm>
        )}
        {state === 'published' && <ReasonForm view={view} kind="disclosure.withdraw" hint={text.withdrawHint} />}
      </div>
    </>
  );
}

function Confirm({ view }: FormsProps): ReactNode {
  return (
    <DeedForm
      kind="disclosure.confirm"
      schema={z.object({ entryId: z.string(), wording: z.array(z.unknown()) })}
      initial={initialOf(view)}
      toInput={(values) => ({ entryId: view.entryId, wording: wordingOf(view, values) })}
      refusals={view.refusals['disclosure.confirm'] ?? []}
      onDone={() => undefined}
    >
      <WordingFields view={view} />
    </DeedForm>
  );
}

interface ReasonFormProps extends FormsProps {
  readonly kind: string;
  readonly hint: string;
  readonly children?: ReactNode;
}

function ReasonForm({ view, kind, hint, children }: ReasonFormProps): ReactNode {
  if (!useMayDo(kind)) return null;
  const { entryId } = view;
  const isWorded = children !== undefined;
  return (
    <details className="disclosure-form">
      <summary>{ruleOf(kind).title}</summary>
      <DeedForm
        kind={kind}
        schema={z.object({ entryId: z.string(), reason })}
        initial={initialOf(view)}
        toInput={(values) => ({
          entryId,
          reason: values['reason'],
          ...(isWorded ? { wording: wordingOf(view, values) } : {}),
        })}
        refusals={view.refusals[kind] ?? []}
        onDone={() => undefined}
      >
        {children}
        <Field name="reason" label={text.reason} hint={hint}>
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </DeedForm>
    </details>
  );
}

/** Named like the places the server finds protected values at, so that a reason stands at its field. */
function WordingFields({ view }: FormsProps): ReactNode {
  return view.content.findings.map(({ number }) => (
    <Field key={number} name={`findings.${number}.text`} label={text.wording(number)}>
      <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1_000} />
    </Field>
  ));
}

function initialOf({ content }: EntryView): Readonly<Record<string, unknown>> {
  return { findings: Object.fromEntries(content.findings.map(({ number, text: value }) => [number, { text: value }])) };
}

/** Only what was changed, so that an untouched finding stays as the record has it. */
function wordingOf(
  { content }: EntryView,
  values: Readonly<Record<string, unknown>>,
): { number: number; text: string }[] {
  const given = Wording.parse(values).findings ?? {};
  return content.findings.flatMap(({ number, text: before }) => {
    const now = given[String(number)]?.text;
    return now === undefined || now === before ? [] : [{ number, text: now }];
  });
}
