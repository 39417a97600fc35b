/** Hands in what is on the phone whenever there is a line: words first, then pictures in pieces, then the end. @module */
import type { FieldPackage, SyncAnswer } from '../../../inspection/types/field.ts';
import { isOf } from '../../../inspection/rules/sync/merge.ts';
import { getJson, postBytes, postDeed, ReadFailed, type ShownRefusal } from '../../kit/api.ts';
import { newCommandId } from '../../kit/command-id.ts';
import type { FieldStore } from './field-store.ts';
import { picturesMissing, type VisitOnPhone } from './visit-on-phone.ts';

/** Small enough to get through between two breaks of a bad line. */
const PIECE = 64 * 1024;
const BATCH = 200;

export interface SyncState {
  readonly isRunning: boolean;
  /** Why it stopped; empty when everything has arrived. */
  readonly refusals: readonly ShownRefusal[];
  /** Bytes of the picture under way that have arrived, of how many. */
  readonly picture: { readonly sent: number; readonly of: number } | undefined;
}

export class Syncer {
  private readonly store: FieldStore;
  private state: SyncState = { isRunning: false, refusals: [], picture: undefined };
  private readonly listeners = new Set<() => void>();
  private running: Promise<void> | undefined;

  constructor(store: FieldStore) {
    this.store = store;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly current = (): SyncState => this.state;

  /** One run at a time; who asks meanwhile waits for it. */
  run(): Promise<void> {
    this.running ??= this.runOnce().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** 下载今日任务. */
  async download(): Promise<readonly ShownRefusal[]> {
    try {
      await this.store.takePackage(await getJson<FieldPackage>('/api/field/package'));
      this.set({ refusals: [] });
      return [];
    } catch (error) {
      if (!(error instanceof ReadFailed)) throw error;
      this.set({ refusals: error.refusals });
      return error.refusals;
    }
  }

  private async runOnce(): Promise<void> {
    this.set({ isRunning: true });
    const refusals: ShownRefusal[] = [];
    for (const { visit } of this.store.current().visits) {
      const against = await this.handIn(visit.inspectionId);
      refusals.push(...against);
      // Nobody hears us: what follows would not be heard either.
      if (against.some(({ code }) => code === 'no-connection' || code === 'not-signed-in')) break;
    }
    this.set({ isRunning: false, refusals, picture: undefined });
  }

  private async handIn(inspectionId: string): Promise<readonly ShownRefusal[]> {
    const words = await this.sendWords(inspectionId);
    if (words.length > 0) return words;
    const pictures = await this.sendPictures(inspectionId);
    if (pictures.length > 0) return pictures;
    return this.end(inspectionId);
  }

  private async sendWords(inspectionId: string): Promise<readonly ShownRefusal[]> {
    for (;;) {
      const visit = this.store.visit(inspectionId);
      const operations = this.store.unsentOf(visit).slice(0, BATCH);
      const { heard, lateReason } = visit.standing;
      const input = {
        deviceId: this.store.device.deviceId,
        inspectionId,
        operations: operations.map(({ author: _author, ...sent }) => sent),
        heard,
        ...(lateReason === undefined ? {} : { lateReason }),
      };
      const outcome = await postDeed<SyncAnswer>('inspection.sync', input, newCommandId());
      if (!outcome.ok) return outcome.refusals;
      // We are heard: what an earlier run complained of holds no more, though pictures may still take an hour.
      this.set({ refusals: [] });
      await this.store.takeAnswer(outcome.value);
      if (operations.length < BATCH) return [];
    }
  }

  private async sendPictures(inspectionId: string): Promise<readonly ShownRefusal[]> {
    const visit = this.store.visit(inspectionId);
    for (const sha256 of inSendingOrder(visit)) {
      const bytes = await this.store.readPicture(sha256);
      // Taken on a colleague's phone: that phone sends it.
      if (bytes === undefined) continue;
      const refusals = await this.sendPicture(`/api/field/files/${inspectionId}/${sha256}`, bytes);
      if (refusals.length > 0) return refusals;
      await this.store.setStanding(inspectionId, (standing) => ({ ...standing, files: [...standing.files, sha256] }));
    }
    return [];
  }

  /** Piece after piece from where the server is; a lost reply costs one question. */
  private async sendPicture(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<readonly ShownRefusal[]> {
    let at = await progressOf(path);
    for (;;) {
      if (typeof at !== 'number') return at.refusals;
      this.set({ picture: { sent: at, of: bytes.length } });
      const answer = await postBytes<Progress>(`${path}?at=${at}`, bytes.slice(at, at + PIECE));
      if (!answer.ok && answer.refusals[0]?.code === 'upload-offset') at = await progressOf(path);
      else if (!answer.ok) return answer.refusals;
      else if (answer.value.isConfirmed) return [];
      else at = answer.value.received;
    }
  }

  /** 完成签字, once it is wanted, everything is there and everybody has said that the stroke was his. */
  private async end(inspectionId: string): Promise<readonly ShownRefusal[]> {
    const { standing, visit } = this.store.visit(inspectionId);
    const isReady = standing.state === 'awaiting-signatures' && standing.unconfirmed.length === 0;
    if (!standing.wantsEnd || !isReady) return [];
    const outcome = await postDeed<{ state: typeof standing.state; recordHash: string }>(
      'inspection.sign-off',
      { inspectionId: visit.inspectionId },
      newCommandId(),
    );
    if (!outcome.ok) return outcome.refusals;
    const { state, recordHash } = outcome.value;
    await this.store.setStanding(inspectionId, (before) => ({
      ...before,
      state,
      settled: recordHash,
      wantsEnd: false,
    }));
    return [];
  }

  private set(part: Partial<SyncState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

/** Pictures as they are looked at first, their originals after them. */
function inSendingOrder(visit: VisitOnPhone): string[] {
  const missing = picturesMissing(visit);
  const photos = [...visit.merged.registers.values()].map(([first]) => first).filter(isOf('photo'));
  const originals = new Set(photos.flatMap(({ body }) => body.copyOf ?? []));
  const isOriginal = (sha256: string): boolean =>
    photos.some(({ body }) => body.sha256 === sha256 && originals.has(body.photoId));
  return missing.sort((a, b) => Number(isOriginal(a)) - Number(isOriginal(b)));
}

interface Progress {
  readonly received: number;
  readonly isConfirmed: boolean;
}

async function progressOf(path: string): Promise<number | { readonly refusals: readonly ShownRefusal[] }> {
  try {
    return (await getJson<Progress>(path)).received;
  } catch (error) {
    if (error instanceof ReadFailed) return { refusals: error.refusals };
    throw error;
  }
}
