/**
 * A hundred people at their desks: 70 % read (lists filtered, sorted and searched, records, queues), 25 % write, 5 % take a
 * workbook, with 100,000 enterprises and 1,000,000 deeds (gate: 150 requests a second, p99 of 300 ms, no error, over 30 minutes).
 * Requests start when their time has come, whether or not the earlier ones are answered.
 *
 * `npm run bench -- mix` · `node bench/mix.ts [minutes] [requests a second] [enterprises] [deeds]`
 * @module
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { diceOf, type Dice } from '../src/testing/workbook-dice.ts';
import { printFigure } from './figure.ts';

const [MINUTES = 3, RATE = 160, ENTERPRISES = 100_000, DEEDS = 1_000_000] = process.argv.slice(2).map(Number);
const USERS = 100;

interface Served {
  readonly port: number;
  readonly cookies: Readonly<Record<string, string>>;
  readonly expertId: string;
  readonly enterpriseIds: readonly string[];
}

interface Ask {
  readonly kind: 'read' | 'write' | 'workbook';
  readonly role: string;
  readonly path: string;
  readonly body?: object;
}

const child = spawn(
  process.execPath,
  [fileURLToPath(new URL('mix.child.ts', import.meta.url)), String(ENTERPRISES), String(DEEDS)],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const gone = new Promise((resolve) => child.once('exit', resolve));
const served = await new Promise<Served>((resolve, reject) => {
  child.once('exit', () => reject(new Error('the server ended before it was ready')));
  let line = '';
  child.stdout.on('data', (part: Buffer) => {
    line += part.toString();
    if (line.endsWith('\n')) resolve(JSON.parse(line) as Served);
  });
});

const times: Record<Ask['kind'], number[]> = { read: [], write: [], workbook: [] };
const errors = new Map<string, number>();
// Each at an address of his own, as in a house with a hundred machines.
const people = Array.from(
  { length: USERS },
  (_, n) => new Agent({ keepAlive: true, localAddress: `127.0.1.${n + 1}` }),
);
try {
  await work(0.3, false);
  const seconds = await work(MINUTES, true);
  const all = Object.values(times).flat();
  for (const [kind, each] of Object.entries(times)) printFigure(`mix.${kind}`, 'ms', each);
  printFigure('mix', 'ms', all, {
    'requests/s': Math.round(all.length / seconds),
    minutes: MINUTES,
    users: USERS,
    enterprises: ENTERPRISES,
    deeds: DEEDS,
    errors: Object.fromEntries(errors),
  });
  if (errors.size > 0) process.exitCode = 1;
} finally {
  for (const agent of people) agent.destroy();
  child.kill('SIGTERM');
  await gone;
}

/** @returns the seconds it took until everything was answered */
async function work(minutes: number, isMeasured: boolean): Promise<number> {
  const began = performance.now();
  const open: Promise<void>[] = [];
  const count = Math.round(minutes * 60 * RATE);
  for (let n = 0; n < count; n += 1) {
    const due = began + (n * 1000) / RATE;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    open.push(ask(n, due, isMeasured));
  }
  await Promise.all(open);
  return (performance.now() - began) / 1000;
}

/** Waiting for the driver counts as waiting: the time runs from when the request was due. */
async function ask(n: number, due: number, isMeasured: boolean): Promise<void> {
  const asked = askOf(diceOf(`mix ${isMeasured} ${n}`), n);
  const outcome = await send(asked, people[n % USERS]);
  if (!isMeasured) return;
  times[asked.kind].push(performance.now() - due);
  if (outcome !== 200)
    errors.set(
      `${asked.path.split('?')[0]} ${outcome}`,
      (errors.get(`${asked.path.split('?')[0]} ${outcome}`) ?? 0) + 1,
    );
}

function askOf(dice: Dice, n: number): Ask {
  if (dice.chance(0.05)) return { kind: 'workbook', role: 'equipment-keeper', path: '/api/directory/template/vehicle' };
  return dice.chance(0.25 / 0.95) ? writeOf(dice, n) : readOf(dice);
}

function readOf(dice: Dice): Ask {
  const role = dice.pick(['group-office', 'officer', 'section-chief', 'head']);
  const list = dice.pick([
    'q=jx&size=50',
    'riskColor=red&sort=-name',
    'q=yxgs&page=3',
    'status=active&sort=name',
    'q=化工',
  ]);
  const path = dice.pick([
    `/api/directory/enterprises?${encodeURI(list)}`,
    `/api/directory/enterprises/${dice.pick(served.enterpriseIds)}`,
    '/api/queue',
    '/api/items?q=a',
    '/api/directory/subdistricts',
  ]);
  return { kind: 'read', role, path };
}

function writeOf(dice: Dice, n: number): Ask {
  if (dice.chance(0.5)) {
    const fee = { expertId: served.expertId, kind: 'fee', onDay: '2026-03-01', amountFen: 50_000, note: `第 ${n} 次` };
    return { kind: 'write', role: 'group-office', path: '/api/directory.record-expert', body: fee };
  }
  const party = {
    kind: 'unit',
    name: `示例企业第${n}号`,
    creditCode: '91120111MA00000001',
    principal: '甲企一',
    address: '示例路1号',
    enterpriseId: null,
  };
  const lead = { source: 'complaint', party, cause: '未采取措施消除事故隐患', facts: '示例', violatedOn: '2026-02-10' };
  return { kind: 'write', role: 'officer', path: '/api/penalty.open-lead', body: { lead } };
}

/** The status of the whole answer, or what broke it off. */
function send({ role, path, body }: Ask, agent: Agent | undefined): Promise<number | string> {
  const headers = {
    cookie: served.cookies[role] ?? '',
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
  };
  return new Promise((resolve) => {
    const asked = request(
      { port: served.port, path, method: body === undefined ? 'GET' : 'POST', agent, headers },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', ({ message }) => resolve(message));
      },
    );
    asked.on('error', ({ message }) => resolve(message));
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
