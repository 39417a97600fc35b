/** Uploaded workbooks in the file store: sealed like the fields, since they hold the same phones and ID numbers. @module */
import type { FieldCipher } from '../core/field-cipher.ts';

export function sealWorkbook(cipher: FieldCipher, bureauId: number, batchId: string, bytes: Uint8Array): Buffer {
  return cipher.seal(Buffer.from(bytes).toString('base64'), contextOf(bureauId, batchId));
}

/** @throws when the bytes are not the workbook of this batch */
export function openWorkbook(cipher: FieldCipher, bureauId: number, batchId: string, sealed: Uint8Array): Buffer {
  return Buffer.from(cipher.open(sealed, contextOf(bureauId, batchId)), 'base64');
}

function contextOf(bureauId: number, batchId: string): string {
  return `${bureauId}/import/${batchId}`;
}
