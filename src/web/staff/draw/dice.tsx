/** The dice: typed by the operator, typed again by the witness who does not see the first typing. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { DICE_COUNT } from '../../../draw/types.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { showRefusals } from '../../kit/api.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';

const text = drawText.dice;

export function Dice({ view }: { readonly view: DrawView }): ReactNode {
  const mayRecord = useMayDo('draw.record-dice');
  const mayConfirm = useMayDo('draw.confirm-dice');
  const isRolling = view.state === 'announced' || view.state === 'rolling';
  // With codes or an outside source still to come the draw rolls on after the dice have counted.
  const isSettled = view.dice.at(-1)?.isSame === true;
  return (
    <section>
      <h2>{text.title}</h2>
      {view.dice.length > 0 && <Typings view={view} />}
      {isRolling && !isSettled && mayRecord && (
        <Typing
          key={`record ${view.dice.length}`}
          view={view}
          kind="draw.record-dice"
          title={text.record}
          hint={text.recordHint}
        />
      )}
      {view.state === 'rolling' && !isSettled && mayConfirm && (
        <Typing
          key={`confirm ${view.dice.length}`}
          view={view}
          kind="draw.confirm-dice"
          title={text.confirm}
          hint={text.confirmHint}
        />
      )}
    </section>
  );
}

function Typings({ view }: { readonly view: DrawView }): ReactNode {
  return (
    <DataTable
      caption={text.title}
      isCaptionHidden
      rows={view.dice}
      rowKey={({ attempt }) => String(attempt)}
      columns={[
        { key: 'attempt', title: text.attempt, render: ({ attempt }) => attempt },
        { key: 'digits', title: text.byOperator, render: ({ digits }) => <Digits digits={digits} /> },
        { key: 'checked', title: text.byWitness, render: ({ checkedDigits }) => <Digits digits={checkedDigits} /> },
        {
          key: 'outcome',
          title: text.outcome,
          render: ({ isChecked, isSame }) => {
            if (!isChecked) return text.awaiting;
            return isSame ? text.same : text.differs;
          },
        },
      ]}
    />
  );
}

function Digits({ digits }: { readonly digits: string | null }): ReactNode {
  if (digits === null) return <span className="muted">{text.hidden}</span>;
  return <span className="dice-digits">{inFives(digits)}</span>;
}

interface TypingProps {
  readonly view: DrawView;
  readonly kind: 'draw.record-dice' | 'draw.confirm-dice';
  readonly title: string;
  readonly hint: string;
}

function Typing({ view, kind, title, hint }: TypingProps): ReactNode {
  const [typed, setTyped] = useState('');
  const deed = useDeed<{ drawId: string; digits: string }, { isSame?: boolean }>(kind);
  const digits = typed.normalize('NFKC').replaceAll(/\D/g, '');
  const against = view.refusals[kind] ?? [];

  async function send(): Promise<void> {
    const outcome = await deed.run({ drawId: view.drawId, digits: typed });
    if (outcome.ok) setTyped('');
  }

  return (
    <div className="dice-typing">
      <label htmlFor={kind}>{title}</label>
      <p className="muted">{hint}</p>
      <Input
        id={kind}
        className="dice-input"
        size="large"
        inputMode="numeric"
        autoComplete="off"
        disabled={against.length > 0}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={() => void send()}
      />
      <p className="dice-digits" aria-hidden="true">
        {inFives(digits)}
      </p>
      <p className="muted" role="status">
        {text.typed(digits.length, DICE_COUNT)}
      </p>
      {deed.answer?.isSame === false && <RefusalBox refusals={showRefusals([{ code: 'draw-dice-mismatch' }])} />}
      <RefusalBox refusals={deed.refusals} />
      <DeedButton kind={kind} isPrimary isPending={deed.isPending} refusals={against} onPress={() => void send()} />
    </div>
  );
}

/** Five by five, as they are read aloud. */
function inFives(digits: string): string {
  return digits.replaceAll(/(.{5})(?=.)/g, '$1 ');
}
