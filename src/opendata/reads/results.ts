/** Published results page by page, with their rectification: the source of seven datasets. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { inForce } from '../../disclosure/reads/published.ts';
import { countedFindings } from '../../disclosure/rules/public-figures.ts';
import '../../disclosure/tables.ts';
import type { PublicResult } from '../../disclosure/types.ts';
import { publicHazardsOf } from '../../hazard/reads/public.ts';
import type { PublicHazard } from '../../hazard/types/public.ts';
import { publicProgressOf } from '../../rectification/reads/public.ts';
import type { PublicProgress } from '../../rectification/types/views.ts';
import type { RowOf } from '../types.ts';
import type { findingColumns, rectificationColumns, visitColumns, wideColumns } from '../types/columns.ts';
import type { statisticsColumns } from '../types/columns-after.ts';

/** Results read at once: memory grows with this, not with the year. */
const PAGE = 1_000;

/** A published result in force, with how far its findings are. */
export interface Result {
  readonly entryId: string;
  readonly version: number;
  readonly publishedOn: string;
  readonly hash: string;
  readonly content: PublicResult;
  readonly drawId: string | null;
  /** By number of the finding, like the next. */
  readonly progress: ReadonlyMap<number, PublicProgress>;
  readonly hazards: ReadonlyMap<number, PublicHazard>;
}

async function resultYears(tx: ReadTx): Promise<readonly number[]> {
  const rows = await inForce(tx, 'visit')
    .select(sql<number>`left(e.content->>'inspectedOn', 4)::int`.as('year'))
    .distinct()
    .orderBy('year')
    .execute();
  return rows.map(({ year }) => year);
}

/** By entry id, which is how the ids of their datasets begin. */
async function* results(tx: ReadTx, year: number): AsyncGenerator<readonly Result[]> {
  const draws = await publicIdsOfDraws(tx);
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await inForce(tx, 'visit')
      .select(['e.entry_id', 'e.inspection_id', 's.version', 's.published_on', 's.hash', 's.content'])
      .$narrowType<{ inspection_id: string; content: PublicResult }>()
      // No result is older than its visit. The year itself stands in the words, and a row that only they exclude is looked at.
      .where('e.published_on', '>=', `${year}-01-01`)
      .where('e.entry_id', '>', after)
      // Said of both, or the snapshots of all pages before are walked through again for each page.
      .where('s.entry_id', '>', after)
      .orderBy('e.entry_id')
      .limit(PAGE)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.entry_id;
    const own = rows.filter(({ content }) => content.inspectedOn.startsWith(`${year}-`));
    const visits = own.map(({ inspection_id: id }) => id);
    const progress = await publicProgressOf(tx, visits);
    const hazards = await publicHazardsOf(tx, visits);
    yield own.map((row) => ({
      entryId: row.entry_id,
      version: row.version,
      publishedOn: row.published_on,
      hash: row.hash,
      content: row.content,
      drawId: draws.get(row.content.drawId) ?? null,
      progress: progress.get(row.inspection_id) ?? new Map(),
      hazards: hazards.get(row.inspection_id) ?? new Map(),
    }));
  }
}

export const RESULTS = { years: resultYears, pages: results };

export function visitRows(page: readonly Result[]): RowOf<typeof visitColumns>[] {
  return page.map(visitRow);
}

export function findingRows(page: readonly Result[]): RowOf<typeof findingColumns>[] {
  return page.flatMap(findingsOf);
}

export function rectificationRows(page: readonly Result[]): RowOf<typeof rectificationColumns>[] {
  return page.flatMap(rectificationOf);
}

export function wideRows(page: readonly Result[]): RowOf<typeof wideColumns>[] {
  return page.flatMap(wideOf);
}

type Counts = { -readonly [K in keyof RowOf<typeof statisticsColumns>]: RowOf<typeof statisticsColumns>[K] };

/** As many rows as months and subdistricts, all at the end. */
export function countResults() {
  const found = new Map<string, Counts>();
  return {
    take: (page: readonly Result[]): readonly Counts[] => {
      for (const result of page) count(found, result);
      return [];
    },
    end: (): readonly Counts[] => [...found.values()],
  };
}

