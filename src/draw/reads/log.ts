/**
 * 抽取日志: the entries of the log that anybody may read. Of the deeds only those on announced draws and on chains of one-time
 * codes, each with all it says; a typing of digits not before the other person has typed them too, or it would be no check;
 * what would tell who was drawn not before a sealed draw is opened.
 * Every other deed is in the log by its hash.
 * @module
 */
import { parseCanonical, parseDeed, readAnnouncement, type CanonicalObject } from 'verifiable-draw';
import { findCheckpoint } from '../../core/log/checkpoint.ts';
import { yearTree } from '../../core/log/tree.ts';
import type { ReadTx } from '../../core/transact.ts';
import { drawEnd, withoutOpenTypings, withoutSecrets, type DrawEnd } from '../rules/log.ts';
import { isSealed } from '../rules/sealed.ts';
import '../tables.ts';

/** Begins the subject of a chain's entries. */
export const CHAIN = 'chain/';

/** One public entry. */
export interface PublicEntry {
  /** Number in the bureau's chain. */
  readonly seq: number;
  /** Place in the tree of its year, from 0. */
  readonly index: number;
  readonly year: number;
  readonly kind: string;
  readonly at: string;
  /** Leaf hash, hex. */
  readonly hash: string;
  /** The exact bytes. */
  readonly entry: Buffer;
  readonly facts: CanonicalObject;
  /** Public id of the draw; `chain/<id>` of a chain. */
  readonly draw: string;
  /** When the draw was announced; of a chain, when it was published. */
  readonly announcedAt: string;
  /** Whether its draw keeps its result sealed. */
  readonly isSealed: boolean;
}

/** The public entries of a year that a checkpoint covers, by their place in the tree, in order. */
export async function publicEntries(tx: ReadTx, year: number): Promise<ReadonlyMap<number, PublicEntry>> {
  const tree = await yearTree(tx, year);
  const checkpoint = await findCheckpoint(tx, year);
  if (tree === undefined || checkpoint === undefined) return new Map();
  const rows = await tx.db
    .selectFrom('deed')
    .leftJoin('draw', (join) =>
      join
        .onRef('draw.bureau_id', '=', 'deed.bureau_id')
        .on('deed.subject_type', '=', 'draw')
        .on((eb) => eb(eb.cast<string>('draw.draw_id', 'text'), '=', eb.ref('deed.subject_id'))),
    )
    .select([
      'deed.seq',
      'deed.kind',
      'deed.at',
      'deed.hash',
      'deed.entry',
      'deed.subject_id',
      'draw.public_id',
      'draw.announced_at',
      'draw.mode',
      'draw.opened_at',
    ])
    .where('deed.bureau_id', '=', tx.bureauId)
    .where('deed.year', '=', year)
    .where('deed.seq', '<', tree.firstSeq + checkpoint.size)
    .where((eb) => eb.or([eb('deed.subject_type', '=', 'chain'), eb('draw.announced_at', 'is not', null)]))
    .orderBy('deed.seq')
    .execute();
  const entries = rows.map((row): PublicEntry => ({
    seq: row.seq,
    index: row.seq - tree.firstSeq,
    year,
    kind: row.kind,
    at: row.at,
    hash: row.hash.toString('hex'),
    entry: row.entry,
    facts: parseDeed(row.entry).facts,
    draw: row.public_id ?? `${CHAIN}${row.subject_id}`,
    announcedAt: row.announced_at ?? row.at,
    isSealed: row.mode !== null && isSealed({ mode: row.mode, opened_at: row.opened_at }),
  }));
  return new Map(withoutOpenTypings(withoutSecrets(entries)).map((entry) => [entry.index, entry]));
}

/** An announced draw and how it ended. */
export interface EndedDraw {
  readonly publicId: string;
  readonly name: string;
  readonly seq: number;
  readonly announcedAt: string;
  readonly end: DrawEnd;
}

/** Every announced draw, the newest first. */
export async function listDrawEnds(tx: ReadTx): Promise<readonly EndedDraw[]> {
  const rows = await tx.db
    .selectFrom('draw')
    .select(['draw_id', 'public_id', 'name', 'seq', 'announced_at', 'announcement', 'state', 'voided_at', 'opened_at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .execute();
  return rows.flatMap((row): EndedDraw[] => {
    const { seq, announced_at: announcedAt, announcement } = row;
    if (seq === null || announcedAt === null || announcement === null) return [];
    const { mode, deadlines } = readAnnouncement(parseCanonical(announcement));
    const end = drawEnd({
      state: row.state,
      isVoid: row.voided_at !== null,
      openBy: mode === 'sealed' ? deadlines.open : undefined,
      isOpened: row.opened_at !== null,
      now: tx.now,
    });
    return [{ publicId: row.public_id, name: row.name, seq, announcedAt, end }];
  });
}
