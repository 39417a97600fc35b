/** What the phone knows, on disk before it is shown: today's package, operations, drafts, pictures. @module */
import { deviceClock, type DeviceClock } from '../../../core/device-clock.ts';
import type { FieldPackage, FieldVisit, SyncAnswer } from '../../../inspection/types/field.ts';
import type { Operation, OperationBody, Stamp } from '../../../inspection/types/operation.ts';
import { latestOf, say, unite } from '../../../inspection/rules/sync/device.ts';
import { laterStamp } from '../../../inspection/rules/sync/stamp.ts';
import { newCommandId } from '../../kit/command-id.ts';
import type { DeviceRecord } from './keys.ts';
import type { Vault } from './vault.ts';
import {
  firstStanding,
  onPhone,
  picturesMissing,
  picturesWaiting,
  unsent,
  type VisitOnPhone,
  type VisitStanding,
} from './visit-on-phone.ts';

export interface Snapshot {
  readonly pack: FieldPackage | undefined;
  readonly packBytes: number;
  readonly visits: readonly VisitOnPhone[];
  /** Milliseconds of the last write; undefined before the first. */
  readonly savedAt: number | undefined;
  /** Operations and pictures that have not arrived. */
  readonly waiting: number;
  /** When the oldest of them was said. */
  readonly waitingSince: number | undefined;
}

const EMPTY: Snapshot = {
  pack: undefined,
  packBytes: 0,
  visits: [],
  savedAt: undefined,
  waiting: 0,
  waitingSince: undefined,
};

/** What is written together with words: all of it or nothing. */
export interface Along {
  /** Pictures by their SHA-256. */
  readonly pictures?: readonly (readonly [sha256: string, bytes: Uint8Array<ArrayBuffer>])[];
  /** The draft that has now been said. */
  readonly draft?: string;
}

export class FieldStore {
  readonly clock: DeviceClock;
  private readonly vault: Vault;
  readonly device: DeviceRecord;
  private snapshot: Snapshot = EMPTY;
  private latest: Stamp | undefined;
  private readonly listeners = new Set<() => void>();
  /** One word after the other: each knows the one before. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(vault: Vault, device: DeviceRecord) {
    this.vault = vault;
    this.device = device;
    this.clock = deviceClock(device.clockOffset);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly current = (): Snapshot => this.snapshot;

  /** Everything that was on the phone when it was last closed, killed or dropped. */
  async load(): Promise<void> {
    const pack = await this.vault.read<FieldPackage>('package');
    if (pack === undefined) return;
    const visits = await Promise.all(pack.visits.map((visit) => this.loadVisit(pack, visit)));
    this.latest = latestOf(visits.flatMap(({ operations }) => operations));
    this.show({ pack, packBytes: JSON.stringify(pack).length, visits });
  }

  private async loadVisit(pack: FieldPackage, visit: FieldVisit): Promise<VisitOnPhone> {
    const said = await this.vault.list<Operation>(`operation/${visit.inspectionId}/`);
    const standing = await this.vault.read<VisitStanding>(`standing/${visit.inspectionId}`);
    return onPhone(visit, pack, unite(visit.operations, said), standing ?? firstStanding(visit));
  }

  /** A fresh package: new visits come, what was said in known ones stays. */
  async takePackage(pack: FieldPackage): Promise<void> {
    this.clock.correct(pack.madeAt);
    const kept = this.snapshot.visits.filter(
      ({ visit, standing, operations, merged }) =>
        !pack.visits.some(({ inspectionId }) => inspectionId === visit.inspectionId) &&
        (unsent(operations, standing, this.device.deviceId).length > 0 ||
          picturesMissing({ merged, standing }).length > 0 ||
          standing.wantsEnd),
    );
    const all = { ...pack, visits: [...pack.visits, ...kept.map(({ visit }) => visit)] };
    await this.vault.write([['package', all]]);
    await this.load();
  }

  /** Says one thing in a visit. It is on disk when this resolves. */
  say(inspectionId: string, body: OperationBody, along: Along = {}): Promise<Operation> {
    return this.sayAll(inspectionId, [body], along).then(([operation]) => operation as Operation);
  }

