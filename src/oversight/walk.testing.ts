/**
 * Random commands against a 督办 and a reply to a 通报, by anybody, with the days moving between. For the short walk in `npm test` and the
 * long one in bench/battery. @module
 */
import { ROLES, type Actor, type Role } from '../core/actor.ts';
import { addDays } from '../core/calendar/day.ts';
import { manualClock } from '../core/clock.ts';
import { execute, type DeedSpec } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { ok, type Result } from '../core/result.ts';
import { read, transact, type Tx } from '../core/transact.ts';
import type { Scene, SceneRuntime } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { done, head, office } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { choose, type Dice } from '../testing/walk-dice.ts';
import { draftBulletin, issueBulletin, recordReply, returnReply, settleReply } from './actions/feedback.ts';
import { closeNotice, replyNotice, returnNotice } from './actions/notices.ts';
import { findBulletin } from './reads/feedback.ts';
import { REPLY_MOVES, REPLY_OWED } from './rules/feedback.ts';
import { NOTICE_MOVES, NOTICE_OWED } from './rules/notices.ts';
import { ADDRESSEES, type Addressee } from './types/notices.ts';
import { insertNotice } from './writes.ts';
import { insertReplies } from './writes/feedback.ts';

/** A 通报 that is out; each walk gives it one more recipient, and supervision one more 督办. */
export interface OversightGround {
  readonly runtime: SceneRuntime;
  readonly bulletinId: string;
}

interface Standing {
  readonly notice: { readonly state: keyof typeof NOTICE_OWED; readonly row: object };
  readonly reply: { readonly state: keyof typeof REPLY_OWED; readonly row: object };
}

export interface OversightWalked {
  readonly commands: number;
  readonly done: number;
  readonly ended: boolean;
  readonly deeds: ReadonlySet<string>;
}

const DAY = '2026-03-12';
const WORDS = '走步测试';
const PEOPLE = ['walk-a', 'walk-b', 'walk-c'];
const SPECS: readonly DeedSpec[] = [recordReply, settleReply, returnReply, replyNotice, closeNotice, returnNotice];
const MOVES: Readonly<Record<string, { readonly from: string; readonly to: string }>> = {
  ...REPLY_MOVES,
  ...NOTICE_MOVES,
};

export async function oversightGround(scene: Scene<SceneRuntime>): Promise<OversightGround> {
  const { runtime, drawId } = scene;
  await carry(scene, scene.take(), 'signed-off');
  const { bulletinId } = await done(runtime, office, draftBulletin, { drawId, number: '测应急〔2026〕5号' });
  const bulletin = await read(runtime, 1, (tx) => findBulletin(tx, bulletinId, 'x'));
  await done(runtime, head, issueBulletin, { bulletinId, hash: bulletin?.hash ?? '' });
  return { runtime, bulletinId };
}

/** Walks one 督办 and one reply; throws at the first thing that the tables do not allow. */
export async function walkOversight(ground: OversightGround, dice: Dice): Promise<OversightWalked> {
  const clock = manualClock(`${DAY}T09:00:00Z`);
  const runtime = { ...ground.runtime, clock };
  const ids = await openBoth({ ...ground, runtime }, dice);
  const deeds = new Set<string>();
  const commands = 6 + dice(10);
  let before = await standing(runtime, ids);
  for (let n = 0; n < commands; n += 1) {
    if (dice(3) === 0) clock.set(`${addDays(clock.now().slice(0, 10), 1 + dice(12))}T09:00:00Z`);
    const spec = choose(dice, SPECS);
    const result = await doOne(runtime, spec, ids, dice);
    const after = await standing(runtime, ids);
    judge(spec.kind, result, before, after);
    if (result.ok) deeds.add(spec.kind);
    before = after;
  }
  const ended = before.notice.state === 'closed' && before.reply.state === 'settled';
  return { commands, done: deeds.size, ended, deeds };
}

