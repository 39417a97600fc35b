/** Lists, rules, quotas, selection and outcomes: one thing of an honest draw changed, and which line says so (SPEC §15). */
import { describe, expect, it } from 'vitest';
import { openBundle, type OpenedBundle } from '../bundle-reading.ts';
import { toHex } from '../bytes.ts';
import { compareRosters } from '../churn.ts';
import type { DetailsDocument, ResultDocument } from '../result.ts';
import { sha256Suite } from '../suite.ts';
import { after, sealedFiles, sealedOptions } from '../testing/after.ts';
import { OPENING } from '../testing/honest.ts';
import { bytes32 } from '../testing/log.ts';
import { scene } from '../testing/scene.ts';
import { checkLists, checkQuotas, checkResult, checkRules, checkSelection, seedOf } from './draw-steps.ts';
import { finished, readable } from './evidence.ts';
import { Findings } from './report.ts';

type Check = (f: Findings, opened: OpenedBundle) => void;

const drawn = scene({ withExperts: true });
const honest = readable(openBundle(drawn.files));
const { announcement, lists } = honest;
const [result, details, outcomes] = [
  honest.result as ResultDocument,
  honest.details as DetailsDocument,
  finished(honest).outcomes,
];
const [firstStratum, ...otherStrata] = details.strata as [DetailsDocument['strata'][number]];
const sealed = openBundle(sealedFiles(after(sealedOptions, [])));
const opened = openBundle(after({ ...sealedOptions, bend: (deeds) => [...deeds, OPENING] }, []).files);

/** What a check says, in English; the Chinese beside it is never missing. */
function said(check: Check, bundle: OpenedBundle, which: (ok: boolean) => boolean = () => true): string[] {
  const findings = new Findings();
  check(findings, bundle);
  for (const { zh, en } of findings.details) expect(`${zh} | ${en}`).toMatch(/\p{Script=Han}|^\S+ .* \| \S/u);
  for (const { zh } of findings.details) expect(zh).not.toBe('');
  return findings.details.filter(({ ok }) => which(ok)).map(({ en, value }) => `${en}: ${value}`);
}
const wrong = (check: Check, bundle: OpenedBundle): string[] => said(check, bundle, (ok) => !ok);
const announcing = (part: Partial<typeof announcement>): OpenedBundle => ({
  ...honest,
  announcement: { ...announcement, ...part },
});
const withDetails = (part: Partial<DetailsDocument>): OpenedBundle => ({ ...honest, details: { ...details, ...part } });
const withResult = (part: Partial<ResultDocument>): OpenedBundle => ({ ...honest, result: { ...result, ...part } });

describe('lists', () => {
  it('are shown with root and size, and are the announced ones', () => {
    const names = ['roster', 'officers', 'conflicts', 'experts', 'expertConflicts'] as const;
    expect(said(checkLists, honest)).toEqual([
      ...names.map((name) => `${name} root and size: ${lists[name]?.root} ${lists[name]?.size}`),
      'churn report: —',
      'lists are the announced ones: ✓',
    ]);
  });

  it('with another root or one leaf less are not', () => {
    const officers = { ...lists.officers, root: '0'.repeat(64) };
    expect(wrong(checkLists, { ...honest, lists: { ...lists, officers } }).join()).toMatch(
      'lists are the announced ones: officers: root 0000',
    );
    const roster = { ...lists.roster, leaves: lists.roster.leaves.slice(1) };
    expect(wrong(checkLists, { ...honest, lists: { ...lists, roster } })).not.toEqual([]);
  });

  it('may hide leaves while the draw is sealed, and no longer', () => {
    const hidden = (bundle: OpenedBundle): string[] =>
      said(checkLists, bundle).filter((line) => line.startsWith('hidden') || line.startsWith('roots'));
    const count = Object.values(readable(sealed).lists).reduce(
      (sum, list) => sum + ((list as { hidden?: number }).hidden ?? 0),
      0,
    );
    expect(count).toBeGreaterThan(0);
    expect(hidden(sealed)).toEqual([
      `hidden leaves, only while sealed: ${count}`,
      'roots of the lists are the announced ones: ✓',
    ]);
    expect(wrong(checkLists, sealed)).toEqual([]);
    const line = [`hidden leaves, only while sealed: ${count}`];
    expect(wrong(checkLists, { ...sealed, deeds: opened.deeds })).toEqual(line);
    const other = { ...readable(sealed).lists.officers, root: '0'.repeat(64) };
    expect(wrong(checkLists, { ...sealed, lists: { ...readable(sealed).lists, officers: other } })).toHaveLength(1);
  });
});

