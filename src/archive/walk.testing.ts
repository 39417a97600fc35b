/**
 * Random walks through a volume: any deed by anybody, plausible or not, the file changing beneath it and the clock moving between. After
 * each one, done or refused, the rows say what the table allows. Used by the short test and by the battery. @module
 */
import type { z } from 'zod';
import type { Actor } from '../core/actor.ts';
import { addDays } from '../core/calendar/day.ts';
import { execute, type DeedSpec } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { carryCase, DEPUTY, doAct, HEAD, type CaseScene } from '../penalty/scene.testing.ts';
import { seededDice } from '../testing/walk-dice.ts';
import { actorOf } from '../testing/runtime.ts';
import { archiveFollowers, lookAtVolumes } from './jobs.ts';
import { follow } from '../core/follow.ts';
import { purgeDestroyed } from './actions/store.ts';
import { isInOpenList } from './reads/custody.ts';
import { findVolume, listVolumeSteps, type Volume } from './reads/volumes.ts';
import { isMove } from './rules/moves.ts';
import { archiveDeedSpecs } from './routes.ts';
import { ARCHIVIST, volumeOf } from './scene.testing.ts';
import { RETENTION_CODES, type VolumeState } from './types/volume.ts';

const PEOPLE: readonly Actor[] = [
  ARCHIVIST,
  HEAD,
  DEPUTY,
  actorOf(['section-chief'], 'walk-chief'),
  actorOf(['disclosure-reviewer'], 'walk-reviewer'),
  actorOf(['supervisor'], 'walk-supervisor'),
  actorOf(['group-office'], 'walk-office'),
  actorOf(['officer'], 'walk-officer'),
];

export interface VolumeWalk {
  readonly states: readonly VolumeState[];
  readonly done: number;
  readonly refused: number;
}

/** A case that was not filed: the volume with the fewest papers, so that walks are cheap. */
async function freshVolume(scene: CaseScene): Promise<Volume> {
  const { caseId } = await carryCase(scene, 'lead');
  await doAct(scene, DEPUTY, 'decline-lead', caseId, { reason: '事实不成立' });
  await settle(scene);
  return volumeOf(scene.runtime, { caseId });
}

async function settle({ runtime }: CaseScene): Promise<void> {
  for (const follower of archiveFollowers) await follow(runtime, 1, follower);
  while ((await lookAtVolumes(runtime, 1)) > 0);
  await purgeDestroyed(runtime, 1);
}

/**
 * One volume and so many commands.
 *
 * @param doing - how a command is done; a battery does it over a line that fails
 * @throws Error when something happened that the table does not know
 */
export async function walkVolume(
  scene: CaseScene,
  seed: number,
  commands: number,
  doing: typeof execute = execute,
): Promise<VolumeWalk> {
  const dice = seededDice(seed);
  scene.at('2026-03-02');
  let before = await freshVolume(scene);
  const volumeId = before.volume_id;
  const states: VolumeState[] = ['collecting', 'complete', before.state];
  let [done, refused] = [0, 0];
  for (let n = 0; n < commands; n += 1) {
    // Mostly days; sometimes past the end of the term.
    if (dice(5) === 0) scene.at(addDays(scene.today(), dice(8) === 0 && before.version > 0 ? 12_000 : dice(20)));
    if (dice(6) === 0) {
      await settle(scene);
      before = await volumeIn(scene, volumeId);
    }
    const { actor, spec, input } = await choose(scene, before, dice);
    const result = await doing(scene.runtime, actor, spec, newId(), input);
    const after = await volumeIn(scene, volumeId);
    const what = `walk ${seed}, command ${n}: ${spec.kind} by ${actor.staffId}`;
    if (!result.ok && JSON.stringify(after) !== JSON.stringify(before))
      throw new Error(`${what}: refused, and something changed`);
    checkVolume(before, after, what);
    if (result.ok) done += 1;
    else refused += 1;
    if (after.state !== before.state) states.push(after.state);
    before = after;
  }
  await checkCourse(scene, volumeId, seed);
  return { states, done, refused };
}

async function volumeIn({ runtime }: CaseScene, volumeId: string): Promise<Volume> {
  const volume = await read(runtime, 1, (tx) => findVolume(tx, volumeId));
  if (volume === undefined) throw new Error(`volume ${volumeId} is gone`);
  return volume;
}

/** Whatever happened: a seal is never undone, a number never changes, a term never shrinks, the destroyed stay so. */
function checkVolume(before: Volume, after: Volume, what: string): void {
  const wrong = (reason: string): never => {
    throw new Error(`${what}: ${before.state} → ${after.state}: ${reason}`);
  };
  if (after.version < before.version) wrong('a version was lost');
  if (before.archive_number !== null && after.archive_number !== before.archive_number) wrong('the number changed');
  if (before.version > 0 && (before.keep_until ?? '9999') > (after.keep_until ?? '9999')) wrong('the term shrank');
  if (before.state === 'destroyed' && after.state !== 'destroyed') wrong('what was destroyed came back');
  if (after.version === 0 && !['collecting', 'complete', 'assembled', 'tested'].includes(after.state))
    wrong('not sealed');
  if (before.version > 0 && ['collecting', 'complete', 'assembled', 'tested'].includes(after.state))
    wrong('a seal was undone');
}

