/** How the public words come from those of the record: what is found, added and lifted (domain §11.2). */
import { describe, expect, test } from 'vitest';
import type { Mark, PublicCopy, PublicFinding } from '../types.ts';
import type { PublicPenalty } from '../types/penalty.ts';
import { NOTHING_KNOWN, PROTECTED_WHY } from '../types/protected.ts';
import {
  markedText,
  markedTexts,
  markRefusals,
  protectedHits,
  protectedRefusals,
  redacted,
  textsOf,
  withTexts,
} from './copy.ts';

const PHONE = '13900001111';
const AT = 'findings.1.text';

const finding = (number: number, text: string): PublicFinding => ({
  number,
  itemName: '责任制',
  text,
  level: 'general',
  measureKind: 'rectify',
  dueOn: null,
});
const visit = (...texts: readonly string[]): PublicCopy & { readonly source: 'visit' } => ({
  source: 'visit',
  content: {
    bureau: '某区应急管理局',
    drawId: '00000000-0000-4000-8000-000000000001',
    enterprise: {
      name: '某厂',
      creditCode: '91120111MA0XQ00174',
      subdistrictCode: '1',
      subdistrict: '某镇',
      safetyDomain: 'machinery',
    },
    inspectedOn: '2026-03-12',
    items: [],
    conclusion: 'follow-up',
    findings: texts.map((text, n) => finding(n + 1, text)),
  },
});
const penalty: PublicPenalty = {
  bureau: '某区应急管理局',
  party: 'unit',
  enterprise: { name: '某厂', creditCode: '91120111MA0XQ00174' },
  number: '1号',
  decidedOn: '2026-03-12',
  cause: '未整改',
  facts: ['事实一', '事实二'],
  violates: '',
  basis: '',
  items: [
    { kind: 'fine', fen: 100, detail: '罚款说明' },
    { kind: 'warning', fen: null, detail: '' },
  ],
  level: 'general',
  rules: '',
  repairFrom: null,
  publicUntil: null,
};
const decision: PublicCopy = { source: 'penalty', content: penalty };
const mark = (change: Partial<Mark>): Mark => ({
  at: AT,
  how: 'added',
  kind: 'other',
  found: '',
  reason: '',
  ...change,
});
const copyOf = (text: string, ...marks: Mark[]): string => markedText({ at: AT, text }, NOTHING_KNOWN, marks).copy;

describe('the free words of a copy', () => {
  test('are the text of each finding, or cause, facts and details of a decision', () => {
    expect(textsOf(visit('甲', '乙'))).toEqual([
      { at: 'findings.1.text', text: '甲' },
      { at: 'findings.2.text', text: '乙' },
    ]);
    expect(textsOf(decision)).toEqual([
      { at: 'cause', text: '未整改' },
      { at: 'facts.1.text', text: '事实一' },
      { at: 'facts.2.text', text: '事实二' },
      // A kind without words of its own has none to read.
      { at: 'items.fine.detail', text: '罚款说明' },
    ]);
  });
  test('are replaced where there are others, and nothing else is', () => {
    const changed = withTexts(visit('甲', '乙'), new Map([['findings.2.text', '丙']]));
    expect(textsOf(changed).map(({ text }) => text)).toEqual(['甲', '丙']);
    expect(changed).toEqual(visit('甲', '丙'));
    const texts = new Map([
      ['cause', '案由'],
      ['facts.2.text', '事实'],
      ['items.fine.detail', '说明'],
    ]);
    expect(withTexts(decision, texts)).toEqual({
      source: 'penalty',
      content: {
        ...penalty,
        cause: '案由',
        facts: ['事实一', '事实'],
        items: [{ kind: 'fine', fen: 100, detail: '说明' }, penalty.items[1]],
      },
    });
    expect(withTexts(decision, new Map())).toEqual(decision);
  });
});

