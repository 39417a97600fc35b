/**
 * Random draws (with teams, days, vehicles and devices) and what the library answers, one JSON line `{"instance", "answer"}` each, for programs in other languages.
 *
 * `npm run battery -- instances [--from n] [--count n] [--seed text]`
 * @module
 */
import { suiteOf } from 'verifiable-draw';
import { answerOf, instanceOf } from '../../verifiable-draw/src/testing/instances.ts';
import { readRange } from '../range.ts';

const { from, count, seed } = readRange(100);
for (let number = from; number < from + count; number += 1) {
  const instance = instanceOf(seed, number);
  process.stdout.write(`${JSON.stringify({ instance, answer: answerOf(suiteOf(instance.suite), instance) })}\n`);
}
