/**
 * The documents of eighty visits: check table, record, order and result of each, read, filled, rendered, stored and
 * registered one after the other, each as a deed; then the same by four teams at once. Four signed visits stand for twenty
 * each. Gate: 10 s for the first. Beside it what of it is the making of the files alone, and the processor time of this process.
 *
 * `npm run bench -- documents`
 * @module
 */
import { read } from '../src/core/transact.ts';
import { composedPdf, composeDocument, formFactsOf } from '../src/inspection/actions/compose.ts';
import { issueDocument } from '../src/inspection/actions/documents.ts';
import { stateFinding } from '../src/inspection/actions/findings.ts';
import {
  lineOf,
  openScene,
  sampleFinding,
  type Scene,
  type SceneRuntime,
  type Team,
} from '../src/inspection/scene.testing.ts';
import { answerAll, carry, carryFrom } from '../src/inspection/steps.testing.ts';
import { findSeenVisit } from '../src/inspection/reads/visits.ts';
import type { FormName } from '../src/inspection/types/documents.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { printFigure, timed } from './figure.ts';

const VISITS = 80;
const FORMS: readonly FormName[] = ['checklist', 'record', 'order', 'result'];

/** Milliseconds spent in making files. */
let making = 0;

const scene = await openScene(await benchRuntime());
try {
  const teams: Team[] = [];
  for (let n = 0; n < 4; n += 1) teams.push(await signedVisit(scene));
  const rounds = Array.from({ length: VISITS / teams.length }, () => teams).flat();
  await measured('documents of 80 visits', async () => {
    for (const team of rounds) await issueAll(scene, team);
  });
  await measured('documents of 80 visits, four teams at once', () =>
    Promise.all(
      teams.map(async (mine) => {
        for (const team of rounds) if (team === mine) await issueAll(scene, team);
      }),
    ),
  );
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

async function measured(name: string, work: () => Promise<unknown>): Promise<void> {
  making = 0;
  const before = process.cpuUsage();
  const whole = await timed(work);
  const { user, system } = process.cpuUsage(before);
  printFigure(name, 'ms', [whole], {
    documents: VISITS * FORMS.length,
    'making the files, ms': Math.round(making),
    'whole to making': Number((whole / making).toFixed(1)),
    'processor seconds': Number(((user + system) / 1e6).toFixed(1)),
  });
}

async function issueAll(at: Scene<SceneRuntime>, team: Team): Promise<void> {
  for (const form of FORMS) await issue(at, team, form);
}

/** Looked at as the preview does, then issued: the second time the file is at hand. */
async function issue(at: Scene<SceneRuntime>, team: Team, form: FormName): Promise<void> {
  const { inspectionId, lead } = team;
  const sha256 = await read(at.runtime, 1, async (tx) => {
    const visit = await findSeenVisit(tx, inspectionId, lead);
    if (visit === undefined) throw new Error('not seen');
    const { findings } = await formFactsOf(tx, visit, undefined);
    const composed = await composeDocument(tx, at.runtime, visit, form, undefined, findings);
    if (!composed.ok) throw new Error('refused');
    const start = performance.now();
    const { sha256: seen } = composedPdf(composed.value, tx.today);
    making += performance.now() - start;
    return seen;
  });
  await done(at.runtime, lead, issueDocument, { inspectionId, form, sha256 });
}
