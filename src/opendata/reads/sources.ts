/** Where the rows of each dataset come from: the reads of the public pages, nothing else. @module */
import type { ReadTx } from '../../core/transact.ts';
import { listPublicEntries } from '../../credit/reads/public.ts';
import { publishedDraws } from '../../draw/reads/public.ts';
import { findPublicResult } from '../../draw/reads/public-result.ts';
import { findPublicCatalogue, listCatalogues } from '../../items/reads.ts';
import { listPublishedPlans } from '../../plan/reads.ts';
import type { Columns, RowOf } from '../types.ts';
import type {
  dishonestyColumns,
  drawColumns,
  drawnColumns,
  itemColumns,
  planColumns,
} from '../types/columns-before.ts';
import type { DATASETS, DatasetName } from '../types/datasets.ts';
import { countProblems } from './common-problems.ts';
import { hazardRows } from './major-hazards.ts';
import { objections } from './objections.ts';
import { corrections, exposures, penalties, yearOf, type Dated } from './published.ts';
import { countResults, findingRows, rectificationRows, RESULTS, visitRows, wideRows } from './results.ts';

/** What datasets are made of, page by page. Those with the same reader are made in one pass over it. */
export interface Reader<Page> {
  years(tx: ReadTx): Promise<readonly number[]>;
  pages(tx: ReadTx, year: number): AsyncIterable<Page>;
}

/**
 * The rows of a dataset, made of its reader's pages. They may be in any order, but every id comes after those of the pages before (by
 * bytes), so that what is gone is seen without holding the year in memory.
 */
export interface Source<C extends Columns, Page = unknown> {
  readonly reader: Reader<Page>;
  /** Once for each year: some keep count until its end. */
  open(): RowsOfPages<RowOf<C>, Page>;
}

export interface RowsOfPages<R, Page> {
  take(page: Page): readonly R[];
  end(): readonly R[];
}

/** Each page by itself, nothing to be kept. */
export function eachPage<R, Page>(take: (page: Page) => readonly R[]): () => RowsOfPages<R, Page> {
  return () => ({ take, end: () => [] });
}

export const SOURCES: { readonly [N in DatasetName]: Source<(typeof DATASETS)[N]['columns']> } = {
  plans: small(plans),
  items: small(items),
  draws: small(draws),
  drawn: { reader: { years: drawYears, pages: drawnPages }, open: eachPage(asTheyAre<RowOf<typeof drawnColumns>>) },
  visits: { reader: RESULTS, open: eachPage(visitRows) },
  findings: { reader: RESULTS, open: eachPage(findingRows) },
  rectification: { reader: RESULTS, open: eachPage(rectificationRows) },
  'visits-wide': { reader: RESULTS, open: eachPage(wideRows) },
  hazards: { reader: RESULTS, open: eachPage(hazardRows) },
  penalties: small(penalties),
  exposures: small(exposures),
  dishonesty: small(dishonesty),
  'common-problems': { reader: RESULTS, open: countProblems },
  statistics: { reader: RESULTS, open: countResults },
  corrections: small(corrections),
  objections: small(objections),
};

/** A dataset that is read whole: plans, editions, draws, lists of units. */
function small<C extends Columns>(all: (tx: ReadTx) => Promise<Dated<RowOf<C>>>): Source<C> {
  const reader: Reader<readonly RowOf<C>[]> = {
    years: async (tx) => [...new Set((await all(tx)).map(({ year }) => year))].toSorted((a, b) => a - b),
    pages: async function* (tx, year) {
      yield (await all(tx)).filter((each) => each.year === year).map(({ row }) => row);
    },
  };
  return { reader, open: eachPage(asTheyAre<RowOf<C>>) };
}

function asTheyAre<R>(page: readonly R[]): readonly R[] {
  return page;
}

async function plans(tx: ReadTx): Promise<Dated<RowOf<typeof planColumns>>> {
  return (await listPublishedPlans(tx)).map((plan) => ({
    year: plan.year,
    row: {
      plan_id: plan.planId,
      plan_year: plan.year,
      version: plan.version,
      state: plan.state,
      title: plan.title,
      universe: plan.universeSize,
      measured_on: plan.universeMeasuredOn,
      ratio_per_10000: plan.ratio,
      planned: plan.count,
      window_from: plan.windowFrom,
      window_to: plan.windowTo,
      approved_on: plan.approvedOn,
      published_on: plan.publishedOn,
      adjusted_because: plan.adjustedBecause,
      hash: plan.hash,
    },
  }));
}

