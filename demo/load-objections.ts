/** 异议 of the demo: one corrected, one upheld, one that waits. @module */
import { randomUUID } from 'node:crypto';
import { publicActor } from '../src/core/actor.ts';
import { read, type ReadTx } from '../src/core/transact.ts';
import { decideObjection, submitObjection } from '../src/disclosure/actions/objection.ts';
import { listPublicVisits } from '../src/disclosure/reads/portal.ts';
import type { PublicVisit } from '../src/disclosure/types/public-visit.ts';
import { findOrderOfVisit } from '../src/rectification/reads/orders.ts';
import { enterpriseActor } from '../src/rectification/rules/access.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU, expectDone, type Stage } from './stage.ts';

export async function loadObjections(stage: Stage): Promise<void> {
  const [corrected, upheld, waiting] = await read(stage.runtime, DEMO_BUREAU, objectable);
  if (corrected === undefined || upheld === undefined || waiting === undefined)
    throw new Error('the demo has too few published results with findings');
  const text = corrected.content.findings[0]?.text ?? '';
  const reported = await send(stage, corrected, 'public', 'facts', '第一条问题没有写明数量，容易误解为全厂都有');
  await stage.act(DEMO_OFFICE.legal, decideObjection, {
    objectionId: reported,
    outcome: 'corrected',
    reason: '经核对现场检查记录，补充写明数量',
    wording: [{ at: 'findings.1.text', text: `${text}（共 1 处）` }],
  });
  const rectified = await send(stage, upheld, 'enterprise', 'rectified', '问题已经整改完毕，请不再公示');
  await stage.act(DEMO_OFFICE.legal, decideObjection, {
    objectionId: rectified,
    outcome: 'upheld',
    reason: '公示的是检查当日发现的问题；整改情况已在同一页面逐条标明',
  });
  await send(stage, waiting, 'enterprise', 'facts', '第一条问题所写的部位属于同一厂区的另一家单位');
}

interface Objectable extends PublicVisit {
  /** By which the enterprise comes in. */
  readonly orderId: string;
}

/** Published results with findings and an order; what was mended on the spot has none. */
async function objectable(tx: ReadTx): Promise<Objectable[]> {
  const found: Objectable[] = [];
  for (const visit of await listPublicVisits(tx, {})) {
    const order = visit.content.findings.length === 0 ? undefined : await findOrderOfVisit(tx, visit.inspectionId);
    if (order !== undefined) found.push({ ...visit, orderId: order.orderId });
  }
  return found;
}

async function send(
  stage: Stage,
  { entryId, orderId }: Objectable,
  objector: 'enterprise' | 'public',
  ground: 'facts' | 'rectified',
  words: string,
): Promise<string> {
  stage.runtime.clock.advance(40);
  const isOwn = objector === 'enterprise';
  const sent = await submitObjection(
    stage.runtime,
    isOwn ? enterpriseActor(DEMO_BUREAU, orderId) : publicActor(DEMO_BUREAU),
    randomUUID(),
    { entryId, orderId: isOwn ? orderId : null, ground, words, contact: '', files: [] },
  );
  return expectDone('disclosure.object', sent).objectionId;
}
