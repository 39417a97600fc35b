/**
 * What was just done to many records, and ten seconds to take it back. It is done already: a closed tab changes nothing, and the
 * undoing is a deed like any other. The seconds stop while the pointer or the focus is on the bar (WCAG 2.2.1). @module
 */
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { kitText } from './strings/kit.zh.ts';

const SECONDS = 10;

interface UndoBarProps {
  /** `已标记 12 条`. */
  readonly done: string;
  readonly isPending: boolean;
  readonly onUndo: () => void;
  /** The time is over. */
  readonly onEnd: () => void;
}

export function UndoBar({ done, isPending, onUndo, onEnd }: UndoBarProps): ReactNode {
  const [seconds, setSeconds] = useState(SECONDS);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld || isPending) return undefined;
    if (seconds === 0) {
      onEnd();
      return undefined;
    }
    const timer = setTimeout(() => setSeconds(seconds - 1), 1_000);
    return () => clearTimeout(timer);
  }, [seconds, isHeld, isPending, onEnd]);
  return (
    <div
      className="undo-bar"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span role="status">{done}</span>
      <Button loading={isPending} onClick={onUndo}>
        {kitText.undo.press(seconds)}
      </Button>
    </div>
  );
}
