/** Rows of the log's witnesses as the database has them. @module */

import type { ContactOutcome } from './contact.ts';

interface WitnessTable {
  bureau_id: number;
  witness_id: string;
  title: string;
  name: string;
  vkey: string;
  url: string | null;
  enrolled_at: string;
  retired_at: string | null;
}

interface WitnessPolicyTable {
  bureau_id: number;
  version: number;
  quorum: number;
  silent_minutes: number;
  at: string;
}

interface CosignatureTable {
  bureau_id: number;
  year: number;
  size: number;
  witness_id: string;
  line: string;
  signed_at: string;
  received_at: string;
}

interface WitnessContactTable {
  bureau_id: number;
  witness_id: string;
  asked_at: string;
  outcome: ContactOutcome;
}

declare module '../db.ts' {
  interface Database {
    witness: WitnessTable;
    witness_policy: WitnessPolicyTable;
    cosignature: CosignatureTable;
    witness_contact: WitnessContactTable;
  }
}
