import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { drandTime, QUICKNET, verifyDrand } from './drand.ts';
import { deriveKey, derivePrk } from './keys.ts';
import { read } from './shape.ts';
import {
  commitmentOf,
  creditedBits,
  isHuman,
  isOutside,
  normalizeDice,
  otcBefore,
  outsideTime,
  sourceShape,
  sourceValue,
  type DrandSource,
  type LotterySource,
  type SourceSpec,
} from './sources.ts';
import { sha256Suite as suite } from './suite.ts';
import { bytes32 } from './testing/log.ts';
import vectors from '../vectors/vdraw-1.json' with { type: 'json' };

const DRAW = '2026-T1-1';
const nonce = bytes32('nonce');
const party: SourceSpec = {
  id: 'party:leader',
  type: 'commit',
  commitment: toHex(commitmentOf(suite, 'leader', DRAW, nonce)),
};
const dice: SourceSpec = { id: 'dice', type: 'dice', spec: 'd6x8' };
const ssq: SourceSpec = { id: 'lottery', type: 'lottery', game: 'ssq', issue: '2019041', at: '2019-04-11T13:15:00Z' };
const dlt: SourceSpec = { ...ssq, game: 'dlt' };
const kl8: SourceSpec = { ...ssq, game: 'kl8' };
const value = (source: SourceSpec, text: string): Uint8Array => sourceValue(suite, DRAW, source, text);

describe('a share', () => {
  it('enters the key when it opens its commitment for this party and this draw', () => {
    expect(value(party, toHex(nonce))).toEqual(nonce);
    expect(() => value(party, toHex(bytes32('other')))).toThrow('party:leader: the share does not open its commitment');
    expect(() => sourceValue(suite, 'another-draw', party, toHex(nonce))).toThrow('does not open');
    expect(() => value(party, 'zz')).toThrow(RangeError);
    expect(() => commitmentOf(suite, 'leader', DRAW, new Uint8Array(31))).toThrow('32 bytes');
  });
});

describe('dice', () => {
  it('are the digits as called, leading zeros and all', () => {
    expect(value({ ...dice, spec: 'd10x4' }, '0070')).toEqual(utf8('0070'));
    expect(value(dice, '12345612')).toEqual(utf8('12345612'));
  });

  it.each(['1234561', '123456123', '12345670', '１2345612', '', '1234 561'])(
    '%j are not eight dice of six sides',
    (digits) => {
      expect(() => value(dice, digits)).toThrow('dice: expected 8 digits [1-6]');
    },
  );

  it('typed in full-width digits or with spaces are made plain before they are logged', () => {
    expect(normalizeDice(' ３１４　１5 \t')).toBe('31415');
  });
});

describe('a lottery', () => {
  it.each([
    [ssq, 'ssq:2019041:01,05,09,12,23,33+07'],
    [dlt, 'dlt:2019041:01,05,09,12,35+07,12'],
    [kl8, 'kl8:2019041:01,02,03,04,05,06,07,08,09,10,11,12,13,14,15,16,17,18,19,80'],
  ])('is its line of numbers: %o', (source, line) => {
    expect(value(source, line)).toEqual(utf8(line));
  });

  it.each([
    'ssq:2019042:01,05,09,12,23,33+07',
    'dlt:2019041:01,05,09,12,23,33+07',
    'ssq:2019041:05,01,09,12,23,33+07',
    'ssq:2019041:01,01,09,12,23,33+07',
    'ssq:2019041:01,05,09,12,23,34+07',
    'ssq:2019041:00,05,09,12,23,33+07',
    'ssq:2019041:1,05,09,12,23,33+07',
    'ssq:2019041:01,05,09,12,23+07',
    'ssq:2019041:01,05,09,12,23,33+17',
    'ssq:2019041:01,05,09,12,23,33',
    'ssq:2019041:01,05,09,12,23,33+07+08',
    'ssq:2019041:01,05,09,12,23,33+ 07',
    'ssq:2019041:01,05,09,12,23,33+07.',
    'ssq:2019041:01,05,09,12,23,33+07:x',
    'ssq:2019041:01,05,09,12,23,33+',
    'ssq',
    '',
  ])('refuses %j for 双色球 2019041', (line) => {
    expect(() => value(ssq, line)).toThrow('lottery: expected ssq:2019041:');
  });

  it('refuses a plus sign where the game has no extra numbers', () => {
    expect(() => value(kl8, 'kl8:2019041:01,02,03,04,05,06,07,08,09,10,11,12,13,14,15,16,17,18,19,80+')).toThrow(
      'kl8:2019041',
    );
  });
});

