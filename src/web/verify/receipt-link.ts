/**
 * A receipt (入企核验码) as a link: it stands after `#`, which no browser sends to a server. Deflated, because a QR code of
 * it is printed. @module
 */
import { deflateSync, inflateSync } from 'fflate';
import { fromBase64, fromUtf8, toBase64, utf8 } from 'verifiable-draw';

const MARK = '#receipt=';
/** Ten times the largest receipt, packed and unpacked: what somebody made to unpack for minutes is not unpacked. */
const MOST_CHARACTERS = 16_384;
const MOST_BYTES = 32_768;

/** `/verify#receipt=…` for the text of a receipt. */
export function receiptLink(receipt: string): string {
  const packed = toBase64(deflateSync(utf8(receipt), { level: 9 }));
  return `/verify${MARK}${packed.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The receipt in a link or in the text itself; undefined when there is none. */
export function receiptIn(words: string): string | undefined {
  const text = words.trim();
  if (text.startsWith('{')) return text;
  const at = text.indexOf(MARK);
  if (at === -1) return undefined;
  const packed = text
    .slice(at + MARK.length)
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (packed.length > MOST_CHARACTERS) return '';
  try {
    const bytes = fromBase64(packed.padEnd(Math.ceil(packed.length / 4) * 4, '='));
    return fromUtf8(inflateSync(bytes, { out: new Uint8Array(MOST_BYTES) }));
  } catch {
    // Not what `receiptLink` makes: whoever checks it says so.
    return '';
  }
}
