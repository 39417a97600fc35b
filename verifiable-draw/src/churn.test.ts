import { afterAll, describe, expect, it } from 'vitest';
import { startPythonJudge } from '../batteries/python.ts';
import { buildBundle, type BundleParts } from './bundle.ts';
import { canonicalDocument } from './canonical.ts';
import {
  churnLeafShape,
  churnProblems,
  compareRosters,
  type Churn,
  type ChurnLeaf,
  type ChurnReport,
  type RosterSide,
} from './churn.ts';
import { formatLeaves, type RosterLeaf } from './leaves.ts';
import { toHex, utf8 } from './bytes.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import { read } from './shape.ts';
import { hmac, sha256Suite as suite } from './suite.ts';
import { failing } from './testing/forge.ts';
import { bytes32 } from './testing/log.ts';
import { scene } from './testing/scene.ts';

type Entry = RosterSide & { readonly id: string };
const {
  announcement,
  lists: { roster },
} = scene();
const BEFORE = { draw: '2026-T1-1', announcement: toHex(bytes32('before')), root: toHex(bytes32('root')) };

function churnFrom(before: readonly Entry[], threshold = 1_000): Churn {
  const basis = {
    draw: '2026-T1-2',
    before: { ...BEFORE, size: before.length },
    after: { root: roster.root, size: roster.size },
    authors: [1, 5],
    threshold,
  };
  return compareRosters(suite, bytes32('salt key'), basis, before, roster.leaves);
}

/** The roster before: the first one is new since, one is gone, three changed. */
function rosterBefore(): Entry[] {
  const change = new Map<number, Partial<RosterLeaf>>([
    [1, { status: 'excluded' }],
    [2, { stratum: 'warehouse' }],
    [3, { weight: 9, status: 'excluded' }],
  ]);
  const kept = roster.leaves.flatMap((leaf, i) => (i === 0 ? [] : [{ ...leaf, ...change.get(i) }]));
  return [...kept, { id: 'DIR-0009', status: 'eligible', weight: 1 }];
}

/** What is wrong with a report beside the draw `2026-T1-2`; its leaves are committed to by it unless they are others. */
function problemsOf({ report, leaves }: Churn): string[] {
  const hashes = leaves.map((leaf) => leafHash(suite, canonicalDocument(leaf)));
  const list = { leaves, hashes, root: toHex(merkleRoot(suite, hashes)), size: leaves.length };
  return churnProblems(announcement, report, list, roster.leaves);
}

/** A bundle whose announcement names the report as it stands here. */
function bundleWith(
  churn: Churn,
  change: (parts: BundleParts) => BundleParts = (same) => same,
): Map<string, Uint8Array> {
  const report = canonicalDocument(churn.report);
  const { parts } = scene({ change: (a) => ({ ...a, churn: toHex(leafHash(suite, report)) }) });
  return buildBundle(change({ ...parts, churn: { report, leaves: formatLeaves(churn.leaves) } }));
}

const python = startPythonJudge();
afterAll(() => python.close());

