/** Visits that found a major hazard, up to the hazard, for tests. @module */
import { follow } from '../core/follow.ts';
import { read } from '../core/transact.ts';
import { confirmLevel, stateFinding } from '../inspection/actions/findings.ts';
import { CHIEF, lineOf, majorFinding, type Scene, type SceneRuntime, type Team } from '../inspection/scene.testing.ts';
import { answerAll, carry, carryFrom } from '../inspection/steps.testing.ts';
import type { FindingInput } from '../inspection/types/visit.ts';
import { rectificationFollowers } from '../rectification/jobs.ts';
import { inspectionFollowers } from '../inspection/jobs.ts';
import { done } from '../testing/draw-ceremony.ts';
import { hazardFollowers } from './jobs.ts';
import { listHazardsOfVisit, type StoredHazard } from './reads/hazards.ts';

/** Lets the jobs of the modules catch up with the log. */
export async function settleHazards({ runtime }: Scene<SceneRuntime>): Promise<void> {
  for (const follower of [...rectificationFollowers, ...hazardFollowers, ...inspectionFollowers])
    await follow(runtime, 1, follower);
}

/** A signed visit with one major finding that two people called so, and its hazard. */
export async function hazardIn(
  scene: Scene<SceneRuntime>,
  change: Partial<FindingInput> = {},
): Promise<{ readonly team: Team; readonly hazard: StoredHazard }> {
  const team = await carry(scene, scene.take(), 'checked-in');
  const line = await lineOf(scene, team, 'by-criterion');
  const { findingId } = await done(scene.runtime, team.lead, stateFinding, {
    inspectionId: team.inspectionId,
    finding: { ...majorFinding(line), ...change },
  });
  await done(scene.runtime, CHIEF, confirmLevel, { inspectionId: team.inspectionId, findingId, version: 1 });
  await answerAll(scene, team, [line]);
  await carryFrom(scene, team, 'answered', 'signed-off');
  await settleHazards(scene);
  return { team, hazard: await hazardOf(scene, team) };
}

export async function hazardOf(
  { runtime }: Scene<SceneRuntime>,
  { inspectionId }: Pick<Team, 'inspectionId'>,
): Promise<StoredHazard> {
  const [hazard] = await read(runtime, 1, (tx) => listHazardsOfVisit(tx, inspectionId));
  if (hazard === undefined) throw new Error(`visit ${inspectionId} has no hazard`);
  return hazard;
}
