/** A value that somebody is still changing, once he pauses: for what is asked of the server while a form is filled in. @module */
import { useEffect, useState } from 'react';

const PAUSE_MS = 500;

/** The latest value after half a second without another; the first one at once. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
