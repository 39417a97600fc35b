/** Visits whose documents can be issued, for tests. @module */
import { done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { stateFinding } from './actions/findings.ts';
import { setSettings } from './actions/settings.ts';
import { lineOf, openScene, sampleFinding, type Scene, type Team } from './scene.testing.ts';
import { answerAll, carry, carryFrom } from './steps.testing.ts';

export const office = actorOf(['group-office'], 'office');
/** Signs that many fonts do not have. */
export const PLACE = '龘𬭎㛃·阿卜杜热西提车间';

/** The scene of visits, its office with a place and an organ for the numbers of documents. */
export async function openDocumentScene(): Promise<Scene> {
  const scene = await openScene();
  const settings = {
    place: '津西青',
    organ: '应急',
    formSet: 'emergency',
    recusalHours: 24,
    planApproval: 'section',
    reinspectionDays: 10,
  } as const;
  await done(scene.runtime, office, setSettings, { version: 0, settings });
  return scene;
}

/** A signed visit with one finding to rectify, found where names are rare. */
export async function signedVisitOf(scene: Scene): Promise<Team> {
  const team = await carry(scene, scene.take(), 'checked-in');
  const line = await lineOf(scene, team, 'general');
  const finding = sampleFinding(line, { place: PLACE });
  await done(scene.runtime, team.lead, stateFinding, { inspectionId: team.inspectionId, finding });
  await answerAll(scene, team, [line]);
  return carryFrom(scene, team, 'answered', 'signed-off');
}
