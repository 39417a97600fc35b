/** The one line that always says how safe the work is: 已保存 14:02 · 手机内 3 份待上传. @module */
import { useSyncExternalStore, type ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { clockTime } from '../words.ts';

export function Chip(): ReactNode {
  const { store, syncer } = useField();
  const { savedAt, waiting } = useSyncExternalStore(store.subscribe, store.current);
  const { isRunning, refusals } = useSyncExternalStore(syncer.subscribe, syncer.current);
  const isOnline = useSyncExternalStore(watchLine, () => navigator.onLine);
  // A phone may believe in a line that leads nowhere.
  const isUnheard = waiting > 0 && refusals.some(({ code }) => code === 'no-connection');
  const said = [
    ...(savedAt === undefined ? [] : [fieldText.chip.saved(clockTime(savedAt))]),
    fieldText.chip.waiting(waiting),
    ...(isOnline && !isUnheard ? [] : [fieldText.chip.offline]),
    ...(isRunning && waiting > 0 && !isUnheard ? [fieldText.chip.sending] : []),
  ];
  return (
    <p className={waiting === 0 ? 'chip clear' : 'chip'} role="status">
      {said.join(' · ')}
    </p>
  );
}

function watchLine(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
