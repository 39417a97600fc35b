/** A sealed draw in its bundle, before its opening and after it (SPEC §20). */
import { describe, expect, it } from 'vitest';
import { MANIFEST } from '../bundle-files.ts';
import { after, codeOf, sealedFiles, sealedOptions, type After, type AfterOptions } from '../testing/after.ts';
import { failing, statusOf, textOf, withFile, withLines, wrong } from '../testing/forge.ts';
import { byCodes, OPENING, recuse, skip } from '../testing/honest.ts';
import { bytes32, type TestDeed } from '../testing/log.ts';
import { verifyBundle } from './verify.ts';

const good = after({ withExperts: true }, [recuse(0), skip(1), recuse(2)]);
const sealed = after(sealedOptions, [byCodes(skip(0), 1, 4), byCodes(recuse(1), 2, 5)]);
const opened = after({ ...sealedOptions, bend: (deeds) => [...deeds, OPENING] }, [
  byCodes(skip(0), 1, 4),
  byCodes(recuse(1), 2, 5),
]);

describe('a sealed draw', () => {
  it('verifies before its opening as far as it is shown', () => {
    const files = sealedFiles(sealed);
    expect(wrong(files)).toEqual([]);
    expect(statusOf(files)).toBe(
      'V1 PASS, V2 PASS, V3 PASS, V4 PASS, V5 PASS, V6 PASS, V7 NOT-APPLICABLE, V8 NOT-APPLICABLE, V9 NOT-APPLICABLE, V10 NOT-APPLICABLE, V11 NOT-APPLICABLE, V12 NOT-APPLICABLE, V13 NOT-APPLICABLE, V14 PASS, V15 NOT-APPLICABLE'.replace(
        'V14 PASS',
        'V14 NOT-APPLICABLE',
      ),
    );
    expect(failing(files, { now: '2026-03-09T00:00:00Z' })).toEqual([]);
    expect(failing(files, { now: '2026-03-10T00:00:01Z' })).toEqual(['V14']);
  });

  it('shows nobody before its opening: no code, no id, no name, no officer', () => {
    const shown = [...sealedFiles(sealed)].map(([path, bytes]) => path + new TextDecoder().decode(bytes)).join('\n');
    const { lists, draw } = sealed.scene;
    const secrets = [
      ...lists.roster.leaves.flatMap(({ id, name, salt }) => [id, name, salt]),
      ...lists.officers.leaves.map(({ id }) => id),
      ...[3, 4, 5].flatMap((index) => [codeOf('a', index), codeOf('b', index)]),
      draw.details.prk,
    ];
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
  });

  it('verifies whole after it, with its substitutions', () => {
    expect(wrong(opened.files)).toEqual([]);
    expect(verifyBundle(opened.files).ok).toBe(true);
    expect(statusOf(opened.files)).toContain('V13 PASS, V14 PASS');
    const late = after(
      { ...sealedOptions, bend: (deeds) => [...deeds, { ...OPENING, at: '2026-03-11T00:00:00Z' }] },
      [],
    );
    expect(failing(late.files)).toEqual(['V14']);
  });

  it('hides nothing after it, and an open draw never hides', () => {
    const hide = (files: ReadonlyMap<string, Uint8Array>) =>
      withLines(files, 'officers.jsonl', (lines) => [
        `{"leafHash":"${Buffer.from(bytes32('any')).toString('hex')}"}`,
        ...lines.slice(1),
      ]);
    expect(failing(hide(opened.files))).toEqual(['V4']);
    expect(failing(hide(good.files))).toEqual(['V4']);
    const real = sealed.scene.lists.officers.hashes[0];
    const honest = withLines(opened.files, 'officers.jsonl', (lines) => [
      `{"leafHash":"${Buffer.from(real ?? []).toString('hex')}"}`,
      ...lines.slice(1),
    ]);
    expect(failing(honest)).toEqual(['V4']);
    expect(
      failing(withLines(opened.files, 'officers.jsonl', (lines) => ['{"leafHash":"no"}', ...lines.slice(1)])),
    ).toContain('V1');
  });

  it('takes each fresh code once, and only codes', () => {
    const bend = (change: (deed: TestDeed) => TestDeed[]) =>
      failing(
        after(
          {
            ...sealedOptions,
            bend: (deeds) => [...deeds.flatMap((d) => (d.kind === 'draw.record-fresh' ? change(d) : [d])), OPENING],
          },
          [byCodes(skip(0), 1, 4)],
        ).files,
      );
    expect(bend((deed) => [deed])).toEqual([]);
    expect(bend((deed) => [deed, deed])).toEqual(['V13']);
    const { request, source } = { request: 1, source: 'fresh:1:a' };
    expect(bend((deed) => [{ ...deed, facts: { request, source } }])).toEqual(['V13']);
    expect(bend((deed) => [{ ...deed, facts: { ...deed.facts, value: codeOf('a', 3) } }])).toEqual(['V13']);
  });

  it('has as many outcomes as enterprises, in time', () => {
    const late = after(
      {
        ...sealedOptions,
        bend: (deeds) =>
          deeds.map((d) => (/complete|confirm$/.test(d.kind) ? { ...d, at: '2026-03-02T10:00:00Z' } : d)),
      },
      [],
    );
    expect(failing(sealedFiles(late))).toEqual(['V14']);
  });

  it('void before its codes are released passes without a result', () => {
    const voided: After = after(
      {
        ...sealedOptions,
        bend: (deeds) => [
          ...deeds.filter(({ kind }) => !/record-source|complete|draw.confirm$/.test(kind)),
          { kind: 'draw.void', at: '2026-03-03T00:00:00Z', facts: { reason: 'ROSTER_ERROR' } },
        ],
      },
      [],
    );
    const files = withFile(sealedFiles(voided), 'result.json', undefined);
    expect(failing(files)).toEqual([]);
    expect(textOf(files, MANIFEST)).not.toContain('result.json');
  });

  it('without an announced time of opening is never overdue', () => {
    const options: AfterOptions = {
      ...sealedOptions,
      change: (draft) => {
        const { open, ...deadlines } = sealedOptions.change?.(draft).deadlines ?? draft.deadlines;
        expect(open).toBeDefined();
        return { ...(sealedOptions.change?.(draft) ?? draft), deadlines };
      },
    };
    expect(failing(sealedFiles(after(options, [])), { now: '2030-01-01T00:00:00Z' })).toEqual([]);
  });
});
