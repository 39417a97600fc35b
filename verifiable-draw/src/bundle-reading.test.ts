/** Which files make a bundle, what its manifest vouches for, and how each part is read (SPEC §14). */
import { describe, expect, it } from 'vitest';
import { buildBundle, manifestOf, manifestProblems } from './bundle.ts';
import { BundleError, fileProblems, openBundle, readBundle, wholeBundle, type OpenedBundle } from './bundle-reading.ts';
import { toHex, utf8 } from './bytes.ts';
import { canonicalDocument } from './canonical.ts';
import { compareRosters } from './churn.ts';
import { formatLeaves } from './leaves.ts';
import { LIST_NAMES } from './lists.ts';
import { sha256Suite, sm3Suite } from './suite.ts';
import { after, sealedFiles, sealedOptions } from './testing/after.ts';
import { textOf, withFile, withLines } from './testing/forge.ts';
import { recuse } from './testing/honest.ts';
import { bytes32, LOG } from './testing/log.ts';
import { withMeans } from './testing/means-scene.ts';
import { scene } from './testing/scene.ts';

/** A draw with everything a bundle can hold. */
const drawn = after(withMeans({ withExperts: true, narrowingRuns: 2 }), [recuse(0)]);
const churn = compareRosters(
  sha256Suite,
  bytes32('salt key'),
  {
    draw: '2026-T1-2',
    before: { draw: '2026-T1-1', announcement: '0'.repeat(64), root: '1'.repeat(64), size: 1 },
    after: { root: drawn.scene.lists.roster.root, size: drawn.scene.lists.roster.size },
    authors: [1],
    threshold: 1_000,
  },
  [{ id: 'DIR-0009', status: 'eligible', weight: 1 }],
  drawn.scene.lists.roster.leaves,
);
const plan = utf8('{"plan":"2026"}');
const parts = {
  ...drawn.parts,
  plan,
  churn: { report: canonicalDocument(churn.report), leaves: formatLeaves(churn.leaves) },
};
const files = buildBundle(parts);
const sealed = sealedFiles(after(sealedOptions, []));

/** SPEC §14.1. */
const REQUIRED = 'announcement.json trust/policy.txt roster.jsonl officers.jsonl conflicts.jsonl'.split(' ');
const RESULTS = 'result.json details.json outcomes.jsonl'.split(' ');
const OPTIONAL = [
  'manifest.json plan.json narrowing.json churn.json churn.jsonl substitutions.jsonl',
  'experts.jsonl expert-conflicts.jsonl vehicles.jsonl devices.jsonl bookings.jsonl',
  'log/00000041.json log/00000041.tlog-proof log/0123456789012345.json log/0123456789012345.tlog-proof',
  'README README.zh.md ref/verify.py media/IMG_1.jpg',
].flatMap((names) => names.split(' '));
const FOREIGN = [
  'plan photo.jpg Manifest.json x/manifest.json announcement.json.bak ref ref/ ref/a/b ref/../x',
  'x/ref/verify.py x/README README/.. log/41.json log/0000041.json log/01234567890123456.json',
  'log/0000004x.json log/00000041xjson log/00000041.txt log/00000041.jsonl x/log/00000041.json log/00000041.json/x',
].flatMap((names) => names.split(' '));
const OPEN = { deeds: [] };
const problemsOf = (paths: readonly string[], bundle: Parameters<typeof fileProblems>[1] = OPEN): string[] =>
  fileProblems(new Map(paths.map((path) => [path, new Uint8Array()])), bundle);

