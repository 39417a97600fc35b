/**
 * Phones and a server in one process: clocks days apart, batches cut, doubled, turned round and lost. What everybody knew
 * when he spoke is kept beside, so that conflicts can be told without the protocol's own `after`. @module
 */
import { createHash } from 'node:crypto';
import type { Operation, OperationBody, SentOperation, Stamp } from '../../types/operation.ts';
import { latestOf, say, unite } from './device.ts';
import { isOf, isSealed, mergeVisit, type MergedVisit } from './merge.ts';
import { receive } from './receive.ts';
import { conflictsOf, registersOf, sameContent, stableText, subjectOf } from './registers.ts';
import { laterStamp } from './stamp.ts';

export const VISIT = '00000000-0000-4000-8000-000000000001';
const START = Date.UTC(2026, 2, 12, 1);

/** What a device may do next. */
export type Act =
  | { readonly act: 'say'; readonly device: number; readonly what: number }
  | {
      readonly act: 'sync';
      readonly device: number;
      readonly take: number;
      readonly order: 'kept' | 'turned' | 'doubled';
      readonly loses: 'nothing' | 'request' | 'reply';
    };

export interface WorldOptions {
  readonly devices: number;
  /** Error of each device's clock in milliseconds. */
  readonly skews: readonly number[];
  /** A planted fault that the checks must catch. */
  readonly fault?: 'blind' | 'last-write-wins' | 'drops-late';
}

interface Device {
  readonly id: string;
  known: readonly Operation[];
  latest: Stamp | undefined;
  /** Said and not confirmed. */
  unsent: readonly Operation[];
  confirmed: ReadonlySet<string>;
}

