/** The articles of law as they were entered, with the ends that were entered later. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import type { LegalBasis } from '../types.ts';

/** Every version of every article of this bureau; callers narrow it. */
export function basesQuery(tx: ReadTx) {
  return tx.db
    .selectFrom('legal_basis as b')
    .leftJoin('legal_basis_end as e', (join) =>
      join
        .onRef('e.bureau_id', '=', 'b.bureau_id')
        .onRef('e.instrument', '=', 'b.instrument')
        .onRef('e.article', '=', 'b.article')
        .onRef('e.valid_from', '=', 'b.valid_from'),
    )
    .select(['b.instrument', 'b.version', 'b.article', 'b.text', 'b.valid_from', 'b.source'])
    .select((eb) => [
      eb.fn.coalesce('e.last_day', 'b.valid_to').as('valid_to'),
      eb.fn.coalesce('e.added_at', 'b.added_at').as('known_at'),
    ])
    .where('b.bureau_id', '=', tx.bureauId);
}

interface BasisRow {
  readonly instrument: string;
  readonly version: string;
  readonly article: number;
  readonly text: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly source: string;
}

export function toBasis(row: BasisRow): LegalBasis {
  return {
    instrument: row.instrument,
    version: row.version,
    article: row.article,
    text: row.text,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    source: row.source,
  };
}
