/** The codes that draws and substitutions take of the chains, and what a sealed draw waits for. @module */
import type { ReadTx } from '../../core/transact.ts';
import { nextCodes, opensFrom, type ChainNow, type CodeNow, type CodeTurn, type OpeningNow } from '../rules/sealed.ts';
import type { Progress } from '../rules/steps.ts';
import type { DrawConfig } from '../types.ts';
import type { Holder } from '../types/chains.ts';
import '../tables-chains.ts';
import '../tables-sealed.ts';
import { findResultHash } from './result.ts';
import type { DrawRow } from './progress.ts';

/** Every chain with how far it is used, the newest first. */
export async function listChainsNow(tx: ReadTx): Promise<readonly ChainNow[]> {
  const rows = await tx.db
    .selectFrom('draw_chain as h')
    .leftJoin('draw_code as c', (join) =>
      join.onRef('c.bureau_id', '=', 'h.bureau_id').onRef('c.chain_id', '=', 'h.chain_id'),
    )
    .select(({ fn }) => [
      'h.chain_id as chainId',
      'h.holder',
      'h.suite',
      'h.anchor',
      'h.length',
      fn.max('c.idx').as('used'),
      fn.agg<boolean | null>('bool_or', ['c.is_forced']).as('isForced'),
    ])
    .where('h.bureau_id', '=', tx.bureauId)
    .groupBy(['h.bureau_id', 'h.chain_id'])
    .orderBy('h.at', 'desc')
    .orderBy('h.chain_id')
    .execute();
  return rows.map(({ used, isForced, ...row }) => ({ ...row, used: used ?? 0, isForced: isForced === true }));
}

/** The codes a draw takes, or why it cannot; none for a draw that is not sealed. */
export async function codesFor(tx: ReadTx, { mode, suite }: DrawConfig): Promise<ReturnType<typeof nextCodes>> {
  return mode === 'sealed' ? nextCodes(suite, await listChainsNow(tx)) : { codes: [], refusals: [] };
}

/** One announced code of a draw (`request` 0) or of a substitution. */
export interface Turn {
  readonly request: number;
  /** Id in the announcement or the approval. */
  readonly source: string;
  readonly chainId: string;
  readonly holder: Holder;
  readonly anchor: string;
  readonly length: number;
  /** Hashes of the escrow shares of its chain. */
  readonly shares: readonly string[];
  readonly index: number;
  readonly releasedBy: string | null;
  readonly releasedAt: string | null;
  readonly isForced: boolean;
}

/** Every code of a draw, those of the draw itself first. */
export async function listTurns(tx: ReadTx, drawId: string): Promise<readonly Turn[]> {
  return tx.db
    .selectFrom('draw_code as c')
    .innerJoin('draw_chain as h', (join) =>
      join.onRef('h.bureau_id', '=', 'c.bureau_id').onRef('h.chain_id', '=', 'c.chain_id'),
    )
    .select([
      'c.request',
      'c.source',
      'c.chain_id as chainId',
      'h.holder',
      'h.anchor',
      'h.length',
      'h.shares',
      'c.idx as index',
      'c.released_by as releasedBy',
      'c.released_at as releasedAt',
      'c.is_forced as isForced',
    ])
    .where('c.bureau_id', '=', tx.bureauId)
    .where('c.draw_id', '=', drawId)
    .orderBy('c.request')
    .orderBy('c.source')
    .execute();
}

/** A turn as the rules see it, beside the other one of the same request. */
export async function turnNow(tx: ReadTx, turns: readonly Turn[], turn: Turn): Promise<CodeTurn> {
  const other = turns.find(({ request, holder }) => request === turn.request && holder !== turn.holder);
  return {
    holder: turn.holder,
    request: turn.request,
    isReleased: turn.releasedAt !== null,
    otherBy: other?.releasedBy ?? undefined,
    waitsFor: await findEarlier(tx, turn),
  };
}

