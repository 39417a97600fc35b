/**
 * The documents of eighty visits: check table, record, order and result of each, read, filled, rendered, stored and
 * registered one after the other, each as a deed. Four signed visits stand for twenty each. Gate: 10 s.
 *
 * `npm run bench -- documents`
 * @module
 */
import { read } from '../src/core/transact.ts';
import { composedPdf, composeDocument } from '../src/inspection/actions/compose.ts';
import { issueDocument } from '../src/inspection/actions/documents.ts';
import { stateFinding } from '../src/inspection/actions/findings.ts';
import {
  lineOf,
  openScene,
  sampleFinding,
  visitOf,
  type Scene,
  type SceneRuntime,
  type Team,
} from '../src/inspection/scene.testing.ts';
import { answerAll, carry, carryFrom } from '../src/inspection/steps.testing.ts';
import type { FormName } from '../src/inspection/types/documents.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { printFigure, timed } from './figure.ts';

const VISITS = 80;
const FORMS: readonly FormName[] = ['checklist', 'record', 'order', 'result'];

const scene = await openScene(await benchRuntime());
try {
  const teams: Team[] = [];
  for (let n = 0; n < 4; n += 1) teams.push(await signedVisit(scene));
  const whole = await timed(async () => {
    for (let n = 0; n < VISITS; n += 1) {
      const team = teams[n % teams.length];
      if (team !== undefined) for (const form of FORMS) await issue(scene, team, form);
    }
  });
  printFigure('documents of 80 visits', 'ms', [whole], { documents: VISITS * FORMS.length });
} finally {
  await scene.close();
}

async function signedVisit(at: Scene<SceneRuntime>): Promise<Team> {
  const team = await carry(at, at.take(), 'checked-in');
  const line = await lineOf(at, team, 'general');
  const { inspectionId, lead } = team;
  await done(at.runtime, lead, stateFinding, { inspectionId, finding: sampleFinding(line) });
  await answerAll(at, team, [line]);
  return carryFrom(at, team, 'answered', 'signed-off');
}

/** Looked at, then issued: each document is made twice. */
async function issue(at: Scene<SceneRuntime>, team: Team, form: FormName): Promise<void> {
  const visit = await visitOf(at, team);
  const sha256 = await read(at.runtime, 1, async (tx) => {
    const composed = await composeDocument(tx, at.runtime, visit, form);
    if (!composed.ok) throw new Error('refused');
    return composedPdf(composed.value, tx.today).sha256;
  });
  await done(at.runtime, team.lead, issueDocument, { inspectionId: team.inspectionId, form, sha256 });
}