interface Ids {
  readonly noticeId: string;
  readonly bulletinId: string;
  readonly recipient: string;
}

async function openBoth({ runtime, bulletinId }: OversightGround, dice: Dice): Promise<Ids> {
  const [noticeId, recipient] = [newId(), newId()];
  const notice = {
    alert: 'late-disclosure',
    keys: [],
    request: WORDS,
    replyBy: addDays(DAY, 1 + dice(20)),
  } as const;
  const opened = await transact(runtime, { id: newId(), actor: by('supervisor', 'walk-a') }, async (tx: Tx) => {
    const addressee = choose(dice, Object.keys(ADDRESSEES) as Addressee[]);
    await insertNotice(tx, noticeId, `督办〔2026〕${noticeId}号`, { ...notice, keys: [], addressee }, []);
    await insertReplies(tx, bulletinId, addDays(DAY, 15), [{ recipient, kind: 'department', name: WORDS }]);
    return ok(undefined);
  });
  if (!opened.ok) throw new Error('the walk has nowhere to begin');
  return { noticeId, bulletinId, recipient };
}

async function doOne(runtime: SceneRuntime, spec: DeedSpec, ids: Ids, dice: Dice): Promise<Result<unknown>> {
  const today = runtime.clock.now().slice(0, 10);
  const day = addDays(today, dice(7) - 3);
  const role = dice(5) === 0 ? choose(dice, ROLES) : choose(dice, spec.rule.roles);
  return execute(runtime, by(role, choose(dice, PEOPLE)), spec, newId(), {
    ...ids,
    reply: spec === replyNotice ? WORDS : { receivedOn: day, document: WORDS, measures: WORDS },
    opinion: WORDS,
    reason: WORDS,
    replyBy: day,
  });
}

function by(role: Role, staffId: string): Actor {
  return actorOf([role], staffId);
}

async function standing(runtime: SceneRuntime, { noticeId, bulletinId, recipient }: Ids): Promise<Standing> {
  return read(runtime, 1, async ({ db }) => {
    const notice = await db
      .selectFrom('supervision_notice')
      .selectAll()
      .where('bureau_id', '=', 1)
      .where('notice_id', '=', noticeId)
      .executeTakeFirstOrThrow();
    const reply = await db
      .selectFrom('bulletin_reply')
      .selectAll()
      .where('bureau_id', '=', 1)
      .where('bulletin_id', '=', bulletinId)
      .where('recipient', '=', recipient)
      .executeTakeFirstOrThrow();
    return { notice: { state: notice.state, row: notice }, reply: { state: reply.state, row: reply } };
  });
}

/** Done: its own row went where the table says, and the other stayed. Refused: nothing moved. Open: somebody owes the next step. */
function judge(kind: string, result: Result<unknown>, before: Standing, after: Standing): void {
  const isNotice = kind.startsWith('oversight.');
  const [own, other] = isNotice ? (['notice', 'reply'] as const) : (['reply', 'notice'] as const);
  const isSame = (which: 'notice' | 'reply'): boolean =>
    JSON.stringify(before[which].row) === JSON.stringify(after[which].row);
  if (!isSame(other)) throw new Error(`${kind} changed the ${other}`);
  if (!result.ok && !isSame(own)) throw new Error(`${kind} was refused, and the ${own} changed`);
  const move = MOVES[kind];
  const way = `${before[own].state} → ${after[own].state}`;
  if (result.ok && way !== `${move?.from} → ${move?.to}`) throw new Error(`${kind} led ${way}`);
  if (after.notice.state !== 'closed' && NOTICE_OWED[after.notice.state].length === 0)
    throw new Error(`nobody owes anything of a notice that is ${after.notice.state}`);
  if (after.reply.state !== 'settled' && REPLY_OWED[after.reply.state].length === 0)
    throw new Error(`nobody owes anything of a reply that is ${after.reply.state}`);
}