/** Name of the draw whose code of the same chain comes before and is not handed over; one that is void or open keeps no secret. */
async function findEarlier(tx: ReadTx, { chainId, index }: Turn): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('draw_code as c')
    .innerJoin('draw as d', (join) =>
      join.onRef('d.bureau_id', '=', 'c.bureau_id').onRef('d.draw_id', '=', 'c.draw_id'),
    )
    .select('d.name')
    .where('c.bureau_id', '=', tx.bureauId)
    .where('c.chain_id', '=', chainId)
    .where('c.idx', '<', index)
    .where('c.released_at', 'is', null)
    .where('d.voided_at', 'is', null)
    .where('d.opened_at', 'is', null)
    .orderBy('c.idx')
    .limit(1)
    .executeTakeFirst();
  return row?.name;
}

/** What the codes of the draw itself wait for. */
export function codeNow(tx: ReadTx, { config }: DrawRow, progress: Progress): CodeNow {
  return {
    state: progress.state,
    isVoid: progress.isVoid,
    isAnnouncementLogged: progress.isAnnouncementLogged,
    open: progress.sources.filter(({ type, isSettled }) => type !== 'otc' && !isSettled).map(({ id }) => id),
    inspectFrom: config.inspectFrom,
    resultBy: config.resultBy,
    now: tx.now,
    today: tx.today,
  };
}

/** A sealed draw with a result that is not opened, apart from this one; void ones decide nothing. */
export async function findSealedBefore(
  tx: ReadTx,
  drawId: string | undefined,
): Promise<{ readonly name: string; readonly openBy: string } | undefined> {
  let others = tx.db
    .selectFrom('draw as d')
    .innerJoin('draw_result as r', (join) =>
      join.onRef('r.bureau_id', '=', 'd.bureau_id').onRef('r.draw_id', '=', 'd.draw_id'),
    )
    .select(['d.name', 'd.config'])
    .where('d.bureau_id', '=', tx.bureauId)
    .where('d.mode', '=', 'sealed')
    .where('d.opened_at', 'is', null)
    .where('d.voided_at', 'is', null)
    .orderBy('d.seq')
    .limit(1);
  if (drawId !== undefined) others = others.where('d.draw_id', '<>', drawId);
  const row = await others.executeTakeFirst();
  return row && { name: row.name, openBy: row.config.openBy ?? '' };
}

/** A draw as its opening sees it. `visits` is what the announcement promised to draw: the number tells nobody's name. */
export async function openingNow(tx: ReadTx, draw: DrawRow): Promise<OpeningNow> {
  const tasks = await tx.db
    .selectFrom('draw_task')
    .select(({ fn }) => [fn.countAll<number>().as('all'), fn.count<number>('ended_at').as('ended')])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', draw.draw_id)
    .executeTakeFirstOrThrow();
  return {
    mode: draw.mode,
    openedAt: draw.opened_at,
    hasResult: (await findResultHash(tx, draw.draw_id)) !== undefined,
    state: draw.state,
    isVoid: draw.voided_at !== null,
    openBy: draw.config.openBy,
    // Between the release and the jobs that follow it there are fewer tasks than visits.
    visits: Math.max(tasks.all, draw.frozen?.k ?? 0),
    ended: tasks.ended,
    now: tx.now,
  };
}

/** Sealed draws whose deadline has come: the program opens them. */
export async function listDueOpenings(tx: ReadTx): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('draw as d')
    .innerJoin('draw_result as r', (join) =>
      join.onRef('r.bureau_id', '=', 'd.bureau_id').onRef('r.draw_id', '=', 'd.draw_id'),
    )
    .select(['d.draw_id', 'd.config'])
    .where('d.bureau_id', '=', tx.bureauId)
    .where('d.mode', '=', 'sealed')
    .where('d.opened_at', 'is', null)
    .execute();
  return rows
    .filter(({ config }) => {
      const from = opensFrom(config);
      return from !== undefined && Temporal.Instant.compare(from, tx.now) <= 0;
    })
    .map((row) => row.draw_id);
}
