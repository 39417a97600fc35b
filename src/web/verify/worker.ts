/** The worker's side: one question after the other, each answered under its number. @module */
import { Engine } from './engine.ts';
import type { Ask, Answers, Progress } from './messages.ts';

export interface Question {
  readonly number: number;
  readonly ask: Ask;
}
export type Reply =
  | { readonly ready: true }
  | { readonly number: number; readonly progress: Progress }
  | { readonly number: number; readonly answer: Answers[keyof Answers] };

/** Progress of the simulations is told at most this often. */
const TELL_EVERY_MS = 200;

/** Answers the page until it ends this worker. */
export function serveWorker(): void {
  const engine = new Engine();
  const post = (reply: Reply): void => globalThis.postMessage(reply);
  globalThis.addEventListener('message', ({ data }: MessageEvent<Question>) => {
    const { number, ask } = data;
    post({ number, answer: answerTo(engine, ask, (progress) => post({ number, progress })) });
  });
  post({ ready: true });
}

function answerTo(engine: Engine, ask: Ask, tell: (progress: Progress) => void): Answers[keyof Answers] {
  if (ask.kind === 'enterprise') return engine.enterprise(ask);
  if (ask.kind === 'receipt') return engine.receipt(ask);
  let last = performance.now();
  const steps = engine.verify(ask, (done) => {
    if (performance.now() - last < TELL_EVERY_MS) return;
    last = performance.now();
    tell({ kind: 'simulated', done });
  });
  let next = steps.next();
  for (; next.done !== true; next = steps.next()) tell(next.value);
  return next.value;
}
