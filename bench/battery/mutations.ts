/**
 * Real bundles bent by one byte or one member, judged by both verifiers.
 *
 * `npm run battery -- mutations [count] [seed]`
 * @module
 */
import { ORDERS } from '../../verifiable-draw/batteries/orders.ts';
import { startPythonJudge } from '../../verifiable-draw/batteries/python.ts';
import { forge } from '../../verifiable-draw/batteries/smith.ts';
import { tryMutations } from '../../verifiable-draw/batteries/trial.ts';

const count = Number(process.argv[2] ?? 10_000);
const seed = process.argv[3] ?? 'battery';
const python = startPythonJudge();
for (const order of ORDERS) {
  const { bent, by, holes } = await tryMutations(forge(order), python, seed, Math.ceil(count / ORDERS.length));
  for (const hole of holes) console.error(`${order.name}: ${hole}`);
  console.log(JSON.stringify({ battery: 'mutations', bundle: order.name, bent, by, holes: holes.length }));
  if (holes.length > 0) process.exitCode = 1;
}
python.close();
