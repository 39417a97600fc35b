/** What a witness signs and what it never signs, decided in one process with clocks and logs of every kind. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openNote, parseVkey } from 'verifiable-draw';
import { manualClock, systemClock } from '../core/clock.ts';
import { formatAddCheckpoint, parseAddCheckpoint } from '../core/log/add-checkpoint.ts';
import { findCheckpoint } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { visitLog } from './follow.ts';
import { grow, keyOf, requestFrom, witnessFolder, YEAR } from './log.testing.ts';
import { openWitness, trustedKey, WitnessError, type WitnessState } from './state.ts';
import { addCheckpoint, type Answer } from './witness.ts';

const NAME = 'jijian.test.example/w1';
let log: TestRuntime;
/** Another history under the same key: what a bureau would show that keeps two logs. */
let fork: TestRuntime;
let home: Awaited<ReturnType<typeof witnessFolder>>;
let witness: WitnessState;

beforeAll(async () => {
  log = await testRuntime(systemClock.now());
  const other = await testRuntime(systemClock.now());
  fork = { ...other, logKey: log.logKey };
  await grow(log, 5);
  await grow(fork, 7);
});
afterAll(async () => {
  await log.close();
  await fork.close();
});
beforeEach(async () => {
  home = await witnessFolder();
  witness = await openWitness(home.folder, NAME, [keyOf(log)]);
});
afterEach(() => home.remove());

const offer = async (runtime: TestRuntime, oldSize: number, clock = systemClock): Promise<Answer> =>
  addCheckpoint(witness, clock, await requestFrom(runtime, oldSize));
const reason = (answer: Answer): string => (answer.is === 'refused' ? answer.reason : answer.is);
const sizeOf = async (runtime: TestRuntime): Promise<number> =>
  (await read(runtime, 1, (tx) => findCheckpoint(tx, YEAR)))?.size ?? 0;

describe('a witness signs', () => {
  test('the first checkpoint it is shown, and later ones that only grew', async () => {
    const first = await offer(log, 0);
    expect(reason(first)).toBe('cosigned');
    const before = await sizeOf(log);
    await grow(log, 3);
    const second = await offer(log, before);
    if (second.is !== 'cosigned') throw new Error(second.reason);
    expect(second.checkpoint.size).toBe(before + 3);
    const { signatures } = openNote(second.note, [parseVkey(witness.vkey), parseVkey(keyOf(log))]);
    expect(signatures.map(({ key }) => key.name)).toEqual([`120111.test.example/${YEAR}`, NAME]);
  });

  test('the same checkpoint again, as often as it is asked', async () => {
    await offer(log, 0);
    const size = await sizeOf(log);
    expect(reason(await offer(log, size))).toBe('cosigned');
    expect(
      await readdir(join(home.folder, 'logs')).then(([only = '']) => readdir(join(home.folder, 'logs', only))),
    ).toEqual(['000000001.note']);
  });

  test('its key is a file nobody else may read, and another name does not get into its folder', async () => {
    expect((await stat(join(home.folder, 'key.pem'))).mode & 0o777).toBe(0o600);
    const again = await openWitness(home.folder, undefined, []);
    expect([again.vkey, again.logs]).toEqual([witness.vkey, witness.logs]);
    await expect(openWitness(home.folder, 'other', [])).rejects.toThrow(WitnessError);
  });

  test('who trusts the log of one year trusts that of the next, but of no other bureau', () => {
    const next = trustedKey(witness.logs, '120111.test.example/2027');
    expect(Buffer.from(next?.publicKey ?? [])).toEqual(Buffer.from(log.logKey.publicKey));
    expect(trustedKey(witness.logs, '120112.test.example/2026')).toBeUndefined();
  });
});

