/**
 * `npm run wasm`: assembles the kernel and writes `src/engines/kernel.ts`. The same source gives the same bytes everywhere.
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { kernelFile } from './assemble.ts';

await writeFile(fileURLToPath(new URL('../src/engines/kernel.ts', import.meta.url)), await kernelFile());