function visitRow({ entryId, version, publishedOn, hash, drawId, content }: Result): RowOf<typeof visitColumns> {
  const { enterprise } = content;
  return {
    visit_id: entryId,
    version,
    published_on: publishedOn,
    bureau: content.bureau,
    joint_bodies: content.jointOrgans ?? [],
    draw_id: drawId,
    enterprise_name: enterprise.name,
    credit_code: enterprise.creditCode,
    subdistrict_code: enterprise.subdistrictCode,
    subdistrict: enterprise.subdistrict,
    safety_domain: enterprise.safetyDomain,
    inspected_on: content.inspectedOn,
    item_codes: content.items.map(({ code }) => code),
    conclusion: content.conclusion,
    findings: content.findings.length,
    hash,
  };
}

function findingsOf({ entryId, content }: Result): RowOf<typeof findingColumns>[] {
  return content.findings.map(({ number, itemName, text, level, measureKind, dueOn }) => ({
    finding_id: `${entryId}-${number}`,
    visit_id: entryId,
    number,
    credit_code: content.enterprise.creditCode,
    inspected_on: content.inspectedOn,
    item_name: itemName,
    text,
    level,
    measure: measureKind,
    due_on: dueOn,
  }));
}

/** Of the published findings only: a finding that the public copy left out has no row here either. */
function rectificationOf({ entryId, content, progress }: Result): RowOf<typeof rectificationColumns>[] {
  return content.findings.flatMap(({ number, dueOn }) => {
    const found = progress.get(number);
    if (found === undefined) return [];
    return {
      finding_id: `${entryId}-${number}`,
      visit_id: entryId,
      credit_code: content.enterprise.creditCode,
      due_on: dueOn,
      state: found.state,
      is_overdue: found.isOverdue,
      settled_on: found.settledOn,
    };
  });
}

function wideOf(result: Result): RowOf<typeof wideColumns>[] {
  const visit = visitRow(result);
  const { findings } = result.content;
  if (findings.length === 0) {
    const none = { number: null, item_name: null, text: null, level: null, measure: null, due_on: null } as const;
    const nothing = { state: null, is_overdue: null, settled_on: null } as const;
    return [{ row_id: `${result.entryId}-0`, ...visit, ...none, ...nothing }];
  }
  return findings.map(({ number, itemName, text, level, measureKind, dueOn }) => {
    const progress = result.progress.get(number);
    return {
      row_id: `${result.entryId}-${number}`,
      ...visit,
      number,
      item_name: itemName,
      text,
      level,
      measure: measureKind,
      due_on: dueOn,
      state: progress?.state ?? null,
      is_overdue: progress?.isOverdue ?? null,
      settled_on: progress?.settledOn ?? null,
    };
  });
}

function count(found: Map<string, Counts>, { content, progress }: Result): void {
  const month = content.inspectedOn.slice(0, 7);
  const { subdistrictCode, subdistrict } = content.enterprise;
  const rowId = `${month}-${subdistrictCode}`;
  const row = found.get(rowId) ?? {
    row_id: rowId,
    month,
    subdistrict_code: subdistrictCode,
    subdistrict,
    visits: 0,
    visits_with_findings: 0,
    findings: 0,
    major_findings: 0,
    rectified: 0,
    overdue: 0,
  };
  const findings = countedFindings({ content, progress });
  row.visits += 1;
  row.visits_with_findings += findings.length > 0 ? 1 : 0;
  row.findings += findings.length;
  row.major_findings += findings.filter(({ level }) => level === 'major').length;
  const states = findings.map(({ number }) => progress.get(number));
  row.rectified += states.filter((state) => state?.state === 'passed').length;
  row.overdue += states.filter((state) => state?.isOverdue === true).length;
  found.set(rowId, row);
}

async function publicIdsOfDraws(tx: ReadTx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom('draw')
    .select(['draw_id', 'public_id'])
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', 'is not', null)
    .execute();
  return new Map(rows.map(({ draw_id: id, public_id: publicId }) => [id, publicId]));
}
