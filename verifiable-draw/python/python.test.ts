import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ORDERS } from '../batteries/orders.ts';
import { runPython } from '../batteries/python.ts';
import { forge } from '../batteries/smith.ts';
import { packBundle } from '../bin/container.ts';
import { readBundle, utf8, verifyBundle } from '../src/index.ts';

const home = mkdtempSync(join(tmpdir(), 'vdraw-python-'));
afterAll(() => rmSync(home, { recursive: true }));

function folder(name: string, files: ReadonlyMap<string, Uint8Array>): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(home, name, path)), { recursive: true });
    writeFileSync(join(home, name, path), bytes);
  }
  return join(home, name);
}

interface Report {
  readonly ok: boolean;
  readonly steps: readonly { readonly id: string; readonly status: string }[];
}

function report(path: string, ...more: string[]): Report {
  return JSON.parse(runPython(['verify.py', path, '--json', ...more]).text) as Report;
}

/** Python starts and computes on a machine that may be busy. */
describe('the verifier in Python', { timeout: 180_000 }, () => {
  it('lies in one file that is made from its modules', () => {
    expect(runPython(['join.py', '--check'])).toEqual({ code: 0, text: '' });
  });

  it('computes the published vectors, in both suites and with its own SM3', () => {
    expect(runPython(['-m', 'unittest', '-q'])).toMatchObject({
      code: 0,
      text: expect.stringMatching(/OK\s*$/) as string,
    });
  });

  it.each(ORDERS)('says of $name what the verifier in TypeScript says, step by step', (order) => {
    const { files } = forge(order);
    const ours = verifyBundle(files);
    if (ours.kind === 'garbage') throw new Error('no bundle');
    const theirs = report(folder(order.name, files));
    expect(theirs.steps.map(({ id, status }) => [id, status])).toEqual(
      ours.steps.map(({ id, status }) => [id, status]),
    );
    expect(theirs.ok).toBe(true);
  });

  it('takes the zip in its published form, and no other', () => {
    const { files } = forge(ORDERS[0] as (typeof ORDERS)[number]);
    const archive = packBundle(files);
    writeFileSync(join(home, 'good.zip'), archive);
    expect(runPython(['verify.py', join(home, 'good.zip')])).toMatchObject({
      code: 0,
      text: expect.stringContaining('结论：全部通过 / all steps pass') as string,
    });
    archive[10] = 1;
    writeFileSync(join(home, 'dated.zip'), archive);
    expect(runPython(['verify.py', join(home, 'dated.zip')])).toMatchObject({
      code: 1,
      text: expect.stringContaining('结论：未通过 / failed: V1') as string,
    });
  });

  it('says 2 for what is no bundle', () => {
    writeFileSync(join(home, 'photo.jpg'), 'no zip');
    for (const path of [
      join(home, 'photo.jpg'),
      join(home, 'nowhere'),
      folder('other', new Map([['a.txt', utf8('a')]])),
    ])
      expect(runPython(['verify.py', path]).code).toBe(2);
  });

  it('tells an enterprise what became of it', () => {
    const { files } = forge(ORDERS[2] as (typeof ORDERS)[number]);
    const path = folder('own', files);
    const drawn = readBundle(files).details?.selected[0]?.id ?? '';
    const { code, text } = runPython(['verify.py', path, '--firm', drawn]);
    expect(code).toBe(0);
    expect(text).toContain(`企业 / enterprise ${drawn}\n  在名录中出现 1 次`);
    expect(text).toContain('被抽中，第 1 位');
    expect(runPython(['verify.py', path, '--firm', 'NOBODY']).text).toContain('不在名录中');
  });
});