describe('the churn report', { timeout: 120_000 }, () => {
  it('counts who came, who went and what changed, and raises the alarm above its threshold', () => {
    const { report, leaves } = churnFrom(rosterBefore());
    expect(report.counts).toEqual({ added: 1, removed: 1, status: 2, stratum: 1, weight: 1 });
    expect(report).toMatchObject({
      size: 5,
      authors: [5, 1],
      alarm: { threshold: 1_000, share: 2_083, isRaised: true },
    });
    expect(leaves.map(({ id }) => id)).toEqual(leaves.map(({ id }) => id).toSorted());
    expect(churnFrom(rosterBefore(), 2_083).report.alarm.isRaised).toBe(false);
  });

  it('of an unchanged roster is empty, of the first one after an empty one is everything', () => {
    expect(churnFrom(roster.leaves).report).toMatchObject({ size: 0, alarm: { share: 0, isRaised: false } });
    expect(churnFrom([]).report).toMatchObject({ counts: { added: roster.size }, alarm: { share: 10_000 } });
  });

  it('hides what it commits to: other salts, another root', () => {
    const [first] = churnFrom(rosterBefore()).leaves;
    expect(first?.salt).not.toBe(roster.leaves.find(({ id }) => id === first?.id)?.salt);
    const { leaves } = churnFrom(rosterBefore());
    const salt = (id: string): string => toHex(hmac(suite, bytes32('salt key'), utf8(`churn|${id}`)).slice(0, 16));
    expect(leaves.map((leaf) => leaf.salt)).toEqual(leaves.map(({ id }) => salt(id)));
  });

  it('verifies in its bundle, in both verifiers', async () => {
    const files = bundleWith(churnFrom(rosterBefore()));
    expect(failing(files)).toEqual([]);
    expect(await python.failures(files)).toEqual([]);
  });

  it.each<[string, (churn: Churn) => Churn]>([
    ['of another draw', ({ report, leaves }) => ({ leaves, report: { ...report, draw: '2026-T1-9' } })],
    [
      'of another roster',
      ({ report, leaves }) => ({ leaves, report: { ...report, after: { ...report.after, size: 1 } } }),
    ],
    [
      'with sizes that do not add up',
      ({ report, leaves }) => ({ leaves, report: { ...report, before: { ...report.before, size: 23 } } }),
    ],
    [
      'with a count of its own',
      ({ report, leaves }) => ({ leaves, report: { ...report, counts: { ...report.counts, status: 1 } } }),
    ],
    [
      'with another share',
      ({ report, leaves }) => ({ leaves, report: { ...report, alarm: { ...report.alarm, share: 1 } } }),
    ],
    [
      'with a silent alarm',
      ({ report, leaves }) => ({ leaves, report: { ...report, alarm: { ...report.alarm, isRaised: false } } }),
    ],
    ['without one of its changes', ({ report, leaves }) => ({ report, leaves: leaves.slice(1) })],
    ['in another order', ({ report, leaves }) => ({ report, leaves: leaves.toReversed() })],
    [
      'with a change that is none',
      ({ report, leaves }) => ({
        report,
        leaves: leaves.map((leaf) => ({ ...leaf, ...(leaf.after && { before: leaf.after }) })),
      }),
    ],
    [
      'with an enterprise as the roster does not have it',
      ({ report, leaves }) => ({
        report,
        leaves: leaves.map((leaf) => ({ ...leaf, after: { status: 'eligible', stratum: 'hazchem', weight: 77 } })),
      }),
    ],
    [
      'with one gone that is still there',
      ({ report, leaves }) => ({
        report,
        leaves: leaves.map(({ id, before, salt }) => ({ id, ...(before && { before }), salt })),
      }),
    ],
    [
      'with a line that says nothing',
      ({ report, leaves }) => ({ report, leaves: leaves.map(({ id, salt }) => ({ id, salt })) }),
    ],
  ])('%s fails V4 in both verifiers', async (_, bend) => {
    const files = bundleWith(bend(churnFrom(rosterBefore())));
    expect(failing(files)).toContain('V4');
    expect(await python.failures(files)).toContain('V4');
  });

  it('says everything that is wrong with it beside its draw', () => {
    const churn = churnFrom(rosterBefore());
    const { report } = churn;
    const [added, second] = churn.leaves as [ChurnLeaf, ChurnLeaf];
    expect(problemsOf(churn)).toEqual([]);
    const said = (bent: Partial<ChurnReport>): string[] => problemsOf({ ...churn, report: { ...report, ...bent } });
    expect(said({ draw: '2026-T1-9' })).toEqual(['the report is of draw 2026-T1-9']);
    const roster0 = 'the roster after is not the announced one';
    const size0 = 'added and removed do not lead from one size to the other';
    expect(said({ after: { ...report.after, root: report.root } })).toEqual([roster0]);
    expect(said({ after: { ...report.after, size: 1 } })).toEqual([roster0, size0]);
    expect(said({ counts: { ...report.counts, added: 2 } })).toEqual([size0, 'added: 1, not 2']);
    expect(said({ counts: { ...report.counts, weight: 2 } })).toEqual(['weight: 1, not 2']);
    const alarm = 'the alarm is not as its threshold says';
    expect(said({ alarm: { ...report.alarm, share: 1_500 } })).toEqual(['share 1500 is not that of 5 changes']);
    expect(said({ alarm: { ...report.alarm, isRaised: false } })).toEqual([alarm]);
    expect(said({ alarm: { ...report.alarm, threshold: 2_083 } })).toEqual([alarm]);
    const others = 'the changes are not the committed ones';
    expect(said({ root: report.after.root })).toEqual([others]);
    expect(said({ size: 4 })).toEqual(['share 2083 is not that of 4 changes', others]);
    const lines = (...leaves: readonly ChurnLeaf[]): string[] =>
      problemsOf({ report, leaves }).filter((problem) => problem.startsWith(added.id) || problem.includes('stands'));
    expect(lines(second, added)).toEqual([`${added.id} stands after ${second.id}`]);
    const same = { status: 'eligible', weight: 1 } as const;
    const known = added.after as RosterSide;
    const none = `${added.id} did not change`;
    const wrong = `${added.id} is not what the roster has`;
    expect(lines({ id: added.id, salt: added.salt })).toEqual([none, wrong]);
    expect(lines({ ...added, before: known })).toEqual([none]);
    expect(lines({ ...added, after: { ...known, weight: 99 } })).toEqual([wrong]);
    expect(lines({ id: added.id, salt: added.salt, before: same })).toEqual([wrong]);
    const stranger = { ...added, id: `${added.id}0` };
    expect(lines(stranger)).toEqual([`${stranger.id} is not what the roster has`]);
    expect(lines({ id: stranger.id, salt: added.salt, before: same })).toEqual([]);
  });

  it('of a sealed draw is looked at without its changes', () => {
    const { report } = churnFrom(rosterBefore());
    const sealed = churnProblems(announcement, { ...report, draw: 'x', root: report.after.root }, undefined, []);
    expect(sealed).toEqual(['the report is of draw x']);
  });

  it('has salts of 32 hexadecimal digits and nothing else', () => {
    const [leaf] = churnFrom(rosterBefore()).leaves as [ChurnLeaf];
    expect(read(churnLeafShape, leaf, 'churn')).toEqual(leaf);
    for (const salt of [`0${leaf.salt}`, `${leaf.salt}0`])
      expect(() => read(churnLeafShape, { ...leaf, salt }, 'churn')).toThrow(
        'churn: $.salt: expected 32 lower-case hexadecimal digits',
      );
  });

  it('that was announced must be there whole, and one that was not must not', async () => {
    const churn = churnFrom(rosterBefore());
    const without = (parts: BundleParts): BundleParts => {
      const { churn: taken, ...rest } = parts;
      expect(taken).toBeDefined();
      return rest;
    };
    expect(failing(bundleWith(churn, without))).toEqual(['V4']);
    expect(await python.failures(bundleWith(churn, without))).toContain('V4');
    expect(
      failing(bundleWith(churn, (parts) => ({ ...parts, churn: { report: canonicalDocument(churn.report) } }))),
    ).toEqual(['V4']);
    const { parts } = scene();
    const uninvited = buildBundle({
      ...parts,
      churn: { report: canonicalDocument(churn.report), leaves: formatLeaves(churn.leaves) },
    });
    expect(failing(uninvited)).toEqual(['V2', 'V4']);
    expect(await python.failures(uninvited)).toContain('V4');
  });
});
