/** Public draws, closed visits and cases become volumes; what is new in a file is looked at again. @module */
import { systemActor } from '../core/actor.ts';
import type { Follower } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { ok, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, transact, type Tx } from '../core/transact.ts';
import { dayOf } from '../core/clock.ts';
import { findEntry } from '../disclosure/reads/entries.ts';
import { drawDeeds, substitutionDeeds } from '../draw/deeds.ts';
import { findDraw } from '../draw/reads/progress.ts';
import { isVisitSealed } from '../inspection/reads/concluded.ts';
import { findVisit } from '../inspection/reads/visits.ts';
import { deedOf } from '../penalty/deeds.ts';
import { findCase } from '../penalty/reads/cases.ts';
import { TERMINAL } from '../penalty/types/case.ts';
import { ACT_NAMES, actRule } from '../penalty/types/table.ts';
import { takeAssembly } from './actions/bind.ts';
import { lookAgain, noteChange, takeCheck } from './actions/open.ts';
import { drawEndedAt } from './reads/course-draw.ts';
import { findVolumeOf, listStale, readArchiveSettings, type VolumeOf } from './reads/volumes.ts';
import { missingRefusals } from './rules/requirements.ts';
import { insertVolume, lockVolume, markVolume } from './writes.ts';

const CLOSING = [
  'inspection.close',
  'inspection.report-impossible',
  'draw.open',
  'penalty.approve-closing',
  'penalty.decline-lead',
];
/** What may still come into a file that is closed: of a case every act that its own table knows there. */
const AFTERWARDS = [
  'inspection.issue-document',
  'inspection.void-document',
  'rectification.void-finding',
  'disclosure.publish',
  'disclosure.correct',
  'disclosure.withdraw',
  'disclosure.repair',
  'disclosure.expire',
  'disclosure.decide-objection',
  ...ACT_NAMES.filter((act) => actRule(act).from.some((state) => TERMINAL.includes(state))).map(deedOf),
];

/** One cursor: what came afterwards finds the volume there. */
const follow: Follower = {
  job: 'archive.follow',
  kinds: [...CLOSING, ...AFTERWARDS],
  handle: async (tx, deed) => {
    if (deed.kind === 'draw.open') return openOfDraw(tx, deed.subjectId);
    if (deed.kind.startsWith('penalty.')) return followCase(tx, deed.subjectId);
    if (deed.kind === 'disclosure.decide-objection') return followEntry(tx, String(deed.facts['entry']));
    if (deed.kind === 'rectification.void-finding') return followVisit(tx, String(deed.facts['inspection']));
    if (deed.kind.startsWith('disclosure.')) return followEntry(tx, deed.subjectId);
    await followVisit(tx, deed.subjectId);
  },
};

/** A cursor of its own: draws that were over before there were such volumes get theirs too. */
const followDraws: Follower = {
  job: 'archive.follow-draws',
  kinds: [
    'draw.open',
    'draw.force-open',
    'draw.release-code',
    ...Object.keys(drawDeeds),
    ...Object.keys(substitutionDeeds),
  ],
  handle: (tx, { subjectId }) => followDraw(tx, subjectId),
};

export const archiveFollowers: readonly Follower[] = [follow, followDraws];

/** What was published belongs to the file it tells of: a visit's, or a case's. */
async function followEntry(tx: Tx, entryId: string): Promise<void> {
  const entry = await findEntry(tx, entryId);
  if (typeof entry?.inspection_id === 'string') await followVisit(tx, entry.inspection_id);
  if (typeof entry?.case_id === 'string') await followCase(tx, entry.case_id);
}

