/** Rows of the directories as the database has them. @module */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { CellProblem, ImportState, RowOutcome, UnknownColumn } from './types/imports.ts';
import type { Licence } from './types/records.ts';
import type {
  AssistantKind,
  AssistantStatus,
  AssetStatus,
  CertificateDomain,
  CreditClass,
  DirectoryKind,
  EnterpriseKind,
  EnterpriseStatus,
  EquipmentKind,
  ExpertStatus,
  OfficerStatus,
  RecusalReason,
  RegulatorLevel,
  RiskColor,
  SafetyDomain,
  Sex,
  SizeClass,
  SpecialFlag,
  Specialty,
  StandardizationLevel,
  VehicleKind,
} from './types/vocabulary.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

/** What every directory row has besides its content. */
interface DirectoryRow {
  bureau_id: number;
  /** True for rows that count no more and are kept for their history: of an import that was undone, or merged into another. */
  removed: boolean;
  /** The forms a record is found by, former names too (core/search-text.ts): searched by substring, and its order is the order by pinyin. */
  search: string;
  version: number;
  created_on: string;
  updated_on: string;
}

export interface EnterpriseTable extends DirectoryRow {
  /** `search` without the whole pinyin, of the rest the letters: initials, and those that stand in names. */
  search_letters: GeneratedAlways<string>;
  /** `search` without letters: names in characters. */
  search_names: GeneratedAlways<string>;
  enterprise_id: string;
  credit_code: string;
  name: string;
  former_names: Generated<string[]>;
  kind: EnterpriseKind;
  registered_address: string | null;
  production_address: string | null;
  /** `117.0123,39.1456`: longitude and latitude (CGCS2000). */
  coordinates: string | null;
  subdistrict_code: string;
  legal_representative: string | null;
  principal: string | null;
  safety_manager: string | null;
  phone_sealed: Buffer | null;
  phone_hash: Buffer | null;
  industry_code: string | null;
  safety_domain: SafetyDomain;
  special_flags: SpecialFlag[];
  employees: number | null;
  /** 万元 of the last year. */
  revenue: number | null;
  size_class: SizeClass | null;
  standardization_level: StandardizationLevel | null;
  risk_color: RiskColor | null;
  credit_class: CreditClass | null;
  licences: Json<Licence[]>;
  regulator_level: RegulatorLevel;
  key_unit: boolean;
  status: EnterpriseStatus;
  source: string | null;
  verified_on: string | null;
}

export interface OfficerTable extends DirectoryRow {
  officer_id: string;
  certificate_number: string;
  name: string;
  staff_id: string | null;
  sex: Sex | null;
  id_no_sealed: Buffer | null;
  id_no_hash: Buffer | null;
  certificate_issuer: string | null;
  certificate_domains: CertificateDomain[];
  certificate_valid_from: string | null;
  certificate_expires_on: string;
  is_presiding: boolean;
  department: string | null;
  /** Null for our own. */
  organ: Generated<string | null>;
  post: string | null;
  has_legal_qualification: Generated<boolean>;
  specialties: Specialty[];
  trainings: Generated<string[]>;
  status: OfficerStatus;
}

export interface ExpertTable extends DirectoryRow {
  expert_id: string;
  directory_number: string;
  name: string;
  staff_id: string | null;
  employer: string | null;
  advisory_contracts: string[];
  title: string | null;
  certificate: string | null;
  specialties: Specialty[];
  term_from: string | null;
  term_to: string | null;
  phone_sealed: Buffer | null;
  phone_hash: Buffer | null;
  status: ExpertStatus;
}

interface AssistantTable extends DirectoryRow {
  assistant_id: string;
  assistant_number: string;
  name: string;
  kind: AssistantKind;
  employer: string | null;
  duties: string | null;
  trainings: string[];
  term_from: string | null;
  term_to: string | null;
  phone_sealed: Buffer | null;
  phone_hash: Buffer | null;
  status: AssistantStatus;
}

interface VehicleTable extends DirectoryRow {
  vehicle_id: string;
  plate: string;
  kind: VehicleKind;
  seats: number;
  tags: string[];
  status: AssetStatus;
}

interface EquipmentTable extends DirectoryRow {
  equipment_id: string;
  serial: string;
  kind: EquipmentKind;
  model: string | null;
  calibration_due_on: string | null;
  location: string | null;
  status: AssetStatus;
}

interface SubdistrictTable {
  bureau_id: number;
  code: string;
  name: string;
  aliases: string[];
}

/** The whole row after each change, as PostgreSQL's own JSON of it: any past state can be rebuilt from here. */
interface DirectoryVersionTable {
  bureau_id: number;
  kind: DirectoryKind;
  record_id: string;
  version: number;
  content: Json<Readonly<Record<string, unknown>>>;
  /** The kind of the deed that did it. */
  deed: string;
  reason: string | null;
  batch_id: string | null;
  actor_id: string;
  command_id: string;
  at: string;
}

interface RecusalTable {
  bureau_id: number;
  recusal_id: string;
  person_type: 'officer' | 'expert';
  person_id: string;
  enterprise_id: string;
  reason: RecusalReason;
  valid_from: string;
  valid_to: string | null;
  declared_at: string;
  declared_by: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
}

export interface ImportBatchTable {
  bureau_id: number;
  batch_id: string;
  kind: DirectoryKind;
  file_name: string;
  file_sha256: string;
  /** The name of the sealed file in the file store. */
  stored_sha256: string;
  state: ImportState;
  counts: Json<Readonly<Record<RowOutcome, number>>>;
  unknown_columns: Json<readonly UnknownColumn[]>;
  other_sheets: string[];
  checked_at: string;
  checked_by: string;
  content_sha256: string | null;
  written_at: string | null;
  written_by: string | null;
}

interface ImportRowTable {
  bureau_id: number;
  batch_id: string;
  ordinal: number;
  sheet: string;
  line: number;
  outcome: RowOutcome;
  record_key: string;
  name: string;
  changes: string[];
  problems: Json<readonly CellProblem[]>;
  record_id: string | null;
  base_version: number | null;
  content: Json<Readonly<Record<string, unknown>>> | null;
}

interface ImportHeadingTable {
  bureau_id: number;
  kind: DirectoryKind;
  heading: string;
  title: string;
  /** Null: no longer. */
  field: string | null;
  set_by: string;
  set_at: string;
}

declare module '../core/db.ts' {
  interface Database {
    subdistrict: SubdistrictTable;
    enterprise: EnterpriseTable;
    officer: OfficerTable;
    expert: ExpertTable;
    assistant: AssistantTable;
    vehicle: VehicleTable;
    equipment: EquipmentTable;
    directory_version: DirectoryVersionTable;
    recusal: RecusalTable;
    import_batch: ImportBatchTable;
    import_row: ImportRowTable;
    import_heading: ImportHeadingTable;
  }
}
