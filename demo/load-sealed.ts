/** A surprise inspection of the demo, jointly with another department: two more units in the plan, drawn sealed on the morning of their visits, opened in the evening. @module */
import { createHash } from 'node:crypto';
import { otcCode, shareHash, sha256Suite, splitSecret, toHex } from 'verifiable-draw';
import { read } from '../src/core/transact.ts';
import { publishChain } from '../src/draw/actions/chains.ts';
import { releaseCode } from '../src/draw/actions/codes.ts';
import { openDraw } from '../src/draw/actions/open.ts';
import { confirmDraw, releaseDraw } from '../src/draw/actions/settle.ts';
import { buildDrawBundle } from '../src/draw/bundle.ts';
import { listTurns } from '../src/draw/reads/codes.ts';
import { announce, demoConfig, roll } from './load-draw.ts';
import { addPartners } from './load-joint.ts';
import { MARKET_REGULATOR } from './organs.ts';
import { adjustDemoPlan } from './load-plan.ts';
import { listVisitIds } from './load-visits.ts';
import { DEMO_OFFICE, type DemoStaff } from './logins.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';
import type { Year } from './year.ts';

const { operator, head, supervisor, legal } = DEMO_OFFICE;
const BATCH = 3;
const SURPRISES = 2;
const CHAIN_LENGTH = 200;

/** Both bodies publish their chains at the beginning of the year, long before any code is used. */
export async function publishDemoChains(stage: Stage): Promise<void> {
  for (const who of [supervisor, legal])
    await stage.act(who, publishChain, {
      suite: 'vd1-sha256',
      anchor: codeOf(who, 0),
      length: CHAIN_LENGTH,
      shares: splitSecret(secretOf(who), 2, 3, bytesOf(`sunlot demo escrow\n${who.username}`)).map((text) =>
        shareHash(sha256Suite, text),
      ),
    });
}

interface Surprise {
  readonly drawId: string;
  /** The plan as it was adjusted. */
  readonly planId: string;
}

/** The plan is adjusted, two units are drawn sealed and visited on the same day, and in the evening everything is public. */
export async function loadSealedDraw(stage: Stage, year: Year, planId: string): Promise<Surprise> {
  stage.at('2026-03-04T06:00:00Z');
  await addPartners(stage);
  const adjusted = await adjustDemoPlan(stage, planId, {
    reason: '增加 2 家突击检查，封存抽取，与区市场监督管理局联合',
    more: SURPRISES,
    joint: [{ organ: MARKET_REGULATOR, duty: '特种设备使用登记和定期检验' }],
    approvalDocument: '西青政复（演示）〔2026〕7号',
    opinion: '同意增加，封存抽取，当日检查当日公开。',
  });
  stage.at('2026-03-05T05:00:00Z');
  const config = demoConfig({
    name: '2026年度突击检查（封存抽取）',
    mode: 'sealed',
    joint: [MARKET_REGULATOR],
    size: { by: 'count', count: SURPRISES },
    inspectFrom: '2026-03-06',
    inspectTo: '2026-03-06',
    revealBy: '2026-03-05T09:00:00Z',
    resultBy: '2026-03-06T02:00:00Z',
    openBy: '2026-03-13T10:00:00Z',
  });
  const drawId = await announce(stage, adjusted, BATCH, config);
  await roll(stage, drawId);
  stage.at('2026-03-06T00:10:00Z');
  const turns = await read(stage.runtime, DEMO_BUREAU, (tx) => listTurns(tx, drawId));
  for (const { holder, index } of turns) {
    const who = holder === 'supervisor' ? supervisor : legal;
    await stage.act(who, releaseCode, { drawId, code: codeOf(who, index) });
  }
  await stage.act(head, confirmDraw, { drawId });
  await stage.act(operator, releaseDraw, { drawId });
  await stage.settle();
  await visit(stage, year, drawId);
  stage.at('2026-03-06T09:00:00Z');
  await stage.act(operator, openDraw, { drawId });
  await stage.settle();
  await buildDrawBundle(stage.runtime, DEMO_BUREAU, drawId);
  return { drawId, planId: adjusted };
}

async function visit(stage: Stage, year: Year, drawId: string): Promise<void> {
  for (const [n, inspectionId] of (await listVisitIds(stage, drawId)).entries()) {
    stage.at(`2026-03-06T0${n === 0 ? 1 : 5}:00:00Z`);
    await year.visit(inspectionId, { stop: 'signed' });
  }
}

/** A holder's secret in the demo is the same every time; a real one is made in his own browser. */
function secretOf(who: DemoStaff): Uint8Array {
  return bytesOf(`sunlot demo chain\n${who.username}`);
}

function codeOf(who: DemoStaff, index: number): string {
  return toHex(otcCode(sha256Suite, secretOf(who), CHAIN_LENGTH, index));
}

function bytesOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
