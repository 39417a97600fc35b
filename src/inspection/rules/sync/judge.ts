/** Why one operation may not stand, whatever else is said in the visit. The same rules as at the desk. Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import { officerRefusals } from '../../../directory/rules.ts';
import type { Operation, OperationKind, OperationOf } from '../../types/operation.ts';
import { OFFICERS_REQUIRED } from '../preparation.ts';
import { findingRefusals, keyOf } from '../record.ts';
import { memberRefusals, type InspectionDeed } from '../steps.ts';
import type { FieldMember, VisitFacts } from './record.ts';
import { actedAt, dayOfMillis } from './stamp.ts';

/** The deed an operation is: who may, and in the log. Photos and measurements belong to the answer they show. */
export const DEED_OF: Readonly<Record<OperationKind, InspectionDeed>> = {
  'check-in': 'inspection.check-in',
  answer: 'inspection.answer',
  finding: 'inspection.state-finding',
  review: 'inspection.confirm-level',
  opinion: 'inspection.state-opinion',
  photo: 'inspection.answer',
  measurement: 'inspection.answer',
  close: 'inspection.close-record',
  reopen: 'inspection.reopen-record',
  sign: 'inspection.sign',
  'sign-enterprise': 'inspection.sign-enterprise',
};

/** A measuring device of the directory. */
export interface FieldDevice {
  readonly equipmentId: string;
  readonly serial: string;
  readonly kind: string;
  readonly model: string | null;
  readonly calibrationDueOn: string | null;
}

export interface JudgeFacts extends VisitFacts {
  readonly devices: readonly FieldDevice[];
}

/** Every reason against the operation; `receivedAt` bounds the day it counts for. */
export function operationRefusals(operation: Operation, facts: JudgeFacts, receivedAt: number): Refusal[] {
  const seat = facts.team.find(({ staffId }) => staffId === operation.author);
  const refusals = memberRefusals(DEED_OF[operation.body.kind], seat, []);
  return [...refusals, ...contentRefusals(operation, facts, dayOfMillis(actedAt(operation.stamp, receivedAt)))];
}

function contentRefusals({ author, body }: Operation, facts: JudgeFacts, day: string): Refusal[] {
  const lineOf = (point: { readonly itemId: string; readonly pointNo: number }) =>
    facts.checklist.find(({ itemId, no }) => keyOf({ itemId, pointNo: no }) === keyOf(point));
  switch (body.kind) {
    case 'check-in':
      return entryRefusals(body.officerIds, facts.team, day);
    case 'answer':
    case 'photo':
      return lineOf(body) === undefined ? [{ code: 'finding-point-unknown', at: keyOf(body) }] : [];
    case 'finding':
      return body.isWithdrawn ? [] : findingRefusals(body.finding, lineOf(body.finding), undefined);
    case 'measurement':
      return measurementRefusals(body, facts.devices, day);
    case 'sign':
      return facts.team.some(({ kind, personId }) => kind === body.as && personId === body.personId)
        ? []
        : [{ code: 'inspection-not-member' }];
    case 'sign-enterprise':
      return witnessRefusals(body.word, facts.team, author);
    case 'review':
    case 'opinion':
    case 'close':
    case 'reopen':
      return [];
  }
}

/** At least two different officers of the drawn team, each with a certificate in force that day (行政处罚法 §42, 安全生产法 §67). */
export function entryRefusals(
  officerIds: readonly string[],
  team: readonly FieldMember[],
  day: string,
  already: readonly string[] = [],
): Refusal[] {
  const present = team.filter(({ kind, personId }) => kind === 'officer' && officerIds.includes(personId));
  const together = new Set([...already, ...present.map(({ personId }) => personId)]);
  const refusals: Refusal[] = officerIds
    .filter((id) => !present.some(({ personId }) => personId === id))
    .map((id) => ({ code: 'check-in-stranger', at: id }));
  if (together.size < OFFICERS_REQUIRED) {
    refusals.push({ code: 'too-few-officers', facts: { present: together.size, required: OFFICERS_REQUIRED } });
  }
  for (const { certificate } of present)
    if (certificate !== undefined) refusals.push(...officerRefusals(certificate, day));
  return refusals;
}

/** Only a device of the directory whose calibration covers the day measures anything (计量法 §9). */
export function measurementRefusals(
  { equipmentId }: Pick<OperationOf<'measurement'>['body'], 'equipmentId'>,
  devices: readonly FieldDevice[],
  day: string,
): Refusal[] {
  const device = devices.find((each) => each.equipmentId === equipmentId);
  if (device === undefined) return [{ code: 'measuring-device-unknown', at: 'equipmentId' }];
  const until = device.calibrationDueOn ?? '';
  return until >= day
    ? []
    : [{ code: 'measuring-device-uncalibrated', at: 'equipmentId', facts: { serial: device.serial, until } }];
}

/** A refusal to sign is witnessed by an officer other than the one who notes it (安全生产法 §68). */
export function witnessRefusals(
  word: OperationOf<'sign-enterprise'>['body']['word'],
  team: readonly FieldMember[],
  author: string,
): Refusal[] {
  if (word.outcome !== 'refused') return [];
  const isOther = team.some(
    ({ kind, personId, staffId }) => kind === 'officer' && personId === word.witnessOfficerId && staffId !== author,
  );
  return isOther ? [] : [{ code: 'witness-not-second-officer', at: 'witnessOfficerId' }];
}

/** What a device's key signs on the screen: the visit, the record, and whose stroke it was. */
export function signedText(inspectionId: string, recordHash: string, personId: string, strokesHash: string): string {
  return `sunlot/1/field-signature\n${inspectionId}\n${recordHash}\n${personId}\n${strokesHash}\n`;
}
