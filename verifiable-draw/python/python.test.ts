import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AFTERWARDS, substituted, WITH_MEANS } from '../batteries/afterwards.ts';
import { ORDERS } from '../batteries/orders.ts';
import { runPython } from '../batteries/python.ts';
import { forge } from '../batteries/smith.ts';
import { packBundle } from '../bin/container.ts';
import {
  buildSubstitutionReceipt,
  fromUtf8,
  parsePolicy,
  readBundle,
  toBase64,
  utf8,
  verifyBundle,
  verifySubstitutionReceipt,
} from '../src/index.ts';
import { POLICY } from '../src/testing/log.ts';
import { TEAMS, withMeans } from '../src/testing/means-scene.ts';
import { scene } from '../src/testing/scene.ts';

const home = mkdtempSync(join(tmpdir(), 'vdraw-python-'));
afterAll(() => rmSync(home, { recursive: true }));

function folder(name: string, files: ReadonlyMap<string, Uint8Array>): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(home, name, path)), { recursive: true });
    writeFileSync(join(home, name, path), bytes);
  }
  return join(home, name);
}

function inBase64(files: ReadonlyMap<string, Uint8Array>): Record<string, string> {
  return Object.fromEntries([...files].map(([path, bytes]) => [path, toBase64(bytes)]));
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

  it.each(AFTERWARDS)('says of a draw %s what the verifier in TypeScript says, step by step', (name, files) => {
    const ours = verifyBundle(files);
    if (ours.kind === 'garbage') throw new Error('no bundle');
    const lines = runPython(['-m', 'vdraw.judge'], `${JSON.stringify(inBase64(files))}\n`).text;
    expect([name, JSON.parse(lines)]).toEqual([name, []]);
    expect(ours.ok).toBe(true);
  });

  it.each(WITH_MEANS)('says of a draw %s what the verifier in TypeScript says, step by step', (name, options) => {
    const { files } = scene(options);
    const ours = verifyBundle(files);
    if (ours.kind === 'garbage') throw new Error('no bundle');
    const lines = runPython(['-m', 'vdraw.judge'], `${JSON.stringify(inBase64(files))}\n`).text;
    expect([name, JSON.parse(lines), ours.ok]).toEqual([name, [], true]);
  });

  it('refuses an audit of teams in which somebody came once more than computed', () => {
    const { files } = scene(withMeans({ narrowingRuns: 5 }, { teams: TEAMS }));
    const text = fromUtf8(files.get('narrowing.json') ?? new Uint8Array());
    const bent = new Map(files).set('narrowing.json', utf8(text.replace(/"most":(\d+)/, (_all, n) => `"most":${n}1`)));
    const lines = runPython(['-m', 'vdraw.judge'], `${JSON.stringify(inBase64(bent))}\n`).text;
    expect(JSON.parse(lines)).toContain('V15');
  });

  describe.each([0, 1])('of the receipt of substitution %i', (which) => {
    const { results, parts } = substituted;
    const { document } = results[which] as (typeof results)[number];
    const logged = parts.log.filter(({ entry }) => fromUtf8(entry).includes('"kind":"draw.substitute"'));
    const receipt = buildSubstitutionReceipt('vd1-sha256', document, logged[which] as (typeof logged)[number]);
    const ask = (text: string): { code: number; answer: { ok: boolean; officers?: string[]; id?: string } } => {
      const files = folder(
        `receipt ${which}`,
        new Map([
          ['receipt', utf8(text)],
          ['policy', utf8(POLICY)],
        ]),
      );
      const { code, text: said } = runPython([
        'verify.py', join(files, 'receipt'), '--receipt', '--json', '--policy', join(files, 'policy'),
      ]); // prettier-ignore
      return { code, answer: JSON.parse(said) as { ok: boolean } };
    };

    it('says who comes, and where', () => {
      expect(verifySubstitutionReceipt(receipt, parsePolicy(POLICY))).toMatchObject({ ok: true });
      const id = document.what === 'enterprise' ? document.substitute : document.enterprise;
      const officers = document.officers.map(({ person }) => person);
      expect(ask(receipt)).toEqual({ code: 0, answer: expect.objectContaining({ ok: true, id, officers }) as object });
    });

    it('refuses another person, another entry and another document', () => {
      const other = results[1 - which] as (typeof results)[number];
      for (const bent of [
        receipt.replace(document.officers[0]?.person ?? '', 'ZF-777'),
        buildSubstitutionReceipt('vd1-sha256', document, logged[1 - which] as (typeof logged)[number]),
        buildSubstitutionReceipt('vd1-sha256', other.document, logged[which] as (typeof logged)[number]),
        receipt.replace('"vd1-sha256"', '"vd1-sm3"'),
      ]) {
        expect(verifySubstitutionReceipt(bent, parsePolicy(POLICY)).ok).toBe(false);
        expect(ask(bent)).toMatchObject({ code: 1, answer: { ok: false } });
      }
    });
  });

  it('refuses a substitution that was not computed', () => {
    const [, files] = AFTERWARDS[0] as (typeof AFTERWARDS)[number];
    const text = fromUtf8(files.get('substitutions.jsonl') ?? new Uint8Array());
    const bent = new Map(files).set('substitutions.jsonl', utf8(text.replace('"request":1', '"request":2')));
    const lines = runPython(['-m', 'vdraw.judge'], `${JSON.stringify(inBase64(bent))}\n`).text;
    expect(JSON.parse(lines)).toContain('V13');
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