const uuid = (kind: number, n: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A visit on several phones at once. */
export class World {
  readonly server = new Map<string, Operation>();
  readonly said: Operation[] = [];
  private readonly devices: Device[];
  private readonly knownBy = new Map<string, ReadonlySet<string>>();
  private time = START;
  private readonly options: WorldOptions;

  constructor(options: WorldOptions) {
    this.options = options;
    this.devices = Array.from({ length: options.devices }, (_, n) => ({
      id: uuid(2, n),
      known: [],
      latest: undefined,
      unsent: [],
      confirmed: new Set<string>(),
    }));
  }

  do(act: Act): void {
    this.time += 1_000;
    const device = this.device(act.device);
    if (act.act === 'say') this.say(device, act.device, act.what);
    else this.sync(device, act);
  }

  /** Everybody meets the server until nothing is left to say: what every phone does in the end. */
  settle(): void {
    for (const round of [1, 2])
      for (const device of this.devices)
        this.sync(device, { act: 'sync', device: round, take: 100, order: 'kept', loses: 'nothing' });
  }

  /** What is wrong after `settle`; empty when all is well. */
  faults(): string[] {
    const views = this.devices.map(({ known }) => stateText(merge(known)));
    const server = merge([...this.server.values()]);
    const faults = views.flatMap((view, n) => (view === stateText(server) ? [] : [`device ${n} differs`]));
    for (const { confirmed } of this.devices)
      for (const id of confirmed) if (!this.server.has(id)) faults.push(`confirmed ${id} is missing`);
    for (const { operationId } of this.said) if (!this.server.has(operationId)) faults.push(`${operationId} is lost`);
    return [...faults, ...this.unseen(server)];
  }

  /** Conflicts that are there by what people knew and are not shown, or the other way round; and words nobody sees. */
  private unseen(server: MergedVisit): string[] {
    const content = this.said.filter(({ body }) => subjectOf(body) !== undefined);
    if (server.standing?.word !== undefined) {
      const kept = new Set([
        ...server.standing.operation.body.seen,
        ...server.corrections.map((each) => each.operationId),
      ]);
      return content.flatMap(({ operationId }) => (kept.has(operationId) ? [] : [`${operationId} is in no record`]));
    }
    const expected = this.trueConflicts(content);
    const shown = server.conflicts.map(({ subject }) => subject);
    return stableText(expected) === stableText(shown)
      ? []
      : [`conflicts ${expected.join()} are shown as ${shown.join()}`];
  }

  private trueConflicts(content: readonly Operation[]): string[] {
    const bySubject = Map.groupBy(content, ({ body }) => subjectOf(body) ?? '');
    return [...bySubject]
      .filter(([, said]) => {
        const heads = said.filter(({ operationId }) => !said.some((other) => this.knew(other, operationId)));
        return heads.some(({ body }) => !sameContent(body, heads[0]?.body));
      })
      .map(([subject]) => subject)
      .sort();
  }

  private knew({ operationId }: Operation, other: string): boolean {
    return this.knownBy.get(operationId)?.has(other) ?? false;
  }

  private say(device: Device, n: number, what: number): void {
    const body = this.bodyOf(device, what);
    if (body === undefined) return;
    const voice = {
      device: device.id,
      author: `officer-${n}`,
      now: Math.max(0, this.time + (this.options.skews[n] ?? 0)),
      latest: device.latest,
    };
    const made = say(uuid(3, this.said.length), VISIT, body, device.known, voice);
    const operation = this.options.fault === 'blind' ? { ...made, after: [] } : made;
    this.knownBy.set(operation.operationId, new Set(device.known.map(({ operationId }) => operationId)));
    this.said.push(operation);
    device.latest = operation.stamp;
    device.known = unite(device.known, [operation]);
    device.unsent = [...device.unsent, operation];
  }

  /** Answers and findings mostly; now and then a record is frozen, signed, sealed, opened again. */
  private bodyOf(device: Device, what: number): OperationBody | undefined {
    const merged = merge(device.known);
    const recordHash = merged.standing?.recordHash;
    const item = uuid(4, what % 2);
    if (what < 6) return { kind: 'answer', itemId: item, pointNo: 1, answer: ANSWER[what % 3] ?? 'pass' };
    if (what < 9) return findingOf(what);
    if (what === 9) return closeOf(device.known, this.time);
    if (recordHash === undefined) return undefined;
    if (what === 10) return { kind: 'sign', as: 'officer', personId: item, recordHash, strokes: [] };
    if (what === 11) {
      const word = { outcome: 'signed', representative: '企业负责人' } as const;
      return { kind: 'sign-enterprise', word, recordHash, strokes: [] };
    }
    return { kind: 'reopen', recordHash, reason: '补充一项' };
  }

  private sync(device: Device, { take, order, loses }: Extract<Act, { act: 'sync' }>): void {
    if (loses === 'request') return;
    const batch = ordered(device.unsent.slice(0, take), order);
    for (const operation of this.taken(batch)) this.server.set(operation.operationId, operation);
    if (loses === 'reply') return;
    const all = [...this.server.values()];
    device.confirmed = new Set([...device.confirmed, ...batch.map(({ operationId }) => operationId)]);
    device.unsent = device.unsent.filter(({ operationId }) => !device.confirmed.has(operationId));
    device.known = unite(device.known, all);
    device.latest = laterStamp(device.latest, latestOf(all));
  }

  private taken(batch: readonly Operation[]): Operation[] {
    const verdicts = receive(batch as readonly SentOperation[], {
      author: '',
      receivedAt: this.time,
      against: [],
      find: (id) => this.server.get(id),
      judge: () => [],
    });
    const authors = new Map(batch.map(({ operationId, author }) => [operationId, author]));
    const latest = latestOf([...this.server.values()]);
    return verdicts.flatMap((verdict) => {
      if (verdict.outcome !== 'taken') return [];
      const operation = { ...verdict.operation, author: authors.get(verdict.operation.operationId) ?? '' };
      if (this.options.fault === 'drops-late' && laterStamp(latest, operation.stamp) === latest && latest !== undefined)
        return [];
      if (this.options.fault === 'last-write-wins') this.forget(operation);
      return [operation];
    });
  }

  /** What a table of answers does: the newer row replaces the older. */
  private forget({ body }: Operation): void {
    const subject = subjectOf(body);
    for (const [id, other] of this.server)
      if (subject !== undefined && subjectOf(other.body) === subject) this.server.delete(id);
  }

  private device(n: number): Device {
    const device = this.devices[n % this.devices.length];
    if (device === undefined) throw new Error('a world has devices');
    return device;
  }
}

const ANSWER = ['pass', 'fail', 'not-applicable'] as const;

function findingOf(what: number): OperationBody {
  const finding = {
    itemId: uuid(4, 0),
    pointNo: 1,
    place: '喷漆房',
    description: `使用非防爆插座${what}处`,
    level: 'general',
    measureKind: 'rectify',
    measure: '更换',
    days: 7,
  } as const;
  return { kind: 'finding', findingId: uuid(5, 0), finding, isWithdrawn: what === 8 };
}

/** The record of a simulation is what the registers say; none is made of a conflict. */
function hashOf(operations: readonly Operation[], closedAt: string): string | undefined {
  const registers = registersOf(operations);
  if (conflictsOf(registers).length > 0) return undefined;
  const record = [...registers].map(([subject, [first]]) => stableText([subject, first.body])).sort();
  return createHash('sha256')
    .update(stableText([closedAt, record]))
    .digest('hex');
}

function closeOf(known: readonly Operation[], now: number): OperationBody | undefined {
  const content = known.filter(({ body }) => subjectOf(body) !== undefined);
  const closedAt = new Date(now).toISOString();
  const recordHash = hashOf(content, closedAt);
  if (recordHash === undefined || content.length === 0) return undefined;
  return { kind: 'close', seen: content.map(({ operationId }) => operationId), recordHash, closedAt };
}

/** The state of a simulated visit. */
export function merge(operations: readonly Operation[]): MergedVisit {
  return mergeVisit(operations, { isRecord: ({ body }, made) => body.recordHash === hashOf(made, body.closedAt) });
}

/** Everything people see of a state, as one text. */
export function stateText(merged: MergedVisit): string {
  const ids = (operations: readonly Operation[]): string[] => operations.map(({ operationId }) => operationId);
  return stableText({
    registers: Object.fromEntries([...merged.registers].map(([subject, versions]) => [subject, ids(versions)])),
    conflicts: merged.conflicts.map(({ subject, versions }) => [subject, ids(versions)]),
    standing: merged.standing?.operation.operationId,
    signatures: merged.standing?.signatures.map(({ operationId }) => operationId),
    rivals: merged.rivals.map(({ operation }) => operation.operationId),
    sealed: merged.closings.filter(isSealed).length,
    corrections: ids(merged.corrections),
    entries: ids(merged.entries.filter(isOf('check-in'))),
  });
}

function ordered(batch: readonly Operation[], order: 'kept' | 'turned' | 'doubled'): Operation[] {
  if (order === 'turned') return [...batch].reverse();
  return order === 'doubled' ? [...batch, ...batch] : [...batch];
}
