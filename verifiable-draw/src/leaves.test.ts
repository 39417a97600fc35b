import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex, utf8 } from './bytes.ts';
import { canonicalDocument } from './canonical.ts';
import {
  commitConflicts,
  commitPeople,
  commitRoster,
  conflictShape,
  formatLeaves,
  hideLeaves,
  leavesFromTexts,
  orderProblems,
  parseLeaves,
  personShape,
  rosterShape,
  saltsOf,
  type RosterLeaf,
} from './leaves.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import { hmac, sha256Suite as suite } from './suite.ts';
import { bytes32 } from './testing/log.ts';

const saltKey = bytes32('salts');
const salt = '0123456789abcdef0123456789abcdef';
const firm: RosterLeaf = { id: 'DIR-1', name: '甲', status: 'eligible', stratum: 's', weight: 1, salt };
const roster = commitRoster(
  suite,
  saltKey,
  ['DIR-3', 'DIR-1', 'DIR-2'].map((id) => ({ id, name: '甲', status: 'eligible', stratum: 's', weight: 1 })),
);

function problemsOf(shape: (value: unknown, where: string, problems: string[]) => boolean, leaf: object): string[] {
  const problems: string[] = [];
  shape(leaf, '$', problems);
  return problems;
}

describe('a committed list', () => {
  it('has its leaves in the order of their keys, a salt and a hash for each, and their root', () => {
    expect(roster.leaves.map(({ id }) => id)).toEqual(['DIR-1', 'DIR-2', 'DIR-3']);
    expect(roster).toMatchObject({ size: 3 });
    roster.leaves.forEach((leaf, i) => {
      expect(leaf.salt).toBe(toHex(hmac(suite, saltKey, utf8(leaf.id))).slice(0, 32));
      expect(toHex(roster.hashes[i] as Uint8Array)).toBe(toHex(leafHash(suite, canonicalDocument(leaf))));
      expect(roster.hashes[i]).toHaveLength(32);
    });
    expect(roster.root).toBe(toHex(merkleRoot(suite, roster.hashes)));
  });

  it('of people and of recusals hashes the canonical text of each leaf', () => {
    const people = commitPeople(suite, saltKey, [{ id: 'ZF-1', tags: ['valid', '"高"级'], cap: 2, prior: 0 }]);
    const conflicts = commitConflicts(suite, saltKey, [
      { person: 'ZF-1', ent: 'DIR-1', reason: 'RELATIVE', registeredAt: '2026-01-05' },
    ]);
    for (const { leaves, hashes } of [people, conflicts])
      expect(hashes.map(toHex)).toEqual(
        (leaves as object[]).map((leaf) => toHex(leafHash(suite, canonicalDocument(leaf)))),
      );
    expect(people.leaves[0]).toMatchObject({ id: 'ZF-1', salt: saltsOf(suite, saltKey, ['ZF-1'])[0] });
    expect(conflicts.leaves[0]).toMatchObject({ salt: saltsOf(suite, saltKey, ['ZF-1|DIR-1'])[0] });
  });

  it('is refused with every problem of its order', () => {
    const leaves = ['B', 'B', 'A', 'C'].map((id) => ({ ...firm, id }));
    expect(orderProblems(leaves)).toEqual(['B stands twice', 'A stands after B']);
    expect(() => saltsOf(suite, new Uint8Array(31), [])).toThrow('a salt key has 32 bytes, this has 31');
  });
});

