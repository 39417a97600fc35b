import { describe, expect, test } from 'vitest';
import { allRefusalCodes, refusalMessage } from './refusals.ts';

describe('refusal sentences', () => {
  test('a refusal for want of a role names the deed and who may do it', () => {
    expect(refusalMessage('not-allowed', { deed: '冻结名录', roles: ['group-office', 'head'] })).toEqual({
      reason: '您没有“冻结名录”的权限',
      remedy: '由领导小组办公室、领导小组组长办理',
    });
  });

  test('a role that we do not know is shown as it is', () => {
    expect(refusalMessage('not-allowed', { deed: '冻结名录', roles: ['constructor'] }).remedy).toBe(
      '由constructor办理',
    );
  });

  test('an unknown code is shown plainly', () => {
    expect(refusalMessage('pool-empty-7').reason).toContain('pool-empty-7');
  });

  test('a code named like a built-in property is unknown, not a crash', () => {
    expect(refusalMessage('toString').reason).toContain('toString');
  });

  test('a fact the rule forgot never shows as undefined', () => {
    expect(refusalMessage('not-allowed').reason).toBe('您没有“（未说明）”的权限');
  });

  test('no code has two sentences', () => {
    const codes = allRefusalCodes();
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test('every sentence ends without a stop and says neither 您好 nor 系统异常', () => {
    for (const code of allRefusalCodes()) {
      const { reason, remedy = '' } = refusalMessage(code);
      expect(`${code} ${reason}|${remedy}`).not.toMatch(/[。！!]|您好|系统异常|undefined/);
    }
  });
});