describe('a text', () => {
  test('is masked where something is found; each mark says what, where and why', () => {
    const text = `联系人${PHONE}已通知`;
    expect(markedText({ at: AT, text }, NOTHING_KNOWN, [])).toEqual({
      at: AT,
      written: text,
      copy: '联系人【电话号码已隐去】已通知',
      marks: [{ kind: 'phone', from: 3, to: 14, found: PHONE, how: 'found', reason: PROTECTED_WHY.phone }],
    });
  });
  test('is masked where the handler adds a mark, at each place where those words stand', () => {
    const added = mark({ found: '溶剂甲', kind: 'trade-secret' });
    const marked = markedText({ at: AT, text: '用溶剂甲与溶剂甲' }, NOTHING_KNOWN, [added]);
    expect(marked.copy).toBe('用【商业秘密已隐去】与【商业秘密已隐去】');
    expect(marked.marks.map(({ from, to, how, reason }) => [from, to, how, reason])).toEqual([
      [1, 4, 'added', PROTECTED_WHY['trade-secret']],
      [5, 8, 'added', PROTECTED_WHY['trade-secret']],
    ]);
    expect(copyOf('用溶剂甲', mark({ found: '溶剂甲', at: 'findings.2.text' }))).toBe('用溶剂甲');
  });
  test('shows again what was lifted with its reason, and only that', () => {
    const other = '13900002222';
    const lifted = mark({ how: 'lifted', kind: 'phone', found: PHONE, reason: '企业公开的值班电话' });
    const marked = markedText({ at: AT, text: `${PHONE}，${other}` }, NOTHING_KNOWN, [lifted]);
    expect(marked.copy).toBe(`${PHONE}，【电话号码已隐去】`);
    expect(marked.marks.map(({ found, how, reason }) => [found, how, reason])).toEqual([
      [PHONE, 'lifted', '企业公开的值班电话'],
      [other, 'found', PROTECTED_WHY.phone],
    ]);
    // Another kind, or the words of another text, lift nothing.
    expect(copyOf(PHONE, { ...lifted, kind: 'account' })).toBe('【电话号码已隐去】');
    expect(copyOf(PHONE, { ...lifted, at: 'cause' })).toBe('【电话号码已隐去】');
  });
  test('keeps a name hidden within a clause that was lifted', () => {
    const text = '客户名单由王强保管';
    const lift = mark({ how: 'lifted', kind: 'trade-secret', found: text, reason: '不属于商业秘密' });
    const known = { persons: ['王强'], creditCodes: [] };
    expect(markedText({ at: AT, text }, known, []).copy).toBe('【商业秘密已隐去】');
    const marked = markedText({ at: AT, text }, known, [lift]);
    expect(marked.copy).toBe('客户名单由王某保管');
    expect(marked.marks.map(({ kind, how }) => [kind, how])).toEqual([
      ['trade-secret', 'lifted'],
      ['person', 'found'],
    ]);
  });
  test('never shows a whistle-blower or an identity number, whatever is lifted', () => {
    const id = '120111199003071238';
    expect(copyOf(`证${id}`, mark({ how: 'lifted', kind: 'id-number', found: id, reason: '同意' }))).toBe(
      '证【身份证件号已隐去】',
    );
    const told = '接群众举报';
    expect(copyOf(told, mark({ how: 'lifted', kind: 'whistle-blower', found: told, reason: '同意' }))).toBe(
      '【举报人信息已隐去】',
    );
  });
  test('of the whole copy is made from the words of the record, where they are known', () => {
    const texts = markedTexts(visit('旧文', PHONE), { 'findings.1.text': `电话${PHONE}` }, NOTHING_KNOWN, []);
    expect(texts.map(({ written }) => written)).toEqual([`电话${PHONE}`, PHONE]);
    expect(textsOf(redacted(visit('旧文', PHONE), texts)).map(({ text }) => text)).toEqual([
      '电话【电话号码已隐去】',
      '【电话号码已隐去】',
    ]);
  });
});

describe('what must not go out', () => {
  const texts = [{ at: AT, text: `电话${PHONE}` }];
  const lift = mark({ how: 'lifted', kind: 'phone', found: PHONE, reason: '公开电话' });
  test('is refused, each value with its kind and place', () => {
    expect(protectedHits(texts, NOTHING_KNOWN)).toEqual([{ kind: 'phone', at: AT, found: PHONE }]);
    expect(protectedRefusals(texts, NOTHING_KNOWN)).toEqual([
      { code: 'disclosure-protected', at: AT, facts: { kind: '电话号码', found: PHONE } },
    ]);
  });
  test('is none where it was lifted, or where the handler only added', () => {
    expect(protectedHits(texts, NOTHING_KNOWN, [lift])).toEqual([]);
    expect(protectedRefusals(texts, NOTHING_KNOWN, [lift])).toEqual([]);
    expect(
      protectedHits([{ at: AT, text: '配方甲' }], { persons: [], creditCodes: [] }, [mark({ found: '甲' })]),
    ).toHaveLength(1);
  });
});

describe('a decision about a mark', () => {
  const texts = [{ at: AT, text: `电话${PHONE}，车间` }];
  const judge = (...marks: Mark[]): unknown[] => markRefusals(texts, NOTHING_KNOWN, marks);
  const lift = mark({ how: 'lifted', kind: 'phone', found: PHONE, reason: '公开电话' });

  test('stands when there is something to hide, or something found to lift, with a reason', () => {
    expect(judge(mark({ found: '车间' }), lift)).toEqual([]);
  });
  test('adds nothing that is not there', () => {
    expect(judge(lift, mark({ found: '仓库' }))).toEqual([
      { code: 'disclosure-mark-not-there', at: 'marks.1', facts: { found: '仓库' } },
    ]);
    expect(judge(mark({ found: '车间', at: 'cause' }))).toMatchObject([{ code: 'disclosure-mark-not-there' }]);
  });
  test('lifts nothing that was not found as that, or only added', () => {
    expect(judge({ ...lift, kind: 'account' })).toMatchObject([{ code: 'disclosure-mark-not-there', at: 'marks.0' }]);
    expect(judge({ ...lift, found: '139' })).toMatchObject([{ code: 'disclosure-mark-not-there' }]);
    const added = mark({ found: '车间' });
    expect(judge(added, { ...added, how: 'lifted', reason: '可公开' })).toEqual([
      { code: 'disclosure-mark-not-there', at: 'marks.1', facts: { found: '车间' } },
    ]);
  });
  test('never lifts a whistle-blower or an identity number, and nothing without a reason: all of it is said', () => {
    expect(judge({ ...lift, reason: '' })).toEqual([
      { code: 'disclosure-lift-reason', at: 'marks.0', facts: { found: PHONE } },
    ]);
    expect(judge({ ...lift, kind: 'id-number', reason: '' })).toEqual([
      { code: 'disclosure-mark-not-there', at: 'marks.0', facts: { found: PHONE } },
      { code: 'disclosure-mark-absolute', at: 'marks.0', facts: { kind: '身份证件号' } },
      { code: 'disclosure-lift-reason', at: 'marks.0', facts: { found: PHONE } },
    ]);
  });
});
