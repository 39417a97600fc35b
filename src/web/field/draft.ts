/** A form whose every letter is on the phone within a fifth of a second. @module */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useField } from './context.ts';

const PAUSE_MS = 150;

/** The form's value, read back after a kill; `drop` forgets it once it has been said. */
export function useDraft<T extends object>(
  name: string,
  initial: T,
): { readonly value: T; readonly set: (part: Partial<T>) => void; readonly drop: () => void } {
  const { store } = useField();
  const [value, setValue] = useState(initial);
  const timer = useRef<number>(undefined);
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
    void store.dropDraft(name);
  }, [store, name]);
  return { value, set, drop };
}
