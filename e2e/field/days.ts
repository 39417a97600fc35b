/**
 * Three days without a line, hundreds of photos, the app killed again and again: what the phone showed as kept is there after each kill, and at the
 * end all of it at the server (reliability §2, G23). The phone's clock goes on with each start; its service worker's does not. @module
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { read } from '../../src/core/transact.ts';
import { listFiles } from '../../src/inspection/reads/operations.ts';
import type { Scene, SceneRuntime } from '../../src/inspection/scene.testing.ts';
import { jpegWith } from '../../src/testing/upload-files.ts';
import { diceOf } from '../../src/testing/workbook-dice.ts';
import type { Person } from '../main-job/world.ts';
import { Handset } from './handset.ts';
import { openPlant } from './plant.ts';

const HOURS = 72;
const PHOTO_BYTES = 300 * 1_024;
/** As many as a person chooses at once. */
const AT_ONCE = 10;
/** Over a slow machine: a picture on its way to the screen, and one to the server. */
const SHOWN_MS = 900_000;
const PHOTO_MS = 10_000;

export interface DaysReport {
  readonly photos: number;
  readonly kills: number;
  /** Whether the phone said, before the first photo, that it might be cleared, or had agreed to keep what it has. */
  readonly isWarnedOrKept: boolean;
  /** Whether it asked for upload or backup once something had waited for a day. */
  readonly isWarnedOfAge: boolean;
  /** One sentence for each thing that was lost. */
  readonly lost: readonly string[];
}

interface Options {
  readonly photos: number;
  readonly kills: number;
  readonly seed: string;
  /** The control: a browser that says of every so many pictures that it has them, and has not. */
  readonly dropsEvery?: number;
}

export async function spendDays(scene: Scene<SceneRuntime>, folder: string, options: Options): Promise<DaysReport> {
  const { photos, kills, seed, dropsEvery } = options;
  const plant = await openPlant(scene);
  const { inspectionId } = plant.team;
  const handset = new Handset(join(folder, `days-${seed}`), plant.line.address);
  const kept: string[] = [];
  const lost: string[] = [];
  let isWarnedOfAge = false;
  try {
    await handset.start();
    await handset.signIn(plant.people.lead);
    await handset.download();
    plant.line.cut();
    const isPersisted = await handset.page.evaluate(() => navigator.storage.persisted());
    const isWarned = (await handset.page.getByText('浏览器没有同意长期保留手机内的内容').count()) > 0;
    await handset.open(`#/visit/${inspectionId}/door`, '亮证亮码');
    await handset.tap('亮证入企');
    await handset.page.getByRole('heading', { name: '检查表' }).waitFor();
    const points = await handset.page
      .locator('.points > li')
      .evaluateAll((all) => all.map((point) => (point as HTMLElement).dataset['point'] ?? ''));
    for (let n = 0; n < kills; n += 1) {
      if (dropsEvery !== undefined) await dropPictures(handset, dropsEvery);
      const until = Math.round(((n + 1) * photos) / kills);
      while (kept.length < until) {
        const point = points[Math.floor(kept.length / AT_ONCE) % points.length] ?? '';
        kept.push(...(await photograph(handset, `#/visit/${inspectionId}/sheet/${point}`, seed, kept.length, until)));
      }
      await handset.kill();
      handset.hoursAhead = Math.round(((n + 1) * HOURS) / kills);
      await handset.start();
      await handset.typeCode();
      await handset.page.getByRole('heading', { name: '今日任务' }).waitFor();
      isWarnedOfAge = (await handset.page.getByText('手机内有内容超过 24 小时没有上传').count()) > 0;
      const seen = await photosOn(handset, inspectionId);
      const gone = kept.filter((hash) => !seen.has(hash));
      lost.push(...gone.map((hash) => `after ${handset.hoursAhead} hours: ${hash}`));
      // What is gone cannot arrive, and the phone would wait for it.
      if (gone.length > 0) return { photos, kills, isWarnedOrKept: isPersisted || isWarned, isWarnedOfAge, lost };
    }
    plant.line.mend();
    await handset.page.goto(`${handset.address}/field/#/visit/${inspectionId}/upload`);
    await uploadAll(handset, plant.people.lead, photos * PHOTO_MS);
    const files = new Set(await read(scene.runtime, 1, (tx) => listFiles(tx, inspectionId)));
    lost.push(...kept.filter((hash) => !files.has(hash)).map((hash) => `did not arrive: ${hash}`));
    return { photos, kills, isWarnedOrKept: isPersisted || isWarned, isWarnedOfAge, lost };
  } finally {
    await handset.kill();
    await plant.close();
  }
}