describe('a ball machine', () => {
  const machine: SourceSpec = { id: 'machine', type: 'machine', balls: 33, draws: 3 };

  it('is its balls in the order called, none twice', () => {
    expect(value(machine, '33,07,01')).toEqual(utf8('33,07,01'));
    expect(value(machine, '01,07,33')).not.toEqual(utf8('33,07,01'));
  });

  it.each([
    '33,07',
    '33,07,01,02',
    '33,33,01',
    '34,07,01',
    '00,07,01',
    '7,33,01',
    '033,07,01',
    'aa,07,01',
    '',
    '33,07,01,01',
    '+7,33,01',
    '7.,33,01',
  ])('refuses %j of three balls of 33', (called) =>
    expect(() => value(machine, called)).toThrow('machine: expected 3 different balls of 33, 2 digits each'),
  );

  it('is worth the ways its balls can fall, and nothing when there are too few balls', () => {
    // 33 · 32 · 31 = 32,736 ways lie between 2^14 and 2^15.
    expect(creditedBits(machine)).toBe(14);
    expect(creditedBits({ ...machine, balls: 2 })).toBeLessThanOrEqual(0);
    expect([machine, party, dice, ssq].map(isHuman)).toEqual([true, true, true, false]);
  });
});

describe('a beacon round', () => {
  const drand: SourceSpec = { id: 'drand', type: 'drand', chain: QUICKNET.hash, round: 657_413 };

  it('is 32 bytes and known at the time of its round', () => {
    expect(value(drand, 'ab'.repeat(32))).toEqual(new Uint8Array(32).fill(0xab));
    expect(() => value(drand, 'ab'.repeat(64))).toThrow(RangeError);
    expect(outsideTime(drand as DrandSource)).toBe(Date.parse('2023-09-15T11:00:03Z') / 1000);
    expect(outsideTime(ssq as LotterySource)).toBe(Date.parse('2019-04-11T13:15:00Z') / 1000);
  });
});

describe('a one-time code', () => {
  it('comes before its hash under a name of its own', () => {
    const code = bytes32('code');
    expect(toHex(otcBefore(suite, code))).toBe(createHash('sha256').update('vdraw/1/otc\0').update(code).digest('hex'));
  });

  it('leads down its chain to the anchor', () => {
    const code = bytes32('x3');
    const anchor = toHex([1, 2, 3].reduce((x) => otcBefore(suite, x), code));
    const source: SourceSpec = { id: 'seal:a', type: 'otc', anchor, index: 3 };
    expect(value(source, toHex(code))).toEqual(code);
    expect(() => value({ ...source, index: 2 }, toHex(code))).toThrow('does not lead to its anchor');
  });
});

describe('entropy', () => {
  it('is credited in whole bits, at most 128', () => {
    const drand: SourceSpec = { id: 'drand', type: 'drand', chain: QUICKNET.hash, round: 1 };
    const otc: SourceSpec = { id: 'seal:a', type: 'otc', anchor: QUICKNET.hash, index: 1 };
    expect(
      [party, dice, ssq, dlt, kl8, drand, otc, { ...dice, spec: 'd10x20' }, { ...dice, spec: 'd10x99' }].map((s) =>
        creditedBits(s as SourceSpec),
      ),
    ).toEqual([128, 20, 24, 24, 61, 128, 128, 66, 128]);
    expect([party, dice, ssq, drand, otc].map(isOutside)).toEqual([false, false, true, true, false]);
  });
});

