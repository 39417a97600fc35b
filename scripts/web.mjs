/** Builds the web once, and again when what it is made of has changed. @module */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, runTool } from './project.mjs';

/** Beside the build, not in it: what is in it is served. */
const STAMP = at('dist', 'web.inputs');

/** Builds `dist/web` unless it was built from these very sources; resolves to whether it stands. */
export async function ensureWeb() {
  const inputs = inputsHash();
  if (existsSync(at('dist', 'web')) && readStamp() === inputs) return true;
  console.log('正在构建网页…');
  rmSync(STAMP, { force: true });
  const { code, printed } = await runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { quiet: true });
  if (code !== 0) {
    console.error(printed);
    return false;
  }
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
    'src/permissions.ts',
    'src/web',
    'src/core',
    'verifiable-draw/src',
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
