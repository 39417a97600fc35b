import { defineConfig } from 'vitest/config';

/** Two cores everywhere: more workers only take time from each other. */
const shared = { pool: 'forks', maxWorkers: 2, testTimeout: 60_000, hookTimeout: 120_000 } as const;
/** One PostgreSQL for the run; the library's tests need none and do not wait for it. */
const onPostgres = { ...shared, globalSetup: ['src/testing/global-setup.ts'] };
const story = { ...onPostgres, testTimeout: 300_000 };
/** Stories with a stopwatch: what a phone shows within a second, a reveal that is paused. They run last, and alone. */
const stopwatch = ['e2e/field*.story.ts', 'e2e/ceremony.story.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'library', include: ['verifiable-draw/**/*.test.ts'] } },
      { test: { ...onPostgres, name: 'app', include: ['src/**/*.test.ts', 'demo/**/*.test.ts'] } },
      { test: { ...story, name: 'e2e', include: ['e2e/**/*.story.ts'], exclude: stopwatch } },
      { test: { ...story, name: 'stopwatch', include: stopwatch, fileParallelism: false } },
    ],
  },
});
