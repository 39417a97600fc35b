/** Visits that found something, up to their orders, for tests. @module */
import type { Actor } from '../core/actor.ts';
import { follow } from '../core/follow.ts';
import { read } from '../core/transact.ts';
import { composedPdf, composeDocument } from '../inspection/actions/compose.ts';
import { issueDocument } from '../inspection/actions/documents.ts';
import { stateFinding } from '../inspection/actions/findings.ts';
import { inspectionFollowers } from '../inspection/jobs.ts';
import { listFindings } from '../inspection/reads/visits.ts';
import { lineOf, sampleFinding, visitOf, type Scene, type Team } from '../inspection/scene.testing.ts';
import { answerAll, carry, carryFrom } from '../inspection/steps.testing.ts';
import type { FindingInput } from '../inspection/types/visit.ts';
import { done } from '../testing/draw-ceremony.ts';
import { reportItem } from './actions/answer.ts';
import { serveOrder } from './actions/serve.ts';
import { rectificationFollowers } from './jobs.ts';
import { findOrderOfVisit, type StoredOrder } from './reads/orders.ts';
import { standingPapers } from './reads/papers.ts';
import { enterpriseActor } from './rules/access.ts';
import { missingPapers } from './rules/order.ts';
import type { Service } from './types/order.ts';

/** A signed visit with these findings (each on the first general point), and the order the job made of it. */
export async function orderWith(
  scene: Scene,
  changes: readonly Partial<FindingInput>[],
): Promise<{ readonly team: Team; readonly order: StoredOrder }> {
  const team = await carry(scene, scene.take(), 'checked-in');
  const line = await lineOf(scene, team, 'general');
  for (const change of changes)
    await done(scene.runtime, team.lead, stateFinding, {
      inspectionId: team.inspectionId,
      finding: sampleFinding(line, change),
    });
  await answerAll(scene, team, [line]);
  await carryFrom(scene, team, 'answered', 'signed-off');
  await settleJobs(scene);
  return { team, order: await orderOf(scene, team) };
}

/** The papers that go with the order, issued by the lead of the team (domain §12.2). */
export async function issuePapers(scene: Scene, team: Pick<Team, 'inspectionId' | 'lead'>): Promise<void> {
  const { runtime } = scene;
  const { inspectionId, lead } = team;
  const forms = await read(runtime, 1, async (tx) =>
    missingPapers(await listFindings(tx, inspectionId), await standingPapers(tx, inspectionId)),
  );
  for (const form of forms) {
    const visit = await visitOf(scene, team);
    const sha256 = await read(runtime, 1, async (tx) => {
      const composed = await composeDocument(tx, runtime, visit, form);
      if (!composed.ok) throw new Error(JSON.stringify(composed.refusals));
      return composedPdf(composed.value, tx.today).sha256;
    });
    await done(runtime, lead, issueDocument, { inspectionId, form, sha256 });
  }
}

/** Lets the jobs of both modules catch up with the log. */
export async function settleJobs({ runtime }: Scene): Promise<void> {
  for (const follower of [...rectificationFollowers, ...inspectionFollowers]) await follow(runtime, 1, follower);
}

export async function orderOf({ runtime }: Scene, { inspectionId }: Team): Promise<StoredOrder> {
  const order = await read(runtime, 1, (tx) => findOrderOfVisit(tx, inspectionId));
  if (order === undefined) throw new Error(`visit ${inspectionId} has no order`);
  return order;
}

export function sampleService(scene: Scene, { officerIds }: Team, change: Partial<Service> = {}): Service {
  return {
    officerIds: [...officerIds],
    means: 'direct',
    servedOn: scene.runtime.clock.now().slice(0, 10),
    recipient: '企业签收人',
    ...change,
  };
}

export async function served(scene: Scene, changes: readonly Partial<FindingInput>[]) {
  const { team, order } = await orderWith(scene, changes);
  await issuePapers(scene, team);
  await done(scene.runtime, team.lead, serveOrder, { orderId: order.orderId, service: sampleService(scene, team) });
  return { team, order: await orderOf(scene, team) };
}

/** The item of a finding by its number in the visit. */
export function itemOf({ items }: StoredOrder, number = 1) {
  const item = items.find((each) => each.number === number);
  if (item === undefined) throw new Error(`no item ${number}`);
  return item;
}

/** The enterprise, as it reads and answers its own order. */
export const enterpriseOf = ({ orderId }: StoredOrder): Actor => enterpriseActor(1, orderId);

/** The enterprise says that this finding is mended. */
export async function reportOn(scene: Scene, order: StoredOrder, number = 1): Promise<void> {
  await done(scene.runtime, enterpriseOf(order), reportItem, {
    orderId: order.orderId,
    findingId: itemOf(order, number).findingId,
    report: { text: '已更换' },
  });
}
