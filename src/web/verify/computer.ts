/**
 * Who computes: a worker made of this very script, so that the page never freezes; the page itself, a step at a time, where
 * there can be none (a browser that lets no file from disk start one). @module
 */
import { trustedScript } from '../kit/trusted-types.ts';
import { Engine } from './engine.ts';
import type { AnswerTo, Answers, Ask, Progress, VerifyAsk } from './messages.ts';
import type { Question, Reply } from './worker.ts';

export interface Computer {
  /** False when the page computes itself: the simulations are left to others then. */
  readonly isWorker: boolean;
  ask<A extends Ask>(ask: A, onProgress?: (progress: Progress) => void): Promise<AnswerTo<A>>;
  /** Stops what is being computed. */
  stop(): void;
}

/** Longest wait for a worker to say that it is there. */
const PATIENCE_MS = 3_000;

/**
 * Starts a computer.
 * @param script - the element this script was loaded by
 */
export async function startComputer(script: HTMLScriptElement): Promise<Computer> {
  if (typeof Worker === 'undefined') return pageComputer();
  try {
    return workerComputer(await readyWorker(scriptUrl(script)));
  } catch {
    // No worker here, for whatever reason the browser has: the page does the same, only slower to look at.
    return pageComputer();
  }
}

/** Address of the script: its own, or one made from its text where it stands in the page. */
function scriptUrl(script: HTMLScriptElement): string {
  if (script.src !== '') return script.src;
  return URL.createObjectURL(new Blob([script.text], { type: 'text/javascript' }));
}

function readyWorker(url: string): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(trustedScript(url));
    const timer = setTimeout(() => fail(new Error('the worker does not answer')), PATIENCE_MS);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      worker.terminate();
      reject(error);
    };
    worker.addEventListener('error', ({ message }) => fail(new Error(message)), { once: true });
    worker.addEventListener(
      'message',
      () => {
        clearTimeout(timer);
        resolve(worker);
      },
      { once: true },
    );
  });
}

function workerComputer(worker: Worker): Computer {
  const waiting = new Map<
    number,
    {
      readonly resolve: (answer: Answers[keyof Answers]) => void;
      readonly reject: (error: Error) => void;
      readonly onProgress: ((progress: Progress) => void) | undefined;
    }
  >();
  let number = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    if ('ready' in data) return;
    const question = waiting.get(data.number);
    if ('progress' in data) return question?.onProgress?.(data.progress);
    waiting.delete(data.number);
    question?.resolve(data.answer);
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
  });
  return {
    isWorker: true,
    ask: <A extends Ask>(ask: A, onProgress?: (progress: Progress) => void) =>
      new Promise<AnswerTo<A>>((resolve, reject) => {
        number += 1;
        waiting.set(number, { resolve: (answer) => resolve(answer as AnswerTo<A>), reject, onProgress });
        const question: Question = { number, ask };
        worker.postMessage(question);
      }),
    stop: () => worker.terminate(),
  };
}

function pageComputer(): Computer {
  const engine = new Engine();
  let isStopped = false;
  const verify = async (ask: VerifyAsk, onProgress?: (progress: Progress) => void): Promise<Answers['verify']> => {
    const steps = engine.verify(ask);
    let next = steps.next();
    for (; next.done !== true; next = steps.next()) {
      onProgress?.(next.value);
      // The browser draws and listens between two steps.
      await new Promise((resolve) => setTimeout(resolve));
      if (isStopped) return { kind: 'unreadable', problem: '' };
    }
    return next.value;
  };
  const answer = (ask: Ask, onProgress?: (progress: Progress) => void): Promise<Answers[keyof Answers]> => {
    if (ask.kind === 'verify') return verify(ask, onProgress);
    return Promise.resolve(ask.kind === 'enterprise' ? engine.enterprise(ask) : engine.receipt(ask));
  };
  return {
    isWorker: false,
    ask: async <A extends Ask>(ask: A, onProgress?: (progress: Progress) => void) =>
      (await answer(ask, onProgress)) as AnswerTo<A>,
    stop: () => {
      isStopped = true;
    },
  };
}
