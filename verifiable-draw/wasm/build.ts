/**
 * `npm run wasm`: assembles the kernel into `src/engines/kernel.ts` and writes the rounds out into `src/engines/rounds.ts`.
 * The same source gives the same bytes everywhere.
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { kernelFile } from './assemble.ts';
import { roundsFile } from './rounds.ts';

const engine = (name: string): string => fileURLToPath(new URL(`../src/engines/${name}`, import.meta.url));

await writeFile(engine('kernel.ts'), await kernelFile());
await writeFile(engine('rounds.ts'), roundsFile());
