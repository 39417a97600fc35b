/** What the deeds of a bundle say about its draw: parts that must be there, and whose value is whose (SPEC §14.2). */
import { describe, expect, it } from 'vitest';
import { openBundle, type BundleDeed, type OpenedBundle } from '../bundle-reading.ts';
import { sealedOptions } from '../testing/after.ts';
import { OPENING } from '../testing/honest.ts';
import type { TestDeed } from '../testing/log.ts';
import { scene } from '../testing/scene.ts';
import type { SourceSpec } from '../sources.ts';
import {
  announceDeed,
  areChecksOfTypings,
  deedsOf,
  finished,
  isSame,
  isSealed,
  loggedValues,
  readable,
  typingsOf,
  valueDeeds,
  valuesById,
  type Readable,
} from './evidence.ts';
import { NotApplicable } from './report.ts';

const opened = openBundle(scene().files);
const bundle = readable(opened);
const without = (part: keyof OpenedBundle, of: OpenedBundle = opened): OpenedBundle => ({ ...of, [part]: undefined });

describe('a bundle', () => {
  it.each(['announcement', 'announcementBytes', 'lists'] as const)(
    'without its %s is not looked at any further',
    (part) => {
      expect(() => readable(without(part))).toThrow(NotApplicable);
      expect(() => readable(without(part))).toThrow('the announcement or a list cannot be read, see the first step');
    },
  );
  it.each(['result', 'resultBytes', 'details', 'detailsBytes', 'outcomes'] as const)(
    'without its %s has no result to check',
    (part) => {
      expect(() => finished(without(part))).toThrow('there is no result (void, or a file cannot be read)');
      expect(finished(opened)).toMatchObject({ result: opened.result, outcomes: opened.outcomes });
    },
  );
  it('that is sealed waits for its opening, by the day that was announced', () => {
    const sealed = readable(openBundle(scene(sealedOptions).files));
    expect(isSealed(sealed)).toBe(true);
    expect(() => finished(sealed)).toThrow('sealed, to be checked once opened, by 2026-03-10T00:00:00Z');
    const { open: _open, ...deadlines } = sealed.announcement.deadlines;
    const without = { ...sealed, announcement: { ...sealed.announcement, deadlines } } as Readable;
    expect(() => finished(without)).toThrow('by —');
    const { deeds = (all: readonly TestDeed[]) => all } = sealedOptions;
    const open = readable(openBundle(scene({ ...sealedOptions, deeds: (all) => [...deeds(all), OPENING] }).files));
    expect(isSealed(open)).toBe(false);
    expect(isSealed(bundle)).toBe(false);
  });
});

describe('deeds of the draw', () => {
  it('are those of the subject that announced this very document', () => {
    expect(announceDeed(bundle)?.deed.kind).toBe('draw.announce');
    expect(deedsOf(bundle, 'draw.confirm')).toHaveLength(1);
    const foreign = bundle.deeds.map((each) => ({ ...each, deed: { ...each.deed, subject: 'draw/other' } }));
    const [confirm] = foreign.filter(({ deed }) => deed.kind === 'draw.confirm');
    const mixed = { ...bundle, deeds: [...bundle.deeds, ...(confirm === undefined ? [] : [confirm])] };
    expect(deedsOf(mixed, 'draw.confirm')).toHaveLength(1);
    const another = { ...bundle, announcementBytes: new Uint8Array(3) };
    expect(announceDeed(another)).toBeUndefined();
    expect(deedsOf(another, 'draw.confirm')).toEqual([]);
  });
});

/** An entry of this draw that somebody else might have put there. */
function entry(kind: string, facts: BundleDeed['deed']['facts']): BundleDeed {
  const announced = announceDeed(bundle);
  if (announced === undefined) throw new Error('the scene is announced');
  return { ...announced, deed: { ...announced.deed, kind, facts } };
}
const withDeeds = (...more: BundleDeed[]): Readable => ({ ...bundle, deeds: [...bundle.deeds, ...more] });
const facts = (deeds: readonly BundleDeed[]): unknown[] => deeds.map(({ deed }) => deed.facts);

