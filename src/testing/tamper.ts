/** Ways in which somebody who owns the server could change what is recorded, each with what he changed first. @module */
import { generateKeyPairSync } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { canonicalize, formatVkey, type CanonicalObject } from 'verifiable-draw';
import { deedHash } from '../core/deeds.ts';
import type { ReadTx } from '../core/transact.ts';
import type { Dice } from '../../demo/random.ts';
import type { TamperGround } from './tamper-ground.ts';
import { readDeeds, resign, rewrite, unlock, type Deed } from './tamper-tools.ts';

/** What an experiment did: the first deed that is no longer true, or the row beside the log. */
export interface Truth {
  readonly firstBad?: number;
  /** Of which no deed is to blame: it must be named among the findings. */
  readonly beside?: string;
}

export interface Experiment {
  readonly name: string;
  /** Whether the database alone cannot show it. */
  readonly needsOutside: boolean;
  run(tx: ReadTx, ground: TamperGround, dice: Dice): Promise<Truth>;
}

function anyDeed({ deeds }: TamperGround, dice: Dice): number {
  return dice.between(1, deeds);
}

const changeFacts = (deed: Deed | undefined, dice: Dice): void => {
  if (deed !== undefined) deed.entry = { ...deed.entry, facts: { n: 1_000 + dice.below(1_000) } };
};

/** Rewrites from deed `seq` on after `change`, with or without new signatures. */
function rewriting(
  name: string,
  isSigned: boolean,
  change: (deeds: Deed[], seq: number, dice: Dice) => void,
): Experiment {
  return {
    name: `${name}，此后重算${isSigned ? '并以原密钥重签' : ''}`,
    needsOutside: isSigned,
    run: async (tx, ground, dice) => {
      const seq = dice.between(1, ground.deeds - 1);
      const deeds = await readDeeds(tx);
      change(deeds, seq, dice);
      await unlock(tx);
      await rewrite(tx, deeds, seq);
      if (isSigned) await resign(tx, ground);
      return { firstBad: seq };
    },
  };
}

const cut = (isTidy: boolean, isContinued: boolean): Experiment => ({
  name: isContinued ? '恢复到旧状态后继续' : isTidy ? '截去尾部并清理干净' : '截去尾部',
  needsOutside: isTidy,
  run: async (tx, ground, dice) => {
    const last = dice.between(1, ground.deeds - 1);
    const deeds = (await readDeeds(tx)).slice(0, last);
    if (isContinued)
      for (let n = 0; n < dice.between(1, 20); n += 1)
        deeds.push({ seq: 0, entry: { ...deeds.at(-1)?.entry, facts: { n, after: true } } });
    await unlock(tx);
    if (isTidy) await rewrite(tx, deeds, last + 1);
    else await sql`DELETE FROM deed WHERE bureau_id = 1 AND seq > ${last}`.execute(tx.db);
    if (isTidy) await resign(tx, ground);
    return { firstBad: last + 1 };
  },
});

const column = (name: string, change: string): Experiment => ({
  name: `改列 ${name}`,
  needsOutside: false,
  run: async (tx, ground, dice) => {
    const seq = anyDeed(ground, dice);
    await unlock(tx);
    await sql`UPDATE deed SET ${sql.ref(name)} = ${sql.raw(change)} WHERE bureau_id = 1 AND seq = ${seq}`.execute(
      tx.db,
    );
    return { firstBad: seq };
  },
});

/** The byte's opposite, in every stored tile. */
function turnByte(tx: ReadTx, at: number): Promise<unknown> {
  return sql`UPDATE log_tile SET hashes = set_byte(hashes, ${at}::int, 255 - get_byte(hashes, ${at}::int)) WHERE bureau_id = 1`.execute(
    tx.db,
  );
}

/** A key under the name of a witness that is not its key. */
function strangerKey(): string {
  const x = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
  return formatVkey('sifa.example/w1', Buffer.from(x, 'base64url'), 4);
}

