/** The steps of a visit, each done by those whose step it is, for tests. @module */
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { receiveUpload } from '../core/uploads/receive.ts';
import type { ChecklistLine } from '../items/types.ts';
import { done } from '../testing/draw-ceremony.ts';
import { jpegWith } from '../testing/upload-files.ts';
import { attachEvidence } from './actions/evidence.ts';
import { answerPoints, checkIn, stateOpinion } from './actions/on-site.ts';
import { approvePlan } from './actions/approve.ts';
import { acceptTask, draftPlanWith, issueNotice, readFileWith, submitPlanWith } from './actions/prepare.ts';
import { closeRecord, signForEnterprise, signOff, signRecord } from './actions/sign.ts';
import { fileHashOf, viewEnterprise } from './reads/enterprise-file.ts';
import { planHashOf } from './reads/seen.ts';
import { NO_LATER_RECORDS } from './types/later.ts';
import {
  CHIEF,
  linesOf,
  OPINION,
  samplePlan,
  visitOf,
  type Scene,
  type SceneRuntime,
  type Team,
} from './scene.testing.ts';

/** Of the visits alone; what later modules put into the file is tested where they are at hand. */
export const readFile = readFileWith(NO_LATER_RECORDS);
export const draftPlan = draftPlanWith(NO_LATER_RECORDS);
export const submitPlan = submitPlanWith(NO_LATER_RECORDS);

/** The steps of a visit in their order; each is done by those whose step it is. */
const STEPS = [
  'accepted',
  'read',
  'drafted',
  'submitted',
  'approved',
  'notified',
  'checked-in',
  'answered',
  'recorded',
  'members-signed',
  'enterprise-signed',
  'signed-off',
] as const;
export type Step = (typeof STEPS)[number];

/** Carries a fresh visit up to and including `to`, finding nothing. */
export async function carry(scene: Scene<SceneRuntime>, team: Team, to: Step): Promise<Team> {
  return carryFrom(scene, team, undefined, to);
}

/** Carries a visit that has done `from` on to `to`. */
export async function carryFrom(
  scene: Scene<SceneRuntime>,
  team: Team,
  from: Step | undefined,
  to: Step,
): Promise<Team> {
  const begin = from === undefined ? 0 : STEPS.indexOf(from) + 1;
  for (const step of STEPS.slice(begin, STEPS.indexOf(to) + 1)) await takeStep(scene, team, step);
  return team;
}

async function takeStep(scene: Scene<SceneRuntime>, team: Team, step: Step): Promise<void> {
  const { runtime } = scene;
  const { inspectionId, lead, second, expert, officerIds } = team;
  switch (step) {
    case 'accepted':
      await done(runtime, lead, acceptTask, { inspectionId });
      return;
    case 'read':
      await done(runtime, lead, readFile, { inspectionId, fileHash: await fileHashIn(scene, team) });
      return;
    case 'drafted':
      await done(runtime, lead, draftPlan, {
        inspectionId,
        plan: await samplePlan(scene, team),
        planHash: planHashOf((await visitOf(scene, team)).plan),
      });
      return;
    case 'submitted':
      await done(runtime, lead, submitPlan, await planSeen(scene, inspectionId));
      return;
    case 'approved':
      await done(runtime, CHIEF, approvePlan, await planSeen(scene, inspectionId));
      return;
    case 'notified':
      await done(runtime, lead, issueNotice, { inspectionId });
      return;
    case 'checked-in':
      await done(runtime, lead, checkIn, { inspectionId, officerIds: [...officerIds] });
      return;
    case 'answered':
      await answerAll(scene, team);
      if (expert !== undefined) await done(runtime, expert, stateOpinion, { inspectionId, opinion: OPINION });
      return;
    case 'recorded':
      await done(runtime, lead, closeRecord, { inspectionId });
      return;
    case 'members-signed':
      for (const member of [lead, second, ...(expert === undefined ? [] : [expert])])
        await done(runtime, member, signRecord, { inspectionId, recordHash: await hashOf(scene, team) });
      return;
    case 'enterprise-signed':
      await done(runtime, second, signForEnterprise, {
        inspectionId,
        recordHash: await hashOf(scene, team),
        word: { outcome: 'signed', representative: '企业负责人' },
      });
      return;
    case 'signed-off':
      await done(runtime, lead, signOff, { inspectionId });
  }
}

/** What the page of the visit sends with the plan that it shows, or without one with a hash of nothing. */
export async function planSeen(
  scene: Scene<SceneRuntime>,
  inspectionId: string,
): Promise<{ inspectionId: string; planHash: string }> {
  const { plan } = await visitOf(scene, { inspectionId });
  return { inspectionId, planHash: planHashOf(plan) ?? '0'.repeat(64) };
}

/** The hash that the page of the visit shows. */
export async function fileHashIn(scene: Scene<SceneRuntime>, team: Team): Promise<string> {
  const visit = await visitOf(scene, team);
  return read(scene.runtime, 1, async (tx) => fileHashOf(await viewEnterprise(tx, visit, NO_LATER_RECORDS)));
}

/** 其余全部合格: every point that has no answer yet. */
export async function answerAll(
  scene: Scene<SceneRuntime>,
  team: Team,
  except: readonly ChecklistLine[] = [],
): Promise<void> {
  const lines = (await linesOf(scene, team)).filter(
    (line) => !except.some(({ itemId, no }) => itemId === line.itemId && no === line.no),
  );
  const answers = lines.map(({ itemId, no }) => ({ itemId, pointNo: no, answer: 'pass' as const }));
  await done(scene.runtime, team.second, answerPoints, { inspectionId: team.inspectionId, answers });
}

/** The hash of the frozen record. */
export async function hashOf(scene: Scene<SceneRuntime>, team: Team): Promise<string> {
  const { recordHash } = await visitOf(scene, team);
  if (recordHash === null) throw new Error('the record is not frozen');
  return recordHash;
}

/** A photo in the file, of a finding or of the whole. */
export async function attachPhoto(
  { runtime }: Pick<Scene<SceneRuntime>, 'runtime'>,
  team: Pick<Team, 'inspectionId' | 'lead'>,
  findingId?: string,
  file = { name: '现场.jpg', bytes: jpegWith(0xfe, Buffer.from(newId())) },
): Promise<string> {
  const received = await receiveUpload(runtime, team.lead, file);
  if (!received.ok) throw new Error(JSON.stringify(received.refusals));
  const { evidenceId } = await done(runtime, team.lead, attachEvidence, {
    inspectionId: team.inspectionId,
    sha256: received.value.sha256,
    name: file.name,
    ...(findingId === undefined ? {} : { findingId }),
  });
  return evidenceId;
}
