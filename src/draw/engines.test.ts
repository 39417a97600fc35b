import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suiteOf, type Suite } from 'verifiable-draw';
import { answerOf, instanceOf } from '../../verifiable-draw/src/testing/instances.ts';
import { databaseDifferences, disagreeing } from '../testing/engine-battery.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';

/** The short form of `npm run battery -- engines`. */
const INSTANCES = 60;

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

describe('the engines of a draw', () => {
  test(
    `WebAssembly, JavaScript, OpenSSL and PostgreSQL agree on ${INSTANCES} random draws`,
    { timeout: 120_000 },
    async () => {
      for (let number = 0; number < INSTANCES; number += 1) {
        const instance = instanceOf('engines', number);
        expect({ number, differ: await disagreeing(runtime.db, instance) }).toEqual({ number, differ: [] });
      }
    },
  );

  test('an engine that takes another counter is found out, and so is a database with another key', async () => {
    const instance = instanceOf('engines', 1);
    const suite = suiteOf(instance.suite);
    const wrong: Suite = { ...suite, tickets: (job, table) => suite.tickets({ ...job, j: job.j + 1 }, table) };
    expect(await disagreeing(runtime.db, instance, { wrong })).toEqual(['wrong']);
    const other = { ...instance, prk: '00'.repeat(32) };
    expect(await databaseDifferences(runtime.db, other, answerOf(suite, instance))).toContain('PostgreSQL: tickets');
  });
});