async function items(tx: ReadTx): Promise<Dated<RowOf<typeof itemColumns>>> {
  const days = (await listCatalogues(tx)).flatMap(({ state, publishedOn }) =>
    state === 'published' && publishedOn !== null && publishedOn <= tx.today ? [publishedOn] : [],
  );
  const found: { year: number; row: RowOf<typeof itemColumns> }[] = [];
  for (const day of new Set(days)) {
    const list = await findPublicCatalogue(tx, day);
    if (list === undefined) continue;
    for (const item of list.items)
      found.push({
        year: yearOf(list.publishedOn),
        row: {
          row_id: `${list.edition}-${item.code}`,
          edition: list.edition,
          published_on: list.publishedOn,
          code: item.code,
          version: item.version,
          name: item.name,
          category: item.category,
          kind: item.kind,
          subject: item.subject,
          methods: item.methods,
          selection: item.selection,
          ratio_per_10000: item.ratio,
          frequency: item.frequency,
          cap: item.cap,
          joint_departments: item.joint ?? [],
          channel_url: item.channelUrl ?? null,
          check_points: item.points.map(({ question }) => question),
          duties: item.duties,
          penalties: item.penalties,
        },
      });
  }
  return found;
}

async function draws(tx: ReadTx): Promise<Dated<RowOf<typeof drawColumns>>> {
  const found: { year: number; row: RowOf<typeof drawColumns> }[] = [];
  for (const draw of await publishedDraws(tx)) {
    const result = draw.isResultPublic ? await findPublicResult(tx, draw.publicId) : undefined;
    found.push({
      year: draw.year,
      row: {
        draw_id: draw.publicId,
        name: draw.name,
        announced_at: draw.announcedAt,
        announcement_hash: draw.announcementHash,
        listed: draw.listed,
        eligible: draw.eligible,
        to_draw: draw.k,
        is_sealed: draw.isSealed,
        voided_because: draw.voided?.reason ?? null,
        result_hash: result?.hash ?? null,
      },
    });
  }
  return found;
}

async function drawYears(tx: ReadTx): Promise<readonly number[]> {
  const open = (await publishedDraws(tx)).filter(({ isResultPublic }) => isResultPublic);
  return [...new Set(open.map(({ year }) => year))].toSorted((a, b) => a - b);
}

/** One page for each draw. */
async function* drawnPages(tx: ReadTx, year: number): AsyncGenerator<readonly RowOf<typeof drawnColumns>[]> {
  const open = (await publishedDraws(tx)).filter((draw) => draw.isResultPublic && draw.year === year);
  for (const { publicId } of open.toSorted((a, b) => (`${a.publicId}-` < `${b.publicId}-` ? -1 : 1))) {
    const result = await findPublicResult(tx, publicId);
    if (result === undefined) continue;
    const picks = new Map(result.picks.map((pick) => [pick.id, pick]));
    yield result.dots.map(({ id, name, isDrawn }) => ({
      row_id: `${publicId}-${id}`,
      draw_id: publicId,
      credit_code: id,
      enterprise_name: name,
      is_drawn: isDrawn,
      stratum: picks.get(id)?.stratum ?? null,
      rank: picks.get(id)?.rank ?? null,
      score: picks.get(id)?.score ?? null,
    }));
  }
}

async function dishonesty(tx: ReadTx): Promise<Dated<RowOf<typeof dishonestyColumns>>> {
  return (await listPublicEntries(tx)).map((entry) => ({
    year: yearOf(entry.publishedOn),
    row: {
      entry_id: entry.id,
      enterprise_name: entry.enterprise,
      credit_code: entry.creditCode,
      situation: entry.situation,
      basis: entry.basis,
      listed_on: entry.listedOn,
      published_on: entry.publishedOn,
      ends_on: entry.endsOn,
    },
  }));
}
