/** The record that a set of operations makes: the same on the phone that signs it and on the server. Browser-safe. @module */
import { canonicalize, plainSha256Suite, toHex } from 'verifiable-draw';
import type { WorkCalendar } from '../../../core/calendar/work-calendar.ts';
import type { ChecklistLine } from '../../../items/types.ts';
import type { Operation, OperationOf } from '../../types/operation.ts';
import type { Finding } from '../../types/visit.ts';
import { OFFICERS_REQUIRED, type CertifiedOfficer } from '../preparation.ts';
import { dueOf, recordDocument, recordRefusals, type RecordMember, type RecordParts } from '../record.ts';
import { isOf } from './merge.ts';
import { conflictsOf, grouped, registersOf } from './registers.ts';
import { compareStamps, dayOfMillis } from './stamp.ts';

/** What a visit is before anybody says anything on site. */
export interface VisitFacts {
  readonly inspectionId: string;
  readonly drawId: string;
  readonly bureau: string;
  readonly enterprise: { readonly name: string; readonly creditCode: string };
  readonly team: readonly FieldMember[];
  readonly checklist: readonly ChecklistLine[];
  readonly calendar: WorkCalendar;
}

export interface FieldMember extends RecordMember {
  /** His account: how operations name him. */
  readonly staffId: string | null;
  readonly certificate?: CertifiedOfficer | undefined;
}

/** The parts of the record as these operations have them. @throws Error when nobody has checked in */
export function recordPartsFrom(operations: readonly Operation[], facts: VisitFacts, closedAt: string): RecordParts {
  const registers = registersOf(operations);
  const heads = [...registers.values()].map(([first]) => first);
  const entries = operations.filter(isOf('check-in')).sort((a, b) => compareStamps(a.stamp, b.stamp));
  return {
    inspection: {
      inspectionId: facts.inspectionId,
      drawId: facts.drawId,
      checkedIn: [...new Set(entries.flatMap(({ body }) => body.officerIds))],
    },
    bureau: facts.bureau,
    enterprise: facts.enterprise,
    inspectedOn: dayOfMillis(entries[0]?.stamp.wall ?? Date.parse(closedAt)),
    closedAt,
    team: facts.team,
    checklist: facts.checklist,
    answers: heads.filter(isOf('answer')).map(({ body: { itemId, pointNo, answer } }) => ({ itemId, pointNo, answer })),
    findings: findingsFrom(operations, facts.calendar),
    opinions: opinionsFrom(operations, facts.team),
    photos: heads
      .filter(isOf('photo'))
      .filter(({ body }) => !body.isWithdrawn)
      .map(({ body }) => ({ sha256: body.sha256, itemId: body.itemId, pointNo: body.pointNo }))
      .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
  };
}

/** Findings in the order they were first stated, the withdrawn ones too: a number is never given twice. */
export function findingsFrom(operations: readonly Operation[], calendar: WorkCalendar): Finding[] {
  const registers = registersOf(operations);
  const said = operations.filter(isOf('finding'));
  return firstSaid(said, ({ body }) => body.findingId).map(([findingId, versions], index) => {
    const head = registers.get(`finding/${findingId}`)?.[0] as OperationOf<'finding'>;
    const { finding, isWithdrawn } = head.body;
    return {
      ...finding,
      findingId,
      number: index + 1,
      dueOn: dueOf(finding.days, dayOfMillis(head.stamp.wall), calendar)?.due ?? null,
      reviewedBy: reviewerOf(operations, head),
      statedBy: head.author,
      needsReview: versions.some(({ body }) => body.finding.level === 'major'),
      isWithdrawn,
      settledOn: null,
    };
  });
}

/** Who, other than its author, said that the level of this very version is right. */
function reviewerOf(operations: readonly Operation[], head: Operation): string | null {
  const review = operations
    .filter(isOf('review'))
    .find(({ author, after }) => author !== head.author && after.includes(head.operationId));
  return review?.author ?? null;
}

/** Each expert's statements, numbered from one in the order he made them. */
function opinionsFrom(operations: readonly Operation[], team: readonly FieldMember[]): RecordParts['opinions'] {
  const registers = registersOf(operations);
  const byAuthor = grouped(operations.filter(isOf('opinion')), ({ author }) => author);
  return [...byAuthor]
    .flatMap(([author, said]) =>
      firstSaid(said, ({ body }) => body.opinionId).map(([opinionId], index) => {
        const head = registers.get(`opinion/${opinionId}`)?.[0] as OperationOf<'opinion'>;
        const expertId = team.find(({ kind, staffId }) => kind === 'expert' && staffId === author)?.personId ?? '';
        return { ...head.body.opinion, expertId, number: index + 1 };
      }),
    )
    .sort((a, b) => (a.expertId === b.expertId ? a.number - b.number : a.expertId < b.expertId ? -1 : 1));
}

/** By subject, in the order of the first word on each. */
function firstSaid<T extends Operation>(said: readonly T[], idOf: (operation: T) => string): [string, T[]][] {
  const inOrder = [...said].sort((a, b) => compareStamps(a.stamp, b.stamp));
  return [...grouped(inOrder, idOf)];
}

/** Lower-case hex SHA-256 of the record's canonical bytes: what is signed. */
export function recordHashOf(parts: RecordParts): string {
  return toHex(plainSha256Suite.hash(canonicalize(recordDocument(parts))));
}

/** Whether a closing froze the very record that its operations make, with nothing missing and nothing in conflict. */
export function isRecordOf({ body }: OperationOf<'close'>, made: readonly Operation[], facts: VisitFacts): boolean {
  if (conflictsOf(registersOf(made)).length > 0) return false;
  const parts = recordPartsFrom(made, facts, body.closedAt);
  return recordRefusals(parts, OFFICERS_REQUIRED).length === 0 && recordHashOf(parts) === body.recordHash;
}
