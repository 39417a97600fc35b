/** Exposures and the enterprises' words: at the disclosure desk, and as the public sees them. @module */
import { sql, type Selectable } from 'kysely';
import { dayOf } from '../../core/clock.ts';
import { documentHash } from '../../core/command.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listFindings } from '../../inspection/reads/visits.ts';
import { protectedHits } from '../rules/copy.ts';
import { NOTHING_KNOWN, type Known } from '../types/protected.ts';
import type { DisclosureExposureTable } from '../tables.ts';
import type { ExposureRow, PublicExposure, WordsRow } from '../types/exposure.ts';
import { knownOfVisit } from './known.ts';
import { publicResultOf } from './results.ts';

export type Exposure = Selectable<DisclosureExposureTable>;

interface DecidedExposure {
  readonly content: PublicExposure;
  /** Its finding was voided since. */
  readonly isVoid: boolean;
  readonly proposedBy: string;
  readonly decidedBy: string;
}

/** The public copy of a decided exposure, from allowed fields only; undefined when its visit cannot be known here. */
export async function publicExposureOf(tx: ReadTx, exposureId: string): Promise<DecidedExposure | undefined> {
  const row = await exposures(tx).where('x.exposure_id', '=', exposureId).executeTakeFirst();
  if (row === undefined || row.decided_at === null || row.decided_by === null) return undefined;
  const result = await publicResultOf(tx, row.inspection_id);
  const finding = (await listFindings(tx, row.inspection_id)).find(({ findingId }) => findingId === row.finding_id);
  if (result === undefined || finding === undefined) return undefined;
  const { name, creditCode, subdistrict } = result.enterprise;
  return {
    isVoid: row.state === 'voided',
    proposedBy: row.proposed_by,
    decidedBy: row.decided_by,
    content: {
      bureau: result.bureau,
      enterprise: { name, creditCode, subdistrict },
      inspectedOn: result.inspectedOn,
      number: finding.number,
      text: finding.description,
      level: finding.level,
      ground: row.ground,
      dueOn: row.due_on,
      decidedOn: dayOf(row.decided_at),
    },
  };
}

/** Names that may not stand in the public words of an exposure. */
export async function knownOfExposure(tx: ReadTx, exposureId: string): Promise<Known> {
  const row = await exposures(tx).where('x.exposure_id', '=', exposureId).executeTakeFirst();
  return row === undefined ? NOTHING_KNOWN : knownOfVisit(tx, row.inspection_id);
}

/** What waits first, then the newest. */
export async function listExposureRows(tx: ReadTx): Promise<ExposureRow[]> {
  const rows = await tx.db
    .selectFrom('disclosure_exposure as d')
    .innerJoin('rectification_exposure as x', (join) =>
      join.onRef('x.bureau_id', '=', 'd.bureau_id').onRef('x.exposure_id', '=', 'd.exposure_id'),
    )
    .innerJoin('rectification_item as i', (join) =>
      join.onRef('i.bureau_id', '=', 'x.bureau_id').onRef('i.finding_id', '=', 'x.finding_id'),
    )
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 'x.bureau_id').onRef('o.order_id', '=', 'x.order_id'),
    )
    .select(['d.exposure_id', 'd.state', 'd.content', 'd.published_on', 'd.withdraw_reason', 'i.state as item_state'])
    .select('o.inspection_id')
    .where('d.bureau_id', '=', tx.bureauId)
    .orderBy(sql`d.state = 'drafted'`, 'desc')
    .orderBy('d.created_at', 'desc')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      exposureId: row.exposure_id,
      state: row.state,
      content: row.content,
      hits: protectedHits([{ at: 'text', text: row.content.text }], await knownOfVisit(tx, row.inspection_id)).map(
        ({ found }) => found,
      ),
      publishedOn: row.published_on,
      withdrawReason: row.withdraw_reason,
      // What went to a case is not rectified by that.
      isSettled: ['passed', 'transferred', 'voided'].includes(row.item_state),
    })),
  );
}