  /** Several at once, in one write: all of them or none. */
  sayAll(inspectionId: string, bodies: readonly OperationBody[], along: Along = {}): Promise<Operation[]> {
    const { pictures = [], draft } = along;
    return this.inTurn(async () => {
      const before = this.visit(inspectionId);
      const made: Operation[] = [];
      for (const body of bodies) {
        const known = [...before.operations, ...made];
        const voice = {
          device: this.device.deviceId,
          author: this.device.staffId,
          now: this.clock.now(),
          latest: this.latest,
        };
        const operation = say(newCommandId(), inspectionId, body, known, voice);
        this.latest = operation.stamp;
        made.push(operation);
      }
      await this.vault.write(
        [
          ...pictures.map(([sha256, bytes]): [string, unknown] => [`picture/${sha256}`, bytes]),
          ...made.map((operation): [string, unknown] => [
            `operation/${inspectionId}/${operation.operationId}`,
            operation,
          ]),
        ],
        draft === undefined ? [] : [`draft/${draft}`],
      );
      this.change(inspectionId, (visit) => ({ operations: unite(visit.operations, made) }));
      return made;
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(work);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  /** What the server answered: confirmations, news, its clock. */
  async takeAnswer(answer: SyncAnswer): Promise<void> {
    const { inspectionId, news } = answer;
    this.clock.correct(answer.now);
    this.latest = laterStamp(this.latest, latestOf(news));
    await this.vault.write(news.map((operation) => [`operation/${inspectionId}/${operation.operationId}`, operation]));
    const held = answer.outcomes.flatMap(({ operationId, refusals }) =>
      refusals[0] === undefined ? [] : [[operationId, refusals[0].code]],
    );
    await this.setStanding(inspectionId, ({ lateReason, ...standing }) => {
      const confirmed = [...new Set([...standing.confirmed, ...answer.outcomes.map(({ operationId }) => operationId)])];
      // One reason for one handing in; what is late another time needs its own.
      const isAllIn = unsent(this.visit(inspectionId).operations, { confirmed }, this.device.deviceId).length === 0;
      return {
        ...standing,
        state: answer.state,
        heard: answer.heard,
        settled: answer.settled,
        files: answer.files,
        confirmed,
        held: { ...standing.held, ...Object.fromEntries(held) },
        unconfirmed: answer.unconfirmed,
        ...(isAllIn || lateReason === undefined ? {} : { lateReason }),
      };
    });
    this.change(inspectionId, (visit) => ({ operations: unite(visit.operations, news) }));
  }

  async setStanding(inspectionId: string, change: (standing: VisitStanding) => VisitStanding): Promise<void> {
    const standing = change(this.visit(inspectionId).standing);
    await this.vault.write([[`standing/${inspectionId}`, standing]]);
    this.change(inspectionId, () => ({ standing }));
  }

  readDraft<T>(name: string): Promise<T | undefined> {
    return this.vault.read<T>(`draft/${name}`);
  }

  /** In turn with the words: what is written late must not come back after the word it became. */
  writeDraft(name: string, value: unknown): Promise<void> {
    return this.inTurn(async () => {
      await this.vault.write([[`draft/${name}`, value]]);
      this.show({});
    });
  }

  dropDraft(name: string): Promise<void> {
    return this.inTurn(() => this.vault.write([], [`draft/${name}`]));
  }

  readPicture(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.vault.readBytes(`picture/${sha256}`);
  }

  visit(inspectionId: string): VisitOnPhone {
    const found = this.snapshot.visits.find(({ visit }) => visit.inspectionId === inspectionId);
    if (found === undefined) throw new Error(`visit ${inspectionId} is not on this phone`);
    return found;
  }

  /** Operations of a visit that the server has not confirmed. */
  unsentOf({ operations, standing }: VisitOnPhone): Operation[] {
    return unsent(operations, standing, this.device.deviceId);
  }

  private change(inspectionId: string, part: (visit: VisitOnPhone) => Partial<VisitOnPhone>): void {
    const { pack } = this.snapshot;
    if (pack === undefined) return;
    const visits = this.snapshot.visits.map((each) => {
      if (each.visit.inspectionId !== inspectionId) return each;
      const { operations, standing } = { ...each, ...part(each) };
      return onPhone(each.visit, pack, operations, standing);
    });
    this.show({ visits });
  }

  private show(part: Partial<Snapshot>): void {
    const next = { ...this.snapshot, ...part };
    const waiting = next.visits.flatMap((visit) => this.unsentOf(visit));
    const pictures = next.visits.flatMap(picturesWaiting);
    const since = [...waiting, ...pictures].map(({ stamp }) => stamp.wall);
    this.snapshot = {
      ...next,
      savedAt: this.clock.now(),
      waiting: waiting.length + pictures.length,
      waitingSince: since.length === 0 ? undefined : Math.min(...since),
    };
    for (const listener of this.listeners) listener();
  }
}
