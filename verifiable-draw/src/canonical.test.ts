import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from './bytes.ts';
import {
  canonicalDocument,
  CanonicalError,
  canonicalize,
  canonicalText,
  documentText,
  parseCanonical,
  sameCanonical,
  type CanonicalValue,
} from './canonical.ts';

const text = fc.string({ unit: 'grapheme' }).map((value) =>
  value
    .normalize('NFC')
    .replaceAll(/\p{Cc}/gu, '')
    .trim(),
);
const value: fc.Arbitrary<CanonicalValue> = fc.letrec<{ value: CanonicalValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.maxSafeInteger().map((n) => n + 0),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[!-~]{1,6}$/), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('canonical JSON', () => {
  it('sorts keys bytewise, writes UTF-8 and no white space', () => {
    expect(fromUtf8(canonicalize({ b: [1, true, '测试'], a: '"/', B: -5 }))).toBe(
      '{"B":-5,"a":"\\"/","b":[1,true,"测试"]}',
    );
  });

  it('reads back what it wrote, and nothing else', () => {
    fc.assert(
      fc.property(value, (original) => {
        const bytes = canonicalize(original);
        expect(sameCanonical(parseCanonical(bytes), original)).toBe(true);
        expect(canonicalize(parseCanonical(fromUtf8(bytes)))).toEqual(bytes);
      }),
    );
  });

  it('keeps a key named __proto__ as a plain member', () => {
    expect(canonicalText(parseCanonical('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}');
  });

  it.each([
    ['a float', '{"a":1.5}', '$.a'],
    ['a float that is whole', '{"a":1.0}', 'byte 6'],
    ['an exponent', '[1e3]', 'byte 2'],
    ['minus zero', '{"a":[0,-0]}', '$.a[1]'],
    ['null', '{"a":null}', '$.a'],
    ['a number past 2^53', '[9007199254740993]', '$[0]'],
    ['a duplicate key', '{"a":1,"a":1}', 'byte 6'],
    ['unsorted keys', '{"b":1,"a":1}', 'byte 2'],
    ['white space', '{"a": 1}', 'byte 5'],
    ['a needless escape', '["\\u0041"]', 'byte 2'],
    ['a lone surrogate escape', '["\\ud800"]', '$[0]'],
    ['a lone surrogate', '["\ud800"]', '$'],
    ['decomposed text (NFD)', '["e\u0301"]', '$[0]'],
    ['a control character', '["a\\u0000b"]', '$[0]'],
    ['the delete character', '["\u007f"]', '$[0]'],
    ['text with spaces around', '[" a"]', '$[0]'],
    ['text with an ideographic space around', '["测\u3000"]', '$[0]'],
    ['a key that is not ASCII', '{"键":1}', '$'],
    ['an empty key', '{"":1}', '$'],
    ['a byte order mark', '\uFEFF{}', 'byte 0'],
    ['something else', 'hello', '$'],
    ['nothing', '', '$'],
    ['a hole of brackets', '['.repeat(40) + ']'.repeat(40), '[0]'],
  ])('refuses %s and says where', (_, source, where) => {
    const refused = expect.objectContaining({
      name: 'CanonicalError',
      where: expect.stringContaining(where) as string,
    }) as Error;
    expect(() => parseCanonical(source)).toThrow(refused);
  });

  it('counts the place of a fault in bytes, not in characters', () => {
    expect(() => parseCanonical('["测", 1]')).toThrow('byte 7');
  });

  it('refuses bytes that are not UTF-8, and keeps a BOM to refuse it', () => {
    expect(() => parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toThrow('UTF-8');
    expect(() => parseCanonical(utf8('\uFEFF1'))).toThrow('byte order mark');
  });

  it('refuses to write what is not data', () => {
    const hidden = (bad: unknown): CanonicalValue => ({ a: bad }) as CanonicalValue;
    for (const bad of [
      undefined,
      null,
      new Date(0),
      new Map(),
      () => 1,
      Number.NaN,
      Infinity,
      2 ** 53,
      -0,
      1n,
      Symbol('x'),
    ]) {
      expect(() => canonicalize(hidden(bad))).toThrow('$.a');
    }
    const cycle: CanonicalValue[] = [];
    cycle.push(cycle);
    expect(() => canonicalize(cycle)).toThrow('nested deeper');
    expect(canonicalText(Object.assign(Object.create(null), { a: 1 }) as CanonicalValue)).toBe('{"a":1}');
  });

  const nested = (depth: number, [open, close]: readonly [string, string]): string =>
    open.repeat(depth) + '1' + close.repeat(depth);
  it.each([['[', ']'] as const, ['{"a":', '}'] as const])('nests 32 times and no deeper: %s%s', (...kind) => {
    expect(canonicalText(parseCanonical(nested(32, kind)))).toBe(nested(32, kind));
    expect(() => parseCanonical(nested(33, kind))).toThrow('nested deeper than 32');
  });

  it.each<[string, unknown, string]>([
    ['null', { a: [{ b: null }] }, '$.a[0].b: null is not allowed; leave the member out'],
    ['nothing', { a: undefined }, '$.a: undefined is not allowed; leave the member out'],
    ['a date', { a: new Date(0) }, '$.a: object is not allowed; leave the member out'],
    ['a function', [() => 1], '$[0]: function is not allowed; leave the member out'],
    ['a float', { a: { b: 1.5 } }, '$.a.b: 1.5 is not a whole number of at most 2^53 − 1'],
    ['minus zero', [1, -0], '$[1]: −0 is not allowed; write 0'],
    ['a key with a space', { a: { 'b c': 1 } }, '$.a: key "b c" is not visible ASCII'],
    ['a key that ends in Chinese', { b键: 1 }, '$: key "b键" is not visible ASCII'],
    ['a key that begins in Chinese', { 键b: 1 }, '$: key "键b" is not visible ASCII'],
    ['a lone surrogate', ['\ud800'], '$[0]: text has a lone surrogate'],
    ['a control character', ['a\u0007'], '$[0]: text has a control character'],
    ['white space around', ['a '], '$[0]: text begins or ends with white space'],
    ['NFD', ['e\u0301'], '$[0]: text is not in Unicode normal form NFC'],
  ])('says of %s where it is and what is wrong', (_what, bad, sentence) => {
    expect(() => documentText(bad as object)).toThrow(new CanonicalError(...splitAt(sentence)));
    expect(() => canonicalDocument(bad as object)).toThrow(sentence);
  });

  it('says what it found and what it expected, not more than is needed to see it', () => {
    const long = 'x'.repeat(60);
    expect(() => parseCanonical(`{"a":1, "b":"${long}"}`)).toThrow(
      'byte 7: not canonical (duplicate or unsorted key, white space, float, or needless escape): ' +
        `found ${JSON.stringify(` "b":"${'x'.repeat(18)}`)}, expected ${JSON.stringify(`"b":"${'x'.repeat(19)}`)}`,
    );
    expect(() => parseCanonical('{')).toThrow('$: is not JSON: SyntaxError');
    expect(() => parseCanonical('["\ud800"]')).toThrow('$: text has a lone surrogate');
    expect(() => parseCanonical(Uint8Array.of(0xff))).toThrow('$: is not valid UTF-8');
    expect(() => parseCanonical('\uFEFF{}')).toThrow('byte 0: begins with a byte order mark');
  });

  it('writes a document as it writes a value, whatever the order and the signs of its keys', () => {
    const document = { 'b-1': 1, a: [], 'a"': {}, aa: true, B: '"' };
    const wanted = '{"B":"\\"","a":[],"a\\"":{},"aa":true,"b-1":1}';
    expect(documentText(document)).toBe(wanted);
    expect(fromUtf8(canonicalDocument(document))).toBe(wanted);
    expect(canonicalText({ a: 1, b: 2 })).toBe('{"a":1,"b":2}');
    expect(canonicalText({ b: 2, a: 1 })).toBe('{"a":1,"b":2}');
    expect(sameCanonical({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(sameCanonical({ a: 1 }, { a: 2 })).toBe(false);
  });
});

/** Place and problem of a sentence. */
function splitAt(sentence: string): [string, string] {
  const at = sentence.indexOf(': ');
  return [sentence.slice(0, at), sentence.slice(at + 2)];
}
