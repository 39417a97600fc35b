/** Hours of an office's work on the real program: does its memory grow, does it keep files open, does it answer with errors (reliability §2, G34)? @module */
import { readdir, readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { inBureau } from '../core/transact.ts';
import { seedEnterprises } from './many-enterprises.ts';
import { askOf, MIX_ROLES, sendAsk, type MixServed } from './office-mix.ts';
import { freePort, prepareFolder, startProgram } from './program.ts';
import { newExpert } from './steady-writers.ts';
import { diceOf } from './workbook-dice.ts';

export interface SoakFigures {
  readonly requests: number;
  /** How often each question was answered otherwise than with 200. */
  readonly errors: Readonly<Record<string, number>>;
  readonly samples: readonly Sample[];
  /** Of resident memory over the last two thirds: before, caches and compiled code fill. */
  readonly megabytesAnHour: number;
  /** Median of the open files in the last third over that in the second. */
  readonly filesGrown: number;
}

export interface Sample {
  readonly hour: number;
  readonly megabytes: number;
  readonly files: number;
}

interface Options {
  readonly hours: number;
  readonly enterprises: number;
  /** Requests a second. */
  readonly rate: number;
  /** The control: the program keeps memory and files. */
  readonly leaks?: boolean;
}

const USERS = 30;
const SAMPLES = 300;
const LEAST_SAMPLE_MS = 500;
const HOUR_MS = 3_600_000;
/** A megabyte and two open files a second, in the program under test. */
const LEAK = `import { openSync } from 'node:fs'; const kept = [];
setInterval(() => kept.push(Buffer.alloc(1 << 20, 1), openSync('/dev/null'), openSync('/dev/null')), 1000).unref();`;

export async function soak(folder: string, { hours, enterprises, rate, leaks = false }: Options): Promise<SoakFigures> {
  const served: { expertId: string; enterpriseIds: string[] } = { expertId: '', enterpriseIds: [] };
  const { cookies } = await prepareFolder(folder, MIX_ROLES, async (sunlot) => {
    await seedEnterprises(sunlot.runtime, enterprises);
    served.expertId = await newExpert(sunlot);
    const rows = await inBureau(sunlot.runtime, 1, ({ db }) =>
      db.selectFrom('enterprise').select('enterprise_id').orderBy('enterprise_id').limit(500).execute(),
    );
    served.enterpriseIds = rows.map(({ enterprise_id: id }) => id);
  });
  const nodeArgs = leaks ? ['--import', `data:text/javascript,${encodeURIComponent(LEAK)}`] : [];
  const program = await startProgram(folder, await freePort(), { nodeArgs });
  const of = { ...served, port: program.port, cookies, leadIds: [] };
  const samples: Sample[] = [];
  let isOver = false;
  const watching = watch(program.child.pid ?? 0, hours, samples, () => isOver);
  try {
    const { requests, errors } = await ask(of, hours, rate);
    isOver = true;
    await watching;
    return { requests, errors, samples, ...growthOf(samples) };
  } finally {
    program.child.kill('SIGTERM');
    await program.ended;
  }
}

/** Questions start when their time has come, whether or not the earlier ones are answered. */
async function ask(served: MixServed, hours: number, rate: number): Promise<Pick<SoakFigures, 'requests' | 'errors'>> {
  const people = Array.from(
    { length: USERS },
    (_, n) => new Agent({ keepAlive: true, localAddress: `127.0.2.${n + 1}` }),
  );
  const errors: Record<string, number> = {};
  const count = Math.round((hours * HOUR_MS * rate) / 1_000);
  const began = performance.now();
  const open = new Set<Promise<void>>();
  for (let n = 0; n < count; n += 1) {
    const early = began + (n * 1_000) / rate - performance.now();
    if (early > 1) await sleep(early);
    const asked = askOf(served, diceOf(`soak ${n}`), n);
    const answered = sendAsk(served, asked, people[n % USERS]).then((outcome) => {
      const name = `${asked.path.split('?')[0]} ${outcome}`;
      if (outcome !== 200) errors[name] = (errors[name] ?? 0) + 1;
    });
    open.add(answered);
    void answered.then(() => open.delete(answered));
  }
  await Promise.all(open);
  for (const agent of people) agent.destroy();
  return { requests: count, errors };
}

async function watch(pid: number, hours: number, samples: Sample[], isOver: () => boolean): Promise<void> {
  const began = performance.now();
  const every = Math.max(LEAST_SAMPLE_MS, (hours * HOUR_MS) / SAMPLES);
  while (!isOver()) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    samples.push({
      hour: (performance.now() - began) / HOUR_MS,
      megabytes: Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1]) / 1_024,
      files: (await readdir(`/proc/${pid}/fd`)).length,
    });
    await sleep(every);
  }
}

function growthOf(samples: readonly Sample[]): Pick<SoakFigures, 'megabytesAnHour' | 'filesGrown'> {
  const third = Math.floor(samples.length / 3);
  const [middle, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
  const later = [...middle, ...last];
  const mean = (of: (sample: Sample) => number): number =>
    later.reduce((sum, sample) => sum + of(sample), 0) / later.length;
  const [hour, megabytes] = [mean((sample) => sample.hour), mean((sample) => sample.megabytes)];
  const covariance = later.reduce((sum, sample) => sum + (sample.hour - hour) * (sample.megabytes - megabytes), 0);
  const variance = later.reduce((sum, sample) => sum + (sample.hour - hour) ** 2, 0);
  const median = (of: readonly Sample[]): number =>
    of.map(({ files }) => files).toSorted((a, b) => a - b)[of.length >> 1] ?? Number.NaN;
  return { megabytesAnHour: covariance / variance, filesGrown: median(last) - median(middle) };
}