describe('the files of a bundle', () => {
  it('are those the specification names', () => {
    expect(problemsOf([...REQUIRED, ...RESULTS, ...OPTIONAL])).toEqual([]);
  });

  it.each([...FOREIGN, '', 'media/a b', 'README a'])('are no others: %j', (path) => {
    expect(problemsOf([...REQUIRED, path])).toEqual([`${path}: does not belong into a bundle`]);
  });

  it.each(REQUIRED)('must include %s', (path) => {
    const problem = `${path}: is missing`;
    expect(problemsOf(REQUIRED.filter((each) => each !== path))).toEqual([problem]);
    expect(problemsOf([...REQUIRED, ...RESULTS].filter((each) => each !== path))).toEqual([problem]);
  });

  it.each(RESULTS)('hold all of a result or nothing of it, and not %s alone', (path) => {
    const others = RESULTS.filter((each) => each !== path);
    expect(problemsOf([...REQUIRED, path])).toEqual(others.map((each) => `${each}: is missing`));
  });

  it('of a sealed draw are whole with the result alone, until it is opened', () => {
    const read = openBundle(sealed);
    const { deeds } = read;
    expect(read.announcement?.mode).toBe('sealed');
    expect(fileProblems(sealed, read)).toEqual([]);
    const opening = { ...deeds[0], deed: { ...deeds[0]?.deed, kind: 'draw.open' } } as (typeof deeds)[number];
    const missing = ['details.json: is missing', 'outcomes.jsonl: is missing'];
    expect(fileProblems(sealed, { ...read, deeds: [...deeds, opening] })).toEqual(missing);
    expect(fileProblems(sealed, { announcement: drawn.scene.announcement, deeds })).toEqual(missing);
  });

  it('hold no proof of an entry that is not there', () => {
    expect(problemsOf([...REQUIRED, 'log/00000041.tlog-proof'])).toEqual(['log/00000041.tlog-proof: has no entry']);
  });
});

describe('the manifest', () => {
  const abc = new Map([['README', utf8('abc')]]);
  const written = `{"files":{"README":"${toHex(sha256Suite.hash(utf8('abc')))}"},"type":"vdraw/1/manifest"}`;
  const claimed = (text: string): string[] => manifestProblems(new Map([...abc, ['manifest.json', utf8(text)]]));

  it('lists every file but itself with its hash, and nothing else agrees with the files', () => {
    expect(manifestOf(abc)).toEqual(utf8(written));
    expect(manifestOf(new Map([...abc, ['manifest.json', utf8('{}')]]))).toEqual(utf8(written));
    expect(claimed(written)).toEqual([]);
    expect(manifestProblems(files)).toEqual([]);
  });

  it('names what was changed, added or taken away', () => {
    const changed = new Map([...files, ['plan.json', utf8('{}')], ['README.more', utf8('')]]);
    changed.delete('roster.jsonl');
    expect(manifestProblems(changed).toSorted()).toEqual(['README.more', 'plan.json', 'roster.jsonl']);
  });

  it.each([
    [written.replace('manifest"', 'list"'), 'manifest.json: $.type'],
    [`${written} `, 'not canonical'],
    ['', ''],
  ])('%s is none', (text, reason) => {
    const problems = claimed(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(reason);
  });

  it('that is missing is a problem', () => {
    expect(manifestProblems(abc)).toHaveLength(1);
  });
});

describe('the parts of a bundle', () => {
  it('are read back as they were put in', () => {
    const read = openBundle(files);
    const { scene: made } = drawn;
    expect(read.problems).toEqual([]);
    expect(read).toMatchObject({
      announcement: made.announcement,
      announcementBytes: parts.announcement,
      resultBytes: made.draw.resultBytes,
      details: made.draw.details,
      detailsBytes: made.draw.detailsBytes,
      narrowing: parts.narrowing,
      narrowingBytes: files.get('narrowing.json'),
      churn: churn.report,
      churnBytes: parts.churn.report,
      planBytes: plan,
      references: [`sha256:${toHex(sha256Suite.hash(files.get('ref/verify.py') ?? plan))}`],
    });
    expect(read.result?.root).toBe(read.outcomes?.root);
    expect(read.outcomes?.leaves).toEqual(made.draw.outcomes);
    expect(read.churnLeaves?.leaves).toEqual(churn.leaves);
    expect(read.substitutions?.leaves).toEqual(drawn.results.map(({ document }) => document));
    expect(read.policy?.logs.map(({ name }) => name)).toEqual([LOG.name]);
    for (const name of LIST_NAMES) expect(read.lists?.[name]).toEqual(made.lists[name]);
    expect(readBundle(files)).toEqual(read);
  });

  it('are hashed by the suite of the announcement', () => {
    const { lists, files: inSm3 } = scene({ suite: 'vd1-sm3' });
    expect(openBundle(inSm3).announcement?.suite).toBe(sm3Suite.id);
    expect(openBundle(inSm3).lists?.roster.root).toBe(lists.roster.root);
  });

  it('that are not there are no problem of reading', () => {
    expect(openBundle(new Map())).toEqual({ problems: [], deeds: [], references: [] });
  });

  /** Each part, and what is missing when its file cannot be read. */
  const PARTS = [
    ['announcement.json', 'announcement', 'announcement.json: $'],
    ['narrowing.json', 'narrowing', 'narrowing.json: $'],
    ['churn.json', 'churn', 'churn.json: $'],
    ['result.json', 'result', 'result.json: $'],
    ['details.json', 'details', 'details.json: $'],
    ['roster.jsonl', 'lists', 'roster line 1: $'],
    ['officers.jsonl', 'lists', 'officers line 1: $'],
    ['conflicts.jsonl', 'lists', 'conflicts line 1: $'],
    ['outcomes.jsonl', 'outcomes', 'outcomes line 1: $'],
    ['substitutions.jsonl', 'substitutions', 'substitutions line 1: $'],
    ['churn.jsonl', 'churnLeaves', 'churn line 1: $'],
  ] as const satisfies readonly (readonly [string, keyof OpenedBundle, string])[];
  it.each(PARTS)('%s that cannot be read is a problem, and there is no %s', (path, part, where) => {
    const bent = withFile(files, path, path.endsWith('.jsonl') ? '{}\n' : '{}');
    const read = openBundle(bent);
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]?.startsWith(`${path}: ${where}`)).toBe(true);
    expect(read[part]).toBeUndefined();
    expect(read.deeds).toHaveLength(openBundle(files).deeds.length);
    expect(() => readBundle(bent)).toThrow(read.problems[0]);
  });

  it.each(LIST_NAMES.slice(3))('%s that cannot be read leave the other lists', (name) => {
    const path = name === 'expertConflicts' ? 'expert-conflicts.jsonl' : `${name}.jsonl`;
    const read = openBundle(withLines(files, path, (lines) => ['{}', ...lines.slice(1)]));
    expect(read.problems.join()).toMatch(`${path}: ${name} line 1: $`);
    expect(read.lists?.[name]).toBeUndefined();
    expect(read.lists?.roster).toEqual(drawn.scene.lists.roster);
  });

  it('a policy that cannot be read is none', () => {
    const read = openBundle(withFile(files, 'trust/policy.txt', 'quorum'));
    expect(read.policy).toBeUndefined();
    expect(read.problems.join()).toMatch(/^trust\/policy\.txt: /);
  });
});

