/**
 * Every call by which the program changes a file fails once (EIO; ENOSPC; done and answered with an error; written by half; killed before it):
 * file store, pieces of uploads, keys, archive volumes, sealed backups, witness, first start, nightly backup, restore. Nothing is claimed that is
 * not so, what bears its name is whole, and the same work succeeds afterwards. First the controls: a writer that takes errors for success, and one
 * that writes in place. Ends with 1 when something is wrong, or a control is not found.
 *
 * `npm run battery -- file-faults [name …] [--count passes tried of each place]`
 * @module
 */
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { failEachCall } from '../../src/testing/file-faults.ts';
import { backupWorks, firstStart } from '../../src/testing/file-works-server.ts';
import { fileWorks, WRONG_WORKS } from '../../src/testing/file-works.ts';
import { readRange } from '../range.ts';

const { count: passes } = readRange(3);
const [first] = process.argv.slice(2);
const names =
  first === undefined || first.startsWith('--') ? [] : process.argv.slice(2).filter((arg) => /^[a-z]/.test(arg));
const runtime = await benchRuntime();
await runtime.files.put(Buffer.from('a file that is backed up'));
const sites = new Set<string>();
let [runs, wrongs] = [0, 0];
try {
  for (const control of WRONG_WORKS) {
    const { wrong } = await failEachCall(control, { passes: 1 });
    console.log(JSON.stringify({ battery: 'file-faults', control: control.name, found: wrong.length }));
    if (wrong.length === 0) process.exitCode = 1;
  }
  // Those that start a server or seal forty megabytes take seconds each.
  const all = [
    ...(await fileWorks()).map((work) => ({ work, passes })),
    ...[firstStart, ...(await backupWorks(runtime))].map((work) => ({ work, passes: 1 })),
  ];
  for (const { work, passes: tried } of all.filter((each) => names.length === 0 || names.includes(each.work.name))) {
    const found = await failEachCall(work, { passes: tried });
    runs += found.runs;
    wrongs += found.wrong.length;
    for (const site of found.sites) sites.add(site);
    for (const each of found.wrong) console.error(each);
    console.log(
      JSON.stringify({
        battery: 'file-faults',
        name: work.name,
        runs: found.runs,
        places: found.sites.length,
        wrong: found.wrong.length,
      }),
    );
  }
  console.log(JSON.stringify({ battery: 'file-faults', runs, places: sites.size, wrong: wrongs }));
  if (wrongs > 0) process.exitCode = 1;
} finally {
  await runtime.close();
}
