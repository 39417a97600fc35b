/**
 * Builds the verifying page into `dist/verify`: its script, the QR decoder, and the whole page as one offline file. The
 * same sources and the same lock file give the same bytes. `node scripts/build-verify.ts [folder]`
 * @module
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { portalStyles } from '../src/web/portal/styles.ts';
import { offlineVerify } from '../src/web/portal/verify.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const target = argv[2] ?? at('dist/verify');

/** One classic script of an entry and all it imports: a page from disk may load no modules. */
async function bundled(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: at('.'),
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: ['chrome100', 'safari16', 'firefox115'],
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at(entry), output: { format: 'iife' } },
    },
  });
  const [output] = 'output' in result ? result.output : [];
  if (output?.type !== 'chunk') throw new Error(`${entry} did not become one script`);
  return output.code.trimEnd();
}

const [script, decoder] = [await bundled('src/web/verify/main.ts'), await bundled('src/web/verify/decoder.ts')];
const styles = [portalStyles, await readFile(at('src/web/portal/verify.css'), 'utf8')];
await mkdir(target, { recursive: true });
await writeFile(join(target, 'verify.js'), script);
await writeFile(join(target, 'decoder.js'), decoder);
await writeFile(join(target, 'verify.html'), await offlineVerify({ styles, scripts: [decoder, script] }));
