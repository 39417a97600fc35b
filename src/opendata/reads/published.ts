/** What the disclosure desk published beside results: decisions, exposures, and what was corrected or withdrawn. @module */
import type { ReadTx } from '../../core/transact.ts';
import { listPublicObjections } from '../../disclosure/reads/public-objections.ts';
import { listPublicPenalties } from '../../disclosure/reads/public-penalties.ts';
import '../../disclosure/tables.ts';
import { fenOf, penaltyWords } from '../rules/penalty-words.ts';
import type { RowOf } from '../types.ts';
import type { correctionColumns, exposureColumns } from '../types/columns-after.ts';
import type { penaltyColumns } from '../types/columns-before.ts';

/** Rows with the year that each belongs to. */
export type Dated<R> = readonly { readonly year: number; readonly row: R }[];

export const yearOf = (day: string): number => Number(day.slice(0, 4));

/** More than any bureau decides while its decisions are public. */
const EVERY_DECISION = 1_000_000;

export async function penalties(tx: ReadTx): Promise<Dated<RowOf<typeof penaltyColumns>>> {
  const { rows } = await listPublicPenalties(tx, { page: 1, size: EVERY_DECISION });
  return rows.map(({ entryId, version, publishedOn, hash, content }) => {
    return {
      year: yearOf(content.decidedOn),
      row: {
        penalty_id: entryId,
        version,
        published_on: publishedOn,
        bureau: content.bureau,
        number: content.number,
        decided_on: content.decidedOn,
        party_kind: content.party,
        party_name: content.enterprise.name,
        credit_code: content.enterprise.creditCode === '' ? null : content.enterprise.creditCode,
        cause: content.cause,
        facts: content.facts,
        violates: content.violates,
        basis: content.basis,
        kinds: content.items.map(({ kind }) => kind),
        content: content.items.map(penaltyWords),
        fine_fen: fenOf(content.items, 'fine'),
        confiscated_fen: fenOf(content.items, 'gains'),
        publicity_class: content.level,
        public_until: content.publicUntil,
        hash,
      },
    };
  });
}

export async function exposures(tx: ReadTx): Promise<Dated<RowOf<typeof exposureColumns>>> {
  const rows = await tx.db
    .selectFrom('disclosure_exposure')
    .select(['exposure_id', 'content', 'published_on', 'hash'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'published')
    .execute();
  return rows.map(({ exposure_id: id, content, published_on: on, hash }) => {
    if (on === null || hash === null) throw new Error(`exposure ${id} is published without day or hash`);
    return {
      year: yearOf(on),
      row: {
        exposure_id: id,
        published_on: on,
        bureau: content.bureau,
        enterprise_name: content.enterprise.name,
        credit_code: content.enterprise.creditCode,
        subdistrict: content.enterprise.subdistrict,
        inspected_on: content.inspectedOn,
        text: content.text,
        level: content.level,
        ground: content.ground,
        due_on: content.dueOn,
        decided_on: content.decidedOn,
        hash,
      },
    };
  });
}

/** 公示 of what: the dataset of its rows. */
export const OF_SOURCE = { visit: 'visits', penalty: 'penalties' } as const;

/** Reasons that the portal shows too; an exposure is withdrawn without one. */
export async function corrections(tx: ReadTx): Promise<Dated<RowOf<typeof correctionColumns>>> {
  const versions = await tx.db
    .selectFrom('disclosure_snapshot as s')
    .innerJoin('disclosure_entry as e', (join) =>
      join.onRef('e.bureau_id', '=', 's.bureau_id').onRef('e.entry_id', '=', 's.entry_id'),
    )
    .select(['s.entry_id', 'e.source', 's.version', 's.published_on', 's.reason'])
    .where('s.bureau_id', '=', tx.bureauId)
    .where('s.version', '>', 1)
    .execute();
  const withdrawn = await tx.db
    .selectFrom('disclosure_entry')
    .select(['entry_id', 'source', 'withdrawn_on', 'withdraw_reason'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'withdrawn')
    .execute();
  const exposed = await tx.db
    .selectFrom('disclosure_exposure')
    .select(['exposure_id', 'withdrawn_on'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'withdrawn')
    .where('published_on', 'is not', null)
    .execute();
  const answered = await answeredRecords(tx);
  return [
    ...versions.map(({ entry_id: id, source, version, published_on: on, reason }) =>
      corrected({ dataset: OF_SOURCE[source], record: id, kind: 'correction', on, version, reason }, answered),
    ),
    ...withdrawn.flatMap(({ entry_id: id, source, withdrawn_on: on, withdraw_reason: reason }) =>
      on === null
        ? []
        : corrected(
            { dataset: OF_SOURCE[source], record: id, kind: 'withdrawal', on, version: null, reason },
            answered,
          ),
    ),
    ...exposed.flatMap(({ exposure_id: id, withdrawn_on: on }) =>
      on === null
        ? []
        : corrected(
            { dataset: 'exposures', record: id, kind: 'withdrawal', on, version: null, reason: null },
            answered,
          ),
    ),
  ];
}

type Correction = RowOf<typeof correctionColumns>;
type Change = Pick<Correction, 'kind' | 'version' | 'reason' | 'on'> & {
  readonly dataset: Correction['dataset'];
  readonly record: string;
};

function corrected(
  { dataset, record, kind, on, version, reason }: Change,
  answered: ReadonlySet<string>,
): { year: number; row: Correction } {
  const id = kind === 'withdrawal' ? `${record}-withdrawn` : `${record}-${version ?? 0}`;
  const cause = answered.has(answerKey(record, version, reason)) ? 'objection' : 'own';
  return { year: yearOf(on), row: { correction_id: id, dataset, record_id: record, kind, on, version, reason, cause } };
}

/** What answers to objections made: the version of a correction, the reason of a withdrawal, which is the answer's own. */
async function answeredRecords(tx: ReadTx): Promise<ReadonlySet<string>> {
  const all = await listPublicObjections(tx, EVERY_DECISION);
  return new Set(
    all
      .filter(({ state }) => state === 'corrected' || state === 'withdrawn')
      .map(({ entryId, decidedVersion, reason }) => answerKey(entryId, decidedVersion, reason)),
  );
}

function answerKey(record: string, version: number | null, reason: string | null): string {
  return `${record} ${version ?? reason ?? ''}`;
}
