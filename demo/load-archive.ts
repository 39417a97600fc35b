/** 归档 of the demo year: what was closed some weeks ago is sealed, one is with the district archive, one lent; the last ones wait for their papers. @module */
import { appraise } from '../src/archive/actions/appraise.ts';
import { explainMissing } from '../src/archive/actions/bind.ts';
import { examineVolume } from '../src/archive/actions/examine.ts';
import { decideLoan, readVolume, requestLoan } from '../src/archive/actions/lend.ts';
import { confirmTransfer, listTransfer } from '../src/archive/actions/lists.ts';
import { sealVolume } from '../src/archive/actions/seal.ts';
import { recordFixity } from '../src/archive/actions/store.ts';
import { completenessOf } from '../src/archive/reads/course.ts';
import { findVolume, type Volume } from '../src/archive/reads/volumes.ts';
import { missingOf } from '../src/archive/rules/requirements.ts';
import { systemActor } from '../src/core/actor.ts';
import { addDays } from '../src/core/calendar/day.ts';
import { read } from '../src/core/transact.ts';
import { FORM_NAMES } from '../src/inspection/types/documents.ts';
import type { DemoPeople } from './bureau.ts';
import { todayOf } from './follow-up.ts';
import { issuePaper } from './issue-paper.ts';
import { officersOf, visitOf } from './load-visits.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

/** 立卷 within so many days of closing; what is nearer to its term than this is done. */
const TERM_DAYS = 30;
const NEAR_DAYS = 7;
/** Of the others so many have all their papers and wait for the tests. */
const ASSEMBLED = 1;

export async function loadArchive(stage: Stage, people: DemoPeople): Promise<void> {
  await stage.settle();
  const { archivist, deputy, legal } = DEMO_OFFICE;
  const isNear = ({ closed_on: closedOn }: Volume): boolean =>
    addDays(closedOn, TERM_DAYS - NEAR_DAYS) <= todayOf(stage);
  const visits = await volumesOf(stage, 'inspection');
  const later = visits.filter((volume) => !isNear(volume)).slice(0, ASSEMBLED);
  for (const volume of [...visits.filter(isNear), ...later]) await issuePapers(stage, people, volume);
  await stage.settle();
  for (const volume of await volumesOf(stage, 'inspection', 'penalty', 'draw'))
    if (volume.kind === 'penalty' || isNear(volume)) await explainWhatIsMissing(stage, volume);
  await stage.settle();
  const sealed: string[] = [];
  for (const volume of await volumesOf(stage, 'inspection', 'draw', 'penalty')) {
    if (volume.state !== 'assembled' || !isNear(volume)) continue;
    const { volume_id: volumeId } = volume;
    // What fails stays assembled with its report, as at any archive: whoever only wants to see the demo is not kept out by it.
    if (!(await stage.act(archivist, examineVolume, { volumeId })).hasPassed) continue;
    await stage.act(archivist, sealVolume, { volumeId });
    sealed.push(volumeId);
  }
  const [first, second] = sealed;
  const last = sealed.at(-1);
  if (first === undefined || second === undefined || last === undefined)
    throw new Error('the demo year seals three volumes at least');
  await transfer(stage, first);
  await stage.act(archivist, appraise, {
    volumeId: second,
    proposal: 'extend',
    retention: 'permanent',
    reason: '典型案卷，建议永久保管',
  });
  const { loanId } = await stage.act(legal, requestLoan, {
    volumeId: last,
    purpose: '办理同类案件参考',
    withInner: true,
  });
  await stage.act(deputy, decideLoan, { loanId, outcome: 'lent', reply: '同意借阅' });
  await stage.act(legal, readVolume, { volumeId: last, what: 'copy' });
  await recordFixity(stage.runtime, DEMO_BUREAU);
}

async function transfer(stage: Stage, volumeId: string): Promise<void> {
  const { archivist } = DEMO_OFFICE;
  const { listId } = await stage.act(archivist, listTransfer, { volumeIds: [volumeId] });
  await stage.act(archivist, examineVolume, { volumeId });
  await stage.act(archivist, confirmTransfer, {
    listId,
    receipt: { organ: '示例区档案馆', receiver: '甲档示', number: '示例接〔2026〕1号', on: todayOf(stage) },
  });
}

/** What is missing of the forms that the visit can still be given. */
async function issuePapers(
  stage: Stage,
  people: DemoPeople,
  { inspection_id: inspectionId, volume_id: volumeId }: Volume,
): Promise<void> {
  if (inspectionId === null) return;
  const missing = await missingIn(stage, volumeId);
  const [lead] = officersOf(await visitOf(stage, inspectionId), people);
  for (const form of FORM_NAMES.filter((name) => missing.includes(name)))
    await issuePaper(stage, lead, inspectionId, form);
}

/** What cannot be had any more, with the reason that somebody else than the archivist gives for it. */
async function explainWhatIsMissing(stage: Stage, { volume_id: volumeId }: Volume): Promise<void> {
  for (const requirement of await missingIn(stage, volumeId))
    await stage.act(DEMO_OFFICE.sectionChief, explainMissing, {
      volumeId,
      requirement,
      reason:
        requirement === 'originals'
          ? '证据为现场勘验笔录，原件已在证据材料中'
          : '纸质材料由承办科室保存，无电子件，已在备考表注明',
    });
}

async function missingIn({ runtime }: Stage, volumeId: string): Promise<string[]> {
  return read(
    runtime,
    DEMO_BUREAU,
    async (tx) => {
      const volume = await findVolume(tx, volumeId);
      return volume === undefined ? [] : missingOf((await completenessOf(tx, volume)).matrix).map(({ code }) => code);
    },
    systemActor(DEMO_BUREAU),
  );
}

/** Kind by kind, what was closed first first. */
async function volumesOf(stage: Stage, ...kinds: readonly Volume['kind'][]): Promise<Volume[]> {
  const volumes = await read(stage.runtime, DEMO_BUREAU, ({ db }) =>
    db
      .selectFrom('archive_volume')
      .selectAll()
      .where('bureau_id', '=', DEMO_BUREAU)
      .orderBy('closed_on')
      .orderBy('volume_id')
      .execute(),
  );
  return kinds.flatMap((kind) => volumes.filter((volume) => volume.kind === kind));
}
