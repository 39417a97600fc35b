/** Fresh randomness of an approved request: dice and lottery typed by two people, a beacon with its signature. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FreshView, SubstitutionView } from '../../../draw/types/after.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { afterText } from '../../kit/strings/draw-after.zh.ts';
import { FetchBeacon } from './fetch-beacon.tsx';

const text = afterText.fresh;

interface FreshProps {
  readonly drawId: string;
  readonly each: SubstitutionView;
}

export function Fresh({ drawId, each }: FreshProps): ReactNode {
  const open = each.fresh.find(({ value }) => value === null);
  if (open === undefined) return null;
  return (
    <div className="after-actions">
      <h3>{text.title(each.request)}</h3>
      <p>{wordsOf(open)}</p>
      {open.mismatches > 0 && <p>{text.differs(open.mismatches)}</p>}
      {open.awaitsCheck && <p className="muted">{text.awaiting}</p>}
      <Typing key={`record ${open.mismatches}`} drawId={drawId} each={each} fresh={open} kind="draw.record-fresh" />
      {open.needsCheck && (
        <Typing key={`confirm ${open.mismatches}`} drawId={drawId} each={each} fresh={open} kind="draw.confirm-fresh" />
      )}
    </div>
  );
}

function wordsOf({ type, spec }: FreshView): string {
  switch (type) {
    case 'dice':
      return text.dice(spec);
    case 'drand':
      return text.drand(spec);
    case 'lottery':
      return text.lottery(spec);
    case 'otc':
      return text.otc(spec);
    default:
      return text.nist();
  }
}

interface TypingProps extends FreshProps {
  readonly fresh: FreshView;
  readonly kind: 'draw.record-fresh' | 'draw.confirm-fresh';
}

interface FreshInput {
  readonly drawId: string;
  readonly request: number;
  readonly source: string;
  readonly value: string;
  readonly signature?: string;
}

/** Each sees only his own part. */
function Typing({ drawId, each, fresh, kind }: TypingProps): ReactNode {
  const may = useMayDo(kind);
  const [value, setValue] = useState('');
  const [signature, setSignature] = useState('');
  const deed = useDeed<FreshInput>(kind);
  const { request } = each;
  const { source } = fresh;
  const id = `${kind} ${request}`;
  const against = each.refusals[kind] ?? [];
  const isRecord = kind === 'draw.record-fresh';
  if (!may) return null;

  async function send(): Promise<void> {
    const outcome = await deed.run({ drawId, request, source, value, ...(signature === '' ? {} : { signature }) });
    if (outcome.ok) setValue('');
  }

  return (
    <div className="dice-typing">
      <label htmlFor={id}>{isRecord ? text.record : text.confirm}</label>
      {!isRecord && <p className="muted">{text.confirmHint}</p>}
      <Input
        id={id}
        className="dice-input"
        size="large"
        autoComplete="off"
        inputMode={fresh.type === 'dice' ? 'numeric' : 'text'}
        disabled={against.length > 0}
        value={value}
        onChange={({ target }) => setValue(target.value)}
      />
      {isRecord && fresh.type === 'drand' && (
        <>
          <label htmlFor={`${id} signature`}>{text.signature}</label>
          <Input
            id={`${id} signature`}
            autoComplete="off"
            value={signature}
            onChange={({ target }) => setSignature(target.value)}
          />
        </>
      )}
      {isRecord && (
        <FetchBeacon
          beacon={fresh.type}
          knownAt={fresh.knownAt}
          onValue={(fetched) => {
            setValue(fetched.value);
            setSignature(fetched.signature ?? '');
          }}
        />
      )}
      <RefusalBox refusals={deed.refusals} />
      <DeedButton kind={kind} isPrimary isPending={deed.isPending} refusals={against} onPress={() => void send()} />
    </div>
  );
}
