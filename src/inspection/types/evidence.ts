/** 证据: photographs, films and papers of a visit. Browser-safe. @module */
import { z } from 'zod';
import { FORMATS } from '../../core/uploads/kinds.ts';
import { Sha256 } from './documents.ts';
import { FindingId, InspectionId, Reason, written } from './visit.ts';

/** Where it was taken, only when the one who took it says so (位置). */
export const Place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** Metres. */
  accuracy: z.number().min(0).max(100_000),
});
export type Place = z.output<typeof Place>;

export const EvidenceInput = z
  .object({
    inspectionId: InspectionId,
    sha256: Sha256,
    name: written('文件名', 200),
    caption: written('说明', 300).default(''),
    findingId: FindingId.optional(),
    itemId: z.uuid().optional(),
    pointNo: z.int().min(1).optional(),
    takenAt: z.iso.datetime({ offset: true }).optional(),
    place: Place.optional(),
  })
  .refine(({ itemId, pointNo }) => (itemId === undefined) === (pointNo === undefined), {
    path: ['pointNo'],
    error: '检查要点须同时写明事项和序号',
  });
export type EvidenceInput = z.output<typeof EvidenceInput>;

export const WithdrawEvidenceInput = z.object({ inspectionId: InspectionId, evidenceId: z.uuid(), reason: Reason });

export const EvidenceRow = z.object({
  evidenceId: z.uuid(),
  sha256: Sha256,
  name: z.string(),
  caption: z.string(),
  format: z.enum(FORMATS),
  size: z.int(),
  findingId: z.uuid().nullable(),
  point: z.object({ itemId: z.uuid(), pointNo: z.int() }).nullable(),
  /** As the one who attached it said. */
  takenAt: z.string().nullable(),
  /** As the camera wrote it. */
  cameraTime: z.string().nullable(),
  hasPlace: z.boolean(),
  attachedBy: z.string(),
  at: z.string(),
  withdrawReason: z.string().nullable(),
});
export type EvidenceRow = z.output<typeof EvidenceRow>;

/** A photo or film taken with a phone on site, as the desk lists it. */
export const FieldPhoto = z.object({
  photoId: z.uuid(),
  sha256: Sha256,
  format: z.enum(FORMATS),
  size: z.int(),
  takenAt: z.string(),
  /** The account. */
  takenBy: z.string(),
  findingId: z.uuid().nullable(),
  point: z.object({ itemId: z.uuid(), pointNo: z.int() }),
  /** The picture this one is a smaller copy of, or was drawn upon. */
  copyOf: z.uuid().nullable(),
  sketchOf: z.uuid().nullable(),
});
export type FieldPhoto = z.output<typeof FieldPhoto>;

export const EvidenceView = z.object({ rows: z.array(EvidenceRow), photos: z.array(FieldPhoto) });
export type EvidenceView = z.output<typeof EvidenceView>;
