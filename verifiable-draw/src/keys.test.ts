import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from './bytes.ts';
import { deriveKey, deriveKeys, derivePrk, type MatchingKeys } from './keys.ts';
import { sha256Suite as suite } from './suite.ts';
import { bytes32 } from './testing/log.ts';

describe('the key of a draw', () => {
  it('is not derived from less than an announcement and sources that can be told apart', () => {
    const source = { id: 'dice', value: utf8('1') };
    expect(() => derivePrk(suite, new Uint8Array(31), [source])).toThrow('announcement hash must be 32 bytes, got 31');
    expect(() => derivePrk(suite, bytes32('a'), [])).toThrow('a draw needs at least one source');
    expect(() => derivePrk(suite, bytes32('a'), [source, source])).toThrow('a source id stands twice');
  });
});

describe('the keys of a draw', () => {
  const prk = bytes32('prk');
  const keys = deriveKeys(suite, prk);
  const matching = ({ order, pair }: MatchingKeys): string[] => [toHex(order), toHex(pair)];
  const byPurpose = (...purposes: readonly string[]): string[] =>
    purposes.map((purpose) => toHex(deriveKey(suite, prk, purpose)));

  it('are those of the purposes that SPEC §7.2 names', () => {
    const { ent, quotaTie, assignOrder, assignPair, expertOrder, expertPair, day, vehicle, device } = keys;
    expect([ent, quotaTie, assignOrder, assignPair, expertOrder, expertPair, day].map(toHex)).toEqual(
      byPurpose('ent', 'quota-tie', 'assign-order', 'assign-pair', 'expert-order', 'expert-pair', 'day'),
    );
    expect(matching(vehicle)).toEqual(byPurpose('vehicle-order', 'vehicle-pair'));
    expect(matching(device)).toEqual(byPurpose('device-order', 'device-pair'));
  });

  it('are others for every try at forming teams', () => {
    expect(matching(keys.team(0))).toEqual(byPurpose('team-order', 'team-pair'));
    expect(matching(keys.team(1))).toEqual(byPurpose('team-order/try/1', 'team-pair/try/1'));
    expect(matching(keys.team(16))).toEqual(byPurpose('team-order/try/16', 'team-pair/try/16'));
  });
});
