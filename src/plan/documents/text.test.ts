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