/** One of the stored checkpoints. */
function someCheckpoint(dice: Dice): RawBuilder<unknown> {
  return sql`(bureau_id, year, size) = (SELECT bureau_id, year, size FROM checkpoint WHERE bureau_id = 1 ORDER BY year, size OFFSET ${dice.below(48)} LIMIT 1)`;
}

const beside = (name: string, finding: string, change: (tx: ReadTx, dice: Dice) => Promise<unknown>): Experiment => ({
  name,
  needsOutside: false,
  run: async (tx, _ground, dice) => {
    await unlock(tx);
    await change(tx, dice);
    return { beside: finding };
  },
});

export const EXPERIMENTS: readonly Experiment[] = [
  {
    name: '改内容',
    needsOutside: false,
    run: async (tx, ground, dice) => {
      const seq = anyDeed(ground, dice);
      const deeds = await readDeeds(tx);
      changeFacts(deeds[seq - 1], dice);
      const bytes = Buffer.from(canonicalize(deeds[seq - 1]?.entry as CanonicalObject));
      await unlock(tx);
      await sql`UPDATE deed SET entry = ${bytes} WHERE bureau_id = 1 AND seq = ${seq}`.execute(tx.db);
      return { firstBad: seq };
    },
  },
  {
    name: '改内容和该条的哈希',
    needsOutside: false,
    run: async (tx, ground, dice) => {
      const seq = anyDeed(ground, dice);
      const deeds = await readDeeds(tx);
      changeFacts(deeds[seq - 1], dice);
      const bytes = Buffer.from(canonicalize(deeds[seq - 1]?.entry as CanonicalObject));
      await unlock(tx);
      await sql`UPDATE deed SET entry = ${bytes}, hash = ${deedHash(bytes)} WHERE bureau_id = 1 AND seq = ${seq}`.execute(
        tx.db,
      );
      return { firstBad: seq };
    },
  },
  {
    name: '改一个字节',
    needsOutside: false,
    run: async (tx, ground, dice) => {
      const seq = anyDeed(ground, dice);
      await unlock(tx);
      await sql`UPDATE deed SET entry = set_byte(entry, ${dice.below(120)}, ${dice.between(128, 255)}) WHERE bureau_id = 1 AND seq = ${seq}`.execute(
        tx.db,
      );
      return { firstBad: seq };
    },
  },
  column('at', "at + interval '1 microsecond'"),
  column('kind', "'test.forged'"),
  column('actor_id', "'somebody'"),
  column('year', 'year + 1'),
  column('subject_id', "subject_id || 'x'"),
  column('command_id', 'gen_random_uuid()'),
  column('hash', 'sha256(hash)'),
  {
    name: '删除一条',
    needsOutside: false,
    run: async (tx, ground, dice) => {
      const seq = dice.between(1, ground.deeds - 1);
      await unlock(tx);
      await sql`DELETE FROM deed WHERE bureau_id = 1 AND seq = ${seq}`.execute(tx.db);
      return { firstBad: seq };
    },
  },
  {
    name: '对调两条',
    needsOutside: false,
    run: async (tx, ground, dice) => {
      const a = dice.between(1, ground.deeds - 1);
      const b = dice.between(a + 1, ground.deeds);
      await unlock(tx);
      await sql`UPDATE deed d SET (entry, hash, kind, subject_id) = (SELECT o.entry, o.hash, o.kind, o.subject_id FROM deed o
        WHERE o.bureau_id = 1 AND o.seq = CASE d.seq WHEN ${a}::bigint THEN ${b}::bigint ELSE ${a}::bigint END)
        WHERE d.bureau_id = 1 AND d.seq IN (${a}, ${b})`.execute(tx.db);
      return { firstBad: a };
    },
  },
  ...[false, true].flatMap((isSigned) => [
    rewriting('改一条', isSigned, (deeds, seq, dice) => changeFacts(deeds[seq - 1], dice)),
    rewriting('删一条', isSigned, (deeds, seq) => deeds.splice(seq - 1, 1)),
    rewriting('添一条', isSigned, (deeds, seq) => {
      const before = deeds[seq - 1];
      if (before !== undefined)
        deeds.splice(seq - 1, 0, { ...before, entry: { ...before.entry, facts: { forged: true } } });
    }),
    rewriting('前后两条换位', isSigned, (deeds, seq) => {
      const [a, b] = [deeds[seq - 1], deeds[seq]];
      if (a === undefined || b === undefined) return;
      const [factsOfA, factsOfB] = [a.entry['subject'], b.entry['subject']];
      a.entry = { ...a.entry, subject: factsOfB };
      b.entry = { ...b.entry, subject: factsOfA };
    }),
  ]),
  ...[false, true].map((isSigned): Experiment => ({
    name: `重算中间一段${isSigned ? '并以原密钥重签' : ''}`,
    needsOutside: false,
    run: async (tx, ground, dice) => {
      const seq = dice.between(1, ground.deeds - 40);
      const deeds = await readDeeds(tx);
      changeFacts(deeds[seq - 1], dice);
      await unlock(tx);
      await rewrite(tx, deeds, seq, seq + dice.between(1, 30));
      if (isSigned) await resign(tx, ground);
      return { firstBad: seq };
    },
  })),
  cut(false, false),
  cut(true, false),
  cut(true, true),
  beside('改链头', 'head', (tx) => sql`UPDATE deed_head SET hash = sha256(hash) WHERE bureau_id = 1`.execute(tx.db)),
  beside('改哈希片', 'tile', (tx, dice) => turnByte(tx, dice.below(8192))),
  beside('改检查点的根', 'checkpoint-root', (tx, dice) =>
    sql`UPDATE checkpoint SET root = sha256(root) WHERE ${someCheckpoint(dice)}`.execute(tx.db),
  ),
  beside('以别的密钥签检查点', 'checkpoint-signature', (tx, dice) =>
    sql`UPDATE checkpoint SET note = overlay(note PLACING 'AAAA' FROM length(note) - 20) WHERE ${someCheckpoint(dice)}`.execute(
      tx.db,
    ),
  ),
  beside('改见证签名的时间', 'cosignature', (tx, dice) =>
    sql`UPDATE cosignature SET signed_at = signed_at + interval '1 second' WHERE ${someCheckpoint(dice)}`.execute(
      tx.db,
    ),
  ),
  beside('换掉见证方的公钥', '见证方', (tx) =>
    sql`UPDATE witness SET vkey = ${strangerKey()} WHERE name = 'sifa.example/w1'`.execute(tx.db),
  ),
  beside('降低法定数', '见证规则', (tx, dice) =>
    sql`UPDATE witness_policy SET quorum = 0 WHERE bureau_id = 1 AND version = ${dice.between(1, 3)}`.execute(tx.db),
  ),
  beside('添一条见证规则', '见证规则', (tx) =>
    sql`INSERT INTO witness_policy SELECT bureau_id, version + 10, 0, silent_minutes, at FROM witness_policy WHERE version = 1`.execute(
      tx.db,
    ),
  ),
  beside('删去见证规则', '见证规则', (tx, dice) =>
    sql`DELETE FROM witness_policy WHERE bureau_id = 1 AND version = ${dice.between(1, 3)}`.execute(tx.db),
  ),
  beside('改日志名称', 'checkpoint-signature', (tx) =>
    sql`UPDATE bureau SET origin = 'x.' || origin WHERE bureau_id = 1`.execute(tx.db),
  ),
  beside('改机关代码', 'deed-columns', (tx) =>
    sql`UPDATE bureau SET code = 'X' || code WHERE bureau_id = 1`.execute(tx.db),
  ),
];