async function checkCourse({ runtime }: CaseScene, volumeId: string, seed: number): Promise<void> {
  const steps = await read(runtime, 1, (tx) => listVolumeSteps(tx, volumeId));
  for (const [n, { number, deed, from, to }] of steps.entries()) {
    const expected = n === 0 ? 'collecting' : steps[n - 1]?.to;
    if (number !== n + 1 || from !== expected || !isMove(deed, from, to))
      throw new Error(`walk ${seed}, step ${number}: ${deed} ${from} → ${to} is not in the table`);
  }
}

interface Command {
  readonly actor: Actor;
  readonly spec: DeedSpec<z.ZodType, z.ZodType>;
  readonly input: unknown;
}

/** Mostly what the state lets, by who has the role; sometimes anything by anybody. */
async function choose(scene: CaseScene, volume: Volume, dice: (n: number) => number): Promise<Command> {
  const isListed = await read(scene.runtime, 1, (tx) => isInOpenList(tx, volume.volume_id));
  const fitting = fittingNow(volume, isListed, scene.today());
  const pool = dice(5) === 0 ? archiveDeedSpecs : archiveDeedSpecs.filter(({ kind }) => fitting.includes(kind));
  const spec = pool[dice(pool.length)] ?? archiveDeedSpecs[0];
  if (spec === undefined) throw new Error('the archive has no deeds');
  const able = PEOPLE.filter(({ roles }) => roles.some((role) => spec.rule.roles.includes(role)));
  const from = dice(6) === 0 || able.length === 0 ? PEOPLE : able;
  return { actor: from[dice(from.length)] ?? ARCHIVIST, spec, input: await wordsFor(scene, volume, spec.kind, dice) };
}

/** Walks get to their ends too: what is over its term is appraised, and nothing is signed before there is a list. */
function fittingNow({ state, keep_until: until }: Volume, isListed: boolean, today: string): readonly string[] {
  if (state === 'condemned' && !isListed) return ['archive.list-destruction', 'archive.withdraw-destruction'];
  if (state === 'archived' && until !== null && until < today) return ['archive.appraise', ...FITTING.archived];
  return FITTING[state];
}

const FITTING: Readonly<Record<VolumeState, readonly string[]>> = {
  collecting: ['archive.check', 'archive.explain-missing'],
  complete: ['archive.assemble', 'archive.reopen'],
  assembled: ['archive.examine', 'archive.reopen', 'archive.examine'],
  tested: ['archive.seal', 'archive.seal', 'archive.reopen'],
  archived: [
    'archive.appraise',
    'archive.examine',
    'archive.list-transfer',
    'archive.request-loan',
    'archive.decide-loan',
    'archive.read-volume',
    'archive.return-loan',
    'archive.review-opening',
    'archive.amend',
  ],
  appraising: ['archive.decide-appraisal'],
  condemned: ['archive.sign-destruction', 'archive.sign-destruction', 'archive.destroy', 'archive.destroy'],
  destroyed: ['archive.read-volume', 'archive.request-loan'],
  transferring: ['archive.examine', 'archive.confirm-transfer', 'archive.cancel-transfer'],
  transferred: ['archive.read-volume', 'archive.list-transfer'],
};

async function wordsFor(
  scene: CaseScene,
  { volume_id: volumeId }: Volume,
  kind: string,
  dice: (n: number) => number,
): Promise<unknown> {
  const found = await read(scene.runtime, 1, async ({ db }) => ({
    loan: await db
      .selectFrom('archive_loan')
      .select('loan_id')
      .where('bureau_id', '=', 1)
      .where('volume_id', '=', volumeId)
      .orderBy('loan_id', 'desc')
      .limit(1)
      .executeTakeFirst(),
    list: await db
      .selectFrom('archive_list_volume as v')
      .innerJoin('archive_list as l', (join) =>
        join.onRef('l.bureau_id', '=', 'v.bureau_id').onRef('l.list_id', '=', 'v.list_id'),
      )
      .select(['l.list_id', 'l.hash'])
      .where('v.bureau_id', '=', 1)
      .where('v.volume_id', '=', volumeId)
      .orderBy('v.is_open', 'desc')
      .limit(1)
      .executeTakeFirst(),
  }));
  const flip = dice(3) > 0;
  return {
    volumeId,
    volumeIds: [volumeId],
    loanId: found.loan?.loan_id ?? newId(),
    listId: found.list?.list_id ?? newId(),
    hash: found.list?.hash ?? '0'.repeat(64),
    reason: '随机步骤',
    reply: '随机步骤',
    purpose: '随机步骤',
    requirement: flip ? 'not-filed' : 'lead',
    what: flip ? 'copy' : 'bag',
    withInner: !flip,
    opening: flip ? 'open' : 'controlled',
    proposal: flip ? 'destroy' : 'extend',
    retention: RETENTION_CODES[dice(3)],
    outcome: kind === 'archive.decide-loan' ? (flip ? 'lent' : 'refused') : flip ? 'agreed' : 'refused',
    receipt: { organ: '档案馆', receiver: '接收人', number: '1', on: scene.today() },
    title: '材料',
    dated: scene.today(),
    sha256: '0'.repeat(64),
    version: 0,
  };
}
