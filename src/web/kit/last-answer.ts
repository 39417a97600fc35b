/** That the server has just answered somebody who is signed in: the session was used. api.ts says it, the frame listens. Not for pages. @module */

const listeners = new Set<() => void>();

export function noteAnswer(): void {
  for (const listener of listeners) listener();
}

/** @returns what ends the listening */
export function onAnswer(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
