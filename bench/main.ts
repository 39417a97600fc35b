/** `npm run bench [name …]`: runs the benches and prints one JSON line per figure. @module */
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Long ones run only when they are named. */
const LONG = new Set(['commit', 'mix']);
/** What the benches share. */
const SHARED = ['main.ts', 'figure.ts', 'baseline.ts', 'range.ts'];

const FOLDER = fileURLToPath(new URL('./', import.meta.url));
const wanted = process.argv.slice(2);
const names = (await readdir(FOLDER))
  .filter((file) => file.endsWith('.ts') && !SHARED.includes(file) && !file.includes('.child.'))
  .map((file) => file.slice(0, -3))
  .filter((name) => (wanted.length === 0 ? !LONG.has(name) : wanted.includes(name)));

for (const name of names) process.exitCode = (await run(`${FOLDER}${name}.ts`)) || process.exitCode || 0;

function run(file: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file], { stdio: 'inherit' });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
