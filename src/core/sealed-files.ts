/** Files sealed like fields, for what nobody may read from a copied data folder: workbooks with phones, photos of workplaces. @module */
import type { FieldCipher } from './field-cipher.ts';

/** @param context - bureau and record; the same is needed for opening */
export function sealFile(cipher: FieldCipher, context: string, bytes: Uint8Array): Buffer {
  return cipher.seal(Buffer.from(bytes).toString('base64'), context);
}

/** @throws when the bytes were changed, belong elsewhere, or were sealed under another key */
export function openFile(cipher: FieldCipher, context: string, sealed: Uint8Array): Buffer {
  return Buffer.from(cipher.open(sealed, context), 'base64');
}
