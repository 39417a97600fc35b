/** Many proofs at once: the deeds of a file, each against the newest checkpoint of its year. @module */
import { formatTlogProof } from 'verifiable-draw';
import type { ReadTx } from '../transact.ts';
import { findCheckpoint, type LoggedDeed } from './checkpoint.ts';
import { inclusionPath, yearTree } from './tree.ts';

/**
 * In the order of the log. The trees are read once for all of them.
 * @throws when a checkpoint does not cover a deed yet: publish first (`publishCheckpoints`)
 */
export async function proveDeeds(tx: ReadTx, seqs: readonly number[]): Promise<Omit<LoggedDeed, 'isWitnessed'>[]> {
  if (seqs.length === 0) return [];
  const deeds = await tx.db
    .selectFrom('deed')
    .select(['seq', 'kind', 'at', 'year', 'entry'])
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', 'in', seqs)
    .orderBy('seq')
    .execute();
  const proved: Omit<LoggedDeed, 'isWitnessed'>[] = [];
  for (const [year, ofYear] of Map.groupBy(deeds, (deed) => deed.year)) {
    const tree = await yearTree(tx, year);
    const checkpoint = await findCheckpoint(tx, year);
    if (tree === undefined || checkpoint === undefined) throw new Error(`the log of ${year} has no checkpoint`);
    // Cut to what the checkpoint signs: a tile that has grown since would give another path.
    const signed = { ...tree, size: checkpoint.size, kept: new Map<string, Buffer[]>() };
    for (const { seq, kind, at, entry } of ofYear) {
      const index = seq - tree.firstSeq;
      if (index >= checkpoint.size) throw new Error(`deed ${seq} is not covered by a published checkpoint`);
      const path = await inclusionPath(tx, signed, index, checkpoint.size);
      proved.push({ seq, kind, at, entry, proof: formatTlogProof({ index, path, checkpoint: checkpoint.note }) });
    }
  }
  return proved;
}
