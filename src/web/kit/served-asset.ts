/** A file of our own under an address that changes with its content, so that it may be kept for ever. Server only. @module */
import { createHash } from 'node:crypto';

export interface ServedAsset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** `/assets/<name>-<hash>.<ending>` */
export function servedAsset(name: string, ending: string, body: string, type: string): ServedAsset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { path: `/assets/${name}-${hash}.${ending}`, type, body };
}
