/** Closed visits and cases, and the jobs that make volumes of them, for tests. @module */
import { follow } from '../core/follow.ts';
import { composedPdf, composeDocument } from '../inspection/actions/compose.ts';
import { issueDocument } from '../inspection/actions/documents.ts';
import { closeVisit } from '../inspection/actions/sign.ts';
import { inspectionFollowers } from '../inspection/jobs.ts';
import { CHIEF, visitOf, type Scene, type SceneRuntime, type Team } from '../inspection/scene.testing.ts';
import { answerAll, attachPhoto, carry, carryFrom } from '../inspection/steps.testing.ts';
import type { FormName } from '../inspection/types/documents.ts';
import { approveEntry, confirmEntry, publishEntry } from '../disclosure/actions.ts';
import { disclosureFollowers } from '../disclosure/jobs.ts';
import { copyHash, copyOf, findEntryOfVisit } from '../disclosure/reads/entries.ts';
import { systemActor } from '../core/actor.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { carryCase, DEPUTY, doAct, lead, type CaseScene } from '../penalty/scene.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { assembleVolume, checkVolume, explainMissing } from './actions/bind.ts';
import { examineVolume } from './actions/examine.ts';
import { sealVolume } from './actions/seal.ts';
import { archiveFollowers, lookAtVolumes } from './jobs.ts';
import { completenessOf } from './reads/course.ts';
import { findVolumeOf, type Volume, type VolumeOf } from './reads/volumes.ts';
import { missingOf } from './rules/requirements.ts';

export const ARCHIVIST = actorOf(['archivist'], 'archivist');
export const REVIEWER = actorOf(['disclosure-reviewer'], 'reviewer');

/** Lets every follower and the round of the archive catch up with the log. */
export async function settleArchive(runtime: Runtime): Promise<void> {
  for (const follower of [...inspectionFollowers, ...disclosureFollowers, ...archiveFollowers])
    await follow(runtime, 1, follower);
  while ((await lookAtVolumes(runtime, 1)) > 0);
}

export async function issue(scene: Scene<SceneRuntime>, team: Team, form: FormName): Promise<void> {
  const { runtime } = scene;
  const visit = await visitOf(scene, team);
  const sha256 = await read(
    runtime,
    1,
    async (tx) => {
      const composed = await composeDocument(tx, runtime, visit, form, undefined);
      if (!composed.ok) throw new Error(JSON.stringify(composed.refusals));
      return composedPdf(composed.value, tx.today).sha256;
    },
    systemActor(1),
  );
  await done(runtime, team.lead, issueDocument, { inspectionId: team.inspectionId, form, sha256 });
}

/** A visit that found nothing, closed, with every document its file needs and its result published. */
export async function closedVisit(scene: Scene<SceneRuntime>, without: readonly FormName[] = []): Promise<Team> {
  const { runtime } = scene;
  const team = await carry(scene, scene.take(), 'checked-in');
  await attachPhoto(scene, team);
  await answerAll(scene, team);
  await carryFrom(scene, team, 'answered', 'signed-off');
  for (const form of ['plan', 'checklist', 'record', 'result'] as const)
    if (!without.includes(form)) await issue(scene, team, form);
  await done(runtime, CHIEF, closeVisit, { inspectionId: team.inspectionId });
  await publish(scene, team);
  return team;
}

/** A case with its fine decided and served, paid and closed. */
export async function closeFined(scene: CaseScene, caseId: string, fen: number): Promise<void> {
  const mine = lead(scene);
  await doAct(scene, mine, 'note-payment', caseId, { on: scene.today(), fen, means: 'bank', receipt: '0001' });
  await doAct(scene, mine, 'note-executed', caseId, { result: '已缴清' });
  await doAct(scene, mine, 'request-closing', caseId, { result: '罚款已缴清' });
  await doAct(scene, DEPUTY, 'approve-closing', caseId, { opinion: '同意结案' });
}

async function publish({ runtime }: Scene<SceneRuntime>, team: Team): Promise<void> {
  for (const follower of disclosureFollowers) await follow(runtime, 1, follower);
  const entry = await read(runtime, 1, (tx) => findEntryOfVisit(tx, team.inspectionId));
  if (entry === undefined) throw new Error('the visit has no entry');
  const entryId = entry.entry_id;
  await done(runtime, team.lead, confirmEntry, { entryId });
  await done(runtime, CHIEF, approveEntry, { entryId });
  await done(runtime, REVIEWER, publishEntry, { entryId, hash: copyHash(copyOf(entry)) });
}

export async function volumeOf(runtime: Runtime, of: VolumeOf): Promise<Volume> {
  const volume = await read(runtime, 1, (tx) => findVolumeOf(tx, of));
  if (volume === undefined) throw new Error(`no volume of ${JSON.stringify(of)}`);
  return volume;
}

/** From wherever the jobs have left it to the seal. */
export async function sealed(runtime: Runtime, volume: Volume) {
  const { volume_id: volumeId, state } = volume;
  if (state === 'collecting') await done(runtime, ARCHIVIST, checkVolume, { volumeId });
  if (state === 'collecting' || state === 'complete') await done(runtime, ARCHIVIST, assembleVolume, { volumeId });
  await done(runtime, ARCHIVIST, examineVolume, { volumeId });
  return done(runtime, ARCHIVIST, sealVolume, { volumeId });
}

/** A fined case, paid, closed and sealed; what its file lacks is explained. */
export async function sealedCase(scene: CaseScene): Promise<{ readonly caseId: string; readonly volume: Volume }> {
  const { runtime } = scene;
  const { caseId } = await carryCase(scene, 'executing');
  await closeFined(scene, caseId, 800_000);
  await settleArchive(runtime);
  const volume = await volumeOf(runtime, { caseId });
  const { matrix } = await read(runtime, 1, (tx) => completenessOf(tx, volume));
  for (const { code: requirement } of missingOf(matrix))
    await done(runtime, CHIEF, explainMissing, { volumeId: volume.volume_id, requirement, reason: '测试案卷' });
  await settleArchive(runtime);
  await sealed(runtime, await volumeOf(runtime, { caseId }));
  return { caseId, volume: await volumeOf(runtime, { caseId }) };
}
