/** A site with one released draw of the bureau's size, its bundle, and a browser to look at it. @module */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildReceipt, manifestOf, readBundle, type Bundle } from 'verifiable-draw';
import { packBundle } from 'verifiable-draw/container';
import { buildDrawBundle } from '../../src/draw/bundle.ts';
import { buildApp } from '../../src/http/app.ts';
import { portalRoutes } from '../../src/http/portal.ts';
import { carryTo } from '../../src/testing/draw-ceremony.ts';
import { BUREAU_SIZE, buildDistrict, sampleConfig } from '../../src/testing/draw-district.ts';
import { testRuntime } from '../../src/testing/runtime.ts';
import { openBrowser, visitor, type Screen } from '../browser.ts';

export const DRAW = '120111-2026-T1-1';

export interface VerifySite {
  readonly address: string;
  /** The published zip, its files, and what they say. */
  readonly zip: Uint8Array;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly bundle: Bundle;
  readonly browser: Browser;
  /** A folder for what a reader keeps on his disk. */
  readonly folder: string;
  visitor(screen: Screen): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function openVerifySite(): Promise<VerifySite> {
  const runtime = await testRuntime('2026-03-02T01:00:00Z');
  const { planId } = await buildDistrict(runtime, 1, BUREAU_SIZE);
  const drawId = await carryTo(runtime, 'released', { planId, config: sampleConfig({ officerCap: 14 }) });
  const stored = await buildDrawBundle(runtime, 1, drawId);
  const zip = await runtime.files.get(stored?.sha256 ?? '');
  const files = new Map(Object.entries(unzipSync(zip)));
  const app = await buildApp({
    runtime,
    logging: false,
    identify: () => Promise.resolve(undefined),
    extend: (portal) => Promise.resolve(portalRoutes(portal, runtime)),
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await openBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-verify-'));
  return {
    address,
    zip,
    files,
    bundle: readBundle(files),
    browser,
    folder,
    visitor: (screen) => visitor(browser, address, screen),
    close: async () => {
      await browser.close();
      await app.close();
      await runtime.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Writes a file, or a folder of files, where a reader would have it; gives its path. */
export async function keep(
  folder: string,
  name: string,
  what: Uint8Array | ReadonlyMap<string, Uint8Array>,
): Promise<string> {
  const files = what instanceof Uint8Array ? new Map([['', what]]) : what;
  for (const [path, bytes] of files) {
    const at = join(folder, name, path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, bytes);
  }
  return join(folder, name);
}

/** The files with one of them changed, and a manifest that fits again: the work of somebody who knows the format. */
export function forged(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  change: (text: string) => string,
): Map<string, Uint8Array> {
  const changed = new Map(files);
  changed.set(path, new TextEncoder().encode(change(new TextDecoder().decode(files.get(path)))));
  return changed.set('manifest.json', manifestOf(changed));
}

export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return packBundle(files);
}

/** The receipt of the enterprise at a place of the roster. */
export function receiptOf({ deeds, result, outcomes }: Bundle, index: number): string {
  const complete = deeds.find(({ deed }) => deed.kind === 'draw.complete');
  if (complete === undefined || result === undefined || outcomes === undefined)
    throw new Error('the draw has no result');
  return buildReceipt({ result, outcomes: outcomes.leaves, outcomeHashes: outcomes.hashes }, index, complete);
}

/** Chooses a zip or a folder, as somebody who presses the button. */
export async function choose(page: Page, path: string, kind: 'zip' | 'folder' = 'zip'): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: kind === 'zip' ? '选择 zip 文件' : '选择文件夹' }).click(),
  ]);
  await chooser.setFiles(path);
}

/** One bit of the archive turned. */
export function flipped(zip: Uint8Array): Uint8Array {
  const middle = Math.floor(zip.length / 2);
  return zip.with(middle, (zip[middle] ?? 0) ^ 1);
}
