/** The wall's files; `src/http` serves them for ever. The script is TypeScript whose types are blanked out when the server starts. Server only. @module */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { servedAsset, type ServedAsset } from '../kit/served-asset.ts';

const fileOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export const wallStylesheet = servedAsset(
  'wall',
  'css',
  ['wall.css', 'stations.css', 'mirror.css'].map(fileOf).join('\n'),
  'text/css; charset=utf-8',
);
export const wallScript = servedAsset(
  'wall',
  'js',
  stripTypeScriptTypes(fileOf('live.ts')),
  'text/javascript; charset=utf-8',
);

export const wallAssets: readonly ServedAsset[] = [wallStylesheet, wallScript];
