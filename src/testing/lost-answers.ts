/** People whose line is cut: what they send again under the same key is done once (reliability §2, G18). @module */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import type { Role } from '../core/actor.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau } from '../core/transact.ts';
import { saveExpert, saveVehicle } from '../directory/actions/save.ts';
import { CUTS, openCutLine, type Fate } from './cut-line.ts';
import { done } from './draw-ceremony.ts';
import { actorOf } from './runtime.ts';
import { nextAddress, type TestSite } from './served-site.ts';
import { diceOf } from './workbook-dice.ts';

export interface LostAnswerFigures {
  readonly commands: number;
  readonly attempts: number;
  /** Answers that never came, although the deed may have been done. */
  readonly ambiguous: number;
  /** Effects beyond one a command. */
  readonly doubled: number;
  /** Commands answered "saved" without an effect. */
  readonly missing: number;
  /** Commands refused that were right; the same again answered otherwise than before; another body under the key not refused. */
  readonly wrong: readonly string[];
}

interface Options {
  readonly seed: string;
  /** How many answers are to be lost. */
  readonly lost: number;
  /** The control: each attempt under a new key, so that doubles must be found. */
  readonly isForgetful?: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Order {
  readonly deed: `${string}.${string}`;
  readonly role: Role;
  readonly body: object;
}

const LEAVING_OPEN: readonly Fate[] = ['after-request', 'before-answer', 'in-answer'];
/** Of the connections so many are not cut. */
const WHOLE = 0.3;
const SENDERS = 8;
/** Every so many commands are sent once more after their answer, and with another body. */
const AGAIN = 5;

/** Sends commands, each until it is answered, until so many answers were lost; then counts what they did. */
export async function loseAnswers(site: TestSite, runtime: Runtime, options: Options): Promise<LostAnswerFigures> {
  const { seed, lost: wanted, isForgetful = false } = options;
  if (!site.app.server.listening) await site.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = site.app.server.address() as AddressInfo;
  const line = await openCutLine(port, (connection) => {
    const dice = diceOf(`${seed} line ${connection}`);
    return dice.chance(WHOLE) ? 'whole' : dice.pick(CUTS);
  });
  const lost = (): number => LEAVING_OPEN.reduce((sum, fate) => sum + (line.met.get(fate) ?? 0), 0);
  const cookies = new Map(
    site.callers.flatMap(({ role, bureauId, cookie }) => (bureauId === 1 ? [[role, cookie]] : [])),
  );
  const wrong: string[] = [];
  let [commands, attempts, sent] = [0, 0, 0];

  async function order({ deed, role, body }: Order, isLookedAt: boolean): Promise<void> {
    const key = randomUUID();
    const send = (to: number, as: string, content: object): Promise<Answer | undefined> => {
      sent += 1;
      const headers = { cookie: cookies.get(role) ?? '', 'idempotency-key': as, 'x-forwarded-for': nextAddress(sent) };
      return post(to, `/api/${deed}`, headers, content);
    };
    let answer: Answer | undefined;
    while (answer === undefined) {
      attempts += 1;
      answer = await send(line.port, isForgetful ? randomUUID() : key, body);
    }
    commands += 1;
    if (isForgetful) return;
    if (answer.status !== 200) wrong.push(`${deed}: ${answer.status} ${answer.body}`);
    if (!isLookedAt) return;
    const same = await send(port, key, body);
    if (same?.body !== answer.body) wrong.push(`${deed} sent again: ${same?.status} ${same?.body}`);
    const other = await send(port, key, { ...body, other: true });
    if (other?.status !== 422) wrong.push(`${deed} with another body: ${other?.status} ${other?.body}`);
  }

  const expertId = await newExpert(runtime, seed);
  const orders = new Map<string, number>();
  async function work(sender: number): Promise<void> {
    const plate = `津A${seed}${sender}`;
    const vehicleId = await newVehicle(runtime, plate);
    for (let n = 0; lost() < wanted; n += 1) {
      const mark = `${seed} ${sender} ${n}`;
      const version = 1 + Math.floor(n / 3);
      const next = [fee(expertId, mark), lead(mark), vehicle(vehicleId, plate, version)][n % 3];
      if (next !== undefined) await order(next, n % AGAIN === 0);
      orders.set(n % 3 === 2 ? vehicleId : mark, n % 3 === 2 ? version : 1);
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, (_, sender) => work(sender)));
  await line.close();
  const effects = await effectsOf(runtime, seed);
  let [doubled, missing] = [0, 0];
  for (const [mark, wantedTimes] of orders) {
    const times = effects.get(mark) ?? 0;
    doubled += Math.max(0, times - wantedTimes);
    missing += Math.max(0, wantedTimes - times);
  }
  return { commands, attempts, ambiguous: lost(), doubled, missing, wrong };
}

const fee = (expertId: string, note: string): Order => ({
  deed: 'directory.record-expert',
  role: 'group-office',
  body: { expertId, kind: 'fee', onDay: '2026-03-01', amountFen: 50_000, note },
});

const lead = (name: string): Order => ({
  deed: 'penalty.open-lead',
  role: 'officer',
  body: {
    lead: {
      source: 'complaint',
      party: {
        kind: 'unit',
        name,
        creditCode: '91120111MA00000001',
        principal: '甲企一',
        address: '测试路1号',
        enterpriseId: null,
      },
      cause: '未采取措施消除事故隐患',
      facts: '喷漆房使用非防爆插座',
      violatedOn: '2026-02-10',
    },
  },
});

const vehicle = (recordId: string, plate: string, version: number): Order => ({
  deed: 'directory.save-vehicle',
  role: 'equipment-keeper',
  body: { target: { recordId, version }, reason: '更换', content: { plate, seats: 1 + (version % 50) } },
});

async function newExpert(runtime: Runtime, seed: string): Promise<string> {
  const input = {
    target: null,
    reason: '聘任',
    content: { directoryNumber: `ZJ-${seed}`, name: '甲专示', specialties: [] },
  };
  return (await done(runtime, actorOf(['group-office']), saveExpert, input)).recordId;
}

async function newVehicle(runtime: Runtime, plate: string): Promise<string> {
  const input = { target: null, reason: '购置', content: { plate, seats: 5 } };
  return (await done(runtime, actorOf(['equipment-keeper']), saveVehicle, input)).recordId;
}

/** What is there now, by mark: fees and leads of each, changes of each vehicle. */
async function effectsOf(runtime: Runtime, seed: string): Promise<Map<string, number>> {
  return inBureau(runtime, 1, async ({ db }) => {
    const { rows } = await sql<{ mark: string; times: number }>`
      SELECT note AS mark, count(*)::int AS times FROM expert_record WHERE note LIKE ${`${seed} %`} GROUP BY note
      UNION ALL SELECT party_name, count(*)::int FROM penalty_case WHERE party_name LIKE ${`${seed} %`} GROUP BY party_name
      UNION ALL SELECT vehicle_id::text, version - 1 FROM vehicle WHERE plate LIKE ${`津A${seed}%`}`.execute(db);
    return new Map(rows.map(({ mark, times }) => [mark, times]));
  });
}

/** The answer, whole, or nothing. */
function post(port: number, path: string, headers: Record<string, string>, body: object): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const asked = request(
      { port, path, method: 'POST', agent: false, headers: { ...headers, 'content-type': 'application/json' } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
        response.on('error', () => resolve(undefined));
      },
    );
    asked.on('error', () => resolve(undefined));
    asked.end(JSON.stringify(body));
  });
}