describe('the churn report', () => {
  const { roster } = lists;
  const { report, leaves } = compareRosters(
    sha256Suite,
    bytes32('salt key'),
    {
      draw: announcement.draw,
      before: { draw: '2026-T1-1', announcement: '0'.repeat(64), root: '1'.repeat(64), size: roster.size },
      after: { root: roster.root, size: roster.size },
      authors: [1],
      threshold: 1_000,
    },
    roster.leaves.map((leaf, i) => (i === 0 ? { ...leaf, weight: 9 } : leaf)),
    roster.leaves,
  );
  const churnLeaves = { leaves, hashes: [], root: report.root, size: report.size };
  const named = announcing({ churn: 'ab'.repeat(32) });
  const problem = `churn report: ${'ab'.repeat(32)}`;

  it('that was announced is there with its leaves, and says how much changed', () => {
    const lines = said(checkLists, { ...named, churn: report, churnLeaves }).filter((line) => /churn/.test(line));
    expect(lines).toEqual([
      problem,
      'the churn report agrees with the roster: ✓',
      ...['added: 0', 'removed: 0', 'status: 0', 'stratum: 0', 'weight: 1'].map((line) => `churn ${line}`),
    ]);
    expect(wrong(checkLists, { ...named, churn: report, churnLeaves })).toEqual([]);
    expect(wrong(checkLists, named)).toEqual([problem]);
    expect(wrong(checkLists, { ...named, churn: report })).toContain(problem);
  });

  it('that was not announced is not there', () => {
    expect(wrong(checkLists, { ...honest, churn: report, churnLeaves })).toEqual(['churn report: —']);
  });

  it('of a sealed draw keeps its leaves back', () => {
    const { announcement: its } = readable(sealed);
    const bundle = { ...sealed, announcement: { ...its, churn: 'ab'.repeat(32) }, churn: report };
    expect(said(checkLists, bundle, (ok) => ok)).toContain(problem);
  });

  it('with other numbers does not agree with the roster', () => {
    const bent = { ...report, counts: { ...report.counts, weight: 2 } };
    expect(wrong(checkLists, { ...named, churn: bent, churnLeaves }).join()).toMatch(
      'the churn report agrees with the roster: ',
    );
  });
});

