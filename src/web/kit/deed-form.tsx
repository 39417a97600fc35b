/**
 * A form that does one deed. All mistakes at once: a summary that takes the focus and leads to each field, and the reason at
 * the field; nothing typed is lost. The module's zod input schema checks before sending, the server checks again.
 * Fields are `Field`s, grouped by `FormSection`. @module
 */
import { Form } from 'antd';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { z } from 'zod';
import type { Refusal } from '../../core/result.ts';
import type { ShownRefusal } from './api.ts';
import { DeedButton } from './deed-button.tsx';
import { useDeed } from './deed.ts';
import { FieldLabels, fieldPath } from './field.tsx';
import { wrongInputs } from './input-check.ts';
import { RefusalBox } from './refusal-box.tsx';
import { kitText } from './strings/kit.zh.ts';

interface DeedFormProps<I, O> {
  /** The deed, e.g. `plan.create`; its title is the button's. */
  readonly kind: string;
  readonly schema: z.ZodType<I>;
  readonly initial?: Readonly<Record<string, unknown>>;
  /** From the fields' values to the deed's input: adds ids, turns dates into days. */
  readonly toInput?: (values: Readonly<Record<string, unknown>>) => unknown;
  /** What the module's rule already says against it. */
  readonly refusals?: readonly Refusal[];
  /** A deed that asks for a session but for no role: one's own password. */
  readonly isOpenToAll?: boolean;
  readonly onDone: (answer: O) => void;
  readonly children: ReactNode;
}

export function DeedForm<I, O = unknown>({
  kind,
  schema,
  initial,
  toInput = asTheyAre,
  refusals,
  isOpenToAll = false,
  onDone,
  children,
}: DeedFormProps<I, O>): ReactNode {
  const id = useId();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [wrong, setWrong] = useState<readonly ShownRefusal[]>([]);
  const labels = useRef(new Map<string, string>());
  const deed = useDeed<unknown, O>(kind);

  function showAtFields(reasons: readonly ShownRefusal[]): void {
    const errorsAt = (field: string): string[] =>
      reasons.filter(({ at }) => at !== undefined && fieldOf(at, labels.current) === field).map(({ reason }) => reason);
    form.setFields([...labels.current.keys()].map((field) => ({ name: fieldPath(field), errors: errorsAt(field) })));
    setWrong(reasons.map((refusal) => withLabel(refusal, labels.current)));
  }

  async function submit(): Promise<void> {
    const input = toInput(form.getFieldsValue(true));
    const mistakes = wrongInputs(schema, input);
    showAtFields(mistakes);
    if (mistakes.length > 0) return;
    const outcome = await deed.run(input);
    if (outcome.ok) onDone(outcome.value);
    else showAtFields(outcome.refusals);
  }

  function forgetErrors(changed: Readonly<Record<string, unknown>>): void {
    const outdated = form
      .getFieldsError()
      .filter(({ name, errors }) => errors.length > 0 && String(name[0]) in changed);
    form.setFields(outdated.map(({ name }) => ({ name, errors: [] })));
  }

  useErrorInTitle(wrong.length > 0);
  return (
    <FieldLabels value={labels}>
      <Form
        // Several forms of one page have a field of the same name: each has ids of its own, or a label leads to another form.
        name={id}
        form={form}
        layout="vertical"
        className="deed-form"
        onFinish={() => void submit()}
        onValuesChange={forgetErrors}
        {...(initial === undefined ? {} : { initialValues: initial })}
      >
        <RefusalBox refusals={wrong} {...summaryTitle(wrong)} onGoTo={(at) => form.focusField(fieldPath(at))} />
        {children}
        <DeedButton
          kind={kind}
          isPrimary
          isOpenToAll={isOpenToAll}
          isPending={deed.isPending}
          {...(refusals === undefined ? {} : { refusals })}
        />
      </Form>
    </FieldLabels>
  );
}

function asTheyAre(values: Readonly<Record<string, unknown>>): unknown {
  return values;
}

function withLabel(refusal: ShownRefusal, labels: ReadonlyMap<string, string>): ShownRefusal {
  const { at, ...rest } = refusal;
  const field = at === undefined ? undefined : fieldOf(at, labels);
  const label = field === undefined ? undefined : labels.get(field);
  // Without such a field there is nowhere to lead to; the place still belongs to the sentence.
  if (label === undefined)
    return at === undefined || at === '' ? rest : { ...rest, reason: `${at}：${refusal.reason}` };
  return { ...rest, ...(field === undefined ? {} : { at: field }), reason: `${label}：${refusal.reason}` };
}

/** The field at this place, or the one around it: `aliases.1` is typed in the field `aliases`. */
function fieldOf(at: string, labels: ReadonlyMap<string, string>): string | undefined {
  if (labels.has(at)) return at;
  const end = at.lastIndexOf('.');
  return end === -1 ? undefined : fieldOf(at.slice(0, end), labels);
}

function summaryTitle(wrong: readonly ShownRefusal[]): { title?: string } {
  return wrong.every(({ code }) => code === 'input-invalid') ? { title: kitText.formWrong(wrong.length) } : {};
}

/** Screen readers read the tab's title first after a failed submission. */
function useErrorInTitle(isWrong: boolean): void {
  useEffect(() => {
    if (!isWrong) return;
    const before = document.title;
    document.title = kitText.errorPrefix + before;
    return () => {
      document.title = before;
    };
  }, [isWrong]);
}
