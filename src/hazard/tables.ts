/** Rows of major hazards (migration 0171). @module */
import type { ColumnType, Generated } from 'kysely';
import type {
  Acceptance,
  HandOver,
  HazardState,
  MeasureKind,
  MeasureState,
  PowerCutContent,
  Progress,
  Registration,
  SupervisionLevel,
  TreatmentPlan,
} from './types/hazard.ts';

/** jsonb: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

interface OfHazard {
  bureau_id: number;
  hazard_id: string;
}

export interface HazardTable extends OfHazard {
  finding_id: string;
  inspection_id: string;
  state: HazardState;
  level: SupervisionLevel | null;
  owner: string | null;
  timer_on: string | null;
  treat_by: string | null;
  registration: Json<Registration> | null;
  plan: Json<TreatmentPlan> | null;
  refused_on: string | null;
  acceptance: Json<Acceptance> | null;
  document: Buffer | null;
  document_hash: string | null;
  steps: Generated<number>;
  ended_on: string | null;
  created_at: string;
  updated_at: string;
}

export interface HazardStepTable extends OfHazard {
  number: number;
  deed: string;
  from_state: HazardState;
  to_state: HazardState;
  note: string | null;
  done_by: string;
  at: string;
}

export interface HazardProgressTable extends OfHazard {
  progress_id: string;
  content: Json<Progress>;
  reported_by: string;
  at: string;
}

export interface HazardSignatureTable extends OfHazard {
  officer_id: string;
  document_hash: string;
  at: string;
}

export interface HazardMeasureTable extends OfHazard {
  measure_id: string;
  kind: MeasureKind;
  state: MeasureState;
  content: Json<PowerCutContent | HandOver>;
  notified_at: string | null;
  carried_out_at: string | null;
  taken_by: string;
  at: string;
}

declare module '../core/db.ts' {
  interface Database {
    hazard: HazardTable;
    hazard_step: HazardStepTable;
    hazard_progress: HazardProgressTable;
    hazard_signature: HazardSignatureTable;
    hazard_measure: HazardMeasureTable;
  }
}
