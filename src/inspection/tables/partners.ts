/** Rows of what is said of the other departments' people at a visit. @module */

interface InspectionPartnerWordTable {
  bureau_id: number;
  inspection_id: string;
  officer_id: string;
  word: 'present' | 'absent' | 'signed';
  certificate_number: string;
  reason: string | null;
  record_hash: string | null;
  noted_by: string;
  at: string;
}

declare module '../../core/db.ts' {
  interface Database {
    inspection_partner_word: InspectionPartnerWordTable;
  }
}
