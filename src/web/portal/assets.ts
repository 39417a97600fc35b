/** The portal's files, each under an address that changes with its content; `src/http` serves them for ever. Server only. @module */
import { readFileSync } from 'node:fs';
import { servedAsset, type ServedAsset } from '../kit/served-asset.ts';
import { portalStyles } from './styles.ts';

export const stylesheet = servedAsset('portal', 'css', portalStyles, 'text/css; charset=utf-8');
export const setupStylesheet = asset('setup', 'css', new URL('setup.css', import.meta.url), 'text/css; charset=utf-8');
export const orderStylesheet = asset(
  'order',
  'css',
  new URL('enterprise-order.css', import.meta.url),
  'text/css; charset=utf-8',
);
export const emblem = asset('emblem', 'svg', new URL('../kit/emblem.svg', import.meta.url), 'image/svg+xml');

export const verifyStylesheet = asset(
  'verify',
  'css',
  new URL('verify.css', import.meta.url),
  'text/css; charset=utf-8',
);

/** What every page can use. */
export const portalAssets: readonly ServedAsset[] = [
  stylesheet,
  setupStylesheet,
  orderStylesheet,
  verifyStylesheet,
  emblem,
];

/** A file under an address that changes with its content. */
export function asset(name: string, ending: string, file: URL, type: string): ServedAsset {
  return servedAsset(name, ending, readFileSync(file, 'utf8'), type);
}
