import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffText } from './text-diff.ts';

describe('what a text became', () => {
  test('only the clause that changed is gone and new', () => {
    expect(diffText('应当登记建档，定期检测。', '应当登记建档，每年检测。')).toEqual([
      { kind: 'same', text: '应当登记建档，' },
      { kind: 'gone', text: '定期检测。' },
      { kind: 'new', text: '每年检测。' },
    ]);
  });

  test('an article that ends is gone, one that begins is new', () => {
    expect(diffText('甲。', '')).toEqual([{ kind: 'gone', text: '甲。' }]);
    expect(diffText('', '甲。')).toEqual([{ kind: 'new', text: '甲。' }]);
    expect(diffText('', '')).toEqual([]);
  });

  test('both texts can be read back from their pieces', () => {
    const text = fc.array(fc.constantFrom('甲，', '乙。', '丙；', '丁\n', '戊')).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffText(before, after);
        const of = (kind: string) =>
          pieces
            .filter((each) => each.kind !== kind)
            .map((each) => each.text)
            .join('');
        expect([of('new'), of('gone')]).toEqual([before, after]);
      }),
    );
  });
});
