/** 栏目: which columns a list shows this person, and in which order; kept with the account. @module */
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ListColumns } from '../../bureau/types/lists.ts';
import type { Column } from './data-table.tsx';
import { DeedButton } from './deed-button.tsx';
import { useDeed } from './deed.ts';
import { DropMenu } from './drop-menu.tsx';
import { arrangedColumns, columnChoices, moveChoice } from './list-columns.ts';
import { useRead } from './read.tsx';
import { RefusalBox } from './refusal-box.tsx';
import { kitText } from './strings/kit.zh.ts';

const text = kitText.columns;

export interface ListArrangement<Row> {
  readonly shown: readonly Column<Row>[];
  /** The keys as saved; empty for the list's own columns. */
  readonly saved: readonly string[];
  /** False until it is known how the person arranged the list. */
  readonly isKnown: boolean;
}

/** @param list the read that fills the list, e.g. `/api/plans` */
export function useListColumns<Row>(list: string, columns: readonly Column<Row>[]): ListArrangement<Row> {
  const { value, refusals } = useRead<{ readonly rows: readonly ListColumns[] }>('/api/list-columns');
  const saved = value?.rows.find((each) => each.list === list)?.columns ?? [];
  // Whoever cannot be told has the list's own columns.
  return { shown: arrangedColumns(columns, saved), saved, isKnown: value !== undefined || refusals.length > 0 };
}

interface ColumnMenuProps<Row> {
  readonly list: string;
  readonly columns: readonly Column<Row>[];
  readonly arrangement: ListArrangement<Row>;
}

export function ColumnMenu<Row>({ list, columns, arrangement: { shown, saved } }: ColumnMenuProps<Row>): ReactNode {
  return (
    <DropMenu label={text.title}>
      {/* Arranged anew from what is saved. */}
      <ColumnChoices key={saved.join()} list={list} columns={columns} shown={shown} isOwn={saved.length === 0} />
    </DropMenu>
  );
}

interface ColumnChoicesProps<Row> {
  readonly list: string;
  readonly columns: readonly Column<Row>[];
  readonly shown: readonly Column<Row>[];
  readonly isOwn: boolean;
}

function ColumnChoices<Row>({ list, columns, shown, isOwn }: ColumnChoicesProps<Row>): ReactNode {
  const [choices, setChoices] = useState(() => columnChoices(columns, shown));
  const deed = useDeed<ListColumns>('staff.arrange-list');
  const save = (keys: readonly string[]): void => void deed.run({ list, columns: [...keys] });
  const toggle = (key: string): void =>
    setChoices(choices.map((each) => (each.key === key ? { ...each, isShown: !each.isShown } : each)));
  const wanted = choices.filter(({ isShown }) => isShown).map(({ key }) => key);
  return (
    <>
      <p className="muted">{text.hint}</p>
      <RefusalBox refusals={deed.refusals} />
      <ul className="column-choices">
        {choices.map(({ key, title, isShown }, index) => (
          <li key={key}>
            <Checkbox checked={isShown} onChange={() => toggle(key)}>
              {title}
            </Checkbox>
            {([-1, 1] as const).map((step) => (
              <Button
                key={step}
                size="small"
                aria-label={step === -1 ? text.up(title) : text.down(title)}
                disabled={choices[index + step] === undefined}
                onClick={() => setChoices(moveChoice(choices, index, step))}
              >
                {step === -1 ? '↑' : '↓'}
              </Button>
            ))}
          </li>
        ))}
      </ul>
      <div className="column-deeds">
        <DeedButton
          kind="staff.arrange-list"
          isPrimary
          isPending={deed.isPending}
          onPress={() => save(wanted.length === 0 ? [columns[0]?.key ?? ''] : wanted)}
        />
        {!isOwn && (
          <Button disabled={deed.isPending} onClick={() => save([])}>
            {text.own}
          </Button>
        )}
      </div>
    </>
  );
}
