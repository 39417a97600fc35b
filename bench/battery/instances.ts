/**
 * Random draws (with teams, days, vehicles and devices) and what the library answers, one JSON line `{"instance", "answer"}` each, for programs in other languages.
 *
 * `npm run battery -- instances [count] [seed]`
 * @module
 */
import { suiteOf } from 'verifiable-draw';
import { answerOf, instanceOf } from '../../verifiable-draw/src/testing/instances.ts';

const count = Number(process.argv[2] ?? 100);
const seed = process.argv[3] ?? 'battery';
for (let number = 0; number < count; number += 1) {
  const instance = instanceOf(seed, number);
  process.stdout.write(`${JSON.stringify({ instance, answer: answerOf(suiteOf(instance.suite), instance) })}\n`);
}
