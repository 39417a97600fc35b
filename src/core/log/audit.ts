/** Reads a bureau's whole deed chain again and says where it breaks (`sunlot doctor`). @module */
import { CanonicalError, parseCanonical, type CanonicalObject, type CanonicalValue } from 'verifiable-draw';
import { deedHash } from '../deeds.ts';
import type { ReadTx } from '../transact.ts';
import { rangeHash, yearTree } from './tree.ts';

export interface ChainReport {
  readonly deeds: number;
  readonly checkpoints: number;
  /** Empty when the chain is whole; otherwise what is wrong, first break first. */
  readonly problems: readonly string[];
}

const PAGE = 1_000;
const GENESIS = '00'.repeat(32);

/** Checks numbers, links, hashes and extracted columns of every deed, the head, and the root of every checkpoint. */
export async function auditChain(tx: ReadTx): Promise<ChainReport> {
  const problems: string[] = [];
  let seq = 0;
  let prev = GENESIS;
  for (;;) {
    const rows = await tx.db
      .selectFrom('deed')
      .selectAll()
      .where('bureau_id', '=', tx.bureauId)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      seq += 1;
      const hash = deedHash(row.entry);
      const entry = readEntry(row.entry);
      if (row.seq !== seq) problems.push(`第 ${seq} 条留痕缺失，其后是第 ${row.seq} 条`);
      else if (!hash.equals(row.hash)) problems.push(`第 ${seq} 条留痕的内容与哈希不符`);
      else if (entry === undefined) problems.push(`第 ${seq} 条留痕不是规范格式`);
      else if (entry['prev'] !== prev) problems.push(`第 ${seq} 条留痕没有接上前一条`);
      else if (entry['seq'] !== seq || entry['kind'] !== row.kind || entry['actor'] !== row.actor_id)
        problems.push(`第 ${seq} 条留痕的列与内容不符`);
      seq = row.seq;
      prev = row.hash.toString('hex');
    }
    if (rows.length < PAGE) break;
  }
  const head = await tx.db
    .selectFrom('deed_head')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  if (head.seq !== seq || head.hash.toString('hex') !== prev)
    problems.push(`链头在第 ${head.seq} 条，留痕到第 ${seq} 条为止`);
  const checkpoints = await auditCheckpoints(tx, problems);
  return { deeds: seq, checkpoints, problems };
}

async function auditCheckpoints(tx: ReadTx, problems: string[]): Promise<number> {
  const checkpoints = await tx.db
    .selectFrom('checkpoint')
    .select(['year', 'size', 'root'])
    .where('bureau_id', '=', tx.bureauId)
    .execute();
  for (const { year, size, root } of checkpoints) {
    const tree = await yearTree(tx, year);
    if (tree === undefined || tree.size < size)
      problems.push(`${year} 年检查点记有 ${size} 条，留痕只有 ${tree?.size ?? 0} 条`);
    else if (!(await rangeHash(tx, tree, 0, size)).equals(root))
      problems.push(`${year} 年第 ${size} 条处的检查点与留痕不符`);
  }
  return checkpoints.length;
}

function readEntry(bytes: Uint8Array): CanonicalObject | undefined {
  try {
    const value = parseCanonical(bytes);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof CanonicalError) return undefined;
    throw error;
  }
}

function isObject(value: CanonicalValue): value is CanonicalObject {
  return typeof value === 'object' && !Array.isArray(value);
}