/** The volume of a sealed visit would tell who was drawn: it is opened with the draw. */
async function openOfDraw(tx: Tx, drawId: string): Promise<void> {
  const rows = await tx.db
    .selectFrom('inspection')
    .select('inspection_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('state', 'in', ['closed', 'impossible'])
    .orderBy('inspection_id')
    .execute();
  for (const { inspection_id: id } of rows) await openVisit(tx, id);
}

async function followVisit(tx: Tx, inspectionId: string): Promise<void> {
  const volume = await findVolumeOf(tx, { inspectionId });
  if (volume !== undefined) return noteChange(tx, volume);
  if (!(await isVisitSealed(tx, inspectionId))) await openVisit(tx, inspectionId);
}

async function openVisit(tx: Tx, inspectionId: string): Promise<void> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined || (visit.state !== 'closed' && visit.state !== 'impossible')) return;
  const { enterprise_name: party, credit_code: creditCode, closed_on: closedOn, updated_at: at } = visit.row;
  await open(tx, {
    of: { inspectionId },
    title: `${party}现场检查案卷`,
    party,
    creditCode,
    closedOn: closedOn ?? dayOf(at),
    ground: 'found',
  });
}

async function followCase(tx: Tx, caseId: string): Promise<void> {
  const volume = await findVolumeOf(tx, { caseId });
  if (volume !== undefined) return noteChange(tx, volume);
  const file = await findCase(tx, caseId);
  if (file === undefined || !TERMINAL.includes(file.state)) return;
  const { party, cause } = file.lead;
  await open(tx, {
    of: { caseId },
    title: `${party.name}${cause}案`,
    party: party.name,
    creditCode: party.creditCode,
    closedOn: file.endedOn ?? tx.today,
    ground: 'penalty',
  });
}

async function followDraw(tx: Tx, drawId: string): Promise<void> {
  const volume = await findVolumeOf(tx, { drawId });
  if (volume !== undefined) return noteChange(tx, volume);
  const draw = await findDraw(tx, drawId);
  const endedAt = draw && (await drawEndedAt(tx, draw));
  if (endedAt === undefined) return;
  await open(tx, {
    of: { drawId },
    title: `${draw?.name ?? ''}抽取案卷（${draw?.public_id ?? ''}）`,
    party: '',
    creditCode: '',
    closedOn: dayOf(endedAt),
    ground: 'draw',
  });
}

interface ToOpen {
  readonly of: VolumeOf;
  readonly title: string;
  readonly party: string;
  readonly creditCode: string;
  readonly closedOn: string;
  /** Until the first look says better. */
  readonly ground: 'found' | 'penalty' | 'draw';
}

async function open(tx: Tx, { ground, ...volume }: ToOpen): Promise<void> {
  const { settings } = await readArchiveSettings(tx);
  const volumeId = await insertVolume(tx, { ...volume, retention: settings.retention[ground] });
  if (volumeId === undefined) return;
  tx.record({
    kind: 'archive.open',
    subject: `volume/${volumeId}`,
    facts: { ...volume.of, closedOn: volume.closedOn },
  });
}

/** So many volumes a round: the first start after an upgrade has years of them. */
const MOST_A_ROUND = 5;

/**
 * 立卷 goes on by itself: a volume whose file is complete is checked and assembled. Answers how many were looked at.
 * @throws AggregateError for those whose material cannot be read, said once: they wait for a person
 */
export async function lookAtVolumes(runtime: Runtime, bureauId: number): Promise<number> {
  const stale = await read(runtime, bureauId, (tx) => listStale(tx, MOST_A_ROUND));
  const failures: unknown[] = [];
  for (const volumeId of stale) {
    const actor = systemActor(bureauId);
    try {
      await transact(runtime, { id: newId(), actor }, (tx) => lookAt(tx, runtime, volumeId));
    } catch (error) {
      failures.push(error);
      await transact(runtime, { id: newId(), actor }, async (tx) =>
        ok(await markVolume(tx, volumeId, { is_stale: false })),
      );
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} volumes could not be assembled`);
  return stale.length;
}

async function lookAt(tx: Tx, runtime: Runtime, volumeId: string): Promise<Result<null>> {
  const volume = await lockVolume(tx, volumeId);
  if (volume === undefined) return ok(null);
  if (volume.state !== 'collecting') {
    await markVolume(tx, volumeId, { is_stale: false });
    return ok(null);
  }
  const { matrix, change } = await lookAgain(tx, volume);
  if (missingRefusals(matrix).length > 0) await markVolume(tx, volumeId, change);
  else await takeAssembly(tx, runtime, await takeCheck(tx, volume, change));
  return ok(null);
}
