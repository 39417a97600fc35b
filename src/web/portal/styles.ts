/** The one stylesheet of the public portal: look.md at 16 px, 320 px to A4, no JavaScript. Server and build only. @module */
import { readFileSync } from 'node:fs';

/** Its parts in `styles/`, in the order in which they stand in it. */
const PARTS = [
  'base',
  'themes',
  'frame',
  'ways',
  'foot',
  'tables',
  'words',
  'pictures',
  'records',
  'charts',
  'narrow',
  'forced',
  'paper',
];

export const portalStyles = PARTS.map((name) =>
  readFileSync(new URL(`styles/${name}.css`, import.meta.url), 'utf8'),
).join('\n');
