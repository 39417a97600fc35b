import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkpointOpener, openTlogProof, parseVkey } from 'verifiable-draw';
import { examineVolume } from '../archive/actions/examine.ts';
import { readVolume } from '../archive/actions/lend.ts';
import { listTransfer } from '../archive/actions/lists.ts';
import { ARCHIVIST, closedVisit, sealed, settleArchive, volumeOf } from '../archive/scene.testing.ts';
import type { Volume } from '../archive/reads/volumes.ts';
import type { Actor } from '../core/actor.ts';
import { CHIEF, openScene, type Scene } from '../inspection/scene.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf } from '../testing/runtime.ts';
import { archiveRoutes } from './archive.ts';
import { portalRoutes } from './portal.ts';
import { serveRoutes, type ServedRoutes } from './served.testing.ts';

let scene: Scene;
let routes: ServedRoutes;
let volume: Volume;

beforeAll(async () => {
  scene = await openScene();
  const { runtime } = scene;
  routes = await serveRoutes(runtime, (site, identify) => {
    archiveRoutes(site, runtime, identify);
    portalRoutes(site, runtime);
  });
  const team = await closedVisit(scene);
  await settleArchive(runtime);
  await sealed(runtime, await volumeOf(runtime, team));
  volume = await volumeOf(runtime, team);
}, 60_000);
afterAll(async () => {
  await routes.close();
  await scene.close();
});

const get = (url: string, as: Actor | undefined) => routes.get(url, as);
const codesOf = (answer: LightMyRequestResponse): string[] =>
  answer.json<{ refusals: { code: string }[] }>().refusals.map(({ code }) => code);

