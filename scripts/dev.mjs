/** `npm run dev`: the server restarts when its files change, the desk reloads in place. @module */
import { spawn } from 'node:child_process';
import { ensureInstalled } from './install.mjs';
import { at, needNode, ROOT } from './project.mjs';

await ensureInstalled();
const node = needNode();
const programs = [
  ['--watch', '--watch-preserve-output', at('src', 'cli', 'main.ts'), 'serve', ...process.argv.slice(2)],
  [at('node_modules', 'vite', 'bin', 'vite.js')],
].map((args) => spawn(node, args, { cwd: ROOT, stdio: 'inherit' }));
const stop = () => programs.forEach((program) => program.kill('SIGTERM'));
// Ctrl-C reaches both by itself; when one ends, for whatever reason, the other has no use.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', stop);
for (const program of programs) program.once('exit', stop);
