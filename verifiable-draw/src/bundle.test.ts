import { describe, expect, it } from 'vitest';
import { buildBundle, manifestOf } from './bundle.ts';
import { readBundle } from './bundle-reading.ts';
import { fromUtf8, utf8 } from './bytes.ts';
import { parseDeed, textFact } from './deeds.ts';
import { parsePolicy } from './policy.ts';
import { buildReceipt, verifyReceipt } from './receipt.ts';
import { withFile } from './testing/forge.ts';
import { POLICY, WITNESSED_POLICY } from './testing/log.ts';
import { creditCode, scene, type Scene } from './testing/scene.ts';
import { checkEnterprise } from './verify/enterprise.ts';
import * as library from './index.ts';

const good = scene({ withExperts: true });
const completeOf = ({ parts }: Scene) => {
  const complete = parts.log.find(({ entry }) => parseDeed(entry).kind === 'draw.complete');
  if (complete === undefined) throw new Error('no result');
  return complete;
};

describe('a bundle', () => {
  it('is read back as it was put together', () => {
    const bundle = readBundle(good.files);
    expect(bundle.announcement).toEqual(good.announcement);
    expect(bundle.details).toEqual(good.draw.details);
    expect(bundle.deeds).toHaveLength(9);
    expect(buildBundle(good.parts).get('manifest.json')).toEqual(manifestOf(good.files));
  });

  it('that lacks something is refused with every reason', () => {
    const files = withFile(withFile(good.files, 'roster.jsonl', undefined), 'details.json', '{}');
    expect(() => readBundle(files)).toThrow('roster.jsonl: is missing; details.json: details.json: $: type is missing');
    expect(() => readBundle(new Map())).toThrow('announcement.json: is missing');
  });

  it('takes extra files only where a reader looks for them', () => {
    expect(() => buildBundle({ ...good.parts, extra: new Map([['../x', utf8('')]]) })).toThrow('../x: extra files are');
    const { extra, plan, ...rest } = { ...good.parts, plan: utf8('{}') };
    expect([...buildBundle(rest).keys()].some((path) => path.startsWith('ref/'))).toBe(false);
    expect(extra?.size).toBe(2);
    expect(fromUtf8(buildBundle({ ...rest, plan }).get('plan.json') as Uint8Array)).toBe('{}');
  });

  it('may hold a draw without a result', () => {
    const { result, ...rest } = good.parts;
    expect(result).toBeDefined();
    const bundle = readBundle(buildBundle(rest));
    expect(bundle.result).toBeUndefined();
    expect(() => checkEnterprise(bundle, creditCode(1))).toThrow('no result');
  });
});

describe('one firm', () => {
  const bundle = readBundle(good.files);

  it('finds itself once, with its ticket, the cutoff and its officers', () => {
    for (const { id, outcome } of good.draw.outcomes) {
      const check = checkEnterprise(bundle, id);
      expect(check).toMatchObject({ id, listed: 1, isDrawn: outcome === 'selected', isConsistent: true });
      expect(check?.officers.length).toBe(outcome === 'selected' ? 2 : 0);
      expect((check?.ticket ?? 'g') <= (check?.cutoff ?? '')).toBe(outcome === 'selected');
    }
    const drawn = good.draw.outcomes.find(({ experts }) => (experts?.length ?? 0) > 0);
    expect(checkEnterprise(bundle, drawn?.id ?? '')?.experts).toEqual(drawn?.experts);
  });

  it('learns why it was excluded, or that it is not in the list', () => {
    const excluded = good.lists.roster.leaves.find(({ reason }) => reason === 'FREQ');
    expect(checkEnterprise(bundle, excluded?.id ?? '')).toMatchObject({
      status: 'excluded',
      reason: 'FREQ',
      ref: '2026-T1',
      isDrawn: false,
      isConsistent: true,
    });
    const closed = good.lists.roster.leaves.find(({ reason }) => reason === 'CLOSED');
    expect(checkEnterprise(bundle, closed?.id ?? '')).not.toHaveProperty('stratum');
    expect(checkEnterprise(bundle, creditCode(9999))).toBeUndefined();
  });

  it('is told when the result does not say the same', () => {
    const [first] = good.draw.details.selected;
    const leaves = good.draw.outcomes.map((leaf) =>
      leaf.id === first?.id ? { i: leaf.i, id: leaf.id, outcome: 'not' as const, salt: leaf.salt } : leaf,
    );
    const forged = readBundle(buildBundle({ ...good.parts, result: { ...good.draw, outcomes: leaves } }));
    expect(checkEnterprise(forged, first?.id ?? '')).toMatchObject({ isDrawn: false, isConsistent: false });
    const fewer = readBundle(
      buildBundle({ ...good.parts, result: { ...good.draw, outcomes: leaves.filter(({ id }) => id !== first?.id) } }),
    );
    expect(checkEnterprise(fewer, first?.id ?? '')?.isConsistent).toBe(false);
  });

  it('with weights by logarithm is not judged by the cutoff', () => {
    const weighted = scene({ change: (a) => ({ ...a, select: { ...a.select, weights: 'explog' } }) });
    const all = readBundle(weighted.files);
    for (const { id } of weighted.draw.outcomes) expect(checkEnterprise(all, id)?.isConsistent).toBe(true);
  });
});

