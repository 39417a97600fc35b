import { defineConfig } from 'vitest/config';

/** Only the tests that are named: `mutate.mjs` names those of one file. */
export default defineConfig({
  test: { include: (process.env['MUTATE_TESTS'] ?? '').split(','), pool: 'forks', maxWorkers: 1, testTimeout: 60_000 },
});
