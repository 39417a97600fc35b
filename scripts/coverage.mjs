/**
 * `npm run coverage -- library`: the library's tests, and every line and branch of what it ships that none of them reaches. Less
 * than all of them ends with 1; there are no comments that leave something out.
 *
 * @module
 */
import { fail, runTool } from './project.mjs';

const SHIPPED = ['verifiable-draw/src/**/*.ts', 'verifiable-draw/bin/**/*.ts'];
const TESTS = ['**/*.test.ts', 'verifiable-draw/src/testing/**'];

if (process.argv[2] !== 'library') fail('用法 / usage: npm run coverage -- library');
const { code } = await runTool('vitest/vitest.mjs', [
  'run',
  '--project=library',
  '--coverage',
  ...SHIPPED.map((files) => `--coverage.include=${files}`),
  ...TESTS.map((files) => `--coverage.exclude=${files}`),
  '--coverage.reporter=text',
  '--coverage.skipFull',
  '--coverage.thresholds.100',
]);
process.exit(code);
