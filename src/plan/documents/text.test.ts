import { describe, expect, test } from 'vitest';
import { DEMO_PLAN } from '../../../demo/plan.ts';
import { capacityOf } from '../rules/capacity.ts';
import type { NoticeContent } from '../types/notice.ts';
import { noticeText } from './text.ts';

function noticeOf(version: number): NoticeContent {
  const plan: NoticeContent['plan'] = {
    year: 2026,
    version,
    content: DEMO_PLAN,
    universe: { size: 200, measuredOn: '2026-01-05', strata: [], unplaced: 0, overlapping: 0 },
    hash: 'ab'.repeat(32),
    approvalDocument: null,
  };
  return {
    readership: 'public',
    bureau: '某某区应急管理局',
    isDemo: false,
    address: '',
    plan,
    capacity: capacityOf(DEMO_PLAN.capacity),
    approvedOn: '2026-01-05',
    approvedAt: '2026-01-05T01:00:00Z',
    issue: null,
    officers: [],
    experts: [],
    catalogue: null,
  };
}

describe('联合部门 in the annexes', () => {
  const item = {
    code: 'ZH-11',
    name: '安全设备维护检测',
    category: 'general',
    kind: 'routine',
    subject: '某某区应急管理局',
    scope: { domains: [], flags: [] },
    methods: ['on-site'],
    selection: 'undirected',
    ratio: null,
    frequency: 1,
    cap: null,
    version: 1,
    points: [],
    duties: [],
    penalties: [],
  } as const;
  const annexesOf = (joint?: string[]) => {
    const items = [
      {
        ...item,
        scope: { domains: [], flags: [] },
        methods: [...item.methods],
        points: [],
        duties: [],
        penalties: [],
        ...(joint === undefined ? {} : { joint }),
      },
    ];
    const catalogue = {
      edition: 1,
      publishedOn: '2026-01-04',
      hash: '',
      items,
      diff: { added: [], removed: [], changed: [] },
    };
    return noticeText({ ...noticeOf(1), catalogue }).annexes;
  };

  test('a list that names none is printed as ever; one that names some says which department and which items', () => {
    const [, , dutiesAlone, itemsAlone] = annexesOf();
    const [, , duties, items] = annexesOf(['某某局']);
    expect(itemsAlone?.notes).toHaveLength(1);
    expect(duties?.notes).toEqual([...(dutiesAlone?.notes ?? []), '联合部门：某某局，联合检查的事项为ZH-11。']);
    expect(items?.notes).toEqual([
      ...(itemsAlone?.notes ?? []),
      '与其他部门联合检查的事项：ZH-11安全设备维护检测（某某局）。',
    ]);
    expect(items?.tables).toEqual(itemsAlone?.tables);
  });
});

describe('the notice of a plan', () => {
  test('of the first version has no number of an amendment', () => {
    const { title, planTitle, preface } = noticeText(noticeOf(1));
    expect([...title, ...planTitle, preface].join('')).not.toContain('调整');
    expect(title.join('')).toMatch(/^某某区应急管理局关于印发.*实施方案的通知$/u);
  });

  test.each([
    [2, '（第一次调整）', '原实施方案不再执行'],
    [3, '（第二次调整）', '原实施方案及以前的调整不再执行'],
  ])('of version %i is numbered %s and says what it replaces', (version, number, replaces) => {
    const { title, planTitle, paragraphs, preface } = noticeText(noticeOf(version));
    expect(title.at(-1)).toBe(`${number}的通知`);
    expect(planTitle.at(-1)).toBe(number);
    expect(paragraphs[0]).toContain(`实施方案${number}》`);
    expect(preface).toContain(replaces);
  });
});
