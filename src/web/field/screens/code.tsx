/** Six digits with one thumb: to open the phone, or to choose the code. @module */
import { useState, type ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { Screen } from '../parts/ui.tsx';
import type { LockedPhone, OpenPhone } from '../phone.ts';

const LENGTH = 6;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'clear', '0', 'erase'] as const;

export function CodeScreen({
  phone,
  onOpen,
}: {
  readonly phone: LockedPhone;
  readonly onOpen: (phone: OpenPhone) => void;
}): ReactNode {
  const [said, setSaid] = useState('');
  const enter = async (code: string): Promise<boolean> => {
    setSaid(fieldText.code.opening);
    const opened = await phone.unlock(code);
    if (opened === undefined) setSaid(fieldText.code.wrong);
    else onOpen(opened);
    return opened !== undefined;
  };
  return (
    <Screen title={fieldText.code.enter}>
      <p>{phone.name}</p>
      <CodePad said={said} onCode={(code) => void enter(code)} />
    </Screen>
  );
}

/** Calls with every sixth digit. */
export function CodePad({
  said,
  onCode,
}: {
  readonly said: string;
  readonly onCode: (code: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState('');
  const press = (key: (typeof KEYS)[number]): void => {
    if (key === 'clear') return setTyped('');
    if (key === 'erase') return setTyped(typed.slice(0, -1));
    const code = `${typed}${key}`;
    setTyped(code.length === LENGTH ? '' : code);
    if (code.length === LENGTH) onCode(code);
  };
  return (
    <>
      <p className="dots" aria-hidden="true">
        {Array.from({ length: LENGTH }, (_, n) => (n < typed.length ? '●' : '○')).join(' ')}
      </p>
      <p role="status" className="said">
        {said}
      </p>
      <div className="pad-keys">
        {KEYS.map((key) => (
          <button key={key} type="button" className="button plain" onClick={() => press(key)}>
            {key === 'clear' ? fieldText.code.clear : key === 'erase' ? fieldText.code.erase : key}
          </button>
        ))}
      </div>
    </>
  );
}
