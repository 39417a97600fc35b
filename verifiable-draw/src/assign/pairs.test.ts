import { expect, it } from 'vitest';
import { CHI_SQUARE_14, pairChiSquare } from '../testing/pairs.ts';

it('officers who are alike meet alike: χ² of their pairs has p within [0.001, 0.999]', () => {
  const { chiSquare, freedom, met } = pairChiSquare(4000);
  expect(freedom).toBe(14);
  expect(met).toBeGreaterThan(1000);
  // The keys are fixed, so this is no gamble.
  expect(chiSquare).toBeGreaterThan(CHI_SQUARE_14.least);
  expect(chiSquare).toBeLessThan(CHI_SQUARE_14.most);
});
