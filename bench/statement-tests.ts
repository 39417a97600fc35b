/** The tests as scenes: all of them, or those that are named, with what they do done over a line to PostgreSQL that fails. @module */
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

/** A command takes a hundred times as long. */
const PATIENCE = 900_000;

/** What has programs of its own, or asks no database. */
const WITHOUT_COMMANDS = ['src/{testing,cli,witness,web}/**', 'src/**/rules/**', 'src/core/{postgres,spreadsheet}/**'];

/** Failed seals leave versions in the store that nobody names (docs/adr/0055); it says that there are none. */
const KNOWN: ReadonlySet<string> = new Set([
  'a sealed case > gets a new version for what came later, and the old one stays as it was',
]);

/** One file after the other; what was tried stands in the notes. @returns the tests that failed, but for those that must */
export async function failTests(notes: string, files: string[]): Promise<object[]> {
  const vitest = await startVitest('test', files, {
    root: fileURLToPath(new URL('../', import.meta.url)),
    config: false,
    watch: false,
    reporters: ['dot'],
    include: ['src/**/*.test.ts'],
    exclude: WITHOUT_COMMANDS,
    pool: 'forks',
    fileParallelism: false,
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    globalSetup: ['src/testing/global-setup.ts'],
    setupFiles: ['src/testing/failing-deeds.setup.ts'],
    env: { STATEMENT_NOTES: notes },
  });
  const failed = vitest.state.getTestModules().flatMap((module) => [
    ...[...module.children.allTests('failed')]
      .filter(({ fullName }) => !KNOWN.has(fullName))
      .map(({ fullName }) => ({ file: module.relativeModuleId, test: fullName })),
    // What surrounds tests and failed: the file itself, a hook.
    ...[module, ...module.children.allSuites()].flatMap((around) =>
      around.errors().map(({ message }) => ({ file: module.relativeModuleId, error: message })),
    ),
  ]);
  await vitest.close();
  // Vitest says 1 for the known ones too.
  process.exitCode = 0;
  return failed;
}
