/** The receipt as a QR code. @module */
import { renderSVG } from 'uqr';

/** Most bytes of the largest QR code with the least error correction. */
const MOST_BYTES = 2_953;

/** A receipt has up to 2.6 kB, more with many witnesses: undefined when no code can hold it, so that the text has to do. */
export function receiptSvg(receipt: string): string | undefined {
  return Buffer.byteLength(receipt) > MOST_BYTES ? undefined : renderSVG(receipt, { ecc: 'L', border: 2 });
}