describe('the rules', () => {
  const program = `sha256:${'ab'.repeat(32)}`;

  it('are shown with the number to draw and with every reason for exclusion', () => {
    const { kRule, k } = announcement.select;
    expect(said(checkRules, honest)).toEqual([
      'rules of the announcement: ✓',
      `number to draw: ${kRule} = ${k}`,
      ...Object.entries(announcement.roster.excluded).map(([reason, count]) => `excluded ${reason}: ${count}`),
      'exclusions for frequency name the earlier draw: ✓',
    ]);
  });

  it('give another number to draw than announced: both lines say so', () => {
    const bundle = announcing({ select: { ...announcement.select, kRule: '7' } });
    expect(wrong(checkRules, bundle)).toContain('number to draw: 7 = 8');
  });

  it('an exclusion for frequency names its draw; others need not', () => {
    const leaves = lists.roster.leaves.map(({ ref: _ref, ...leaf }) => leaf);
    const bare = leaves.filter(({ reason }) => reason === 'FREQ').map(({ id }) => id);
    const bundle = { ...honest, lists: { ...lists, roster: { ...lists.roster, leaves } } };
    expect(bare).not.toEqual([]);
    expect(wrong(checkRules, bundle)).toEqual(
      bare.map((id) => `exclusions for frequency name the earlier draw: ${id}`),
    );
  });

  it('the programs beside the bundle are the announced ones, neither more nor fewer', () => {
    const line = 'programs in ref/ are the announced ones';
    const bundle = announcing({ verifier: { python: program } });
    expect(said(checkRules, { ...bundle, references: [program] }).at(-1)).toBe(`${line}: ✓`);
    expect(wrong(checkRules, { ...bundle, references: [] })).toEqual([`${line}: ${program}`]);
    expect(wrong(checkRules, { ...bundle, references: [program, 'sha256:x'] })).toEqual([`${line}: sha256:x`]);
  });
});

describe('quotas', () => {
  it('are those of the seed that the log gives', () => {
    expect(said(checkQuotas, honest)).toEqual([
      `strata: ${details.strata.length}`,
      ...details.strata.map(({ id, eligible, quota }) => `${id} eligible, quota: ${eligible}, ${quota}`),
    ]);
    expect(toHex(seedOf(finished(honest)).prk)).toBe(details.prk);
  });

  it.each([{ id: 'other' }, { eligible: firstStratum.eligible + 1 }, { quota: firstStratum.quota + 1 }])(
    'with %j are not',
    (part) => {
      const line = `${firstStratum.id} eligible, quota: ${firstStratum.eligible}, ${firstStratum.quota}`;
      expect(wrong(checkQuotas, withDetails({ strata: [{ ...firstStratum, ...part }, ...otherStrata] }))).toEqual([
        line,
      ]);
    },
  );

  it('of a stratum less or more are not', () => {
    const { id, eligible, quota } = details.strata.at(-1) as typeof firstStratum;
    const fewer = withDetails({ strata: details.strata.slice(0, -1) });
    expect(wrong(checkQuotas, fewer)).toEqual(['strata: 2', `${id} eligible, quota: ${eligible}, ${quota}`]);
    expect(wrong(checkQuotas, withDetails({ strata: [...details.strata, firstStratum] }))).toEqual(['strata: 4']);
  });
});

describe('the selection', () => {
  const selection = details.selected.map(({ id }) => id).join(' ');

  it('is shown with cutoffs and reserves', () => {
    expect(said(checkSelection, honest)).toEqual([
      ...details.strata.flatMap(({ id, cutoff, reserve }) => [
        `${id} cutoff: ${cutoff}`,
        `${id} reserves: ${reserve.join(' ')}`,
      ]),
      `selection: ${selection}`,
    ]);
  });

  it('of a stratum that gives nobody has neither', () => {
    const strata = announcement.select.strata.map((s, i) => (i === 0 ? { ...s, a: 0, min: 0, max: 0 } : s));
    const { files } = scene({ change: (a) => ({ ...a, select: { ...a.select, strata, reserve: 0 } }) });
    expect(said(checkSelection, openBundle(files)).slice(0, 2)).toEqual(['hazchem cutoff: —', 'hazchem reserves: —']);
    expect(wrong(checkSelection, openBundle(files))).toEqual([]);
  });

  it('with another cutoff, reserves in another order or another enterprise is not that of the tickets', () => {
    const { id, cutoff = '', reserve } = firstStratum;
    const strata = (part: Partial<typeof firstStratum>): OpenedBundle =>
      withDetails({ strata: [{ ...firstStratum, ...part }, ...otherStrata] });
    expect(wrong(checkSelection, strata({ cutoff: '0'.repeat(cutoff.length) }))).toEqual([`${id} cutoff: ${cutoff}`]);
    const reserves = `${id} reserves: ${reserve.join(' ')}`;
    expect(wrong(checkSelection, strata({ reserve: reserve.toReversed() }))).toEqual([reserves]);
    const none = withDetails({ strata: [] });
    expect(wrong(checkSelection, none)).toEqual(said(checkSelection, honest).slice(0, -1));
    const fewer = withDetails({ selected: details.selected.slice(1) });
    expect(wrong(checkSelection, fewer)).toEqual([`selection: ${selection}`]);
  });
});

