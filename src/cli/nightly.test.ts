/** What the program does by itself: twice a minute what is new goes to the backup, each night backup, drill and log; never twice, never by day. */
import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { listBases, listFiles, listSegments, repositoryAt } from '../core/backup/repository.ts';
import { manualClock } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { readOperation, type OperationState } from '../core/operation.ts';
import { withClient } from '../core/postgres/roles.ts';
import { nightlyOnce, shipOnce } from '../jobs/operation.ts';
import { grow } from '../witness/log.testing.ts';
import { openBackedUp, type BackedUp } from './backed-up.testing.ts';
import { recipientsOf } from './backup.ts';
import type { OpenSunlot } from './open.ts';
import { shippingOf } from './serve.ts';

describe('the work that nobody starts', () => {
  let kept: BackedUp;
  let config: Config;
  let sunlot: OpenSunlot;
  const clock = manualClock('2026-03-02T04:00:00Z');
  const going = new AbortController().signal;

  /** The night's work with this clock. */
  const night = (of: Config = config, stopping: AbortSignal = going): Promise<void> =>
    nightlyOnce({ ...sunlot.runtime, clock }, of, stopping);
  const state = async (): Promise<Record<string, Pick<OperationState, 'at' | 'isGood' | 'goodAt'>>> =>
    Object.fromEntries((await readOperation(sunlot.runtime)).map(({ name, ...rest }) => [name, rest]));

  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    kept = await openBackedUp();
    ({ config, sunlot } = kept);
    await grow(sunlot.runtime, 5);
  });
  afterAll(() => kept.close());

  test('is not done by day, and ships nothing before a first backup', async () => {
    await night();
    await shipOnce(sunlot.runtime, await shipping());
    expect(await state()).toEqual({});
  });

  test('is begun anew when the program is stopped over it: what was broken off is not noted', async () => {
    clock.set('2026-03-02T19:00:00Z');
    const stop = new AbortController();
    const broken = night(config, stop.signal);
    stop.abort();
    await broken;
    expect(await state()).toEqual({});
  });

  test('of the night is a backup, a drill of it, and the whole log, each once', async () => {
    await night();
    const done = { isGood: true, at: '2026-03-02T19:00:00.000Z', goodAt: '2026-03-02T19:00:00.000Z' };
    expect(await state()).toEqual({ backup: done, drill: done, log: done });
    expect(await listBases(repositoryAt(kept.at('backup')))).toHaveLength(1);
    clock.advance(3_600);
    await night();
    expect(await state()).toEqual({ backup: done, drill: done, log: done });
  });

  test('of a minute goes to the backup while the program serves, where one is set up for its own server', async () => {
    const repository = repositoryAt(kept.at('backup'));
    const before = (await listSegments(repository)).length;
    const file = await sunlot.runtime.files.put(Buffer.from('an original'));
    await grow(sunlot.runtime, 3);
    expect(await shippingOf(sunlot, { ...config, backup: undefined })).toBeUndefined();
    expect(await shippingOf({ ...sunlot, adminUrl: undefined }, config)).toBeUndefined();
    const worker = await shippingOf(sunlot, config);
    await vi.waitFor(async () => expect(await state()).toMatchObject({ shipping: { isGood: true } }), 20_000);
    await worker?.stop();
    expect((await listSegments(repository)).length).toBeGreaterThan(before);
    expect((await readdir(kept.at('backup'), { recursive: true })).join('\n')).toContain(file);
  });

  test('ships the log again and again while it copies files, however many there are', async () => {
    const repository = repositoryAt(kept.at('backup'));
    const files = 60;
    for (let n = 0; n < files; n += 1) await sunlot.runtime.files.put(randomBytes(2 ** 20));
    const before = (await listFiles(repository)).size;
    const round = shipOnce(sunlot.runtime, await shipping(), 100);
    await expect
      .poll(async () => (await listFiles(repository)).size, { interval: 10, timeout: 20_000 })
      .toBeGreaterThan(before);
    const segments = (await listSegments(repository)).length;
    await grow(sunlot.runtime, 1);
    await expect
      .poll(async () => (await listSegments(repository)).length, { interval: 10, timeout: 20_000 })
      .toBeGreaterThan(segments);
    expect((await listFiles(repository)).size, 'files are still on their way').toBeLessThan(before + files);
    await round;
    expect((await listFiles(repository)).size).toBe(before + files);
    expect((await state())['shipping']).toMatchObject({ isGood: true });
  });

  test('that fails is noted with the time it last went well, and does not stop the rest', async () => {
    const repository = kept.at('broken');
    await writeFile(repository, 'a file where the folder should be');
    const of = { ...config, backup: { folder: repository, recipient: config.backup?.recipient ?? '' } };
    await grow(sunlot.runtime, 1);
    await expect(shipOnce(sunlot.runtime, { ...(await shipping()), config: of })).rejects.toThrow();
    clock.set('2026-03-03T19:00:00Z');
    await night(of);
    const now = '2026-03-03T19:00:00.000Z';
    expect(await state()).toMatchObject({
      shipping: { isGood: false },
      backup: { isGood: false, at: now, goodAt: '2026-03-02T19:00:00.000Z' },
      drill: { isGood: false, at: now },
      log: { isGood: true, at: now, goodAt: now },
    });
  });

  test('of a log that somebody changed says so', async () => {
    await withClient(sunlot.adminUrl ?? '', async (admin) => {
      await admin.query('ALTER TABLE sunlot.deed DISABLE TRIGGER ALL');
      await admin.query(`UPDATE sunlot.deed SET actor_id = 'somebody-else' WHERE seq = 2`);
    });
    clock.set('2026-03-04T19:00:00Z');
    await night({ ...config, backup: undefined });
    expect(await state()).toMatchObject({ log: { isGood: false, goodAt: '2026-03-03T19:00:00.000Z' } });
  });

  const shipping = async () => ({
    config,
    adminUrl: sunlot.adminUrl ?? '',
    recipients: await recipientsOf(config, config.backup?.recipient ?? ''),
  });
});
