/** `npm run battery -- <name> [arguments]`: one of the long proofs of this folder; ends with 1 when it finds a difference. @module */
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));
const names = (await readdir(FOLDER))
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts' && !file.includes('.child.'))
  .map((file) => file.slice(0, -3));
const [name = '', ...rest] = process.argv.slice(2);

if (names.includes(name)) {
  // Those that measure memory tell what is alive from what was not collected yet.
  const child = spawn(process.execPath, ['--expose-gc', `${FOLDER}${name}.ts`, ...rest], { stdio: 'inherit' });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  console.error(`usage: npm run battery -- ${names.join(' | ')} [arguments]`);
  process.exitCode = 2;
}
