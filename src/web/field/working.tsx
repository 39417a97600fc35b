/** An opened phone: its screens, and what is sent by itself whenever there is a line. @module */
import { useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { FieldContext, type FieldApp } from './context.ts';
import { openPhone, type OpenPhone, type Phone } from './phone.ts';
import { Today } from './screens/today.tsx';
import { VisitScreens } from './screens/visit-screens.tsx';
import type { FieldStore } from './store/field-store.ts';
import { Syncer } from './store/sync.ts';

/** A line that comes and goes is tried again this often. */
const EVERY_MS = 5_000;
/** And every so many times, what colleagues have said meanwhile is asked for. */
const NEWS_EVERY = 4;

export function Working({
  phone,
  onChange,
}: {
  readonly phone: OpenPhone;
  readonly onChange: (phone: Phone) => void;
}): ReactNode {
  const { store } = phone;
  const syncer = useMemo(() => new Syncer(store), [store]);
  const app = useMemo<FieldApp>(
    () => ({
      store,
      syncer,
      saveBackup: phone.saveBackup,
      signOut: async () => {
        await phone.erase();
        onChange(await openPhone());
      },
    }),
    [phone, store, syncer, onChange],
  );
  useEffect(() => keepSending(store, syncer), [store, syncer]);
  return (
    <FieldContext value={app}>
      <Routes />
    </FieldContext>
  );
}

function Routes(): ReactNode {
  const hash = useSyncExternalStore(watchHash, () => window.location.hash);
  const [, kind, inspectionId, page, rest] = hash.split('/');
  if (kind === 'visit' && inspectionId !== undefined)
    return <VisitScreens inspectionId={inspectionId} page={page} rest={rest} />;
  return <Today />;
}

function watchHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/**
 * Whenever there is a line and something to hand in: when the line comes, after a word, and every few seconds while
 * something waits here or for a colleague. In a visit that somebody has spoken in or looks at, what colleagues say is asked for too: nobody goes
 * on in an answer that another has contradicted.
 */
function keepSending(store: FieldStore, syncer: Syncer): () => void {
  let waiting = store.current().waiting;
  const send = (): void => {
    if (navigator.onLine) void syncer.run();
  };
  const heard = store.subscribe(() => {
    const now = store.current().waiting;
    if (now > waiting) send();
    waiting = now;
  });
  window.addEventListener('online', send);
  let ticks = 0;
  const timer = window.setInterval(() => {
    ticks += 1;
    const { waiting: own, visits } = store.current();
    const isAwaited = visits.some(({ standing: { wantsEnd, state } }) => wantsEnd && state === 'awaiting-signatures');
    const isGoingOn = visits.some(
      ({ visit, operations, standing }) =>
        standing.settled === null && (operations.length > 0 || window.location.hash.includes(visit.inspectionId)),
    );
    if (own > 0 || isAwaited || (isGoingOn && ticks % NEWS_EVERY === 0)) send();
  }, EVERY_MS);
  send();
  return () => {
    heard();
    window.removeEventListener('online', send);
    window.clearInterval(timer);
  };
}
