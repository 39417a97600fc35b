/** Rows of the register of documents (migration 0121). @module */

interface Numbered {
  bureau_id: number;
  series: string;
  year: number;
}

export interface SerialHeadTable extends Numbered {
  last: number;
}

export interface FileSerialTable extends Numbered {
  serial: number;
  file_id: string;
  taken_by: string;
  taken_at: string;
}

export interface DocumentTable extends Numbered {
  document_id: string;
  serial: number;
  category: string;
  nth: number;
  number: string;
  form: string;
  title: string;
  file_id: string;
  about_id: string | null;
  code: string;
  sha256: string;
  size: number;
  issued_on: string;
  issued_by: string;
  issued_at: string;
}

export interface DocumentEndTable {
  bureau_id: number;
  document_id: string;
  kind: 'voided' | 'superseded';
  superseded_by: string | null;
  reason: string;
  ended_by: string;
  at: string;
}

declare module '../db.ts' {
  interface Database {
    serial_head: SerialHeadTable;
    file_serial: FileSerialTable;
    document: DocumentTable;
    document_end: DocumentEndTable;
  }
}
