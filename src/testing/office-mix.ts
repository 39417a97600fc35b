/** What a hundred people at their desks ask for: 70 % read (lists filtered, sorted and searched, records, queues), 25 % write, 5 % take a workbook. @module */
import { randomUUID } from 'node:crypto';
import { request, type Agent } from 'node:http';
import type { Dice } from './workbook-dice.ts';

export interface MixServed {
  readonly port: number;
  /** By role. */
  readonly cookies: Readonly<Record<string, string>>;
  readonly expertId: string;
  readonly enterpriseIds: readonly string[];
  /** Leads that were opened and wait for the head: what is opened is ended again, as in a bureau, or the queues would grow for ever. */
  readonly leadIds: string[];
}

export interface Ask {
  readonly kind: 'read' | 'write' | 'workbook';
  readonly role: string;
  readonly path: string;
  readonly body?: object;
  /** What the answer tells those who ask later. */
  readonly learn?: (answer: Readonly<Record<string, unknown>>) => void;
}

/** The roles that ask. */
export const MIX_ROLES = ['group-office', 'officer', 'section-chief', 'head', 'equipment-keeper'] as const;

/** The `n`-th question of the day. */
export function askOf(served: MixServed, dice: Dice, n: number): Ask {
  if (dice.chance(0.05)) return { kind: 'workbook', role: 'equipment-keeper', path: '/api/directory/template/vehicle' };
  return dice.chance(0.25 / 0.95) ? writeOf(served, dice, n) : readOf(served, dice);
}

function readOf({ enterpriseIds }: MixServed, dice: Dice): Ask {
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
    `/api/directory/enterprises/${dice.pick(enterpriseIds)}`,
    '/api/queue',
    '/api/items?q=a',
    '/api/directory/subdistricts',
  ]);
  return { kind: 'read', role, path };
}

function writeOf({ expertId, leadIds }: MixServed, dice: Dice, n: number): Ask {
  if (dice.chance(0.5)) {
    const fee = { expertId, kind: 'fee', onDay: '2026-03-01', amountFen: 50_000, note: `第 ${n} 次` };
    return { kind: 'write', role: 'group-office', path: '/api/directory.record-expert', body: fee };
  }
  const caseId = dice.chance(0.5) ? leadIds.shift() : undefined;
  if (caseId !== undefined)
    return { kind: 'write', role: 'head', path: '/api/penalty.decline-lead', body: { caseId, reason: '查无实据' } };
  const party = {
    kind: 'unit',
    name: `示例企业第${n}号`,
    creditCode: '91120111MA00000001',
    principal: '甲企一',
    address: '示例路1号',
    enterpriseId: null,
  };
  const lead = { source: 'complaint', party, cause: '未采取措施消除事故隐患', facts: '示例', violatedOn: '2026-02-10' };
  const learn = ({ caseId: opened }: Readonly<Record<string, unknown>>): void => void leadIds.push(String(opened));
  return { kind: 'write', role: 'officer', path: '/api/penalty.open-lead', body: { lead }, learn };
}

/** The status of the whole answer, or what broke it off. */
export function sendAsk(
  { port, cookies }: MixServed,
  { role, path, body, learn }: Ask,
  agent: Agent | undefined,
): Promise<number | string> {
  const headers = {
    cookie: cookies[role] ?? '',
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
  };
  return new Promise((resolve) => {
    const asked = request({ port, path, method: body === undefined ? 'GET' : 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => learn && parts.push(part));
      response.on('end', () => {
        if (response.statusCode === 200)
          learn?.(JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>);
        resolve(response.statusCode ?? 0);
      });
      response.on('error', ({ message }) => resolve(message));
    });
    asked.on('error', ({ message }) => resolve(message));
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
