/** What anybody may read of a draw's inputs from its announcement on: sources and their worth, weights, audit, churn. @module */
import { parseCanonical, readAnnouncement } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { entropyOf, knownAt } from '../rules/sources.ts';
import type { PublicInputs } from '../types/public.ts';
import { findAudit } from './audit.ts';
import { findChurn } from './churn.ts';
import { readSourceValues } from './sources.ts';

/** Undefined when no such draw was announced. */
export async function findPublicInputs(tx: ReadTx, publicId: string): Promise<PublicInputs | undefined> {
  const draw = await tx.db
    .selectFrom('draw')
    .select(['draw_id', 'announcement'])
    .where('bureau_id', '=', tx.bureauId)
    .where('public_id', '=', publicId)
    .where('seq', 'is not', null)
    .executeTakeFirst();
  if (draw === undefined || draw.announcement === null) return undefined;
  const { profile, suite, select, sources, narrowing, churn } = readAnnouncement(parseCanonical(draw.announcement));
  const values = await readSourceValues(tx, draw.draw_id);
  const table = entropyOf(profile, sources);
  const audit = narrowing === undefined ? undefined : await findAudit(tx, draw.draw_id);
  return {
    profile,
    suite,
    weights: select.weights,
    sources: table.rows.map(({ source, bits }) => ({
      id: source.id,
      bits,
      isShare: source.type === 'commit',
      knownAt: knownAt(source),
      value: source.type === 'commit' ? undefined : values[source.id],
    })),
    sums: table.sums,
    audit: audit && { runs: audit.runs, warnings: audit.warnings.length },
    churn: churn === undefined ? undefined : (await findChurn(tx, draw.draw_id))?.report,
  };
}
