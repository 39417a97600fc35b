import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { newId } from '../ids.ts';
import { ok, refuse } from '../result.ts';
import { read, transact } from '../transact.ts';
import { codeOf, documentNumber, normalCode, shownCode } from './number.ts';
import { findDocumentByCode, listDocuments, missingSerials } from './reads.ts';
import { documentCode, endDocument, nextName, registerDocument, takeSerial } from './register.ts';

const PREFIX = { place: '津西青', organ: '应急' };
const officer = actorOf(['officer']);
let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

async function serialFor(fileId: string, bureauId = 1): Promise<number> {
  const taken = await transact(runtime, { id: newId(), actor: actorOf(['officer'], 'officer', bureauId) }, async (tx) =>
    ok((await takeSerial(tx, 'inspection', fileId)).serial),
  );
  if (!taken.ok) throw new Error('refused');
  return taken.value;
}

/** Issues one document of the file; returns its id. */
async function issue(fileId: string, category: string): Promise<string> {
  const issued = await transact(runtime, { id: newId(), actor: officer }, async (tx) => {
    const name = await nextName(tx, PREFIX, await takeSerial(tx, 'inspection', fileId), category);
    const document = {
      category,
      form: 'inspection/record',
      title: '现场检查记录',
      fileId,
      sha256: 'ab'.repeat(32),
      size: 9,
    };
    return ok(await registerDocument(tx, { ...name, ...document, code: documentCode('120111', name.number, fileId) }));
  });
  if (!issued.ok) throw new Error('refused');
  return issued.value;
}

/** A program that takes numbers until it is killed; it stops inside the transaction of its `stopsAt`-th. */
async function startTaker(stopsAt: number): Promise<ChildProcessByStdio<null, Readable, null>> {
  const program = fileURLToPath(new URL('../../testing/take-serial.child.ts', import.meta.url));
  const child = spawn(process.execPath, [program, runtime.appUrl, String(stopsAt)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'readable');
  return child;
}

async function ended(child: ChildProcessByStdio<null, Readable, null>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function missing(): Promise<readonly string[]> {
  return read(runtime, 1, missingSerials);
}

describe('a document number', () => {
  const serial = { series: 'inspection', year: 2019, serial: 7 };

  test('is written as GB/T 9704 has it, without 第 and padding; the second of a kind counts on', () => {
    expect(documentNumber(PREFIX, '检记', serial, 1)).toBe('（津西青）应急检记〔2019〕7号');
    expect(documentNumber(PREFIX, '责改', serial, 2)).toBe('（津西青）应急责改〔2019〕7-2号');
  });

  test('has a code of twelve characters that can be read aloud, and is found however it is typed', () => {
    const code = codeOf('ff'.repeat(32));
    expect(code).toBe('ZZZZZZZZZZZZ');
    expect(shownCode('0123456789AB')).toBe('0123-4567-89AB');
    expect(normalCode(' o123-4567-89ab ')).toBe('0123456789AB');
    expect(normalCode('1l1i-4567-89ab')).toBe('1111456789AB');
    for (const wrong of ['', '0123', 'U123456789AB', '0123456789ABC', "0' OR 1=1 --"])
      expect(normalCode(wrong)).toBeUndefined();
  });
});

describe('the register', () => {
  test('two hundred files that ask at once, while programs that take numbers are killed, get two hundred and leave no gap', async () => {
    const killed = await Promise.all(Array.from({ length: 4 }, () => startTaker(0)));
    const files = Array.from({ length: 200 }, newId);
    const asked = files.map(async (file, n) => {
      const serial = await serialFor(file);
      // Each dies at another moment of the rush, in whatever it is doing.
      if (n % 50 === 25) killed[(n - 25) / 50]?.kill('SIGKILL');
      return serial;
    });
    const serials = await Promise.all(asked);
    await Promise.all(killed.map(ended));
    expect(new Set(serials).size).toBe(200);
    expect(await missing()).toEqual([]);
    expect(await serialFor(files[20] ?? '')).toBe(serials[20]);
  });

  test('a refused deed takes no number', async () => {
    const before = await serialFor(newId());
    await transact(runtime, { id: newId(), actor: officer }, async (tx) => {
      await takeSerial(tx, 'inspection', newId());
      return refuse([{ code: 'inspection-state' }]);
    });
    expect(await serialFor(newId())).toBe(before + 1);
  });

  test('a process that is killed inside a transaction takes no number with it', async () => {
    const before = await serialFor(newId());
    const child = await startTaker(3);
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes(`took ${before + 3}`)) child.kill('SIGKILL');
    }
    await ended(child);
    // Two were committed, the third was not.
    expect(await serialFor(newId())).toBe(before + 3);
    expect(await missing()).toEqual([]);
  });

  test('another bureau and another year have their own numbers', async () => {
    expect(await serialFor(newId(), 2)).toBe(1);
    runtime.clock.set('2027-01-04T01:00:00Z');
    expect(await serialFor(newId())).toBe(1);
    runtime.clock.set('2026-03-02T01:00:00Z');
  });

  test('one serial runs through a file; a voided number is kept and not used again', async () => {
    const file = newId();
    const serial = await serialFor(file);
    const first = await issue(file, '责改');
    await transact(runtime, { id: newId(), actor: officer }, async (tx) =>
      ok(await endDocument(tx, first, { reason: '单位名称有误' })),
    );
    const second = await issue(file, '责改');
    await issue(file, '检记');
    const numbers = (await read(runtime, 1, (tx) => listDocuments(tx, 'inspection', file))).map(({ number, end }) => [
      number,
      end?.kind,
    ]);
    expect(numbers).toEqual(
      expect.arrayContaining([
        [`（津西青）应急责改〔2026〕${serial}号`, 'voided'],
        [`（津西青）应急责改〔2026〕${serial}-2号`, undefined],
        [`（津西青）应急检记〔2026〕${serial}号`, undefined],
      ]),
    );
    const again = await transact(runtime, { id: newId(), actor: officer }, async (tx) =>
      ok([
        await endDocument(tx, second, { reason: '内容更正', supersededBy: await issueIn(file) }),
        await endDocument(tx, first, { reason: '再次作废' }),
      ]),
    );
    expect(again).toEqual({ ok: true, value: [true, false] });
  });

  test('what is registered cannot be changed or taken out, not even by the owner of the database', async () => {
    const file = newId();
    await issue(file, '检记');
    await runtime.asOwner(async (owner) => {
      await expect(owner.deleteFrom('document').execute()).rejects.toThrow('append-only');
      await expect(owner.updateTable('file_serial').set({ serial: 999 }).execute()).rejects.toThrow('append-only');
    });
    await expect(runtime.db.updateTable('document').set({ title: 'x' }).execute()).rejects.toThrow('permission denied');
  });

  test('a code of another bureau is found by that bureau only', async () => {
    const file = newId();
    await issue(file, '检告');
    const [document] = await read(runtime, 1, (tx) => listDocuments(tx, 'inspection', file));
    const code = document?.code ?? '';
    expect(await read(runtime, 1, (tx) => findDocumentByCode(tx, code))).toMatchObject({
      documentId: document?.documentId,
    });
    expect(await read(runtime, 2, (tx) => findDocumentByCode(tx, code))).toBeUndefined();
  });
});

function issueIn(file: string): Promise<string> {
  return issue(file, '责改');
}
