/** 现场操作: what is said on a phone, one thing at a time, to be merged in any order (docs/adr/0035). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import {
  ANSWERS,
  EnterpriseWord,
  FindingId,
  FindingInput,
  InspectionId,
  OpinionInput,
  Reason,
  RecordHash,
} from './visit.ts';

/** The newest shape of operations this program writes. 2: a signature may carry `assertion`. */
export const OPERATION_VERSION = 2;
/** The operations of one request; a phone sends several. */
export const MOST_OPERATIONS = 500;

/** Stamp of a hybrid logical clock: milliseconds as the device knows them, corrected by the server; a count within one; the device. */
export const Stamp = z.object({ wall: z.int().min(0), count: z.int().min(0), device: z.uuid() });
export type Stamp = z.output<typeof Stamp>;

/** Where the phone says it was; only when the officer lets it. */
export const Position = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(100_000),
});
export type Position = z.output<typeof Position>;

/** A stroke of the finger as points in thousandths of the pad's width: x, y, x, y … */
const Stroke = z.array(z.int().min(-100).max(2_000)).max(4_000);
export const Strokes = z.array(Stroke).max(200);
export type Strokes = z.output<typeof Strokes>;

const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, '须为 Base64');
/** What the phone's own authenticator says when it has verified its holder (WebAuthn §5.2.2), each part in Base64. */
export const Assertion = z.object({
  authenticatorData: Base64.max(2_000),
  clientData: Base64.max(2_000),
  signature: Base64.max(400),
});
export type Assertion = z.output<typeof Assertion>;

const Point = { itemId: z.uuid(), pointNo: z.int().min(1) };

/** What a signature on a screen consists of. */
const Signing = {
  recordHash: RecordHash,
  strokes: Strokes,
  /** ECDSA P-256 of the device's own key over `signedText`, Base64; absent where the phone has no such key. */
  proof: z.string().max(200).optional(),
  /** The phone's verification of its holder over the same text; only of one's own signature. */
  assertion: Assertion.optional(),
};

const PhotoBody = z.object({
  kind: z.literal('photo'),
  photoId: z.uuid(),
  /** SHA-256 of the file as it is uploaded and kept. */
  sha256: RecordHash,
  bytes: z
    .int()
    .min(1)
    .max(50 * 1024 * 1024),
  type: z.enum(['image/jpeg', 'image/png', 'image/webp', 'video/mp4', 'video/webm']),
  takenAt: z.iso.datetime(),
  /** What it shows: a check point, or a finding of it. */
  ...Point,
  findingId: FindingId.optional(),
  position: Position.optional(),
  /** The picture whose copy was drawn upon. */
  sketchOf: z.uuid().optional(),
  /** The picture this one is a smaller copy of. */
  copyOf: z.uuid().optional(),
  /** Taken back before anybody signed; the file is kept. */
  isWithdrawn: z.boolean(),
});

/** One thing said. */
export const OperationBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('check-in'),
    officerIds: z.array(z.uuid()).min(1).max(6),
    position: Position.optional(),
  }),
  z.object({ kind: z.literal('answer'), ...Point, answer: z.enum(codesOf(ANSWERS)) }),
  z.object({
    kind: z.literal('finding'),
    findingId: FindingId,
    finding: FindingInput,
    isWithdrawn: z.boolean(),
    /** Of a change or a withdrawal. */
    reason: Reason.optional(),
  }),
  /** A second person says that the level is right; `after` names the version he saw. */
  z.object({ kind: z.literal('review'), findingId: FindingId }),
  z.object({ kind: z.literal('opinion'), opinionId: z.uuid(), opinion: OpinionInput }),
  PhotoBody,
  z.object({
    kind: z.literal('measurement'),
    measurementId: z.uuid(),
    ...Point,
    /** A device of the directory; its calibration covers the day. */
    equipmentId: z.uuid(),
    quantity: z.string().trim().min(1, '请填写测量项目').max(60),
    value: z.string().trim().min(1, '请填写读数').max(40),
    unit: z.string().trim().max(20),
  }),
  /** Freezes the record: exactly these operations, this hash. */
  z.object({
    kind: z.literal('close'),
    seen: z.array(z.uuid()).max(5_000),
    recordHash: RecordHash,
    closedAt: z.iso.datetime(),
  }),
  z.object({ kind: z.literal('reopen'), recordHash: RecordHash, reason: Reason }),
  z.object({
    kind: z.literal('sign'),
    as: z.enum(['officer', 'expert']),
    personId: z.uuid(),
    ...Signing,
  }),
  z.object({ kind: z.literal('sign-enterprise'), word: EnterpriseWord, ...Signing }),
]);
export type OperationBody = z.output<typeof OperationBody>;
export type OperationKind = OperationBody['kind'];

const Frame = z.object({
  version: z.int().min(1).max(1_000),
  operationId: z.uuid(),
  inspectionId: InspectionId,
  stamp: Stamp,
  /** Operations on the same subject that this one replaces. */
  after: z.array(z.uuid()).max(200),
});

/** An operation as a phone sends it: its frame is checked, its body read later, so that what a newer version says is kept too. */
export const SentOperation = Frame.extend({ body: z.looseObject({ kind: z.string().min(1).max(40) }) });
export type SentOperation = z.output<typeof SentOperation>;

export const Operation = Frame.extend({ author: z.string().min(1).max(80), body: OperationBody });
export type Operation = z.output<typeof Operation>;
export type OperationOf<K extends OperationKind> = Operation & { readonly body: Extract<OperationBody, { kind: K }> };

/** Why an operation is kept apart. */
export const HELD_STANDINGS = { held: '暂存待核', admitted: '已采纳', 'set-aside': '不予采纳' } as const;
