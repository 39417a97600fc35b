import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex } from './bytes.ts';
import { canonicalDocument } from './canonical.ts';
import { commitRoster, formatLeaves, type RosterLeaf } from './leaves.ts';
import { leafHash } from './merkle.ts';
import { select, type Candidate } from './select.ts';
import { commitRosterParts, selectParts, type Parts, type RosterPart } from './stream.ts';
import { sha256Suite, sm3Suite } from './suite.ts';
import { bytes32 } from './testing/log.ts';

const saltKey = bytes32('salt key');
const entries = Array.from({ length: 600 }, (_, i): Omit<RosterLeaf, 'salt'> => {
  const base = { id: `DIR-${String(i).padStart(7, '0')}`, name: `第"${i}"企业`, weight: 1 + (i % 9) };
  return i % 10 === 3
    ? { ...base, status: 'excluded', reason: 'CLOSED', ref: '津市监〔2026〕1号' }
    : { ...base, status: 'eligible', stratum: 'hazchem' };
});
const rule = { n: 5, mode: 'none', reserve: 2 } as const;

async function* arriving<T>(parts: readonly (readonly T[])[]): AsyncGenerator<readonly T[]> {
  for (const part of parts) yield await Promise.resolve(part);
}

function cut<T>(whole: readonly T[], sizes: readonly number[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0, i = 0; at < whole.length; i += 1) {
    const size = sizes[i % sizes.length] as number;
    parts.push(whole.slice(at, at + size));
    at += size;
  }
  return parts;
}

describe('a roster in parts', () => {
  const sizes = fc.array(fc.constantFrom(7, 64, 100, 511, 512, 600), { minLength: 1, maxLength: 6 });

  it('has the root of the whole, wherever it is cut', async () => {
    for (const suite of [sha256Suite, sm3Suite]) {
      const { root, size } = commitRoster(suite, saltKey, entries);
      await fc.assert(
        fc.asyncProperty(sizes, async (each) => {
          const committed = await commitRosterParts(suite, saltKey, arriving(cut(entries, each)), () => undefined);
          expect(committed).toEqual({ root, size });
        }),
        { numRuns: 5 },
      );
    }
  });

  it('hands on each part with its leaves, their lines and hashes', async () => {
    const kept: RosterPart[] = [];
    await commitRosterParts(sha256Suite, saltKey, cut(entries, [520]), (part) => void kept.push(part));
    const whole = commitRoster(sha256Suite, saltKey, entries);
    expect(kept.flatMap(({ leaves }) => leaves)).toEqual(whole.leaves);
    for (const { leaves, lines, hashes } of kept) {
      expect(fromUtf8(lines)).toBe(fromUtf8(formatLeaves(leaves)));
      leaves.forEach((leaf, i) =>
        expect(toHex(hashes.subarray(32 * i, 32 * i + 32))).toBe(toHex(leafHash(sha256Suite, canonicalDocument(leaf)))),
      );
    }
  });

  it('waits until a part is stored before it reads the next', async () => {
    const order: string[] = [];
    function* reading(): Generator<readonly Omit<RosterLeaf, 'salt'>[]> {
      for (const part of cut(entries.slice(0, 3), [1])) {
        order.push('read');
        yield part;
      }
    }
    await commitRosterParts(sha256Suite, saltKey, reading(), async () => {
      await Promise.resolve();
      order.push('stored');
    });
    expect(order).toEqual(['read', 'stored', 'read', 'stored', 'read', 'stored']);
  });

  it('of none is the empty tree, and an empty part changes nothing', async () => {
    const none = await commitRosterParts(sha256Suite, saltKey, [], () => undefined);
    expect(none).toEqual({ root: commitRoster(sha256Suite, saltKey, []).root, size: 0 });
    const [first, second] = [entries.slice(0, 2), entries.slice(2, 3)];
    expect(await commitRosterParts(sha256Suite, saltKey, [first, [], second], () => undefined)).toEqual(
      await commitRosterParts(sha256Suite, saltKey, [[...first, ...second]], () => undefined),
    );
  });

  it.each<[string, Parts<Omit<RosterLeaf, 'salt'>>, string]>([
    [
      'whose parts do not ascend',
      [entries.slice(5, 9), [], entries.slice(4, 5)],
      'DIR-0000004 stands after DIR-0000008',
    ],
    [
      'in which an id stands twice, in two parts',
      [entries.slice(0, 2), entries.slice(1, 2)],
      'DIR-0000001 stands twice',
    ],
    ['that is out of order within a part', [entries.slice(0, 3).toReversed()], 'DIR-0000001 stands after DIR-0000002'],
    [
      'whose parts of one line do not ascend',
      [entries.slice(5, 6), entries.slice(4, 5)],
      'DIR-0000004 stands after DIR-0000005',
    ],
    ['with a wrong leaf', [[{ ...(entries[0] as (typeof entries)[number]), weight: 0 }]], 'expected a whole number 1'],
  ])('%s is refused', async (_case, parts, problem) => {
    await expect(commitRosterParts(sha256Suite, saltKey, parts, () => undefined)).rejects.toThrow(problem);
  });

  it('with two problems in a part says both, each once', async () => {
    const parts = [entries.slice(5, 6), entries.slice(2, 5).toReversed()];
    await expect(commitRosterParts(sha256Suite, saltKey, parts, () => undefined)).rejects.toThrow(
      /^DIR-0000004 stands after DIR-0000005; .*DIR-0000003 stands after DIR-0000004; .*DIR-0000002 stands after DIR-0000003$/,
    );
  });
});

describe('drawing from a population in parts', () => {
  it('is drawing from the whole, by any weights', async () => {
    const modes = fc.constantFrom('none', 'tickets', 'explog' as const);
    await fc.assert(
      fc.asyncProperty(modes, fc.integer({ min: 20, max: 600 }), fc.nat(40), async (mode, width, n) => {
        const drawn = await selectParts(sha256Suite, saltKey, cut(entries, [width]), { n, mode, reserve: 4 });
        expect(drawn).toEqual(select(sha256Suite, saltKey, entries, n, mode, 4));
      }),
      { numRuns: 15 },
    );
  });

  it('may draw everybody', async () => {
    const all = await selectParts(sha256Suite, saltKey, [entries.slice(0, 4)], { n: 4, mode: 'none', reserve: 0 });
    expect(all.selected.map(({ id }) => id).toSorted()).toEqual(entries.slice(0, 4).map(({ id }) => id));
  });

  it.each<[string, readonly Candidate[][], number, string]>([
    ['of whom there are too few', [entries.slice(0, 4)], 5, 'cannot draw 5 of 4'],
    ['less than none', [entries.slice(0, 4)], -1, 'cannot draw -1 of 4'],
    ['half of one', [entries.slice(0, 4)], 0.5, 'cannot draw 0.5 of 4'],
    ['of whom one stands twice', [entries.slice(0, 2), entries.slice(1, 3)], 1, 'DIR-0000001 stands after DIR-0000001'],
  ])('%s is refused', async (_case, parts, n, problem) => {
    await expect(selectParts(sha256Suite, saltKey, parts, { ...rule, n })).rejects.toThrow(problem);
  });
});
