/** What anybody sees and checks, without an account. @module */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { expect } from 'vitest';
import { appears, type World } from './world.ts';

const SUNLOT = fileURLToPath(new URL('../../bin/sunlot.mjs', import.meta.url));

/** From the list of results to the result, to its draw, to the bundle: all by links. Returns the bundle's bytes. */
export async function readAsCitizen(world: World, enterprise: string, publicId: string): Promise<Uint8Array> {
  const page = await world.stranger();
  await page.goto('/results');
  await world.screen(page, 'public-results');
  await page.getByRole('main').getByRole('link', { name: enterprise }).first().click();
  await page.getByText('非防爆插座').first().waitFor();
  // The place of the finding is nobody's business but the enterprise's.
  expect(await page.getByText('东墙').count()).toBe(0);
  await world.screen(page, 'public-result');
  await page.locator(`main a[href="/draws/${publicId}"]`).click();
  const download = page.getByRole('link', { name: /^下载验证包/ });
  await appears(page, download);
  await world.screen(page, 'public-draw');
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The program that anybody runs: 0 for the bundle, 1 with one byte of one file changed, 2 for what is no bundle. */
export async function verifyBundle(bundle: Uint8Array): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-verify-'));
  try {
    expect(await verify(folder, bundle)).toMatchObject({ code: 0, output: expect.stringContaining('PASS') });
    expect(await verify(folder, withOneByteChanged(bundle))).toMatchObject({
      code: 1,
      output: expect.stringContaining('FAIL'),
    });
    expect(await verify(folder, new TextEncoder().encode('not a bundle'))).toMatchObject({ code: 2 });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function withOneByteChanged(bundle: Uint8Array): Uint8Array {
  const files = unzipSync(bundle);
  const [name, bytes] = Object.entries(files).find(([each]) => /roster|result/.test(each)) ?? [];
  if (name === undefined || bytes === undefined) throw new Error(`no list in ${Object.keys(files).join(', ')}`);
  const middle = Math.floor(bytes.length / 2);
  const changed = bytes.with(middle, (bytes[middle] ?? 0) ^ 1);
  return zipSync({ ...files, [name]: changed });
}

async function verify(folder: string, bytes: Uint8Array): Promise<{ code: number | null; output: string }> {
  const file = join(folder, 'bundle.zip');
  await writeFile(file, bytes);
  const child = spawn(process.execPath, [SUNLOT, 'verify', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}
