import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../core/ids.ts';
import type { Operation, OperationBody, SentOperation } from '../../types/operation.ts';
import { say } from './device.ts';
import {
  anyHistory,
  exploreArrivals,
  exploreOnline,
  faultsOf,
  mergeTrusting,
  SCRIPTS,
} from './interleavings.testing.ts';
import { lateRefusals, receive } from './receive.ts';
import { VISIT } from './simulator.testing.ts';
import { actedAt, compareStamps, dayOfMillis, nextStamp } from './stamp.ts';

const [PHONE, TABLET] = [newId(), newId()];
const NOW = Date.UTC(2026, 2, 12, 2);
const HASH = 'ab'.repeat(32);
const OTHER_HASH = 'cd'.repeat(32);
const ITEM = newId();

function answer(given: 'pass' | 'fail', pointNo = 1): OperationBody {
  return { kind: 'answer', itemId: ITEM, pointNo, answer: given };
}

/** Said on a device that knows these operations. */
function said(body: OperationBody, known: readonly Operation[], device = PHONE, now = NOW): Operation {
  const latest = known
    .map(({ stamp }) => stamp)
    .sort(compareStamps)
    .at(-1);
  return say(newId(), VISIT, body, known, { device, author: device, now, latest });
}

function close(seen: readonly Operation[], recordHash = HASH): OperationBody {
  const closedAt = new Date(NOW).toISOString();
  return { kind: 'close', seen: seen.map(({ operationId }) => operationId), recordHash, closedAt };
}

function word(recordHash = HASH): OperationBody {
  return {
    kind: 'sign-enterprise',
    word: { outcome: 'signed', representative: '企业负责人' },
    recordHash,
    strokes: [],
  };
}

describe('any order is the same visit', () => {
  test.each(SCRIPTS.slice(0, 3).map((script) => [script]))('every order of words of phones online: %j', (script) => {
    expect(exploreOnline(script)).toMatchObject({ faults: [] });
  });

  test.each(SCRIPTS.map((script) => [script]))('every order of arrival from phones without signal: %j', (script) => {
    expect(exploreArrivals(script.map((words) => words.slice(0, 3)))).toMatchObject({ faults: [] });
  });

  test('duplicates, losses, turned batches and clocks three days off', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(faultsOf(history)).toEqual([]);
      }),
      { numRuns: 400, seed: 20_190_409 },
    );
  });

  test.each(['blind', 'last-write-wins', 'drops-late'] as const)('a protocol that is %s would be caught', (fault) => {
    const caught = fc
      .sample(anyHistory, { numRuns: 200, seed: 1 })
      .filter((history) => faultsOf(history, fault).length > 0);
    expect(caught.length).toBeGreaterThan(0);
  });
});

describe('conflicts', () => {
  test('two who did not know of each other are both shown, whatever their clocks say', () => {
    const [mine, theirs] = [said(answer('pass'), []), said(answer('fail'), [], TABLET, NOW + 3 * 86_400_000)];
    const { conflicts, registers } = mergeTrusting([mine, theirs]);
    expect(conflicts).toMatchObject([{ subject: `answer/${ITEM}#1`, versions: [theirs, mine] }]);
    expect(registers.get(`answer/${ITEM}#1`)).toHaveLength(2);
  });

  test('the same answer twice is none', () => {
    expect(mergeTrusting([said(answer('pass'), []), said(answer('pass'), [], TABLET)]).conflicts).toEqual([]);
  });

  test('a person settles it by saying it again, having seen both', () => {
    const both = [said(answer('pass'), []), said(answer('fail'), [], TABLET)];
    const last = said(answer('fail'), both);
    expect(last.after).toHaveLength(2);
    expect(mergeTrusting([...both, last]).conflicts).toEqual([]);
  });

  test('the middle of three words still under way makes none', () => {
    const first = said(answer('pass'), []);
    const second = said(answer('fail'), [first]);
    const third = said(answer('pass'), [first, second]);
    expect(mergeTrusting([first, third]).registers.get(`answer/${ITEM}#1`)).toEqual([third]);
  });
});

