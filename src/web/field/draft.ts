/** A form whose every letter is on the phone within a fifth of a second. @module */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useField } from './context.ts';

const PAUSE_MS = 150;

export interface Draft<T> {
  /** Where it lies; what is said takes it along (`Along.draft`). */
  readonly name: string;
  readonly value: T;
  readonly set: (part: Partial<T>) => void;
  /** The form as it was at first, and nothing of it kept any more; call it once what was in it has been said. */
  readonly drop: () => void;
}

/** The form's value, read back after a kill; `drop` forgets it once it has been said. */
export function useDraft<T extends object>(name: string, initial: T): Draft<T> {
  const { store } = useField();
  const [value, setValue] = useState(initial);
  const timer = useRef<number>(undefined);
  const first = useRef(initial);
  useEffect(() => {
    void store.readDraft<T>(name).then((kept) => {
      if (kept !== undefined) setValue(kept);
    });
  }, [store, name]);
  const set = useCallback(
    (part: Partial<T>) =>
      setValue((before) => {
        const next = { ...before, ...part };
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => void store.writeDraft(name, next), PAUSE_MS);
        return next;
      }),
    [store, name],
  );
  const drop = useCallback(() => {
    window.clearTimeout(timer.current);
    setValue(first.current);
    void store.dropDraft(name);
  }, [store, name]);
  return { name, value, set, drop };
}