/**
 * Waits until the phone says that everything has arrived, and gives the password where it asks for it: only a session that the browser had not
 * yet written to its disk, half a minute after the sign-in, is gone with the kill.
 */
async function uploadAll(handset: Handset, person: Person, timeout: number): Promise<void> {
  const { page } = handset;
  const isDone = page.getByText('这次检查的内容已全部上传');
  const isAsked = page.getByText('登录已过期');
  await isDone.or(isAsked).first().waitFor({ timeout });
  if (await isAsked.isVisible()) await handset.signInAgain(person);
  await isDone.waitFor({ timeout });
}

/** Takes pictures into a form and waits until it shows them; answers their hashes. */
async function photograph(
  handset: Handset,
  form: string,
  seed: string,
  from: number,
  until: number,
): Promise<string[]> {
  await handset.open(form, '记录问题');
  const shown = handset.page.locator('.thumbs > *');
  const before = await shown.count();
  const pictures = Array.from({ length: Math.min(AT_ONCE, until - from) }, (_, n) => pictureOf(`${seed} ${from + n}`));
  await handset.page
    .locator('input[type="file"]')
    .first()
    .setInputFiles(pictures.map((buffer, n) => ({ name: `${from + n}.jpg`, mimeType: 'image/jpeg', buffer })));
  await shown.nth(before + pictures.length - 1).waitFor({ timeout: SHOWN_MS });
  return pictures.map((buffer) => createHash('sha256').update(buffer).digest('hex'));
}

function pictureOf(seed: string): Buffer {
  const dice = diceOf(seed);
  const block = Buffer.from(Array.from({ length: 1_024 }, () => dice.below(256)));
  return jpegWith(0xfe, Buffer.concat(Array.from({ length: PHOTO_BYTES / block.length }, () => block)));
}

/** Hashes of the photos that the app lists and whose bytes lie in its store. */
async function photosOn(handset: Handset, inspectionId: string): Promise<Set<string>> {
  await handset.open(`#/visit/${inspectionId}/photos`, '照片');
  const text = await handset.page.locator('main').innerText();
  const stored = await handset.page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
      });
    const database = await answer(indexedDB.open('sunlot-field'));
    const keys = await answer(database.transaction('sealed').objectStore('sealed').getAllKeys());
    database.close();
    return keys.map(String);
  });
  const places = new Set(stored);
  const listed = [...text.matchAll(/[0-9a-f]{64}/g)].map(([hash]) => hash);
  return new Set(listed.filter((hash) => places.has(`picture/${hash}`)));
}

/** From now to the next start the browser forgets every so many of the large entries, and says that it has them. */
async function dropPictures(handset: Handset, every: number): Promise<void> {
  await handset.page.evaluate((nth) => {
    // Called on the store it was called on.
    // oxlint-disable-next-line typescript/unbound-method
    const { put, get } = IDBObjectStore.prototype;
    let large = 0;
    IDBObjectStore.prototype.put = function patched(this: IDBObjectStore, ...args: Parameters<typeof put>) {
      const [value, key] = args as [{ data?: { byteLength: number } }, IDBValidKey];
      const isPicture = (value.data?.byteLength ?? 0) > 100_000;
      if (isPicture) large += 1;
      return isPicture && large % nth === 0 ? (get.call(this, key) as IDBRequest<IDBValidKey>) : put.apply(this, args);
    };
  }, every);
}
