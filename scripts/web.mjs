/** Builds the web once, and again when what it is made of has changed. @module */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, needNode, run, runTool } from './project.mjs';

/** Beside the build, not in it: what is in it is served. */
const STAMP = at('dist', 'web.inputs');

/** Builds `dist/web`, `dist/verify` and `dist/field` unless they were built from these very sources; resolves to whether they stand. */
export async function ensureWeb() {
  const inputs = inputsHash();
  if (['web', 'verify', 'field'].every((name) => existsSync(at('dist', name))) && readStamp() === inputs) return true;
  console.log('正在构建网页…');
  rmSync(STAMP, { force: true });
  const quiet = { quiet: true };
  const desk = await runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], quiet);
  const verify = await run([needNode(), at('scripts', 'build-verify.ts')], quiet);
  const field = await run([needNode(), at('scripts', 'build-field.ts')], quiet);
  const parts = [desk, verify, field];
  for (const { code, printed } of parts) if (code !== 0) console.error(printed);
  if (parts.some(({ code }) => code !== 0)) return false;
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(STAMP, inputs);
  return true;
}

function readStamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
}

/** What the browser may import of the application (ARCHITECTURE.md, the dependency rule), and what builds it. */
function inputsHash() {
  const modules = readdirSync(at('src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const shared = modules.flatMap(({ name }) =>
    ['types', 'rules', 'deeds'].flatMap((role) => [`src/${name}/${role}.ts`, `src/${name}/${role}`]),
  );
  const own = [
    'package-lock.json',
    'vite.config.ts',
    'scripts/build-verify.ts',
    'scripts/build-field.ts',
    'src/permissions.ts',
    'src/web',
    'src/core',
    'verifiable-draw/src',
    'verifiable-draw/bin',
  ];
  const hash = createHash('sha256');
  for (const file of [...own, ...shared].flatMap(filesUnder).sort(byName))
    hash.update(`${file}\n`).update(readFileSync(at(file)));
  return hash.digest('hex');
}

function byName(a, b) {
  return a < b ? -1 : 1;
}

function filesUnder(path) {
  if (!existsSync(at(path))) return [];
  if (!statSync(at(path)).isDirectory()) return path.endsWith('.test.ts') || path.endsWith('.test.tsx') ? [] : [path];
  return readdirSync(at(path)).flatMap((name) => filesUnder(join(path, name)));
}
