/** 联合检查: who of other departments goes along. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';

export interface Partner {
  readonly name: string;
  readonly organ: string;
  /** Certificate number. */
  readonly number: string;
}

export async function listPartnersOf(tx: ReadTx, inspectionId: string): Promise<Partner[]> {
  const rows = await tx.db
    .selectFrom('inspection_partner as p')
    .innerJoin('officer as o', (join) =>
      join.onRef('o.bureau_id', '=', 'p.bureau_id').onRef('o.officer_id', '=', 'p.officer_id'),
    )
    .select(['o.name', 'o.organ', 'o.certificate_number as number'])
    .where('p.bureau_id', '=', tx.bureauId)
    .where('p.inspection_id', '=', inspectionId)
    .orderBy('p.seat')
    .execute();
  return rows.map(({ name, organ, number }) => ({ name, organ: organ ?? '', number }));
}
