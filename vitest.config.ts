import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Two cores everywhere: more workers only take time from each other. */
const shared = { pool: 'forks', maxWorkers: 2, testTimeout: 60_000, hookTimeout: 120_000 } as const;
/** One PostgreSQL for the run; the library's tests need none and do not wait for it. */
const onPostgres = { ...shared, globalSetup: ['src/testing/global-setup.ts'] };
const story = { ...onPostgres, testTimeout: 300_000 };
/** Stories with a stopwatch: what a phone shows within a second, a reveal that is paused. They run last, and alone. */
const stopwatch = ['e2e/field*.story.ts', 'e2e/ceremony.story.ts'];

/**
 * Minutes each: the last of them to begin would end alone, with nothing for the other worker to do. The first loads the demo,
 * which the last two need.
 */
const LONGEST = ['demo/load.story.ts', 'e2e/main-job.story.ts', 'e2e/planning.story.ts', 'e2e/portal.story.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const long = LONGEST.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(name)));
    return [...new Set([...long, ...sorted])];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...shared, name: 'library', include: ['verifiable-draw/**/*.test.ts'] } },
      { test: { ...onPostgres, name: 'app', include: ['src/**/*.test.ts', 'demo/**/*.test.ts'] } },
      // One server, so that the demo is loaded once for its own tests and the stories that look at it.
      { test: { ...story, name: 'e2e', include: ['{demo,e2e}/**/*.story.ts'], exclude: stopwatch } },
      { test: { ...story, name: 'stopwatch', include: stopwatch, fileParallelism: false } },
    ],
  },
});
