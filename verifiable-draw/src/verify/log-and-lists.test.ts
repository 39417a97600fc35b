/** What the log and the committed lists must hold, V2 to V5: one thing bent, and which step says so (SPEC §15). */
import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { parsePolicy } from '../policy.ts';
import { bend, voidDeed, without } from '../testing/bending.ts';
import { failing, textOf, withFile, withLines } from '../testing/forge.ts';
import { LOG, proveEntries, testSigner, WITNESSED_POLICY, type TestDeed } from '../testing/log.ts';
import { scene } from '../testing/scene.ts';
import { formatVkey } from '../note.ts';
import { verifyBundle } from './verify.ts';

const good = scene();
const beacon = scene({ profile: 'public' });
const withExperts = scene({ withExperts: true, suite: 'vd1-sm3', narrowingRuns: 40 });

describe('V2, the log', () => {
  it('refuses an entry whose proof is of another one, or of a log with another key', () => {
    const [a, b] = [...good.files.keys()].filter((path) => path.endsWith('.tlog-proof'));
    expect(failing(withFile(good.files, a as string, textOf(good.files, b as string)))).toContain('V2');
    const stranger = parsePolicy(`log ${formatVkey(LOG.name, testSigner('x', 9).publicKey)}\nquorum none\n`);
    expect(failing(good.files, { policy: stranger })).toContain('V2');
  });

  it('refuses an entry that moved to another number, or lost its proof', () => {
    const [path = ''] = [...good.files.keys()].filter((each) => each.startsWith('log/') && each.endsWith('.json'));
    const moved = withFile(withFile(good.files, path, undefined), 'log/00000099.json', good.files.get(path));
    expect(failing(moved)).toContain('V1');
    expect(failing(withFile(good.files, path.replace('.json', '.tlog-proof'), undefined))).toContain('V1');
  });

  it('refuses a document that the log does not name', () => {
    expect(
      failing(
        scene({ deeds: bend('draw.announce', (deed) => ({ ...deed, facts: { document: '00'.repeat(32) } })) }).files,
      ),
    ).toContain('V2');
    expect(failing(scene({ deeds: bend('draw.complete', (deed) => ({ ...deed, facts: {} })) }).files)).toEqual(['V2']);
  });

  it('refuses a plan or a report that the announcement does not name', () => {
    expect(failing(withFile(good.files, 'plan.json', '{"plan":"2026"}'))).toEqual(['V2']);
    const planned = scene({ change: (a) => ({ ...a, planHash: 'ab'.repeat(32) }) });
    expect(failing(planned.files)).toEqual([]);
    expect(failing(withFile(planned.files, 'plan.json', '{"plan":"2026"}'))).toEqual(['V2']);
    expect(
      failing(withFile(good.files, 'narrowing.json', withExperts.files.get('narrowing.json')), { skipNarrowing: true }),
    ).toEqual(['V2']);
  });

  it('refuses a chain that does not hold, and two bureaus in one log', () => {
    const forged = scene();
    const [first, second] = [...forged.files.keys()].filter(
      (path) => path.startsWith('log/') && path.endsWith('.json'),
    );
    const text = textOf(forged.files, second as string).replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${'11'.repeat(32)}"`);
    expect(failing(withFile(forged.files, second as string, text))).toContain('V2');
    expect(
      failing(
        withFile(forged.files, first as string, textOf(forged.files, first as string).replace('"xiqing"', '"nankai"')),
      ),
    ).toContain('V2');
  });

  it('refuses checkpoints that contradict each other', () => {
    const other = scene({ deeds: bend('draw.confirm', (deed) => ({ ...deed, actor: 'somebody-else' })) });
    const paths = [...other.files.keys()].filter((path) => path.startsWith('log/'));
    const mixed = new Map(good.files);
    for (const path of paths.slice(-4)) mixed.set(path, other.files.get(path) as Uint8Array);
    const report = verifyBundle(withFile(mixed, 'ref/note.txt', 'x'));
    expect(JSON.stringify(report.steps[1])).toContain('two roots for yingji.example.cn/2026');
  });

  it('refuses entries whose numbers do not run with their places', () => {
    const paths = [...good.files.keys()].filter((path) => path.startsWith('log/') && path.endsWith('.json'));
    const entries = paths.map((path) => good.files.get(path) as Uint8Array);
    const [moved] = proveEntries([utf8('x'), utf8('y'), ...entries], (i) => i === 2);
    const mixed = withFile(good.files, (paths[0] ?? '').replace('.json', '.tlog-proof'), moved?.proof);
    expect(JSON.stringify(verifyBundle(mixed).steps[1])).toContain('index');
    expect(failing(mixed)).toEqual(['V2']);
  });

  it('asks for the witnesses of the policy', () => {
    const policy = parsePolicy(WITNESSED_POLICY);
    expect(failing(beacon.files, { policy })).toEqual(['V2', 'V6']);
  });
});

