/**
 * Builds the field app into `dist/field`: the app, then its service worker with the list of the app's files, under a name
 * made of their bytes. Fails when the first load is heavier than the gate. `node scripts/build-field.ts [folder]`
 * @module
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { ZOD_WITHOUT_EVAL } from './zod-without-eval.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const target = argv[2] ?? at('dist/field');
/** Issue 5: the first load of a phone on a bad line. */
const GATE_BYTES = 250 * 1024;
const TARGETS = ['chrome110', 'safari16', 'firefox115'];

/** What a phone shows when the app stands on its home screen. */
const MANIFEST = {
  name: '阳光抽查 · 现场检查',
  short_name: '现场检查',
  lang: 'zh-CN',
  start_url: '/field/',
  scope: '/field/',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#1b2430',
  icons: [{ src: '/field/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
};

interface Built {
  readonly fileName: string;
  readonly bytes: Buffer;
}

async function builtApp(): Promise<Built[]> {
  const result = await build({
    configFile: false,
    root: at('src/web/field'),
    base: '/field/',
    publicDir: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      write: false,
      target: TARGETS,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { output: { intro: ZOD_WITHOUT_EVAL } },
    },
  });
  if (!('output' in result)) throw new Error('the field app did not become one build');
  return result.output.map((file) => ({
    fileName: file.fileName,
    bytes: Buffer.from(file.type === 'chunk' ? file.code : file.source),
  }));
}

async function builtWorker(files: readonly string[], name: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: at('.'),
    publicDir: false,
    logLevel: 'warn',
    define: { __FIELD_FILES__: JSON.stringify(files), __FIELD_BUILD__: JSON.stringify(name) },
    build: {
      write: false,
      target: TARGETS,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('src/web/field/sw.ts'), output: { format: 'iife' } },
    },
  });
  const [output] = 'output' in result ? result.output : [];
  if (output?.type !== 'chunk') throw new Error('the service worker did not become one script');
  return output.code;
}

const app: Built[] = [
  ...(await builtApp()),
  { fileName: 'manifest.webmanifest', bytes: Buffer.from(JSON.stringify(MANIFEST)) },
  { fileName: 'icon.svg', bytes: await readFile(at('src/web/kit/emblem.svg')) },
];
const weight = app.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0);
if (weight > GATE_BYTES) throw new Error(`the field app weighs ${weight} bytes compressed, at most ${GATE_BYTES}`);
const hash = createHash('sha256');
for (const { fileName, bytes } of app) hash.update(`${fileName}\n`).update(bytes);
const names = app.map(({ fileName }) => fileName).filter((fileName) => fileName !== 'index.html');
const worker = await builtWorker(
  names.map((fileName) => `/field/${fileName}`),
  hash.digest('hex').slice(0, 16),
);

await rm(target, { recursive: true, force: true });
for (const { fileName, bytes } of [...app, { fileName: 'sw.js', bytes: Buffer.from(worker) }]) {
  const path = join(target, fileName);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