describe('the value of a source', () => {
  const lottery = {
    id: 'kl8',
    type: 'lottery',
    game: 'kl8',
    issue: '2026001',
    at: '2026-03-02T00:00:00Z',
  } as SourceSpec;
  const machine = { id: 'balls', type: 'machine' } as SourceSpec;
  const nist = { id: 'nist', type: 'nist' } as SourceSpec;
  const drand = { id: 'drand', type: 'drand' } as SourceSpec;
  const otc = { id: 'seal:a', type: 'otc' } as SourceSpec;
  const of = (source: string, more: object = {}) => ({ source, value: '7', ...more });

  it('of a round or a code is what was recorded for it, and not for another', () => {
    for (const source of [drand, otc]) {
      const its = entry('draw.record-source', of(source.id));
      expect(facts(valueDeeds(withDeeds(its, entry('draw.record-source', of('other'))), source))).toEqual([
        of(source.id),
      ]);
    }
  });
  it('of a share is what its party revealed, or what gave it back', () => {
    const commit = bundle.announcement.sources.find(({ type }) => type === 'commit') as SourceSpec;
    const [revealed] = valueDeeds(bundle, commit);
    expect(revealed?.deed.kind).toBe('draw.reveal');
    const party = revealed?.deed.facts['party'] as string;
    const recovered = entry('draw.recover', { party, nonce: 'ff' });
    const others = entry('draw.recover', { party: 'somebody-else', nonce: 'ff' });
    expect(valueDeeds(withDeeds(recovered, others), commit)).toEqual([revealed, recovered]);
  });
  it('that people type counts once it was typed again the same', () => {
    for (const source of [lottery, machine, nist]) {
      const typed = entry('draw.record-source', of(source.id, { attempt: 1 }));
      const other = entry('draw.confirm-source', of(source.id, { attempt: 1, isSame: false }));
      const same = entry('draw.confirm-source', of(source.id, { attempt: 2, isSame: true }));
      expect(valueDeeds(withDeeds(typed), source)).toEqual([]);
      expect(valueDeeds(withDeeds(typed, other), source)).toEqual([]);
      expect(valueDeeds(withDeeds(typed, other, same), source)).toEqual([same]);
      expect(typingsOf(withDeeds(typed, other, same), source)).toEqual({
        typed: [typed],
        checked: [other, same],
        fact: 'value',
        isTwice: true,
      });
    }
  });
  it('of a lottery or a machine of version 1.0 was recorded once and without a number; of NIST never', () => {
    for (const source of [lottery, machine]) {
      const once = entry('draw.record-source', of(source.id));
      expect(typingsOf(withDeeds(once), source).isTwice).toBe(false);
      expect(valueDeeds(withDeeds(once), source)).toEqual([once]);
      const checked = entry('draw.confirm-source', of(source.id, { isSame: true }));
      expect(typingsOf(withDeeds(once, checked), source).isTwice).toBe(true);
      // One numbered typing among others is enough.
      const numbered = entry('draw.record-source', of(source.id, { attempt: 2 }));
      expect(typingsOf(withDeeds(once, numbered), source).isTwice).toBe(true);
      expect(typingsOf(bundle, source).isTwice).toBe(false);
    }
    expect(typingsOf(withDeeds(entry('draw.record-source', of('nist'))), nist).isTwice).toBe(true);
  });
  it('of dice are digits, typed twice', () => {
    const dice = bundle.announcement.sources.find(({ type }) => type === 'dice') as SourceSpec;
    const { typed, checked, fact, isTwice } = typingsOf(bundle, dice);
    expect([typed.length, checked.length, fact, isTwice]).toEqual([1, 1, 'digits', true]);
  });
});

describe('all values', () => {
  it('stand in the order of the announcement; a source without one is left out', () => {
    const values = loggedValues(bundle);
    expect(values.map(({ source }) => source.id)).toEqual(bundle.announcement.sources.map(({ id }) => id));
    expect(Object.keys(valuesById(values))).toEqual(values.map(({ source }) => source.id));
    const silent = { ...bundle, deeds: bundle.deeds.filter(({ deed }) => deed.kind !== 'draw.confirm-dice') };
    expect(loggedValues(silent).map(({ source }) => source.type)).not.toContain('dice');
    const mute = bundle.deeds.map((each) =>
      each.deed.kind === 'draw.reveal'
        ? { ...each, deed: { ...each.deed, facts: { party: each.deed.facts['party'] ?? '' } } }
        : each,
    );
    expect(loggedValues({ ...bundle, deeds: mute }).map(({ source }) => source.type)).not.toContain('commit');
  });
  it('of rounds have their signature, of others none', () => {
    const spec = { id: 'drand', type: 'drand' } as SourceSpec;
    const announcement = { ...bundle.announcement, sources: [spec] };
    const signed = entry('draw.record-source', { source: 'drand', value: 'aa', signature: 'bb' });
    const { deeds } = withDeeds(signed);
    expect(loggedValues({ ...bundle, announcement, deeds })).toEqual([
      { source: spec, value: 'aa', deed: signed, signature: 'bb' },
    ]);
    for (const value of loggedValues(bundle)) expect(Object.keys(value)).not.toContain('signature');
  });
});

describe('checks of typings', () => {
  const typing = (attempt: number): BundleDeed => entry('draw.record-source', { attempt });
  it('are of typings that are there, each once', () => {
    expect(areChecksOfTypings([typing(1), typing(2)], [typing(2), typing(1)])).toBe(true);
    expect(areChecksOfTypings([typing(1), typing(2)], [])).toBe(true);
    expect(areChecksOfTypings([typing(1)], [typing(2)])).toBe(false);
    expect(areChecksOfTypings([typing(1)], [typing(1), typing(1)])).toBe(false);
  });
});

describe('two documents', () => {
  it('are the same byte for byte, whatever the order of their members', () => {
    expect(isSame({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(isSame({ a: 1 }, { a: 2 })).toBe(false);
  });
});