describe('a receipt', () => {
  const policy = parsePolicy(POLICY);
  const at = good.draw.outcomes.findIndex(({ outcome }) => outcome === 'selected');
  const receipt = buildReceipt(good.draw, at, completeOf(good));

  it('proves at the door who was drawn and who comes, and fits into one QR code', () => {
    const leaf = good.draw.outcomes[at];
    expect(verifyReceipt(receipt, policy)).toMatchObject({
      ok: true,
      draw: '2026-T1-2',
      leaf,
      loggedAt: '2026-03-02T01:30:00Z',
      log: 'yingji.example.cn/2026',
    });
    expect(utf8(receipt).length).toBeLessThan(2953);
  });

  it('carries the time of the witnesses when the policy asks for them', () => {
    const witnessed = scene({ cosignedAt: 1_772_413_200 });
    const proof = buildReceipt(witnessed.draw, 0, completeOf(witnessed));
    expect(verifyReceipt(proof, parsePolicy(WITNESSED_POLICY))).toMatchObject({ ok: true, witnessedAt: 1_772_413_200 });
    expect(verifyReceipt(receipt, parsePolicy(WITNESSED_POLICY))).toEqual({
      ok: false,
      problem: 'the witnesses of the policy have not signed',
    });
  });

  it.each([
    ['another officer', receipt.replaceAll('ZF-00', 'ZF-10'), 'the outcome is not in the result'],
    [
      'another root',
      receipt.replace(/"root":"[0-9a-f]{4}/, '"root":"0000'),
      'the log entry is not that of this result',
    ],
    [
      'another draw',
      receipt.replace('"draw":"2026-T1-2"', '"draw":"2026-T1-3"'),
      'the log entry is not that of this result',
    ],
    ['another entry', receipt.replace('"draw.complete"', '"draw.confirm"'), 'is not in the tree'],
    ['a shorter path', receipt.replace(/"path":"[A-Za-z0-9+/=]{40}/, '"path":"'), 'path: expected hashes of 32 bytes'],
    ['a path that is no Base64', receipt.replace(/"path":"/, '"path":"?'), 'expected Base64'],
    ['a proof that is no text', receipt.replace(/"proof":\[[^\]]*\]/, '"proof":[1]'), 'expected lines of text'],
    ['nothing', '', 'is not JSON'],
    ['a photo of a cat', '{"type":"cat"}', 'receipt: $: unknown member'.slice(0, 9)],
  ])('with %s is refused', (_, text, problem) => {
    const report = verifyReceipt(text, policy);
    expect(report.ok).toBe(false);
    expect(report.ok ? '' : report.problem).toContain(problem);
  });

  it('is written only for a place in the roster', () => {
    expect(() => buildReceipt(good.draw, 24, completeOf(good))).toThrow('no leaf 24 in a tree of 24');
  });

  it('of an entry that is no result is refused', () => {
    const confirm = good.parts.log.at(-1);
    if (confirm === undefined) throw new Error('no log');
    expect(verifyReceipt(buildReceipt(good.draw, at, confirm), policy)).toEqual({
      ok: false,
      problem: 'the log entry is not that of this result',
    });
  });
});

describe('log entries', () => {
  it('are canonical, of version 1, and texts are asked for by name', () => {
    const { entry } = completeOf(good);
    const deed = parseDeed(entry);
    expect(textFact(deed, 'document')).toBe(good.draw.resultHash);
    expect(textFact(deed, 'toString')).toBeUndefined();
    expect(() => parseDeed(utf8(fromUtf8(entry).replace('"v":1', '"v":2')))).toThrow('$.v: expected 1');
    expect(() => parseDeed(utf8(fromUtf8(entry).replace(/"facts":\{[^}]*\}/, '"facts":[]')))).toThrow(
      '$.facts: expected an object',
    );
  });
});

describe('the library', () => {
  it('has the names of the protocol', () => {
    const names = [
      'derivePrk',
      'deriveKey',
      'quotas',
      'select',
      'assign',
      'merkleRoot',
      'inclusionPath',
      'verifyInclusion',
      'openNote',
      'verifyDrand',
      'verifyBundle',
      'verifyReceipt',
    ];
    expect(names.filter((name) => !(name in library))).toEqual([]);
    expect(library.PROTOCOL).toBe('vdraw/1');
  });
});
