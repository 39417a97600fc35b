/** Rows of documents, evidence and settings (migration 0122). @module */
import type { ColumnType } from 'kysely';
import type { Paper } from '../types/documents.ts';
import type { VisitSettings } from '../types/settings.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

interface OfInspection {
  bureau_id: number;
  inspection_id: string;
}

export interface VisitSettingTable {
  bureau_id: number;
  version: number;
  content: Json<VisitSettings>;
  set_by: string;
  at: string;
}

export interface InspectionPaperTable extends OfInspection {
  paper_id: string;
  version: number;
  kind: Paper['kind'];
  content: Json<Paper>;
  kept_by: string;
  at: string;
}

export interface DocumentTemplateTable {
  bureau_id: number;
  form: string;
  version: number;
  sha256: string | null;
  name: string;
  set_by: string;
  at: string;
}

export interface EvidenceTable extends OfInspection {
  evidence_id: string;
  sha256: string;
  name: string;
  finding_id: string | null;
  item_id: string | null;
  point_no: number | null;
  caption: string;
  taken_at: string | null;
  place: Buffer | null;
  attached_by: string;
  at: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  withdraw_reason: string | null;
}

declare module '../../core/db.ts' {
  interface Database {
    visit_setting: VisitSettingTable;
    inspection_paper: InspectionPaperTable;
    document_template: DocumentTemplateTable;
    evidence: EvidenceTable;
  }
}
