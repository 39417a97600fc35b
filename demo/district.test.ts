import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseCreditCode } from '../src/core/codes/credit-code.ts';
import { demoDistrict } from './district.ts';

describe('the demo district', () => {
  const district = demoDistrict();
  const { enterprises, officers, experts, vehicles, equipment } = district;
  const countBy = (key: (enterprise: (typeof enterprises)[number]) => readonly string[]) => {
    const counts: Record<string, number> = {};
    for (const value of enterprises.flatMap(key)) counts[value] = (counts[value] ?? 0) + 1;
    return counts;
  };

  test('has the sizes and the mix of a real one', () => {
    expect([enterprises.length, officers.length, experts.length, vehicles.length, equipment.length]).toEqual([
      200, 22, 36, 6, 25,
    ]);
    expect(countBy(({ safetyDomain }) => [safetyDomain])).toEqual({
      hazchem: 45,
      machinery: 55,
      'light-industry': 30,
      metallurgy: 6,
      nonferrous: 8,
      'building-materials': 12,
      textile: 8,
      commerce: 30,
      fireworks: 6,
    });
    expect(countBy(({ specialFlags }) => specialFlags)).toMatchObject({ dust: 18, ammonia: 5, 'confined-space': 40 });
    expect(new Set(enterprises.map(({ subdistrictCode }) => subdistrictCode)).size).toBe(13);
  });

  test('has codes that are formally right and names that are all different', () => {
    expect(enterprises.filter(({ creditCode }) => !parseCreditCode(creditCode).ok)).toEqual([]);
    expect(new Set(enterprises.map(({ name }) => name)).size).toBe(200);
    expect(new Set(enterprises.map(({ creditCode }) => creditCode)).size).toBe(200);
    expect(new Set(officers.map(({ name }) => name)).size).toBe(22);
    expect(enterprises[0]?.creditCode).toBe('91120111MA0XQ00174');
  });

  test('is the same every time', () => {
    const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
    expect(hash(demoDistrict())).toBe(hash(district));
  });

  test('has enough officers to inspect with, and some who may not', () => {
    const fit = officers.filter(
      ({ status, certificateExpiresOn }) => status === 'on-duty' && certificateExpiresOn >= '2026-09-30',
    );
    expect(fit.length).toBeGreaterThanOrEqual(16);
    expect(fit.filter(({ isPresiding }) => isPresiding).length).toBeGreaterThanOrEqual(8);
    expect(officers.length - fit.length).toBeGreaterThanOrEqual(4);
  });
});
