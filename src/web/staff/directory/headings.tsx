/** What a bureau calls a column: asked where a file was not understood, remembered for every file after it. @module */
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RememberHeadingInput } from '../../../directory/types/inputs.ts';
import type { DirectoryKind } from '../../../directory/types/vocabulary.ts';
import type { ShownRefusal } from '../../kit/api.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { ReasonedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { headingsText as text } from '../../kit/strings/directory-headings.zh.ts';
import { fieldsOf } from './kinds.ts';
import { labelOf } from './values.ts';
import './directory.css';

type Answer = Pick<RememberHeadingInput, 'title' | 'field'>;

/** One question: the choices of `label`, each with what it would be remembered as. */
interface Question {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly answer: Answer }[];
}

/** Required columns the file does not have, and its headings that nobody understood. */
export function MissingColumns({
  kind,
  refusals,
  onRemembered,
}: {
  readonly kind: DirectoryKind;
  readonly refusals: readonly ShownRefusal[];
  readonly onRemembered: () => void;
}): ReactNode {
  const questions = refusals.flatMap(({ code, facts }): Question[] => {
    const [field, unknown] = [facts?.['field'], facts?.['unknown']];
    if (code !== 'table-column-missing' || typeof field !== 'string' || !Array.isArray(unknown)) return [];
    const titles = [...new Set(unknown.map(String))].filter((title) => title !== '');
    const choices = titles.map((title) => ({ value: title, label: title, answer: { title, field } }));
    return choices.length === 0 ? [] : [{ label: labelOf(kind, field), choices }];
  });
  return <Questions kind={kind} title={text.missing} send={text.send} questions={questions} onDone={onRemembered} />;
}

/** Headings of a checked file whose columns went nowhere. */
export function UnknownHeadings({
  kind,
  titles,
}: {
  readonly kind: DirectoryKind;
  readonly titles: readonly string[];
}): ReactNode {
  const [isDone, setDone] = useState(false);
  if (isDone) return <p role="status">{text.saved}</p>;
  const questions = [...new Set(titles)].map((title) => ({
    label: title,
    choices: fieldsOf(kind).map(({ field }) => ({
      value: field,
      label: labelOf(kind, field),
      answer: { title, field },
    })),
  }));
  return (
    <Questions
      kind={kind}
      title={text.unknown}
      send={text.remember}
      questions={questions}
      onDone={() => setDone(true)}
    />
  );
}

interface QuestionsProps {
  readonly kind: DirectoryKind;
  readonly title: string;
  readonly send: string;
  readonly questions: readonly Question[];
  readonly onDone: () => void;
}

function Questions({ kind, title, send, questions, onDone }: QuestionsProps): ReactNode {
  const remember = useDeed<RememberHeadingInput>('directory.remember-heading');
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({});
  if (questions.length === 0) return null;
  const given = questions.flatMap(({ label }) => answers[label] ?? []);

  async function tell(): Promise<void> {
    for (const answer of given) if (!(await remember.run({ kind, ...answer })).ok) return;
    setAnswers({});
    onDone();
  }

  return (
    <section className="heading-questions">
      <h2>{title}</h2>
      <p className="muted">{text.once}</p>
      {questions.map(({ label, choices }) => (
        <div key={label} className="upload-row">
          <label htmlFor={`heading-${label}`}>{label}</label>
          <Select
            id={`heading-${label}`}
            className="filter-select"
            allowClear
            placeholder={text.none}
            value={choices.find(({ answer }) => answer === answers[label])?.value ?? null}
            options={choices.map(({ value, label: shown }) => ({ value, label: shown }))}
            onChange={(value: string | undefined) => {
              const { [label]: _before, ...others } = answers;
              const answer = choices.find((choice) => choice.value === value)?.answer;
              setAnswers(answer === undefined ? others : { ...others, [label]: answer });
            }}
          />
        </div>
      ))}
      <RefusalBox refusals={remember.refusals} />
      <ReasonedButton
        label={send}
        refusals={given.length === 0 ? [{ code: 'heading-not-chosen', reason: text.chooseFirst }] : []}
        isPending={remember.isPending}
        onPress={() => void tell()}
      />
    </section>
  );
}

interface Remembered {
  readonly rows: readonly { readonly title: string; readonly field: string }[];
}

/** What is remembered, and the way to forget it. */
export function RememberedHeadings({ kind }: { readonly kind: DirectoryKind }): ReactNode {
  const remembered = useRead<Remembered>(`/api/directory/headings/${kind}`).value;
  const forget = useDeed<RememberHeadingInput>('directory.remember-heading');
  if (remembered === undefined || remembered.rows.length === 0) return null;
  return (
    <details>
      <summary>{text.remembered(remembered.rows.length)}</summary>
      <RefusalBox refusals={forget.refusals} />
      <DataTable
        caption={text.remembered(remembered.rows.length)}
        isCaptionHidden
        rows={remembered.rows}
        rowKey={({ title }) => title}
        columns={[
          { key: 'title', title: text.heading, render: ({ title }) => title },
          { key: 'field', title: text.field, render: ({ field }) => labelOf(kind, field) },
          {
            key: 'forget',
            title: text.forget,
            render: ({ title }) => (
              <ReasonedButton
                label={text.forgetOne(title)}
                refusals={[]}
                isPending={forget.isPending}
                onPress={() => void forget.run({ kind, title, field: null })}
              />
            ),
          },
        ]}
      />
    </details>
  );
}