/** Of results that are on their way or out: what waits first, then the newest. */
export async function listWordsRows(
  tx: ReadTx,
  statementId?: string,
): Promise<(WordsRow & { inspectionId: string })[]> {
  let found = tx.db
    .selectFrom('rectification_statement as s')
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 's.bureau_id').onRef('o.order_id', '=', 's.order_id'),
    )
    .innerJoin('disclosure_entry as e', (join) =>
      join.onRef('e.bureau_id', '=', 'o.bureau_id').onRef('e.inspection_id', '=', 'o.inspection_id'),
    )
    .leftJoin('disclosure_words as w', (join) =>
      join.onRef('w.bureau_id', '=', 's.bureau_id').onRef('w.statement_id', '=', 's.statement_id'),
    )
    .select(['s.statement_id', 's.content', 's.at', 'w.outcome', 'w.reason', 'o.inspection_id'])
    .select(sql<string>`e.content->'enterprise'->>'name'`.as('enterprise'))
    .where('s.bureau_id', '=', tx.bureauId);
  if (statementId !== undefined) found = found.where('s.statement_id', '=', statementId);
  const rows = await found
    .orderBy(sql`w.outcome IS NULL`, 'desc')
    .orderBy('s.at', 'desc')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      statementId: row.statement_id,
      inspectionId: row.inspection_id,
      state: row.outcome ?? ('waiting' as const),
      enterpriseName: row.enterprise,
      text: row.content,
      at: row.at,
      hits: protectedHits([{ at: 'text', text: row.content }], await knownOfVisit(tx, row.inspection_id)).map(
        ({ found: value }) => value,
      ),
      reason: row.reason,
    })),
  );
}

/** What the enterprise says beside its result: the last words that were let through. */
export async function publicWordsOf(
  tx: ReadTx,
  inspectionId: string,
): Promise<{ readonly text: string; readonly on: string } | undefined> {
  const row = await tx.db
    .selectFrom('rectification_statement as s')
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 's.bureau_id').onRef('o.order_id', '=', 's.order_id'),
    )
    .innerJoin('disclosure_words as w', (join) =>
      join.onRef('w.bureau_id', '=', 's.bureau_id').onRef('w.statement_id', '=', 's.statement_id'),
    )
    .select(['s.content as text', 's.at'])
    .where('s.bureau_id', '=', tx.bureauId)
    .where('o.inspection_id', '=', inspectionId)
    .where('w.outcome', '=', 'published')
    .orderBy('s.at', 'desc')
    .executeTakeFirst();
  return row && { text: row.text, on: dayOf(row.at) };
}

/** What is exposed now, the newest first: a withdrawn one is not among them. */
export async function listPublicExposures(
  tx: ReadTx,
): Promise<readonly (PublicExposure & { readonly publishedOn: string; readonly hash: string })[]> {
  const rows = await tx.db
    .selectFrom('disclosure_exposure')
    .select(['content', 'published_on', 'hash'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'published')
    .orderBy('published_on', 'desc')
    .orderBy('exposure_id')
    .execute();
  return rows.map(({ content, published_on: publishedOn, hash }) => ({
    ...content,
    publishedOn: publishedOn ?? '',
    hash: hash ?? '',
  }));
}

/** Hash of a public exposure in canonical form, which knows no null. */
export function exposureHash({ dueOn, ...content }: PublicExposure): string {
  return documentHash({ ...content, ...(dueOn === null ? {} : { dueOn }) });
}

function exposures(tx: ReadTx) {
  return tx.db
    .selectFrom('rectification_exposure as x')
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 'x.bureau_id').onRef('o.order_id', '=', 'x.order_id'),
    )
    .innerJoin('rectification_item as i', (join) =>
      join.onRef('i.bureau_id', '=', 'x.bureau_id').onRef('i.finding_id', '=', 'x.finding_id'),
    )
    .select([
      'x.finding_id',
      'x.ground',
      'x.proposed_by',
      'x.decided_by',
      'x.decided_at',
      'o.inspection_id',
      'i.due_on',
      'i.state',
    ])
    .where('x.bureau_id', '=', tx.bureauId);
}
