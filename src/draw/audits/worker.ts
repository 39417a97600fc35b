/** The thread that makes the dummy draws of a narrowing audit: it takes all of a core, which requests must not wait for. @module */
import { parentPort, workerData } from 'node:worker_threads';
import { auditNarrowing, type DrawLists, type NarrowingReport, type NarrowingRule } from 'verifiable-draw';

export interface AuditRequest {
  readonly rule: NarrowingRule;
  readonly lists: DrawLists;
  readonly runs: number;
}

export type AuditMessage =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'report'; readonly report: NarrowingReport };

/** Dummy draws between two words of progress. */
const RUNS_PER_MESSAGE = 20;

function audit({ rule, lists, runs }: AuditRequest, send: (message: AuditMessage) => void): void {
  const report = auditNarrowing(rule, lists, runs, (done) => {
    if (done % RUNS_PER_MESSAGE === 0) send({ kind: 'progress', done });
  });
  send({ kind: 'report', report });
}

const port = parentPort;
if (port === null) throw new Error('the audit runs in a thread of its own');
audit(workerData, (message) => port.postMessage(message));
