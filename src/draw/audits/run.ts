/** 收窄审计: dummy draws on the frozen lists before the announcement, in a thread, with progress (SPEC §13). @module */
import { Worker } from 'node:worker_threads';
import { canonicalDocument, leafHash, suiteOf, toHex, type NarrowingReport } from 'verifiable-draw';
import { documentHash } from '../../core/command.ts';
import type { Runtime } from '../../core/runtime.ts';
import { inBureau, read } from '../../core/transact.ts';
import { documentOf } from '../../items/rules/document.ts';
import type { AuditMessage, AuditRequest } from './worker.ts';
import { listUnaudited } from '../reads/audit.ts';
import { readLists } from '../reads/lists.ts';
import { findDraw, type DrawRow } from '../reads/progress.ts';
import { narrowingRuleOf, type FrozenLists } from '../rules/announcement.ts';
import { noteAudit, startAudit } from '../writes/audit.ts';

export interface Audits {
  /** Starts every audit that a frozen draw of the bureau waits for and that does not run here yet. Returns at once. */
  startMissing(bureauId: number): Promise<void>;
  /** Ends the threads; what they had not finished is done again from the beginning, with the same outcome. */
  stop(): Promise<void>;
}

/** The audits of this process. `onError` hears of one that failed; it is tried again with the next round. */
export function openAudits(runtime: Runtime, onError: (error: unknown) => void): Audits {
  const running = new Map<string, AbortController>();
  const ended = new Set<Promise<void>>();
  return {
    startMissing: async (bureauId) => {
      for (const drawId of await read(runtime, bureauId, listUnaudited)) {
        if (running.has(drawId)) continue;
        const abort = new AbortController();
        running.set(drawId, abort);
        const work = auditDraw(runtime, bureauId, drawId, abort.signal)
          .catch((error: unknown) => {
            if (!abort.signal.aborted) onError(error);
          })
          .finally(() => {
            running.delete(drawId);
            ended.delete(work);
          });
        ended.add(work);
      }
    },
    stop: async () => {
      for (const abort of running.values()) abort.abort();
      await Promise.all(ended);
    },
  };
}

/** Audits one frozen draw and keeps its report; the announcement names the report by its hash. */
export async function auditDraw(
  runtime: Runtime,
  bureauId: number,
  drawId: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const request = await read(runtime, bureauId, async (tx): Promise<AuditRequest | undefined> => {
    const draw = await findDraw(tx, drawId);
    if (draw === undefined || draw.state !== 'frozen') return undefined;
    return requestOf(draw, await readLists(tx, drawId));
  });
  if (request === undefined) return;
  await inBureau(runtime, bureauId, (tx) => startAudit(tx, drawId, request.runs));
  let noted = Promise.resolve();
  const report = await inThread(request, signal, (done) => {
    noted = noted.then(() => inBureau(runtime, bureauId, (tx) => noteAudit(tx, drawId, { done })));
  });
  await noted;
  const bytes = canonicalDocument(report);
  const hash = toHex(leafHash(suiteOf(request.rule.suite), bytes));
  await inBureau(runtime, bureauId, (tx) =>
    noteAudit(tx, drawId, { done: request.runs, report: { bytes: Buffer.from(bytes), hash } }),
  );
}

function requestOf(
  { draw_id: drawId, config, frozen, public_id: publicId }: DrawRow,
  lists: FrozenLists,
): AuditRequest {
  if (frozen === null) throw new Error(`draw ${drawId} is not frozen`);
  const rule = narrowingRuleOf(publicId, config, frozen, documentHash(documentOf(config)));
  return { rule, lists, runs: config.auditRuns ?? 0 };
}

function inThread(
  request: AuditRequest,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<NarrowingReport> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: request });
    const abort = (): void => void worker.terminate();
    signal.addEventListener('abort', abort, { once: true });
    worker.on('message', (message: AuditMessage) => {
      if (message.kind === 'report') resolve(message.report);
      else onProgress(message.done);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', abort);
      reject(new Error(`the audit ended with ${code} before its report`));
    });
  });
}
