/** Uploaded workbooks in the file store: sealed, since they hold the same phones and ID numbers as the fields. @module */
import type { FieldCipher } from '../core/field-cipher.ts';
import { openFile, sealFile } from '../core/sealed-files.ts';

export function sealWorkbook(cipher: FieldCipher, bureauId: number, batchId: string, bytes: Uint8Array): Buffer {
  return sealFile(cipher, contextOf(bureauId, batchId), bytes);
}

/** @throws when the bytes are not the workbook of this batch */
export function openWorkbook(cipher: FieldCipher, bureauId: number, batchId: string, sealed: Uint8Array): Buffer {
  return openFile(cipher, contextOf(bureauId, batchId), sealed);
}

function contextOf(bureauId: number, batchId: string): string {
  return `${bureauId}/import/${batchId}`;
}