describe('the log of a bundle', () => {
  const [first = '', second = ''] = [...files.keys()].filter((path) => /^log\/.*\.json$/.test(path));
  const proofOf = (path: string): string => path.replace('.json', '.tlog-proof');

  it('is read in the order of its numbers, whatever the order of the files', () => {
    const { deeds } = openBundle(new Map([...files].toReversed()));
    expect(deeds).toEqual(
      parts.log.map(({ entry, proof }) => ({ entry, proof, deed: JSON.parse(new TextDecoder().decode(entry)) })),
    );
  });

  it.each([
    ['an entry under the number of another', withFile(files, first, textOf(files, second)), 'holds entry 43'],
    ['an entry without its proof', withFile(files, proofOf(first), undefined), 'has no .tlog-proof'],
    ['an entry that is none', withFile(files, first, '{}'), 'log entry: $'],
  ])('with %s says so and leaves it out', (_, bent, problem) => {
    const { problems, deeds } = openBundle(bent);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(`${first}: ${problem}`)).toBe(true);
    expect(deeds.map(({ deed }) => deed.seq)).toEqual(
      openBundle(files)
        .deeds.slice(1)
        .map(({ deed }) => deed.seq),
    );
  });
});

describe('what is no whole bundle', () => {
  it('is refused with every reason, first of the files and then of their parts', () => {
    const bent = withFile(withFile(files, 'x', ''), 'details.json', '{}');
    const opened = openBundle(bent);
    const reasons = ['x: does not belong into a bundle', ...opened.problems];
    expect(reasons).toHaveLength(2);
    expect(wholeBundle(bent, opened)).toMatchObject({ name: 'BundleError', problems: reasons });
    expect(() => readBundle(bent)).toThrow(reasons.join('; '));
    expect(() => readBundle(bent)).toThrow(BundleError);
  });
});
