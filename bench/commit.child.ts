/** Commits a roster of so many rows in parts, and draws from it in parts; says how long it took and how much memory. @module */
import { createHash } from 'node:crypto';
import { commitRosterParts, selectParts, sha256Suite } from 'verifiable-draw';
import { creditCode } from '../verifiable-draw/src/testing/scene.ts';

const PART = 8192;
const size = Number(process.argv[2]);
const saltKey = createHash('sha256').update('salt').digest();

function* parts() {
  for (let start = 0; start < size; start += PART)
    yield Array.from({ length: Math.min(PART, size - start) }, (_, i) => ({
      id: creditCode(start + i),
      name: `示例化工有限公司${start + i}`,
      status: 'eligible' as const,
      stratum: 'hazchem',
      weight: 1,
    }));
}

const started = performance.now();
const before = process.cpuUsage();
const { root } = await commitRosterParts(sha256Suite, saltKey, parts(), () => undefined);
const committed = performance.now();
const cpu = process.cpuUsage(before).user / 1000;
let made = 0;
const rows = process.cpuUsage();
for (const part of parts()) made += part.length;
const rowsCpu = process.cpuUsage(rows).user / 1000;
const making = performance.now() - committed;
const drawing = performance.now();
await selectParts(sha256Suite, saltKey, parts(), { n: 1000, mode: 'none', reserve: 0 });
const drawn = performance.now() - drawing - making;
// On Linux in kilobytes.
const rss = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  JSON.stringify({ root, made, cpu: cpu - rowsCpu, commit: committed - started - making, making, drawn, rss }),
);