describe('a leaf', () => {
  it.each([
    ['salt', `${salt}0`],
    ['salt', `0${salt}`],
    ['salt', salt.slice(1)],
    ['salt', salt.toUpperCase()],
  ])('has a %s of 32 lower-case hexadecimal digits, not %s', (member, value) => {
    expect(problemsOf(rosterShape, firm)).toEqual([]);
    const problem = '$.salt: expected 32 lower-case hexadecimal digits';
    expect(problemsOf(rosterShape, { ...firm, [member]: value })).toEqual([problem]);
    expect(problemsOf(personShape, { id: 'A', tags: [], cap: 0, prior: 0, [member]: value })).toEqual([problem]);
  });

  it.each(['', 'a b', ' CLOSED', 'CLOSED。', 'x'.repeat(33)])('has a code as reason, not %j', (reason) => {
    const excluded = { ...firm, status: 'excluded' };
    expect(problemsOf(rosterShape, { ...excluded, reason: 'x'.repeat(32) })).toEqual([]);
    expect(problemsOf(rosterShape, { ...excluded, reason })).toEqual(['$.reason: expected a code']);
  });

  it('of a recusal says since when: a day, or an instant', () => {
    const recusal = { person: 'ZF-1', ent: 'DIR-1', reason: 'RELATIVE', salt };
    for (const registeredAt of ['2026-01-05', '2026-01-05T08:00:00Z'])
      expect(problemsOf(conflictShape, { ...recusal, registeredAt })).toEqual([]);
    for (const registeredAt of ['x2026-01-05', '2026-01-05x', '2026-01-05T08:00:00', '2026-1-5', 'T08:00:00Z'])
      expect(problemsOf(conflictShape, { ...recusal, registeredAt })).toEqual([
        '$.registeredAt: expected a day or an instant',
      ]);
  });
});

describe('a list as a file', () => {
  const file = formatLeaves(roster.leaves);

  it('is read with the same leaves, hashes and root', () => {
    const found = parseLeaves(suite, file, rosterShape, 'roster');
    expect(found).toEqual(roster);
    expect(found.hidden).toBeUndefined();
    expect(parseLeaves(suite, new Uint8Array(), rosterShape, 'roster')).toMatchObject({ leaves: [], size: 0 });
  });

  it('is read from the texts of its leaves alone too', () => {
    const texts = roster.leaves.map((leaf) => fromUtf8(canonicalDocument(leaf)));
    expect(leavesFromTexts(suite, texts)).toEqual(roster);
    expect(leavesFromTexts(suite, [])).toMatchObject({ leaves: [], hashes: [], size: 0 });
    expect(leavesFromTexts(suite, texts.with(1, '{"a":1}')).root).not.toBe(roster.root);
  });

  it('may hide leaves behind their hashes, all or some, and has the same root', () => {
    const hidden = formatLeaves(hideLeaves(roster));
    expect(fromUtf8(hidden).split('\n')[0]).toBe(`{"leafHash":"${toHex(roster.hashes[0] as Uint8Array)}"}`);
    const all = parseLeaves(suite, hidden, rosterShape, 'roster');
    expect(all).toEqual({ leaves: [], hashes: roster.hashes, root: roster.root, size: 3, hidden: 3 });
    const lines = fromUtf8(file).split('\n');
    const some = utf8(lines.with(1, fromUtf8(hidden).split('\n')[1] as string).join('\n'));
    expect(parseLeaves(suite, some, rosterShape, 'roster')).toEqual({
      leaves: [roster.leaves[0], roster.leaves[2]],
      hashes: roster.hashes,
      root: roster.root,
      size: 3,
      hidden: 1,
    });
  });

  it('names the line that is wrong, from 1, hidden or not', () => {
    const lines = fromUtf8(file).split('\n');
    const read = (line: number, text: string) => () =>
      parseLeaves(suite, utf8(lines.with(line - 1, text).join('\n')), rosterShape, 'roster');
    expect(read(2, '{"a": 1}')).toThrow('roster line 2 byte 5: not canonical');
    expect(read(3, '{"a":1}')).toThrow('roster line 3: $: unknown member a');
    expect(read(1, '{"leafHash":"00"}')).toThrow(
      'roster line 1: $.leafHash: expected 64 lower-case hexadecimal digits',
    );
    expect(read(3, '{"leafHash":1}')).toThrow('roster line 3: $.leafHash');
    expect(read(2, '{"leafHash":')).toThrow('roster line 2 $: is not JSON');
    expect(() => parseLeaves(suite, file.slice(0, -1), rosterShape, 'roster')).toThrow(
      'roster: the last line does not end',
    );
  });
});
