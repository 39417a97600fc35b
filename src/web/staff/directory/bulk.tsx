/** 批量标记: one change on the chosen records, and ten seconds to take it back. @module */
import { Input, Select } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { MARKED_FIELDS, MarkInput, type Marked } from '../../../directory/types/marking.ts';
import type { DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { markingText as text } from '../../kit/strings/directory-marking.zh.ts';
import { UndoBar } from '../../kit/undo-bar.tsx';
import { fieldsOf } from './kinds.ts';
import type { Row } from './list.tsx';
import { labelOf } from './values.ts';

interface BulkMarkingProps {
  readonly kind: DirectoryKind;
  readonly rows: readonly Row[];
  readonly onDone: () => void;
}

export function BulkMarking({ kind, rows, onDone }: BulkMarkingProps): ReactNode {
  const [marked, setMarked] = useState<Marked>();
  const done = (answer: Marked): void => {
    setMarked(answer);
    onDone();
  };
  return (
    <>
      {marked !== undefined && <Undo key={marked.markId} kind={kind} marked={marked} />}
      {rows.length > 0 && <MarkingForm kind={kind} rows={rows} onDone={done} />}
    </>
  );
}

function Undo({ kind, marked }: { readonly kind: DirectoryKind; readonly marked: Marked }): ReactNode {
  const [isOver, setOver] = useState(false);
  const deed = useDeed<{ kind: DirectoryKind; markId: string }, { restored: number }>('directory.unmark');
  const end = useCallback(() => setOver(true), []);
  if (deed.answer !== undefined) return <p role="status">{text.undone(deed.answer.restored)}</p>;
  if (isOver && deed.refusals.length === 0) return null;
  return (
    <>
      <RefusalBox refusals={deed.refusals} />
      {!isOver && (
        <UndoBar
          done={text.done(marked.marked, marked.unchanged)}
          isPending={deed.isPending}
          onUndo={() => void deed.run({ kind, markId: marked.markId })}
          onEnd={end}
        />
      )}
    </>
  );
}

interface MarkingFormProps extends Omit<BulkMarkingProps, 'onDone'> {
  readonly onDone: (marked: Marked) => void;
}

function MarkingForm({ kind, rows, onDone }: MarkingFormProps): ReactNode {
  const choices = choicesOf(kind);
  const [chosen, setChosen] = useState(choices[0]);
  const words = fieldsOf(kind).find(({ field }) => field === chosen?.field)?.words;
  return (
    <div className="bulk-form">
      <DeedForm<MarkInput, Marked>
        kind="directory.mark"
        schema={MarkInput}
        initial={{ choice: chosen?.value }}
        toInput={({ value, reason }) => ({
          kind,
          rows: rows.map(({ recordId, version }) => ({ recordId, version })),
          field: chosen?.field,
          mode: chosen?.mode,
          value,
          reason,
        })}
        onDone={onDone}
      >
        <Field name="choice" label={text.field}>
          <Select
            options={choices.map(({ value, label }) => ({ value, label }))}
            onChange={(value) => setChosen(choices.find((choice) => choice.value === value))}
          />
        </Field>
        <Field key={chosen?.field} name="value" label={text.value}>
          {words === undefined ? (
            <Input maxLength={20} />
          ) : (
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={Object.entries(words).map(([value, label]) => ({ value, label }))}
            />
          )}
        </Field>
        <Field name="reason" label={text.reason} hint={text.reasonHint}>
          <Input maxLength={200} />
        </Field>
      </DeedForm>
    </div>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly field: string;
  readonly mode: MarkInput['mode'];
}

/** `经营状态改为`, `专项标签加上`, `专项标签去掉`. */
function choicesOf(kind: DirectoryKind): readonly Choice[] {
  return Object.entries(MARKED_FIELDS[kind]).flatMap(([field, sort]) =>
    (sort === 'set' ? (['set'] as const) : (['add', 'remove'] as const)).map((mode) => ({
      value: `${field} ${mode}`,
      label: `${labelOf(kind, field)}${text.modes[mode]}`,
      field,
      mode,
    })),
  );
}