describe('the result', () => {
  const at = (kind: string): string => honest.deeds.find(({ deed }) => deed.kind === kind)?.deed.at ?? '';

  it('belongs to the announcement, has every outcome, and came in time', () => {
    expect(said(checkResult, honest)).toEqual([
      `draw: ${announcement.draw}`,
      `the details are of this announcement: ${details.announcement}`,
      'suite: vd1-sha256',
      `result root: ${outcomes.root} ${outcomes.size}`,
      'every outcome: ✓',
      `as many outcomes as enterprises: ${lists.roster.size}`,
      `result in time: ${at('draw.complete')} ≤ ${announcement.deadlines.result}`,
    ]);
  });

  it.each([
    ['draw: other', withDetails({ draw: 'other' })],
    [`the details are of this announcement: ${'0'.repeat(64)}`, withDetails({ announcement: '0'.repeat(64) })],
    ['suite: vd1-sm3', withResult({ suite: 'vd1-sm3' })],
    [`result root: ${outcomes.root} ${outcomes.size}`, withResult({ root: '0'.repeat(64) })],
    [`result root: ${outcomes.root} ${outcomes.size}`, withResult({ size: 1 })],
  ])('is refused: %s', (line, bundle) => {
    expect(wrong(checkResult, bundle)).toEqual([line]);
  });

  it('names the enterprises whose outcome is another, or is not there', () => {
    const [first, second, ...hashes] = outcomes.hashes;
    const swapped = { ...outcomes, hashes: [second, first, ...hashes] as Uint8Array[] };
    const ids = lists.roster.leaves.map(({ id }) => id);
    expect(wrong(checkResult, { ...honest, outcomes: swapped })).toEqual(
      ids.slice(0, 2).map((id) => `every outcome: ${id}`),
    );
    const fewer = { ...outcomes, hashes: outcomes.hashes.slice(0, -1), size: outcomes.size - 1 };
    expect(wrong(checkResult, { ...honest, outcomes: fewer })).toEqual([
      `result root: ${outcomes.root} ${outcomes.size - 1}`,
      `every outcome: ${ids.at(-1)}`,
      `as many outcomes as enterprises: ${outcomes.size - 1}`,
    ]);
  });

  it('is in time until its deadline, and the opening of a sealed one until its own', () => {
    // With other deadlines the seed is another; here only the times count.
    const times = (bundle: OpenedBundle): string[] =>
      wrong(checkResult, bundle).filter((line) => line.includes(' in time: '));
    const until = (bundle: OpenedBundle, part: Partial<typeof announcement.deadlines>): OpenedBundle => {
      const { announcement: its } = readable(bundle);
      return { ...bundle, announcement: { ...its, deadlines: { ...its.deadlines, ...part } } };
    };
    const [done, early] = [at('draw.complete'), '2026-03-02T01:29:59Z'];
    expect(times(until(honest, { result: done }))).toEqual([]);
    expect(times(until(honest, { result: early }))).toEqual([`result in time: ${done} ≤ ${early}`]);
    expect(said(checkResult, opened)).toContain(`opened in time: ${OPENING.at} ≤ 2026-03-10T00:00:00Z`);
    expect(times(until(opened, { open: OPENING.at }))).toEqual([]);
    expect(times(until(opened, { open: early }))).toEqual([`opened in time: ${OPENING.at} ≤ ${early}`]);
    expect(times({ ...opened, announcement })).toEqual([]);
  });
});
