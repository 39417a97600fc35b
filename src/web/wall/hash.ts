/** Hashes and codes as the room reads them. @module */
import { html, raw } from 'hono/html';
import { renderSVG } from 'uqr';
import { wallText } from '../kit/strings/wall.zh.ts';
import type { Html } from '../portal/layout.ts';

/** Sixteen groups of four, to be read aloud and compared; copied it has no gaps. */
export function fours(hash: string): Html {
  const groups = hash.match(/.{1,4}/g) ?? [];
  return html`<code class="fours">${groups.map((group) => html`<span>${group}</span>`)}</code>`;
}

/** A QR code that says where it leads. */
export function qrCode(address: string): Html {
  // The text only ever becomes black squares; the SVG holds nothing of it.
  return html`<span class="qr" role="img" aria-label="${wallText.qrName(address)}"
    >${raw(renderSVG(address, { border: 2 }))}</span
  >`;
}