describe('a record', () => {
  const base = said(answer('pass'), []);
  const frozen = said(close([base]), [base]);

  test('stands while nothing is said that it has not seen', () => {
    expect(mergeTrusting([base, frozen]).standing?.recordHash).toBe(HASH);
    const edit = said(answer('fail'), [base, frozen]);
    expect(mergeTrusting([base, frozen, edit]).standing).toBeUndefined();
  });

  test('is sealed by the word of the enterprise; what others say becomes a correction, in every order', () => {
    const signed = said(word(), [base, frozen]);
    const edit = said(answer('fail'), [base], TABLET);
    for (const order of [
      [base, frozen, signed, edit],
      [edit, base, signed, frozen],
    ]) {
      const merged = mergeTrusting(order);
      expect(merged.standing?.recordHash).toBe(HASH);
      expect(merged.corrections).toEqual([edit]);
      expect(merged.registers.get(`answer/${ITEM}#1`)).toEqual([base]);
    }
  });

  test('that is opened again takes the corrections in', () => {
    const signed = said(word(), [base, frozen]);
    const edit = said(answer('fail'), [base, frozen, signed]);
    const opened = said({ kind: 'reopen', recordHash: HASH, reason: '补充一项' }, [base, frozen, signed, edit]);
    const merged = mergeTrusting([base, frozen, signed, edit, opened]);
    expect(merged).toMatchObject({ standing: undefined, corrections: [] });
    expect(merged.registers.get(`answer/${ITEM}#1`)).toEqual([edit]);
  });

  test('waits for the operations it was made from: half a batch makes no record', () => {
    expect(mergeTrusting([frozen]).standing).toBeUndefined();
    expect(mergeTrusting([frozen, base]).standing?.recordHash).toBe(HASH);
  });

  test('sealed twice is shown as rivals; what was signed off stays, whichever came first', () => {
    const second = said(close([base], OTHER_HASH), [base], TABLET);
    const all = [base, frozen, said(word(), []), second, said(word(OTHER_HASH), [], TABLET)];
    const free = mergeTrusting(all);
    expect(free.rivals).toHaveLength(1);
    const settled = mergeTrusting(all, OTHER_HASH);
    expect(settled.standing?.recordHash).toBe(OTHER_HASH);
    expect(settled.rivals.map(({ recordHash }) => recordHash)).toEqual([HASH]);
  });
});

describe('the clock', () => {
  test('never goes back, and tells two words of one millisecond apart', () => {
    const first = nextStamp(undefined, NOW, PHONE);
    const second = nextStamp(first, NOW - 5_000, PHONE);
    expect(compareStamps(first, second)).toBeLessThan(0);
    expect(second.wall).toBe(NOW);
  });

  test('an act from the future counts for the day it arrived', () => {
    expect(dayOfMillis(actedAt({ wall: NOW + 3 * 86_400_000, count: 0, device: PHONE }, NOW))).toBe('2026-03-12');
  });

  test('days are days in Asia/Shanghai', () => {
    expect(dayOfMillis(Date.UTC(2026, 2, 11, 16))).toBe('2026-03-12');
  });
});

describe('receiving', () => {
  const open = { author: 'officer', receivedAt: NOW, against: [], find: () => undefined, judge: () => [] };
  const sent = (body: OperationBody): SentOperation => said(body, []);

  test('a kind of a newer version is kept, not refused', () => {
    const newer = { ...sent(answer('pass')), version: 7, body: { kind: 'hologram', of: 'plant' } };
    expect(receive([newer], open)).toMatchObject([{ outcome: 'held', sent: newer }]);
  });

  test('what a revoked device says is kept apart with its reason', () => {
    const against = [{ code: 'device-revoked' }];
    expect(receive([sent(answer('pass'))], { ...open, against })).toMatchObject([
      { outcome: 'held', refusals: against },
    ]);
  });

  test('the same id is known again, also within a batch; for something else it is refused', () => {
    const one = sent(answer('pass'));
    const other = { ...one, body: answer('fail') };
    expect(receive([one, one, other], open).map(({ outcome }) => outcome)).toEqual(['taken', 'known', 'reused']);
  });

  test('a late entry needs a reason', () => {
    const late = [sent(answer('pass'))];
    const nextDay = NOW + 25 * 3_600_000;
    expect(lateRefusals(late, nextDay, undefined)).toMatchObject([{ code: 'sync-late', facts: { count: 1 } }]);
    expect(lateRefusals(late, nextDay, '厂区无信号')).toEqual([]);
    expect(lateRefusals(late, NOW, undefined)).toEqual([]);
  });
});