describe('V3, one announcement and one result', () => {
  it.each([
    ['no result', without('draw.complete')],
    [
      'two results',
      (deeds: readonly TestDeed[]) => [...deeds, ...deeds.filter(({ kind }) => kind === 'draw.complete')],
    ],
    [
      'two announcements',
      (deeds: readonly TestDeed[]) => [...deeds, ...deeds.filter(({ kind }) => kind === 'draw.announce')],
    ],
    ['a void after the confirmation', (deeds: readonly TestDeed[]) => [...deeds, voidDeed()]],
    [
      'a deed of another draw',
      (deeds: readonly TestDeed[]) => [...deeds, { ...voidDeed(), at: '2026-03-05T00:00:00Z', subject: 'draw/other' }],
    ],
    ['a clock that goes back', bend('draw.complete', (deed) => ({ ...deed, at: '2026-03-02T01:21:30Z' }))],
    [
      'a confirmation before the result',
      (deeds: readonly TestDeed[]) => [...deeds.slice(0, -2), ...deeds.slice(-2).toReversed()],
    ],
  ])('with %s fails', (name, deeds) => {
    const honest =
      name === 'a clock that goes back'
        ? scene({
            deeds: (all) => bend('draw.confirm-dice', (deed) => ({ ...deed, at: '2026-03-02T01:25:00Z' }))(deeds(all)),
          })
        : scene({ deeds });
    expect(failing(honest.files)).toContain('V3');
  });

  it('without the announcement in the log fails', () => {
    expect(failing(scene({ deeds: without('draw.announce') }).files)).toEqual(
      expect.arrayContaining(['V2', 'V3', 'V6']),
    );
  });
});

describe('V4 and V5, lists and rules', () => {
  it.each([
    ['two leaves are swapped', (lines: string[]) => [lines[1] as string, lines[0] as string, ...lines.slice(2)]],
    ['a leaf stands twice', (lines: string[]) => [lines[0] as string, ...lines]],
    ['a leaf is missing', (lines: string[]) => lines.slice(1)],
    [
      'a weight is changed',
      (lines: string[]) => lines.map((line, i) => (i === 3 ? line.replace(/"weight":\d/, '"weight":9') : line)),
    ],
    [
      'an eligible one becomes excluded',
      (lines: string[]) => lines.map((line, i) => (i === 3 ? line.replace('"eligible"', '"excluded"') : line)),
    ],
    [
      'a credit code is wrong',
      (lines: string[]) => lines.map((line, i) => (i === 3 ? line.replace('91120111', '91120112') : line)),
    ],
  ])('V4 fails when %s', (_, change) => {
    expect(failing(withLines(good.files, 'roster.jsonl', change))).toContain('V4');
  });

  it('V4 and V5 fail when an exclusion for frequency does not name the earlier draw', () => {
    const unnamed = withLines(good.files, 'roster.jsonl', (lines) =>
      lines.map((line) => line.replace('"ref":"2026-T1",', '')),
    );
    expect(failing(unnamed)).toEqual(expect.arrayContaining(['V4', 'V5']));
  });

  it('V4 fails for officers and recusals as well', () => {
    expect(failing(withLines(good.files, 'officers.jsonl', (lines) => lines.toReversed()))).toContain('V4');
    expect(failing(withLines(good.files, 'conflicts.jsonl', (lines) => lines.slice(1)))).toContain('V4');
    expect(failing(withFile(withExperts.files, 'experts.jsonl', undefined), { skipNarrowing: true })).toContain('V4');
  });

  it('V1 fails when the last line does not end', () => {
    expect(
      failing(withFile(good.files, 'officers.jsonl', textOf(good.files, 'officers.jsonl').slice(0, -1))),
    ).toContain('V1');
  });
});
