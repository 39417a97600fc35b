/** 本企业的名录行: its leaf in the announced list, and the path by which anybody finds the announced root (SPEC §4). @module */
import { inclusionPath, leafHash, suiteOf, toHex } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import type { OwnRow } from '../types/public.ts';
import { announcedQuery } from './public.ts';

/** From the announcement on; undefined when there is no such draw or the enterprise is not in its list. */
export async function findOwnRow(tx: ReadTx, publicId: string, creditCode: string): Promise<OwnRow | undefined> {
  const draw = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (draw === undefined || draw.frozen === null || draw.announcement_hash === null) return undefined;
  const rows = await tx.db
    .selectFrom('draw_roster')
    .select(['id', 'leaf'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', draw.draw_id)
    .orderBy('pos')
    .execute();
  const index = rows.findIndex(({ id }) => id === creditCode);
  const own = rows[index];
  if (own === undefined) return undefined;
  const suite = suiteOf(draw.config.suite);
  const hashes = rows.map(({ leaf }) => leafHash(suite, leaf));
  return {
    draw: publicId,
    suite: draw.config.suite,
    announcement: draw.announcement_hash,
    root: draw.frozen.roster.root,
    size: rows.length,
    index,
    leaf: own.leaf.toString('utf8'),
    leafHash: toHex(leafHash(suite, own.leaf)),
    path: inclusionPath(suite, hashes, index).map(toHex),
  };
}
