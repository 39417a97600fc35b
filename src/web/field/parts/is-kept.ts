/** Whether the browser has agreed to keep what is on the phone when the phone is short of room (Storage Standard, `persisted`). @module */
import { useEffect, useState } from 'react';

/** True until the browser has said otherwise. */
export function useIsKept(): boolean {
  const [isKept, setKept] = useState(true);
  useEffect(() => {
    void navigator.storage.persisted().then(setKept);
  }, []);
  return isKept;
}
