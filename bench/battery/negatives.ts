/**
 * Writes the negative vectors that are not there yet to `verifiable-draw/vectors/negative`: released ones are never changed.
 *
 * `npm run battery -- negatives`
 * @module
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromUtf8 } from 'verifiable-draw';
import { negatives } from '../../verifiable-draw/batteries/negatives.ts';

const FOLDER = fileURLToPath(new URL('../../verifiable-draw/vectors/negative/', import.meta.url));

mkdirSync(FOLDER, { recursive: true });
for (const { name, files, ...about } of negatives()) {
  const path = `${FOLDER}${name}.json`;
  if (existsSync(path)) continue;
  const texts = Object.fromEntries([...files].map(([file, bytes]) => [file, fromUtf8(bytes)]));
  writeFileSync(path, `${JSON.stringify({ name, ...about, files: texts }, undefined, 1)}\n`);
  console.log(path);
}