describe('a witness does not sign', () => {
  test.each([
    ['nothing', ''],
    ['words', 'old five\n\nx\n'],
    ['a proof of no hashes', 'old 3\nAAAA\n\nx\n1\nAAAA\n\n— x AAAA\n'],
  ])('%s', async (_what, body) => {
    expect(reason(await addCheckpoint(witness, systemClock, body))).toBe('malformed');
  });

  test('the log of a stranger, or one whose signature is not its own', async () => {
    const body = await requestFrom(log, 0);
    expect(reason(await addCheckpoint(witness, systemClock, body.replace('120111.', '120119.')))).toBe('unknown-log');
    const line = /— \S+ (\S)/u.exec(body)?.[1] === 'A' ? 'B' : 'A';
    expect(reason(await addCheckpoint(witness, systemClock, body.replace(/(— \S+ )\S/u, `$1${line}`)))).toBe(
      'bad-signature',
    );
    expect(reason(await addCheckpoint(witness, systemClock, body.replace(/\n\d+\n/, '\n4\n')))).toBe('bad-signature');
  });

  test('when the request begins elsewhere than where it stopped; it says where that was', async () => {
    await offer(log, 0);
    const size = await sizeOf(log);
    expect(await offer(log, 2)).toMatchObject({ reason: 'other-size', size });
    expect(await offer(log, 0)).toMatchObject({ reason: 'other-size', size });
  });

  test('a fork of the same length; both checkpoints are kept', async () => {
    const [mine, theirs] = [await sizeOf(log), await sizeOf(fork)];
    if (mine < theirs) await grow(log, theirs - mine);
    else if (theirs < mine) await grow(fork, mine - theirs);
    await offer(log, 0);
    const answer = await offer(fork, await sizeOf(fork));
    if (answer.is !== 'refused') throw new Error('signed a fork');
    expect(answer.reason).toBe('fork');
    expect(answer.detail).toContain(`本见证方签过：${await sizeOf(log)} 条`);
    const [kept = ''] = await readdir(join(home.folder, 'evidence'));
    const files = await Promise.all(
      ['signed-before.note', 'offered.note'].map((file) => readFile(join(home.folder, 'evidence', kept, file), 'utf8')),
    );
    const roots = files.map((note) => openNote(note, [parseVkey(keyOf(log))]).text);
    expect(new Set(roots).size).toBe(2);
    expect(reason(await offer(fork, await sizeOf(fork)))).toBe('fork');
    expect(await readdir(join(home.folder, 'evidence'))).toHaveLength(1);
  });

  test('a longer fork, whose proof cannot hold; nor a right checkpoint with a wrong proof', async () => {
    await offer(log, 0);
    const size = await sizeOf(log);
    await grow(fork, size + 1);
    expect(reason(await offer(fork, size))).toBe('unproved');
    await grow(log, 2);
    const request = parseAddCheckpoint(await requestFrom(log, size));
    if (request === undefined) throw new Error('no request');
    const [first = new Uint8Array(32), ...rest] = request.proof;
    const bent = formatAddCheckpoint({ ...request, proof: [first.map((byte) => byte ^ 1), ...rest] });
    expect(reason(await addCheckpoint(witness, systemClock, bent))).toBe('unproved');
    expect(reason(await offer(log, size))).toBe('cosigned');
  });

  test('by a clock that has gone back behind its own last signature', async () => {
    const clock = manualClock('2026-11-01T00:00:00Z');
    await offer(log, 0, clock);
    const size = await sizeOf(log);
    await grow(log, 1);
    clock.set('2026-10-31T23:59:00Z');
    expect(reason(await offer(log, size, clock))).toBe('clock');
    clock.set('2026-11-01T00:00:01Z');
    expect(reason(await offer(log, size, clock))).toBe('cosigned');
  });

  test('from a folder in which a checkpoint it signed was changed', async () => {
    await offer(log, 0);
    const [only = ''] = await readdir(join(home.folder, 'logs'));
    const path = join(home.folder, 'logs', only, '000000001.note');
    await writeFile(path, (await readFile(path, 'utf8')).replace(/\n\d+\n/, '\n1\n'));
    await expect(offer(log, 1)).rejects.toThrow(/cosignature/);
  });
});

test('two requests at once are signed one after the other, never one over the other', async () => {
  const older = await requestFrom(log, 0);
  await grow(log, 4);
  const newer = await requestFrom(log, 0);
  const twin = await openWitness(home.folder, undefined, []);
  const answers = await Promise.all([
    addCheckpoint(witness, systemClock, older),
    addCheckpoint(twin, systemClock, newer),
    addCheckpoint(witness, systemClock, newer),
  ]);
  expect(answers.map(reason).toSorted()).toEqual(['cosigned', 'other-size', 'other-size']);
});

test('a log that shows fewer entries than before has gone back, and is accused', async () => {
  const older = await read(log, 1, (tx) => findCheckpoint(tx, YEAR));
  await grow(log, 2);
  await offer(log, 0);
  const server = createServer((_request, response) => response.end(older?.note));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const answer = await visitLog(witness, systemClock, `http://127.0.0.1:${port}/log/120111/${YEAR}`);
    expect(answer).toMatchObject({ is: 'refused', reason: 'rollback' });
    expect(await readdir(join(home.folder, 'evidence'))).toHaveLength(1);
  } finally {
    server.close();
  }
});
