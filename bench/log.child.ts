/** Audits the log of bureau 1 as `sunlot verify --db` does, and prints time and peak of memory. @module */
import { auditLog } from '../src/core/log/audit/audit.ts';
import { systemClock } from '../src/core/clock.ts';
import { openDatabase } from '../src/core/db.ts';
import { read } from '../src/core/transact.ts';

const [appUrl = '', publicKey = ''] = process.argv.slice(2);
const db = openDatabase(appUrl, 1);
const started = performance.now();
const before = process.cpuUsage();
const { deeds, problems } = await read({ db, clock: systemClock }, 1, (tx) =>
  auditLog(tx, { publicKey: Buffer.from(publicKey, 'hex') }),
);
const ms = performance.now() - started;
const { user, system } = process.cpuUsage(before);
await db.destroy();
console.log(
  JSON.stringify({
    deeds,
    problems,
    ms,
    cpuMs: (user + system) / 1000,
    rss: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