describe('source specs', () => {
  it.each([
    { id: 'leader', type: 'commit', commitment: '00'.repeat(32) },
    { id: 'dice', type: 'dice', spec: 'd20x5' },
    { id: 'dice', type: 'dice', spec: 'd6x0' },
    { id: 'x', type: 'machine', spec: '1' },
    { id: 'x', type: 'otc', anchor: '00'.repeat(32), index: 10_001 },
    { id: 'x', type: 'lottery', game: 'ssq', issue: '1', at: '2019-04-11T13:15:00Z' },
    { id: 'x', type: 'dice' },
    { id: 'x', type: 'constructor' },
    'dice',
  ])('refuses %j', (spec) => {
    expect(() => read(sourceShape, spec, 'source')).toThrow('source: ');
  });

  const at = '2019-04-11T13:15:00Z';
  const hash = '00'.repeat(32);
  it.each([
    { id: 'party:a', type: 'commit', commitment: hash },
    { id: `party:${'a-9'.repeat(16)}`, type: 'commit', commitment: hash, shares: '2/3: 甲, 乙, 丙' },
    { id: 'd', type: 'dice', spec: 'd4x1' },
    { id: `a${':-z9'.repeat(15)}zzz`, type: 'dice', spec: 'd10x999' },
    { id: 'drand', type: 'drand', chain: hash, round: 1 },
    { id: 'x', type: 'lottery', game: 'ssq', issue: '20190', at },
    { id: 'x', type: 'lottery', game: 'dlt', issue: '20190413', at },
    { id: 'x', type: 'lottery', game: 'kl8', issue: '2019041', at },
    { id: 'x', type: 'machine', balls: 2, draws: 1 },
    { id: 'x', type: 'nist', at },
    { id: 'x', type: 'otc', anchor: hash, index: 10_000 },
  ])('take %j', (spec) => {
    expect(read(sourceShape, spec, 'source')).toBe(spec);
  });

  const name = '$.id: expected a source id like dice or seal:a';
  const party = '$.id: expected a source id like party:discipline';
  const dice = '$.spec: expected a spec like d10x20';
  const issue = '$.issue: expected an issue number';
  it.each<[string, object]>([
    [name, { id: '9a', type: 'nist', at }],
    [name, { id: 'Xa', type: 'nist', at }],
    [name, { id: 'aX', type: 'nist', at }],
    [name, { id: `a${'b'.repeat(64)}`, type: 'nist', at }],
    [party, { id: 'xparty:a', type: 'commit', commitment: hash }],
    [party, { id: 'party:', type: 'commit', commitment: hash }],
    [party, { id: 'party:A', type: 'commit', commitment: hash }],
    [party, { id: `party:${'a'.repeat(49)}`, type: 'commit', commitment: hash }],
    [dice, { id: 'x', type: 'dice', spec: 'xd6x1' }],
    [dice, { id: 'x', type: 'dice', spec: 'd6x1000' }],
    [dice, { id: 'x', type: 'dice', spec: 'd6x0' }],
    [issue, { id: 'x', type: 'lottery', game: 'ssq', issue: '2019', at }],
    [issue, { id: 'x', type: 'lottery', game: 'ssq', issue: '201904110', at }],
    [issue, { id: 'x', type: 'lottery', game: 'ssq', issue: 'x20190', at }],
    ['$.balls: expected a whole number 2 … 999', { id: 'x', type: 'machine', balls: 1, draws: 1 }],
    ['$.round: expected a whole number 1 … 1099511627776', { id: 'x', type: 'drand', chain: hash, round: 0 }],
  ])('say %s', (problem, spec) => {
    expect(() => read(sourceShape, spec, 'source')).toThrow(`source: ${problem}`);
  });
});

describe('drand', () => {
  const { round, signature, randomness, time } = vectors.drand.quicknet;

  it('quicknet is pinned as published, and its round verifies', () => {
    expect(QUICKNET).toMatchObject({
      hash: vectors.drand.quicknet.chainHash,
      publicKey: vectors.drand.quicknet.publicKey,
    });
    expect(toHex(verifyDrand(QUICKNET, round, fromHex(signature)) ?? new Uint8Array())).toBe(randomness);
    expect(drandTime(QUICKNET, round)).toBe(Date.parse(time) / 1000);
  });

  it('refuses another round and bytes that are no signature', () => {
    expect(verifyDrand(QUICKNET, round + 1, fromHex(signature))).toBeUndefined();
    expect(verifyDrand(QUICKNET, round, new Uint8Array(48))).toBeUndefined();
    expect(verifyDrand(QUICKNET, round, new Uint8Array(3))).toBeUndefined();
  });
});

describe('keys', () => {
  it('change with any value, id, order or purpose', () => {
    const a = { id: 'a', value: utf8('1') };
    const b = { id: 'b', value: utf8('2') };
    const hash = bytes32('announcement');
    const prks = [
      derivePrk(suite, hash, [a, b]),
      derivePrk(suite, hash, [b, a]),
      derivePrk(suite, hash, [{ ...a, value: utf8('') }, b]),
      derivePrk(suite, hash, [{ id: 'a1', value: utf8('') }, b]),
      derivePrk(suite, bytes32('other'), [a, b]),
    ];
    expect(new Set(prks.map(toHex)).size).toBe(prks.length);
    expect(deriveKey(suite, hash, 'ent')).not.toEqual(deriveKey(suite, hash, 'quota-tie'));
  });

  it('need a hash and sources that can be told apart', () => {
    const a = { id: 'a', value: utf8('1') };
    expect(() => derivePrk(suite, new Uint8Array(31), [a])).toThrow('32 bytes, got 31');
    expect(() => derivePrk(suite, new Uint8Array(32), [])).toThrow('at least one source');
    expect(() => derivePrk(suite, new Uint8Array(32), [a, a])).toThrow('stands twice');
  });
});

describe('a NIST pulse', () => {
  const pulse: SourceSpec = { id: 'nist', type: 'nist', at: '2026-03-02T03:00:00Z' };
  it('is 64 bytes, worth 128 bits and known at its time', () => {
    expect(value(pulse, 'ab'.repeat(64))).toEqual(new Uint8Array(64).fill(0xab));
    expect(() => value(pulse, 'ab'.repeat(32))).toThrow();
    expect(creditedBits(pulse)).toBe(128);
    expect([isOutside(pulse), isHuman(pulse)]).toEqual([true, false]);
  });
});
