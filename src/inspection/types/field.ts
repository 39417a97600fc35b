/** 现场端: what a phone takes along and what it hands in. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, EQUIPMENT_KINDS, OFFICER_STATUSES } from '../../directory/types/vocabulary.ts';
import { BasisRef, CheckPoint, ShownReason } from '../../items/types.ts';
import { LaterRecord } from './later.ts';
import { HELD_STANDINGS, MOST_OPERATIONS, Operation, SentOperation } from './operation.ts';
import { CONCLUSIONS, INSPECTION_STATES, InspectionId, Reason, RecordHash } from './visit.ts';

export const DeviceId = z.uuid();
const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, '须为 Base64');

/** A credential of the phone itself, made for this app (WebAuthn, ES256; docs/adr/0045). */
export const Passkey = z.object({
  credentialId: Base64.max(1_400),
  /** SPKI of its public half. */
  publicKey: Base64.max(300),
  /** Where the officer was when it was made: only there it answers. */
  origin: z.url().max(200),
});
export type Passkey = z.output<typeof Passkey>;

export const RegisterDeviceInput = z.object({
  deviceId: DeviceId,
  /** As people tell phones apart, e.g. 手机 Android 14. */
  label: z.string().trim().min(1, '请填写设备名称').max(60),
  /** SPKI of an ECDSA P-256 key made on the phone; absent where the browser has none. */
  publicKey: Base64.max(300).optional(),
  /** Absent where the phone verifies nobody. */
  passkey: Passkey.optional(),
  /** The 32 bytes that encrypt the phone's store, kept sealed for a backup whose phone is broken. */
  storeKey: Base64.length(44),
});

export const RevokeDeviceInput = z.object({ deviceId: DeviceId, reason: Reason });

export const DeviceView = z.object({
  deviceId: DeviceId,
  staffId: z.string(),
  /** Of the account's person. */
  name: z.string(),
  label: z.string(),
  registeredAt: z.string(),
  /** When anything last arrived from it, kept apart or not. */
  lastAt: z.string().nullable(),
  /** What signs beside the stroke: the phone's own verification, a key in its store, or nothing. */
  key: z.enum(['passkey', 'stored', 'none']),
  revokedAt: z.string().nullable(),
  revokeReason: z.string().nullable(),
});
export type DeviceView = z.output<typeof DeviceView>;

const Certificate = z.object({
  personId: z.uuid(),
  name: z.string(),
  status: z.enum(codesOf(OFFICER_STATUSES)),
  certificateNumber: z.string(),
  certificateValidFrom: z.string().nullable(),
  certificateExpiresOn: z.string(),
});

const FieldMemberView = z.object({
  kind: z.enum(['officer', 'expert']),
  personId: z.uuid(),
  seat: z.int(),
  name: z.string(),
  number: z.string(),
  staffId: z.string().nullable(),
  certificate: Certificate.optional(),
});

/** 现成语句: what is often found, with its measure; `keys` are its pinyin, full and initials. */
export const Phrase = z.object({ words: z.string(), measure: z.string(), keys: z.string() });
export type Phrase = z.output<typeof Phrase>;

/** One visit as a phone takes it along. */
export const FieldVisit = z.object({
  inspectionId: InspectionId,
  drawId: z.uuid(),
  bureau: z.string(),
  state: z.enum(codesOf(INSPECTION_STATES)),
  blocked: z.string().nullable(),
  inspectOn: z.string().nullable(),
  enterprise: z.object({
    name: z.string(),
    creditCode: z.string(),
    address: z.string().nullable(),
    principal: z.string().nullable(),
    riskColor: z.string().nullable(),
    licences: z.array(z.object({ name: z.string(), number: z.string().nullable(), expiresOn: z.string().nullable() })),
  }),
  team: z.array(FieldMemberView),
  checklist: z.array(CheckPoint.extend({ itemId: z.uuid(), version: z.int(), code: z.string(), itemName: z.string() })),
  /** What the items rest on, with the text in force on the day. */
  items: z.array(z.object({ itemId: z.uuid(), bases: z.array(BasisRef.extend({ text: z.string().nullable() })) })),
  scope: z.string(),
  noticeNumber: z.string().nullable(),
  pastVisits: z.array(z.object({ signedOn: z.string(), conclusion: z.enum(codesOf(CONCLUSIONS)), findings: z.int() })),
  /** Findings of earlier visits to this enterprise, newest first. */
  pastFindings: z.array(
    z.object({ foundOn: z.string(), place: z.string(), description: z.string(), measure: z.string() }),
  ),
  /** What came of earlier visits, complaints and cases, newest first; not in a package that was taken along before 2026-11-29. */
  records: z.array(LaterRecord).optional(),
  /** 入企核验码: the signed proof at the door; null until the log has published what it stands on. */
  receipt: z.string().nullable(),
  operations: z.array(Operation),
  /** The number of the last operation the server has. */
  heard: z.int(),
  /** The record the visit was signed off on. */
  settled: RecordHash.nullable(),
});
export type FieldVisit = z.output<typeof FieldVisit>;

