import { describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../../../demo/items.ts';
import { ItemContent } from '../../../items/types.ts';
import { wrongInputs } from '../../kit/input-check.ts';
import { formOf, inputOf, ItemForm, newItem } from './item-form.ts';

const SEEN = { itemId: '0196d1c8-0000-7000-8000-000000000001', revision: 3 };

/** What the form says of these values, by place. */
function mistakes(values: object): Readonly<Record<string, string>> {
  const input = inputOf({ ...values });
  return Object.fromEntries(wrongInputs(ItemForm, input).map(({ at = '', reason }) => [at, reason]));
}

describe('the form of an item', () => {
  test('opened and saved without a change gives the same content, and the revision that was seen', () => {
    const [first, ...others] = DEMO_ITEMS;
    if (first === undefined) throw new Error('no items');
    const scope = { ...first.scope, riskColors: ['red' as const], sizes: ['large' as const] };
    for (const content of [{ ...first, scope, joint: ['某某局'] }, ...others]) {
      const values = formOf({ ...SEEN, content });
      expect(mistakes(values), content.code).toEqual({});
      const bases = (['duty', 'penalty'] as const).flatMap((role) =>
        content.bases.filter((each) => each.role === role),
      );
      expect(inputOf({ ...values }), content.code).toEqual({ seen: SEEN, content: { ...content, bases } });
    }
  });

  test('tells every mistake at once, each at its field', () => {
    const { content } = newItem('测试区应急管理局');
    const wrong = {
      seen: null,
      content: {
        ...content,
        code: 'ZH-1',
        name: undefined,
        points: [
          { question: '', severity: 'general' },
          { question: '一\n二', severity: 'general' },
          { question: '可能重大', severity: 'major', criterion: ' ' },
        ],
        bases: { duty: '安全生产法第四条；有关规定', penalty: '第九十七条' },
      },
    };
    const found = mistakes(wrong);
    expect(Object.keys(found).toSorted()).toEqual([
      'content.bases.duty',
      'content.bases.penalty',
      'content.code',
      'content.methods',
      'content.name',
      'content.points.0.question',
      'content.points.1.question',
      'content.points.2.criterion',
    ]);
    expect(found['content.name']).toBe('请填写');
    expect(found['content.bases.duty']).toContain('有关规定');
    expect(found['content.points.2.criterion']).toContain('第 3 个要点');
  });

  test('a point cites only what its item cites', () => {
    const { content } = newItem('测试区应急管理局');
    const points = [
      { question: '一', severity: 'general' as const, bases: { duty: '安全生产法第四条' } },
      { question: '二', severity: 'general' as const, bases: { penalty: '安全生产法第九十四条；看不懂' } },
    ];
    const whole = { ...content, code: 'ZH-90', name: '新事项', methods: ['documents' as const], points };
    const found = mistakes({ seen: null, content: { ...whole, bases: { duty: '安全生产法第五条', penalty: '' } } });
    expect(Object.keys(found).toSorted()).toEqual(['content.points.0.bases.duty', 'content.points.1.bases.penalty']);
    expect(found['content.points.0.bases.duty']).toContain('《安全生产法》第四条');
    expect(found['content.points.1.bases.penalty']).toContain('看不懂');
  });

  test('more than eighty citations are told at the duties, a name too long to be a law where it was typed', () => {
    const { content } = newItem('测试区应急管理局');
    const duty = Array.from({ length: 81 }, (_, index) => `安全生产法第${index + 1}条`).join('；');
    const penalty = `${'某'.repeat(61)}第一条`;
    expect(mistakes({ seen: null, content: { ...content, bases: { duty, penalty: '' } } })).toHaveProperty([
      'content.bases.duty',
    ]);
    expect(mistakes({ seen: null, content: { ...content, bases: { duty: '', penalty } } })).toHaveProperty([
      'content.bases.penalty',
    ]);
  });

  test('numbers the points by their place and leaves a blank criterion out', () => {
    const { content } = newItem('测试区应急管理局');
    const points = [
      { no: 7, question: '一', evidence: '台账', severity: 'general' as const, criterion: '' },
      { question: '二', severity: 'general' as const },
    ];
    const input = inputOf({ seen: null, content: { ...content, code: 'ZH-90', name: '新事项', points } });
    expect(input).toMatchObject({
      content: {
        points: [
          { no: 1, question: '一', evidence: '台账', severity: 'general' },
          { no: 2, question: '二', evidence: '', severity: 'general' },
        ],
      },
    });
    expect(ItemContent.shape.points.safeParse((input as { content: ItemContent }).content.points).success).toBe(true);
  });
});
