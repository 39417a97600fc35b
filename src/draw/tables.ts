/** Rows of the draw as the database has them. @module */
import type { ColumnType } from 'kysely';
import type { DrawConfig, DrawState, Exclusion, FrozenSummary, MODES, Party, VoidReason } from './types.ts';
import type { Sealable } from './tables-sealed.ts';
import type { RecordSigner } from './types/record.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

interface OfDraw {
  bureau_id: number;
  draw_id: string;
}

export interface DrawTable extends OfDraw {
  plan_id: string;
  /** By which the public knows it, e.g. `120111-2026-T1-2`. */
  public_id: string;
  task: string;
  batch: number;
  /** Number of the announcement in this bureau, gap-free; null before it. */
  seq: number | null;
  /** Year of the plan. */
  year: number;
  name: string;
  state: DrawState;
  config: Json<DrawConfig>;
  /** The void draw whose place this one takes. */
  replaces: string | null;
  salt_key: Buffer | null;
  frozen: Json<FrozenSummary> | null;
  announcement: Buffer | null;
  announcement_hash: string | null;
  announced_at: string | null;
  voided_at: string | null;
  void_reason: VoidReason | null;
  mode: keyof typeof MODES;
  /** When a sealed draw was opened. */
  opened_at: string | null;
  created_at: string;
  updated_at: string;
}

/** One leaf of a committed list, its canonical bytes as they were hashed. */
interface LeafRow extends OfDraw {
  pos: number;
  leaf: Buffer;
}

interface DrawRosterTable extends LeafRow {
  /** Credit code, the id in every public document. */
  id: string;
  enterprise_id: string;
  name: string;
  status: 'eligible' | 'excluded';
  reason: Exclusion | null;
  stratum: string | null;
}

interface DrawOfficerTable extends LeafRow {
  /** Certificate number. */
  id: string;
  officer_id: string;
}

interface DrawExpertTable extends LeafRow {
  /** Directory number. */
  id: string;
  expert_id: string;
}

interface DrawVehicleTable extends LeafRow {
  id: string;
  vehicle_id: string;
}

interface DrawDeviceTable extends LeafRow {
  id: string;
  equipment_id: string;
}

interface DrawBookingTable extends LeafRow {
  /** Public id of an officer, expert, vehicle or device. */
  id: string;
  day: string;
}

interface DrawVisitTable extends OfDraw, Sealable {
  enterprise: string;
  day: string;
  outing: string | null;
}

interface DrawVehicleUseTable extends OfDraw, Sealable {
  /** First enterprise of the outing by id. */
  outing: string;
  place: number;
  vehicle_id: string;
  day: string;
  trip: number;
  trips: number;
}

interface DrawDeviceUseTable extends OfDraw, Sealable {
  enterprise: string;
  place: number;
  equipment_id: string;
  day: string;
  turn: number;
  turns: number;
  calibration_due_on: string | null;
}

interface DrawConflictTable extends LeafRow {
  kind: 'officer' | 'expert';
  person: string;
  enterprise: string;
}

interface DrawCommitmentTable extends OfDraw {
  party: Party;
  staff_id: string;
  commitment: string;
  /** Hashes of the three envelopes; empty when there are none. */
  envelopes: string[];
  at: string;
}

interface DrawRevealTable extends OfDraw {
  party: Party;
  nonce: string;
  /** From its envelopes, not by its party. */
  recovered: boolean;
  at: string;
}

interface DrawDiceTable extends OfDraw {
  attempt: number;
  digits: string;
  typed_by: string;
  at: string;
}

interface DrawDiceCheckTable extends OfDraw {
  attempt: number;
  digits: string;
  is_same: boolean;
  typed_by: string;
  at: string;
}

interface DrawSourceTypingTable extends OfDraw, Sealable {
  /** Id in the announcement. */
  source: string;
  attempt: number;
  value: string;
  /** Of a beacon, which needs no second typing. */
  signature: string | null;
  typed_by: string;
  at: string;
}

interface DrawSourceCheckTable extends OfDraw {
  source: string;
  attempt: number;
  value: string;
  is_same: boolean;
  typed_by: string;
  at: string;
}

interface DrawNarrowingTable extends OfDraw {
  runs: number;
  /** Dummy draws made so far. */
  done: number;
  report: Buffer | null;
  report_hash: string | null;
  started_at: string;
  at: string;
}

interface DrawChurnTable extends OfDraw {
  report: Buffer;
  report_hash: string;
  /** One canonical leaf a line. */
  leaves: Buffer;
  at: string;
}

interface DrawResultTable extends OfDraw {
  year: number;
  task: string;
  batch: number;
  result: Buffer;
  result_hash: string;
  /** Canonical bytes of everything a reader needs to follow the draw; null when they lie apart, sealed. */
  details: Buffer | null;
  at: string;
}

interface DrawPickTable extends OfDraw, Sealable {
  id: string;
  enterprise_id: string;
  stratum: string;
  rank: number;
  score: string;
}

interface DrawSeatTable extends OfDraw, Sealable {
  enterprise: string;
  kind: 'officer' | 'expert';
  seat: number;
  person: string;
  person_id: string;
}

interface DrawVoidProposalTable extends OfDraw {
  side: 'head' | 'supervisor';
  staff_id: string;
  reason: VoidReason;
  at: string;
}

interface DrawBundleTable extends OfDraw {
  sha256: string;
  bytes: number;
  /** The last deed of the draw that it contains. */
  last_seq: number;
  /** How many witnesses vouch for every entry in it. */
  quorum: number;
  at: string;
}

interface DrawCounterTable {
  bureau_id: number;
  last_seq: number;
}

/** Where the wall stands: presentation only. */
interface DrawWallTable extends OfDraw {
  station: number;
  shown: number;
  is_running: boolean;
  moved_at: string;
}

interface DrawRecordTable extends OfDraw {
  sha256: string;
  bytes: number;
  at: string;
}

interface DrawRecordSignatureTable extends OfDraw {
  signer: RecordSigner;
  staff_id: string;
  sha256: string;
  at: string;
}

interface DrawCheckerTable extends OfDraw {
  token_hash: string;
  at: string;
}

declare module '../core/db.ts' {
  interface Database {
    draw_wall: DrawWallTable;
    draw_record: DrawRecordTable;
    draw_record_signature: DrawRecordSignatureTable;
    draw_checker: DrawCheckerTable;
    draw: DrawTable;
    draw_roster: DrawRosterTable;
    draw_officer: DrawOfficerTable;
    draw_expert: DrawExpertTable;
    draw_vehicle: DrawVehicleTable;
    draw_device: DrawDeviceTable;
    draw_booking: DrawBookingTable;
    draw_means_turn: OfDraw;
    draw_visit: DrawVisitTable;
    draw_vehicle_use: DrawVehicleUseTable;
    draw_device_use: DrawDeviceUseTable;
    draw_conflict: DrawConflictTable;
    draw_commitment: DrawCommitmentTable;
    draw_reveal: DrawRevealTable;
    draw_dice: DrawDiceTable;
    draw_dice_check: DrawDiceCheckTable;
    draw_source_typing: DrawSourceTypingTable;
    draw_source_check: DrawSourceCheckTable;
    draw_narrowing: DrawNarrowingTable;
    draw_churn: DrawChurnTable;
    draw_result: DrawResultTable;
    draw_pick: DrawPickTable;
    draw_seat: DrawSeatTable;
    draw_void_proposal: DrawVoidProposalTable;
    draw_bundle: DrawBundleTable;
    draw_counter: DrawCounterTable;
  }
}
