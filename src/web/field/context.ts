/** The opened store, for every screen. @module */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FieldStore, Snapshot } from './store/field-store.ts';
import type { VisitOnPhone } from './store/visit-on-phone.ts';
import type { Syncer } from './store/sync.ts';

export interface FieldApp {
  readonly store: FieldStore;
  readonly syncer: Syncer;
  /** One file with everything, still encrypted. */
  readonly saveBackup: () => Promise<void>;
  /** Clears the phone and goes back to the sign-in. */
  readonly signOut: () => Promise<void>;
}

export const FieldContext = createContext<FieldApp | undefined>(undefined);

export function useField(): FieldApp {
  const app = useContext(FieldContext);
  if (app === undefined) throw new Error('a screen outside the opened store');
  return app;
}

export function useSnapshot(): Snapshot {
  const { store } = useField();
  return useSyncExternalStore(store.subscribe, store.current);
}

export function useVisit(inspectionId: string): VisitOnPhone | undefined {
  return useSnapshot().visits.find(({ visit }) => visit.inspectionId === inspectionId);
}
