/** `npm run bench [-- name … --option …]`: runs the benches and prints one JSON line per figure. @module */
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Long ones run only when they are named. */
const LONG = new Set(['commit', 'country', 'draw-large', 'mix', 'restore']);
/** What the benches share. */
const SHARED = [
  'main.ts',
  'figure.ts',
  'baseline.ts',
  'bureaus.ts',
  'completing.ts',
  'plot.ts',
  'processor.ts',
  'range.ts',
];

const FOLDER = fileURLToPath(new URL('./', import.meta.url));
const given = process.argv.slice(2);
const at = given.findIndex((word) => word.startsWith('--'));
// What begins with dashes, and all after it, is for the benches themselves.
const [wanted, options] = at === -1 ? [given, []] : [given.slice(0, at), given.slice(at)];
const names = (await readdir(FOLDER))
  .filter((file) => file.endsWith('.ts') && !SHARED.includes(file) && !file.includes('.child.'))
  .map((file) => file.slice(0, -3))
  .filter((name) => (wanted.length === 0 ? !LONG.has(name) : wanted.includes(name)));

for (const name of names) process.exitCode = (await run(`${FOLDER}${name}.ts`)) || process.exitCode || 0;

function run(file: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...options], { stdio: 'inherit' });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
