/** What a witness decides: it signs a checkpoint only if the log did nothing but grow since the last one it signed. @module */
import {
  cosign,
  equalBytes,
  NoteError,
  openNote,
  parseCheckpoint,
  sha256Suite,
  toBase64,
  verifyConsistency,
  type Checkpoint,
} from 'verifiable-draw';
import type { Clock } from '../core/clock.ts';
import { parseAddCheckpoint, type AddCheckpoint } from '../core/log/add-checkpoint.ts';
import { keepEvidence, keepSeen, lastSeen, trustedKey, type Seen, type WitnessState } from './state.ts';

/** Why a checkpoint was not signed. `fork`, `rollback` and `unproved` are kept as evidence. */
export const REFUSALS = {
  malformed: '不是见证请求',
  'unknown-log': '不认识的日志来源',
  'bad-signature': '检查点没有所信任日志的有效签名',
  'other-size': '请求所说的旧检查点不是本见证方最后签过的那一个',
  fork: '日志分叉：同样条数，两个不同的根',
  rollback: '日志倒退：条数比见证过的少',
  unproved: '一致性证明不成立：新的日志可能改动了旧条目',
  clock: '本机时钟比上一次签名时还早，请先校准时钟',
} as const;
export type WitnessRefusal = keyof typeof REFUSALS;

export type Answer =
  /** `note`: the checkpoint with the log's signature and the witness's. */
  | { readonly is: 'cosigned'; readonly line: string; readonly note: string; readonly checkpoint: Checkpoint }
  | {
      readonly is: 'refused';
      readonly reason: WitnessRefusal;
      /** Size of the last checkpoint signed, 0 when none was. */
      readonly size: number;
      /** For a person: which two checkpoints, and where they are kept. */
      readonly detail?: string;
    };

const STATUS: Readonly<Record<WitnessRefusal, number>> = {
  malformed: 400,
  'unknown-log': 404,
  'bad-signature': 403,
  'other-size': 409,
  fork: 409,
  rollback: 400,
  unproved: 422,
  clock: 503,
};

/** The HTTP status of a refusal (C2SP tlog-witness). */
export function statusOfRefusal(reason: WitnessRefusal): number {
  return STATUS[reason];
}

/** Answers a request. What was signed is on disk before this resolves. */
export async function addCheckpoint(state: WitnessState, clock: Clock, body: string): Promise<Answer> {
  const request = parseAddCheckpoint(body);
  const offered = request && readOffered(state, request.checkpoint);
  if (request === undefined || offered === undefined) return refused('malformed', 0);
  if (typeof offered === 'string') return refused(offered, 0);
  for (;;) {
    const seen = await lastSeen(state, offered.checkpoint.origin);
    const answer = await decide(state, clock, request, offered, seen);
    // Somebody else kept another checkpoint in this moment: look again.
    if (answer !== 'raced') return answer;
  }
}

interface Offered {
  /** The text that is signed. */
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

/** Opens a checkpoint by the key this witness trusts for its origin; the reason when it cannot; undefined when it is none. */
export function readOffered(state: WitnessState, note: string): Offered | WitnessRefusal | undefined {
  let claimed: Checkpoint;
  try {
    claimed = parseCheckpoint(note.slice(0, note.indexOf('\n\n') + 1));
  } catch (error) {
    if (error instanceof NoteError) return undefined;
    throw error;
  }
  const key = trustedKey(state.logs, claimed.origin);
  if (key === undefined) return 'unknown-log';
  try {
    const { text } = openNote(note, [key]);
    return { text, checkpoint: parseCheckpoint(text) };
  } catch (error) {
    if (error instanceof NoteError) return 'bad-signature';
    throw error;
  }
}

async function decide(
  state: WitnessState,
  clock: Clock,
  { oldSize, proof, checkpoint: note }: AddCheckpoint,
  { text, checkpoint }: Offered,
  seen: Seen | undefined,
): Promise<Answer | 'raced'> {
  const { origin, size, root } = checkpoint;
  const lastSize = seen?.size ?? 0;
  if (size === 0 || oldSize > size || (oldSize === 0 && proof.length > 0)) return refused('malformed', lastSize);
  if (seen !== undefined && size === seen.size && !equalBytes(root, seen.root))
    return accuse(state, 'fork', seen, note);
  if (oldSize !== lastSize) return refused('other-size', lastSize);
  if (seen !== undefined && !verifyConsistency(sha256Suite, seen, checkpoint, proof))
    return accuse(state, 'unproved', seen, note);
  const time = Math.floor(Temporal.Instant.from(clock.now()).epochMilliseconds / 1000);
  if (seen !== undefined && time < seen.time)
    return { ...refused('clock', lastSize), detail: `本机 ${time}，上次签名 ${seen.time}（POSIX 秒）` };
  const line = cosign(text, state.signer, time);
  const cosigned = `${logSigned(note, text)}${line}`;
  // The same checkpoint again changes nothing but the time of the statement.
  if (size !== lastSize && !(await keepSeen(state, origin, seen, cosigned))) return 'raced';
  return { is: 'cosigned', line, note: cosigned, checkpoint };
}

/** The checkpoint with the signature lines of its log only: others may be by anyone. */
function logSigned(note: string, text: string): string {
  const origin = text.slice(0, text.indexOf('\n'));
  const lines = note.slice(text.length + 1).split('\n');
  return `${text}\n${lines
    .filter((line) => line.startsWith(`— ${origin} `))
    .map((line) => `${line}\n`)
    .join('')}`;
}

/** Keeps both checkpoints and says which they are. */
export async function accuse(
  state: WitnessState,
  reason: 'fork' | 'rollback' | 'unproved',
  seen: Seen,
  offered: string,
): Promise<Answer> {
  const [origin = '', size = '', root = ''] = offered.split('\n');
  const detail = [
    `${REFUSALS[reason]}（${origin}）`,
    `  本见证方签过：${seen.size} 条，根 ${toBase64(seen.root)}`,
    `  现在收到的：${size} 条，根 ${root}`,
  ].join('\n');
  const folder = await keepEvidence(state, detail, seen, offered);
  return { is: 'refused', reason, size: seen.size, detail: `${detail}\n  两个检查点保存在 ${folder}` };
}

function refused(reason: WitnessRefusal, size: number): Answer & { readonly is: 'refused' } {
  return { is: 'refused', reason, size };
}
