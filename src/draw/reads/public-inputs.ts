/** What anybody may read of a draw's inputs from its announcement on: sources and their worth, weights, audit, churn. @module */
import { parseCanonical, readAnnouncement, type ChurnReport, type Weighting } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { entropyOf, knownAt, type EntropyTable } from '../rules/sources.ts';
import type { Profile } from '../types/inputs.ts';
import { findAudit } from './audit.ts';
import { findChurn } from './churn.ts';
import { readSourceValues } from './sources.ts';

/** 公开的抽取输入. Of the audit only how many places it warns of: the enterprises stand in its report, in the bundle. */
export interface PublicInputs {
  readonly profile: Profile;
  readonly suite: string;
  readonly weights: Weighting;
  readonly sources: readonly {
    readonly id: string;
    readonly bits: number;
    readonly isShare: boolean;
    /** When an outside source becomes known. */
    readonly knownAt: string | undefined;
    /** Undefined while it is not known, and for shares, which are shown with their commitments. */
    readonly value: string | undefined;
  }[];
  readonly sums: EntropyTable['sums'];
  readonly audit: { readonly runs: number; readonly warnings: number } | undefined;
  readonly churn: ChurnReport | undefined;
}

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
