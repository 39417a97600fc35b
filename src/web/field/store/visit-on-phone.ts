/** One visit as it lies on the phone: everything said, merged, and how it stands with the server. @module */
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import type { FieldPackage, FieldVisit, SyncAnswer } from '../../../inspection/types/field.ts';
import type { Operation, OperationOf } from '../../../inspection/types/operation.ts';
import { missingFiles } from '../../../inspection/rules/sync/complete.ts';
import type { JudgeFacts } from '../../../inspection/rules/sync/judge.ts';
import { isOf, mergeVisit, type MergedVisit } from '../../../inspection/rules/sync/merge.ts';
import { isRecordOf } from '../../../inspection/rules/sync/record.ts';

/** How one visit stands with the server. */
export interface VisitStanding {
  readonly state: FieldVisit['state'];
  readonly heard: number;
  readonly settled: string | null;
  readonly files: readonly string[];
  readonly confirmed: readonly string[];
  /** Kept apart by the server, with the first reason. */
  readonly held: Readonly<Record<string, string>>;
  readonly unconfirmed: SyncAnswer['unconfirmed'];
  /** The officer has pressed 完成检查: sign off as soon as everything has arrived. */
  readonly wantsEnd: boolean;
  readonly lateReason?: string;
}

export interface VisitOnPhone {
  readonly visit: FieldVisit;
  readonly facts: JudgeFacts;
  readonly operations: readonly Operation[];
  readonly merged: MergedVisit;
  readonly standing: VisitStanding;
}

/** Hashes of pictures the server has not confirmed. */
export function picturesMissing({ merged, standing }: Pick<VisitOnPhone, 'merged' | 'standing'>): string[] {
  return missingFiles(merged.registers, standing.files);
}

/** The words that announced pictures which have not arrived, one a picture. */
export function picturesWaiting({ merged, standing }: VisitOnPhone): OperationOf<'photo'>[] {
  const missing = new Set(picturesMissing({ merged, standing }));
  const photos = [...merged.registers.values()].map(([first]) => first).filter(isOf('photo'));
  return photos.filter(({ body }) => !body.isWithdrawn && missing.delete(body.sha256));
}

export function unsent(
  operations: readonly Operation[],
  { confirmed }: Pick<VisitStanding, 'confirmed'>,
  deviceId: string,
): Operation[] {
  const known = new Set(confirmed);
  return operations.filter(({ operationId, stamp }) => stamp.device === deviceId && !known.has(operationId));
}

export function firstStanding(visit: FieldVisit): VisitStanding {
  return {
    state: visit.state,
    heard: visit.heard,
    settled: visit.settled,
    files: [],
    // What came with the package has arrived.
    confirmed: visit.operations.map(({ operationId }) => operationId),
    held: {},
    unconfirmed: [],
    wantsEnd: false,
  };
}

export function onPhone(
  visit: FieldVisit,
  pack: FieldPackage,
  operations: readonly Operation[],
  standing: VisitStanding,
): VisitOnPhone {
  const facts: JudgeFacts = {
    inspectionId: visit.inspectionId,
    drawId: visit.drawId,
    bureau: visit.bureau,
    enterprise: { name: visit.enterprise.name, creditCode: visit.enterprise.creditCode },
    team: visit.team,
    checklist: visit.checklist,
    calendar: workCalendar(pack.calendar.version, pack.calendar.years),
    devices: pack.devices,
  };
  const merged = mergeVisit(operations, {
    isRecord: (closing, made) => closing.stamp.device.startsWith('00000000-') || isRecordOf(closing, made, facts),
    ...(standing.settled === null ? {} : { settled: standing.settled }),
  });
  return { visit, facts, operations, merged, standing };
}
