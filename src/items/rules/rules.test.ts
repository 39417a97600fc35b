import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../../demo/items.ts';
import BUNDLED from '../data/legal-bases.json' with { type: 'json' };
import type { ItemContent, ItemVersion, LegalBasis } from '../types.ts';
import { basisOn, basisRefusals, diffItems, submitRefusals } from './catalogue.ts';
import { appliesTo, checklistFor, itemsFor } from './checklist.ts';
import { pointRefusals } from './points.ts';

const items: readonly ItemVersion[] = DEMO_ITEMS.map((content, index) => ({
  itemId: `item-${index}`,
  version: 1,
  content,
}));
const bases: readonly LegalBasis[] = BUNDLED;

function only(code: string): ItemVersion {
  const found = items.find(({ content }) => content.code === code);
  if (found === undefined) throw new Error(`no item ${code}`);
  return found;
}

function article(validFrom: string, validTo: string | null): LegalBasis {
  return { instrument: '某条例', version: validFrom, article: 3, text: '条文', validFrom, validTo, source: '公报' };
}

/** Neither risk colour nor size is registered. */
const UNKNOWN = { riskColor: null, sizeClass: null };

describe('which items apply to an enterprise', () => {
  test('a plain machinery works gets the comprehensive items and its own industry, nothing of chemicals', () => {
    const codes = itemsFor(items, { ...UNKNOWN, domains: ['machinery'], flags: [] }).map(({ content }) => content.code);
    expect(codes).toContain('ZH-01');
    expect(codes).toContain('JX-01');
    expect(codes.filter((code) => /^(WH|YH|FC|YJ)/.test(code))).toEqual([]);
  });

  test('a special flag is enough, whatever the industry', () => {
    expect(
      itemsFor(items, { ...UNKNOWN, domains: ['light-industry'], flags: ['dust'] }).map(({ content }) => content.code),
    ).toContain('FC-01');
  });

  test('the check table holds every point of every item that applies, in the order of the list, and cites the version', () => {
    const lines = checklistFor([only('FC-01'), only('WH-01'), only('KJ-01')], {
      ...UNKNOWN,
      domains: ['machinery'],
      flags: ['dust', 'confined-space'],
    });
    expect(lines.map(({ code, no }) => `${code}.${no}`)).toEqual([
      'FC-01.1',
      'FC-01.2',
      'FC-01.3',
      'FC-01.4',
      'FC-01.5',
      'KJ-01.1',
      'KJ-01.2',
      'KJ-01.3',
      'KJ-01.4',
    ]);
    expect(lines[0]).toMatchObject({ itemId: only('FC-01').itemId, version: 1, severity: 'major' });
  });

  test('named colours and sizes narrow the scope; an enterprise without one of them is not taken in', () => {
    const scope = {
      domains: ['machinery' as const],
      flags: [],
      riskColors: ['red' as const],
      sizes: ['large' as const],
    };
    const tags = { domains: ['machinery'], flags: [] };
    expect(appliesTo(scope, { ...tags, riskColor: 'red', sizeClass: 'large' })).toBe(true);
    expect(appliesTo(scope, { ...tags, riskColor: 'blue', sizeClass: 'large' })).toBe(false);
    expect(appliesTo(scope, { ...tags, riskColor: 'red', sizeClass: 'micro' })).toBe(false);
    expect(appliesTo(scope, { ...tags, ...UNKNOWN })).toBe(false);
    expect(appliesTo(scope, { domains: ['hazchem'], flags: ['dust'], riskColor: 'red', sizeClass: 'large' })).toBe(
      false,
    );
    const anyKind = { ...scope, domains: [] };
    expect(appliesTo(anyKind, { domains: ['hazchem'], flags: [], riskColor: 'red', sizeClass: 'large' })).toBe(true);
  });

  test('more tags never take an item away', () => {
    const tags = fc.record({
      domains: fc.subarray(['hazchem', 'machinery', 'commerce', 'fireworks']),
      flags: fc.subarray(['dust', 'ammonia', 'confined-space', 'gas']),
    });
    fc.assert(
      fc.property(tags, tags, (some, more) => {
        const both = { ...UNKNOWN, domains: [...some.domains, ...more.domains], flags: [...some.flags, ...more.flags] };
        const before = itemsFor(items, { ...UNKNOWN, ...some });
        expect(itemsFor(items, both)).toEqual(expect.arrayContaining(before));
      }),
    );
  });
});

describe('the version of an article by the day of the act', () => {
  const versions = [article('2014-12-01', null), article('2021-09-01', '2026-04-30')];

  test.each([
    ['2014-11-30', undefined],
    ['2014-12-01', '2014-12-01'],
    ['2021-08-31', '2014-12-01'],
    ['2021-09-01', '2021-09-01'],
    ['2026-04-30', '2021-09-01'],
  ])('on %s it is that of %s', (day, from) => {
    expect(basisOn(versions, { instrument: '某条例', article: 3 }, day)?.validFrom).toBe(from);
  });
});