/** 今日任务. */
export const FieldPackage = z.object({
  madeAt: z.string(),
  staffId: z.string(),
  name: z.string(),
  bureauName: z.string(),
  /** Years of the working-day calendar, for deadlines. */
  calendar: z.object({
    version: z.string(),
    years: z.array(
      z.object({
        year: z.int(),
        notices: z.array(z.string()),
        off: z.array(z.tuple([z.string(), z.string(), z.string()])),
        work: z.array(z.tuple([z.string(), z.string()])),
      }),
    ),
  }),
  devices: z.array(
    z.object({
      equipmentId: z.uuid(),
      serial: z.string(),
      kind: z.enum(codesOf(EQUIPMENT_KINDS)),
      model: z.string().nullable(),
      calibrationDueOn: z.string().nullable(),
    }),
  ),
  phrases: z.array(Phrase),
  visits: z.array(FieldVisit),
});
export type FieldPackage = z.output<typeof FieldPackage>;

export const SyncInput = z.object({
  deviceId: DeviceId,
  inspectionId: InspectionId,
  operations: z.array(SentOperation).max(MOST_OPERATIONS),
  /** The number of the last operation this phone has heard of. */
  heard: z.int().min(0),
  lateReason: Reason.optional(),
});
export type SyncInput = z.output<typeof SyncInput>;

export const SyncAnswer = z.object({
  inspectionId: InspectionId,
  /** The server's clock, for the phone's. */
  now: z.string(),
  state: z.enum(codesOf(INSPECTION_STATES)),
  settled: RecordHash.nullable(),
  /** What came of each operation: kept in the visit, kept apart, or refused because its id names something else. */
  outcomes: z.array(
    z.object({
      operationId: z.uuid(),
      outcome: z.enum(['taken', 'known', 'held', 'reused']),
      refusals: z.array(ShownReason),
    }),
  ),
  /** What others have said since. */
  news: z.array(Operation),
  heard: z.int(),
  /** Files whose hash the server has confirmed. */
  files: z.array(RecordHash),
  /** Signatures given on somebody else's phone that still wait for the signer's own word. */
  unconfirmed: z.array(z.object({ personId: z.uuid(), name: z.string() })),
});
export type SyncAnswer = z.output<typeof SyncAnswer>;

export const DecideHeldInput = z.object({
  inspectionId: InspectionId,
  operationIds: z.array(z.uuid()).min(1, '请选择').max(MOST_OPERATIONS),
  decision: z.enum(['admitted', 'set-aside']),
  reason: Reason,
});

/** 同步情况 of a visit, for the desk. */
export const SyncView = z.object({
  conflicts: z.array(z.object({ subject: z.string(), versions: z.array(Operation) })),
  corrections: z.array(Operation),
  rivals: z.array(z.object({ recordHash: RecordHash, author: z.string(), closedAt: z.string() })),
  held: z.array(
    z.object({
      operationId: z.uuid(),
      deviceId: DeviceId,
      author: z.string(),
      sent: SentOperation,
      refusals: z.array(ShownReason),
      receivedAt: z.string(),
      standing: z.enum(codesOf(HELD_STANDINGS)),
      reason: z.string().nullable(),
    }),
  ),
  photos: z.array(z.object({ sha256: RecordHash, isConfirmed: z.boolean() })),
  /** Names of the accounts that appear above. */
  names: z.record(z.string(), z.string()),
});
export type SyncView = z.output<typeof SyncView>;