describe('the archive on the wire', () => {
  test('a volume opens with unzip, sha256sum and a browser, and its deeds prove themselves against the keys beside them', async () => {
    const { runtime } = scene;
    const { readingId } = await done(runtime, ARCHIVIST, readVolume, { volumeId: volume.volume_id, what: 'bag' });
    const zip = await get(`/api/archive/readings/${readingId}`, ARCHIVIST);
    expect([zip.statusCode, zip.headers['content-type']]).toEqual([200, 'application/zip']);
    const folder = mkdtempSync(join(tmpdir(), 'sunlot-unzip-'));
    writeFileSync(join(folder, 'bag.zip'), zip.rawPayload);
    execFileSync('unzip', ['-q', 'bag.zip'], { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    const bag = join(folder, volume.archive_number ?? '');
    execFileSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'], { cwd: bag });
    for (const name of ['manifest', 'tagmanifest']) {
      const [sha256 = [], sm3 = []] = ['sha256', 'sm3'].map((algorithm) =>
        readFileSync(join(bag, `${name}-${algorithm}.txt`), 'utf8')
          .trim()
          .split('\n'),
      );
      const pathOf = (line: string): string => line.slice(line.indexOf('  ') + 2);
      const isPayload = (path: string): boolean => path.startsWith('data/');
      expect(sm3.map(pathOf).filter(isPayload)).toEqual(sha256.map(pathOf).filter(isPayload));
      for (const line of sm3)
        expect(line).toContain(
          createHash('sm3')
            .update(readFileSync(join(bag, pathOf(line))))
            .digest('hex'),
        );
    }
    for (const { path } of volume.content?.sources ?? [])
      expect(JSON.parse(readFileSync(join(bag, 'data', path), 'utf8')), path).toBeTypeOf('object');
    expect(volume.content?.sources.length).toBeGreaterThan(0);
    const metadata: unknown = JSON.parse(readFileSync(join(bag, 'data', '元数据.json'), 'utf8'));
    expect(JSON.stringify(metadata)).toContain(volume.archive_number);
    const page = readFileSync(join(bag, 'data', 'index.html'), 'utf8');
    for (const [, href = ''] of page.matchAll(/href="([^"]+)"/g))
      expect(readFileSync(join(bag, 'data', decodeURIComponent(href))).length, href).toBeGreaterThan(0);
    expect(page).not.toMatch(/<script|https?:/);
    for (const name of readdirSync(join(bag, 'data'), { recursive: true, encoding: 'utf8' }).filter((each) =>
      each.endsWith('.pdf'),
    ))
      execFileSync('qpdf', ['--check', join(bag, 'data', name)]);
    // Forms 47 and 48 of the set, and the catalogue with the pages of every paper.
    const words = async (name: string): Promise<string> =>
      (await pdfText(readFileSync(join(bag, 'data', name)))).replaceAll(/\s/g, '');
    const number = volume.archive_number ?? '';
    expect(await words('封面.pdf')).toMatch(new RegExp(`案卷（首页）.*${number}.*保管期限`));
    expect(await words('备考表.pdf')).toMatch(/卷内备考表.*归档四性检测.*真实性.*完整性.*可用性.*安全性/);
    const catalogue = await words('卷内目录.pdf');
    let next = 1;
    for (const { title, firstPage, pages } of (volume.content?.entries ?? []).filter(({ part }) => part === 'main')) {
      expect(firstPage, title).toBe(next);
      next += pages;
      expect(catalogue).toContain(title.replaceAll(/\s/g, ''));
      expect(catalogue).toContain(pages === 1 ? String(firstPage) : `${firstPage}–${firstPage + pages - 1}`);
    }
    expect(next).toBeGreaterThan(4);
    const open = checkpointOpener(
      readFileSync(join(bag, 'data/留痕/公钥.txt'), 'utf8').trim().split('\n').map(parseVkey),
    );
    const lines = readFileSync(join(bag, 'data/留痕/留痕.jsonl'), 'utf8').trim().split('\n');
    for (const line of lines) {
      const { entry, proof } = JSON.parse(line) as { entry: string; proof: string };
      openTlogProof(Buffer.from(entry), proof, open);
    }
    expect(lines.length).toBe(volume.content?.deeds);
    // The seal, which no bag can hold of itself, lies beside it.
    const entry = readFileSync(join(folder, `${number}.封存.json`));
    openTlogProof(entry, readFileSync(join(folder, `${number}.封存.tlog-proof`), 'utf8'), open);
    const seal = execFileSync('sha256sum', [join(bag, 'tagmanifest-sha256.txt')])
      .toString()
      .slice(0, 64);
    expect(entry.toString()).toContain(seal);
  });

  test('what was read is fetched by its reader alone, for ten minutes', async () => {
    const { runtime } = scene;
    const { readingId } = await done(runtime, ARCHIVIST, readVolume, { volumeId: volume.volume_id, what: 'copy' });
    const url = `/api/archive/readings/${readingId}`;
    expect((await get(url, ARCHIVIST)).headers['content-type']).toBe('application/pdf');
    expect(codesOf(await get(url, actorOf(['archivist'], 'another')))).toEqual(['archive-reading-not-found']);
    expect(codesOf(await get(url, undefined))).toEqual(['not-signed-in']);
    expect(codesOf(await get(url, actorOf(['expert'], 'expert-1')))).toEqual(['not-allowed']);
    expect(codesOf(await get(url, { ...ARCHIVIST, bureauId: 2 }))).toEqual(['archive-reading-not-found']);
    runtime.clock.advance(11 * 60);
    expect(codesOf(await get(url, ARCHIVIST))).toEqual(['archive-reading-not-found']);
  });

  test('catalogue, report and lists print; another bureau has none of them', async () => {
    const at = `/api/archive/volumes/${volume.volume_id}`;
    expect(await pdfText((await get(`${at}/catalogue.pdf`, CHIEF)).rawPayload)).toContain('现场检查记录');
    expect(await pdfText((await get(`${at}/reports/1.pdf`, CHIEF)).rawPayload)).toContain('四性检测报告');
    expect(codesOf(await get(`${at}/catalogue.pdf`, { ...CHIEF, bureauId: 2 }))).toEqual(['archive-volume-not-found']);
    const { listId } = await done(scene.runtime, ARCHIVIST, listTransfer, { volumeIds: [volume.volume_id] });
    await done(scene.runtime, ARCHIVIST, examineVolume, { volumeId: volume.volume_id });
    expect(await pdfText((await get(`/api/archive/lists/${listId}.pdf`, CHIEF)).rawPayload)).toContain(
      volume.archive_number,
    );
    const workbook = await get(`/api/archive/lists/${listId}.xlsx`, CHIEF);
    const folder = mkdtempSync(join(tmpdir(), 'sunlot-list-'));
    writeFileSync(join(folder, 'list.xlsx'), workbook.rawPayload);
    execFileSync('unzip', ['-tq', join(folder, 'list.xlsx')]);
  });

  test('no public page says that a volume is there', async () => {
    for (const path of ['/', '/results', '/changes', '/statistics', '/log']) {
      const { body } = await get(path, undefined);
      expect(body).not.toContain(volume.volume_id);
      expect(body).not.toContain(volume.archive_number ?? '');
    }
  });
});
