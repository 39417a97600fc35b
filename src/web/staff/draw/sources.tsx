/** Balls and outside sources: typed by the operator, typed again by the witness who does not see the first typing. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DrawView, SourceView } from '../../../draw/types/views.ts';
import { showRefusals } from '../../kit/api.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { sentenceTime } from '../../kit/format.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { drawInputsText, sourceName } from '../../kit/strings/draw-inputs.zh.ts';
import { FetchBeacon } from './fetch-beacon.tsx';

const text = drawInputsText.typing;
const HINTS: Readonly<Record<string, string>> = text.hints;

export function OtherSources({ view }: { readonly view: DrawView }): ReactNode {
  if (view.sources.length === 0) return null;
  return (
    <section>
      <h2>{text.title}</h2>
      {view.sources.map((source) => (
        <OneSource key={source.id} view={view} source={source} />
      ))}
    </section>
  );
}

interface SourceProps {
  readonly view: DrawView;
  readonly source: SourceView;
}

function OneSource({ view, source }: SourceProps): ReactNode {
  const mayRecord = useMayDo('draw.record-source');
  const mayConfirm = useMayDo('draw.confirm-source');
  const isOpen = (view.state === 'announced' || view.state === 'rolling') && !source.isSettled;
  return (
    <div className="draw-source">
      <h3>{sourceName(source.id)}</h3>
      {source.typings.length > 0 ? <Typings source={source} /> : <p className="muted">{nothingYet(source)}</p>}
      {isOpen && mayRecord && <Typing key={`record ${source.typings.length}`} {...{ view, source }} deed="record" />}
      {isOpen && mayConfirm && !source.provesItself && view.state === 'rolling' && (
        <Typing key={`confirm ${source.typings.length}`} {...{ view, source }} deed="confirm" />
      )}
    </div>
  );
}

function nothingYet({ knownAt }: SourceView): string {
  return knownAt === null ? text.nothingYet : text.nothing(sentenceTime(knownAt));
}

function Typings({ source }: { readonly source: SourceView }): ReactNode {
  return (
    <DataTable
      caption={sourceName(source.id)}
      isCaptionHidden
      rows={source.typings}
      rowKey={({ attempt }) => String(attempt)}
      columns={[
        { key: 'attempt', title: text.attempt, render: ({ attempt }) => attempt },
        { key: 'value', title: text.byOperator, render: ({ value }) => <Typed value={value} /> },
        ...(source.provesItself
          ? []
          : [
              {
                key: 'checked',
                title: text.byWitness,
                render: ({ checkedValue }: SourceView['typings'][number]) => <Typed value={checkedValue} />,
              },
            ]),
        {
          key: 'outcome',
          title: text.outcome,
          render: ({ isChecked, isSame }) => {
            if (source.provesItself) return text.proven;
            if (!isChecked) return text.awaiting;
            return isSame ? text.same : text.differs;
          },
        },
      ]}
    />
  );
}

function Typed({ value }: { readonly value: string | null }): ReactNode {
  if (value === null) return <span className="muted">{text.hidden}</span>;
  return <code className="source-value">{value}</code>;
}

function Typing({ view, source, deed }: SourceProps & { readonly deed: 'record' | 'confirm' }): ReactNode {
  const [typed, setTyped] = useState('');
  const kind = `draw.${deed}-source`;
  const send = useDeed<{ drawId: string; source: string; text: string }, { isSame?: boolean }>(kind);
  const against = deed === 'record' ? source.againstRecording : source.againstConfirming;
  const id = `${deed}-${source.id}`;

  async function submit(): Promise<void> {
    const outcome = await send.run({ drawId: view.drawId, source: source.id, text: typed });
    if (outcome.ok) setTyped('');
  }

  return (
    <div className="dice-typing">
      <label htmlFor={id}>{text[deed](sourceName(source.id))}</label>
      <p className="muted">{deed === 'confirm' ? text.confirmHint : HINTS[source.id]}</p>
      <Input
        id={id}
        className="dice-input"
        autoComplete="off"
        disabled={against.length > 0}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={() => void submit()}
      />
      {deed === 'record' && (
        <FetchBeacon
          beacon={source.id}
          knownAt={source.knownAt}
          onValue={(value) => setTyped(value.signature ?? value.value)}
        />
      )}
      {send.answer?.isSame === false && <RefusalBox refusals={showRefusals([{ code: 'draw-dice-mismatch' }])} />}
      <RefusalBox refusals={send.refusals} />
      <DeedButton kind={kind} isPrimary isPending={send.isPending} refusals={against} onPress={() => void submit()} />
    </div>
  );
}
