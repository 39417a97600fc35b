/** The built parts of the verifying page (`dist/verify`), made by `npm start` and `npm test`. Server only. @module */
import { existsSync } from 'node:fs';
import type { ServedAsset } from '../kit/served-asset.ts';
import { asset } from './assets.ts';

const BUILD = new URL('../../../dist/verify/', import.meta.url);
const at = (file: string): URL => new URL(file, BUILD);
const isBuilt = existsSync(at('verify.html'));

export interface VerifyBuild {
  readonly script: ServedAsset;
  readonly decoder: ServedAsset;
  /** The whole page as one file: what lies in bundles as `ref/verify.html`. */
  readonly offline: ServedAsset;
}

/** Undefined until the web is built. */
export const verifyBuild: VerifyBuild | undefined = isBuilt
  ? {
      script: asset('verify', 'js', at('verify.js'), 'text/javascript; charset=utf-8'),
      decoder: asset('decoder', 'js', at('decoder.js'), 'text/javascript; charset=utf-8'),
      offline: asset('verify', 'html', at('verify.html'), 'text/html; charset=utf-8'),
    }
  : undefined;

/** What of it is served. */
export const verifyAssets: readonly ServedAsset[] =
  verifyBuild === undefined ? [] : [verifyBuild.script, verifyBuild.decoder, verifyBuild.offline];