describe('an edition before it moves on', () => {
  test('the demo list may be submitted in January 2026', () => {
    expect(submitRefusals('draft', items, [], bases, '2026-01-05')).toEqual([]);
  });

  test('once the regulation on hazardous chemicals has lapsed, every citation of it is named', () => {
    const refusals = basisRefusals(items, bases, '2026-05-01');
    expect(new Set(refusals.map(({ at }) => at))).toEqual(new Set(['WH-01', 'WH-02', 'WH-03', 'WH-04']));
    expect(refusals[0]?.facts?.['citation']).toBe('《危险化学品安全管理条例》第三十三条');
  });

  test('an item without a duty in law is refused beside all other reasons', () => {
    const baseless = {
      ...only('ZH-01'),
      content: {
        ...only('ZH-01').content,
        bases: [{ role: 'penalty' as const, instrument: '安全生产法', article: 999 }],
      },
    };
    expect(submitRefusals('submitted', [baseless], [], bases, '2026-01-05').map(({ code }) => code)).toEqual([
      'catalogue-wrong-state',
      'basis-not-in-force',
      'item-without-duty',
    ]);
  });

  test('an empty edition and one that changes nothing are refused', () => {
    expect(submitRefusals('draft', [], [], bases, '2026-01-05')).toEqual([{ code: 'catalogue-empty' }]);
    expect(submitRefusals('draft', items, items, bases, '2026-01-05')).toEqual([{ code: 'catalogue-unchanged' }]);
  });
});

describe('what an edition changed', () => {
  test('names what came, what went, and the fields that differ', () => {
    const changed = {
      ...only('ZH-02'),
      itemId: 'next',
      version: 2,
      content: { ...only('ZH-02').content, frequency: 2, note: '增加频次' },
    };
    const diff = diffItems([only('ZH-01'), only('ZH-02')], [changed, only('ZH-03')]);
    expect(diff).toEqual({
      added: [{ code: 'ZH-03', name: '安全投入与费用提取使用' }],
      removed: [{ code: 'ZH-01', name: '全员安全生产责任制' }],
      changed: [{ code: 'ZH-02', name: '规章制度和操作规程', fields: ['frequency', 'note'] }],
    });
  });

  test('names every attribute of an item that is another, the channel too', () => {
    const before = only('ZH-02');
    const changes: Partial<ItemContent> = {
      kind: 'special',
      subject: '某某局',
      selection: 'full-coverage',
      ratio: 5000,
      cap: 2,
      joint: ['某某局'],
      channelUrl: 'https://yingji.example/qingdan',
    };
    const after = { itemId: 'next', version: 2, content: { ...before.content, ...changes } };
    expect(diffItems([before], [after]).changed[0]?.fields.toSorted()).toEqual(Object.keys(changes).toSorted());
  });

  test('names a field that was taken away', () => {
    const before = { ...only('ZH-13'), content: { ...only('ZH-13').content, joint: ['某某局'] } };
    const after = { ...only('ZH-13'), itemId: 'next', version: 2 };
    expect(diffItems([before], [after]).changed).toEqual([
      { code: 'ZH-13', name: '餐饮等燃气报警装置', fields: ['joint'] },
    ]);
    expect(diffItems([{ ...after, itemId: 'x' }], [before]).changed[0]?.fields).toEqual(['joint']);
  });

  test('a new version with the same content, keys in another order, is no change', () => {
    const { code, ...rest } = only('ZH-02').content;
    expect(diffItems([only('ZH-02')], [{ itemId: 'next', version: 2, content: { ...rest, code } }]).changed).toEqual(
      [],
    );
  });
});

describe('the demo list', () => {
  test('is 45 items with two to six points each, every article in the bundled law', () => {
    expect(items).toHaveLength(45);
    for (const { content } of items) {
      expect(content.points.length, content.code).toBeGreaterThanOrEqual(3);
      expect(content.points.length, content.code).toBeLessThanOrEqual(8);
      expect(pointRefusals(content.points, content.bases), content.code).toEqual([]);
      for (const { no, procedure, standard, evidence, bases: law = [] } of content.points) {
        expect([procedure, standard, evidence], `${content.code}.${no}`).not.toContain(undefined);
        expect(
          law.map(({ role }) => role),
          `${content.code}.${no}`,
        ).toContain('duty');
      }
    }
    // 应急管理的行政法规 and 工伤保险条例 are not among the texts; what follows from 82, 51, 52 and 86 stands there.
    const open = items.filter(({ content }) => !content.bases.some(({ role }) => role === 'penalty'));
    expect(open.map(({ content }) => content.code)).toEqual(['ZH-29']);
    expect(basisRefusals(items, bases, '2026-01-05')).toEqual([]);
  });
});
