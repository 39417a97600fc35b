/** The entries of the disclosure desk. @module */
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { documentHash } from '../../core/command.ts';
import type { ReadTx } from '../../core/transact.ts';
import { enterpriseSearch } from '../../directory/reads/lists.ts';
import { findVisit, listFindings, type Visit } from '../../inspection/reads/visits.ts';
import { listPartnersOf } from '../../inspection/reads/partners.ts';
import { listItemsById } from '../../items/reads.ts';
import type { DisclosureEntryTable } from '../tables.ts';
import type { DisclosureState, PublicResult } from '../types.ts';

export type Entry = Selectable<DisclosureEntryTable>;

/** Undefined when this bureau has no such entry. */
export async function findEntry(tx: ReadTx, entryId: string): Promise<Entry | undefined> {
  return tx.db
    .selectFrom('disclosure_entry')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .executeTakeFirst();
}

/** What the queue can be ordered by. */
export const ENTRY_SORTS = ['enterprise', 'findings', 'due'] as const;
type EntrySort = (typeof ENTRY_SORTS)[number];

const ORDERS = {
  enterprise: sql`content->'enterprise'->>'name'`,
  findings: sql`jsonb_array_length(content->'findings')`,
  due: sql`due_on`,
} as const satisfies Readonly<Record<EntrySort, RawBuilder<unknown>>>;

function orderOf(sort: EntrySort | `-${EntrySort}` | undefined): RawBuilder<unknown> {
  if (sort === undefined) return sql`state IN ('published', 'withdrawn'), due_on`;
  const order = ORDERS[sort.replace('-', '') as EntrySort];
  return sort.startsWith('-') ? sql`${order} DESC` : order;
}

/** The queue: what still waits before what is done, and of that what is due first. */
export async function listEntries(
  tx: ReadTx,
  query: {
    readonly state?: DisclosureState | undefined;
    readonly q?: string | undefined;
    readonly sort?: EntrySort | `-${EntrySort}` | undefined;
    readonly page: number;
    readonly size: number;
  },
): Promise<{ total: number; rows: Entry[]; counts: Record<string, number> }> {
  let found = tx.db.selectFrom('disclosure_entry').where('bureau_id', '=', tx.bureauId);
  if (query.state !== undefined) found = found.where('state', '=', query.state);
  if (query.q !== undefined && query.q !== '') {
    const isSearched = await enterpriseSearch(tx, query.q, 'e');
    found = found.where(
      sql<boolean>`EXISTS (SELECT 1 FROM inspection i JOIN enterprise e USING (bureau_id, enterprise_id)
        WHERE i.bureau_id = disclosure_entry.bureau_id AND i.inspection_id = disclosure_entry.inspection_id AND ${isSearched})`,
    );
  }
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .selectAll()
    .orderBy(orderOf(query.sort))
    .orderBy('entry_id')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute();
  const counted = await tx.db
    .selectFrom('disclosure_entry')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('bureau_id', '=', tx.bureauId)
    .groupBy('state')
    .execute();
  return {
    total: Number(total),
    rows,
    counts: Object.fromEntries(counted.map(({ state, count }) => [state, Number(count)])),
  };
}

/** The public copy of a visit, built from allowed fields only; undefined when it is not concluded. */
export async function publicResultOf(tx: ReadTx, inspectionId: string): Promise<PublicResult | undefined> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined || visit.conclusion === null) return undefined;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const items = await listItemsById(tx, visit.plan?.itemIds ?? []);
  const jointOrgans = [
    ...new Set(
      (await listPartnersOf(tx, visit)).flatMap(({ organ, isPresent }) => (isPresent === false ? [] : [organ])),
    ),
  ];
  const findings = (await listFindings(tx, inspectionId)).filter(({ isWithdrawn }) => !isWithdrawn);
  return {
    bureau: bureau.name,
    ...(jointOrgans.length === 0 ? {} : { jointOrgans }),
    drawId: visit.drawId,
    enterprise: await publicEnterprise(tx, visit),
    inspectedOn: visit.plan?.inspectOn ?? tx.today,
    items: items.map(({ content }) => ({ code: content.code, name: content.name })),
    conclusion: visit.conclusion,
    findings: findings.map(({ number, itemId, description, level, measureKind, dueOn }) => ({
      number,
      itemName: items.find((item) => item.itemId === itemId)?.content.name ?? '',
      text: description,
      level,
      measureKind,
      dueOn,
    })),
  };
}

/** Names of natural persons that belong to the visit: they may not stand in public words. */
export async function personsOf(tx: ReadTx, inspectionId: string): Promise<string[]> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined) return [];
  const enterprise = await tx.db
    .selectFrom('enterprise')
    .select(['legal_representative', 'principal', 'safety_manager'])
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', '=', visit.enterpriseId)
    .executeTakeFirstOrThrow();
  const names = [
    enterprise.legal_representative,
    enterprise.principal,
    enterprise.safety_manager,
    ...visit.team.map(({ name }) => name),
    ...(await listPartnersOf(tx, visit)).map(({ name }) => name),
  ];
  return [...new Set(names.filter((name) => name !== null))];
}

/** Entries whose deadline still runs. */
export async function listUnfinished(
  tx: ReadTx,
): Promise<Pick<Selectable<DisclosureEntryTable>, 'entry_id' | 'counted_from' | 'due_on'>[]> {
  return tx.db
    .selectFrom('disclosure_entry')
    .select(['entry_id', 'counted_from', 'due_on'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', 'in', ['drafted', 'confirmed', 'approved'])
    .orderBy('entry_id')
    .execute();
}

/** Hash of a public result in canonical form, which knows no null. */
export function resultHash({ findings, ...result }: PublicResult): string {
  return documentHash({
    ...result,
    findings: findings.map(({ dueOn, ...finding }) => ({ ...finding, ...(dueOn === null ? {} : { dueOn }) })),
  });
}

async function publicEnterprise(tx: ReadTx, visit: Visit): Promise<PublicResult['enterprise']> {
  const enterprise = await tx.db
    .selectFrom('enterprise')
    .select(['subdistrict_code', 'safety_domain'])
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', '=', visit.enterpriseId)
    .executeTakeFirstOrThrow();
  const subdistrict = await tx.db
    .selectFrom('subdistrict')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .where('code', '=', enterprise.subdistrict_code)
    .executeTakeFirst();
  return {
    name: visit.row.enterprise_name,
    creditCode: visit.row.credit_code,
    subdistrictCode: enterprise.subdistrict_code,
    subdistrict: subdistrict?.name ?? enterprise.subdistrict_code,
    safetyDomain: enterprise.safety_domain,
  };
}
