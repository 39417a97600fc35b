/** What supervision and the leading group make of the year: a 通报 with its first replies, reviewed files, anonymous ratings. @module */
import { randomUUID } from 'node:crypto';
import { execute } from '../src/core/command.ts';
import { read } from '../src/core/transact.ts';
import { decideMatter, recordMatter, reviewFile } from '../src/oversight/actions/assessment.ts';
import { draftBulletin, issueBulletin, recordReply, settleReply } from '../src/oversight/actions/feedback.ts';
import { rateVisit } from '../src/oversight/actions/rate.ts';
import { findBulletin } from '../src/oversight/reads/feedback.ts';
import { SHEET, type Sheet, type SheetLine } from '../src/oversight/types/assessment.ts';
import type { Rating } from '../src/oversight/types/ratings.ts';
import { enterpriseActor } from '../src/rectification/rules/access.ts';
import { todayOf } from './follow-up.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU, expectDone, type Stage } from './stage.ts';

const REPLIED = 5;
const SETTLED = 3;
const REVIEWED = 6;
const RATED = 7;

/** In the evening of the day on which the demo ends. */
export async function loadOversight(stage: Stage, drawId: string): Promise<void> {
  await rate(stage);
  await review(stage, drawId);
  const { bulletinId } = await stage.act(DEMO_OFFICE.planner, draftBulletin, {
    drawId,
    number: '津西青应急〔2026〕31号',
  });
  const bulletin = await read(stage.runtime, DEMO_BUREAU, (tx) => findBulletin(tx, bulletinId, ''));
  if (bulletin === undefined) throw new Error('the bulletin was just drafted');
  await stage.act(DEMO_OFFICE.head, issueBulletin, { bulletinId, hash: bulletin.hash });
  const streets = bulletin.content.subdistricts.slice(0, REPLIED);
  for (const [n, { code: recipient, name }] of streets.entries()) {
    await stage.act(DEMO_OFFICE.planner, recordReply, {
      bulletinId,
      recipient,
      reply: {
        receivedOn: todayOf(stage),
        document: `${name}函〔2026〕${n + 1}号`,
        measures: '已转发辖区企业对照自查，并组织网格员逐户提醒',
      },
    });
    if (n < SETTLED)
      await stage.act(DEMO_OFFICE.planner, settleReply, {
        bulletinId,
        recipient,
        opinion: '抽查三家，均已自查并留有记录',
      });
  }
}

async function rate(stage: Stage): Promise<void> {
  const orders = await read(stage.runtime, DEMO_BUREAU, (tx) =>
    tx.db
      .selectFrom('rectification_order')
      .select('order_id')
      .where('bureau_id', '=', DEMO_BUREAU)
      .where('state', '<>', 'draft')
      .orderBy('served_on')
      .limit(RATED)
      .execute(),
  );
  const good: Rating = { shown: 3, undisturbed: 3, explained: 3, fair: 3, clean: 3 };
  for (const [n, { order_id: orderId }] of orders.entries()) {
    const rating = n % 4 === 2 ? { ...good, undisturbed: 2, explained: 2 } : good;
    expectDone(
      'oversight.rate',
      await execute(stage.runtime, enterpriseActor(DEMO_BUREAU, orderId), rateVisit(rating), randomUUID(), { orderId }),
    );
  }
}

async function review(stage: Stage, drawId: string): Promise<void> {
  const files = await read(stage.runtime, DEMO_BUREAU, (tx) =>
    tx.db
      .selectFrom('inspection')
      .select('inspection_id')
      .where('bureau_id', '=', DEMO_BUREAU)
      .where('draw_id', '=', drawId)
      .where('record', 'is not', null)
      .where('signed_on', 'is not', null)
      .orderBy('signed_on')
      .limit(REVIEWED)
      .execute(),
  );
  const whole = Object.fromEntries(Object.keys(SHEET).map((line) => [line as SheetLine, 'met'])) as Sheet;
  for (const [n, { inspection_id: inspectionId }] of files.entries()) {
    const sheet: Sheet = n % 3 === 0 ? { ...whole, findings: 'partly' } : n === 1 ? { ...whole, filing: 'not' } : whole;
    const opinion = n % 3 === 0 ? '个别问题的依据写得过简' : n === 1 ? '送达回执归档不及时' : '材料齐全，程序规范';
    await stage.act(DEMO_OFFICE.legal, reviewFile, { inspectionId, sheet, opinion });
  }
  const inspectionId = files[0]?.inspection_id ?? '';
  const { matterId } = await stage.act(DEMO_OFFICE.supervisor, recordMatter, {
    kind: 'complaint',
    inspectionId,
    receivedOn: '2026-09-21',
    summary: '反映检查占用车间通道',
  });
  await stage.act(DEMO_OFFICE.supervisor, decideMatter, {
    matterId,
    outcome: 'unfounded',
    conclusion: '调取现场照片核实，没有占用通道',
  });
}
