/** A QR code as one path: nothing is set as HTML. @module */
import type { ReactNode } from 'react';
import { encode } from 'uqr';

/** Most bytes a camera still reads well off a phone. */
const MOST_BYTES = 2_953;

export function Qr({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  if (new TextEncoder().encode(text).length > MOST_BYTES) return null;
  const { data, size } = encode(text, { ecc: 'L', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
