/** Pages of figures (a year, a street), of what was corrected, withdrawn or is late, and what the portal says of itself. @module */
import { daysBetween } from '../../core/calendar/day.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listSubdistricts } from '../../directory/reads/pools.ts';
import {
  countWaiting,
  listCorrections,
  listOverdueDisclosures,
  listPublicVisits,
  listVisitYears,
  listWithdrawals,
} from '../../disclosure/reads/portal.ts';
import { listPublicObjections } from '../../disclosure/reads/public-objections.ts';
import { listOverduePenalties, listPublicPenalties } from '../../disclosure/reads/public-penalties.ts';
import { commonProblems, figuresOf, penalisedVisits, type Penalised } from '../../disclosure/rules/public-figures.ts';
import type { PublicVisit } from '../../disclosure/types/public-visit.ts';
import { publishedDraws } from '../../draw/reads/public.ts';
import { progressMonths } from '../../inspection/rules/progress.ts';
import { listPublishedPlans } from '../../plan/reads.ts';
import { MOST_CHANGES, portalChanges } from '../../web/portal/changes.ts';
import { portalEnglish } from '../../web/portal/english.ts';
import type { StreetFigures, YearView } from '../../web/portal/figures.ts';
import { portalAccessibility } from '../../web/portal/accessibility.ts';
import type { ResultRow } from '../../web/portal/results.ts';
import { portalStatistics, portalStreet } from '../../web/portal/statistics.ts';
import type { Page } from '../portal.ts';

/** One year's figures, from published results, plans and draws alone. */
export async function yearView(tx: ReadTx, year: number, visits: readonly PublicVisit[]): Promise<YearView> {
  const plan = (await listPublishedPlans(tx)).find((each) => each.year === year && each.state !== 'superseded');
  const draws = (await publishedDraws(tx)).filter(
    (draw) => draw.year === year && draw.isResultPublic && draw.voided === undefined,
  );
  return {
    year,
    asOf: tx.today,
    planned: plan?.count,
    drawn: draws.reduce((total, { k }) => total + k, 0),
    figures: figuresOf(visits),
    penalised: penalisedVisits(visits, await penalties(tx)),
    months: progressMonths(
      plan?.monthlyTargets ?? [],
      visits.map(({ content }) => content.inspectedOn),
    ),
    problems: commonProblems(visits),
  };
}

/** All that are in force; of a year there are fewer than of its results. */
async function penalties(tx: ReadTx): Promise<Penalised[]> {
  const { rows } = await listPublicPenalties(tx, { page: 1, size: MOST_PENALTIES });
  return rows.map(({ content: { enterprise, decidedOn } }) => ({ creditCode: enterprise.creditCode, decidedOn }));
}
const MOST_PENALTIES = 100_000;

/** Years with published results and this one, the latest first; the one asked for if it is among them, else this one. */
async function chosenYear(
  tx: ReadTx,
  asked: string | undefined,
): Promise<{ readonly year: number; readonly years: readonly number[] }> {
  const current = Number(tx.today.slice(0, 4));
  const years = [...new Set([current, ...(await listVisitYears(tx))])].toSorted((a, b) => b - a);
  const year = Number(asked ?? Number.NaN);
  return { year: years.includes(year) ? year : current, years };
}

export const statisticsPage: Page = async (tx, { frame, query }) => {
  const { year, years } = await chosenYear(tx, query['year']);
  const visits = await listPublicVisits(tx, { year });
  const byStreet = Map.groupBy(visits, ({ content }) => content.enterprise.subdistrictCode);
  const named = new Map((await listSubdistricts(tx)).map(({ code, name }) => [code, name]));
  // A street that was renumbered since keeps its visits under the old code.
  for (const [code, [visit]] of byStreet)
    if (visit !== undefined && !named.has(code)) named.set(code, visit.content.enterprise.subdistrict);
  return portalStatistics(frame, {
    ...(await yearView(tx, year, visits)),
    years,
    streets: [...named]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, name]): StreetFigures => ({ code, name, figures: figuresOf(byStreet.get(code) ?? []) })),
    waiting: await countWaiting(tx),
    overdue: (await listOverdueDisclosures(tx)).length,
  });
};

export const streetPage: Page = async (tx, { frame, params, query }) => {
  const { code = '' } = params;
  const { year, years } = await chosenYear(tx, query['year']);
  const visits = await listPublicVisits(tx, { year, subdistrictCode: code });
  const name =
    (await listSubdistricts(tx)).find((each) => each.code === code)?.name ?? visits[0]?.content.enterprise.subdistrict;
  if (name === undefined) return undefined;
  return portalStreet(frame, {
    code,
    name,
    year,
    years,
    asOf: tx.today,
    figures: figuresOf(visits),
    problems: commonProblems(visits),
    results: visits.slice(0, MOST_IN_STREET).map(rowOf),
  });
};

/** A page of 100 KB has room for so many; the rest by the search of the results. */
const MOST_IN_STREET = 60;

function rowOf({ entryId, publishedOn, content }: PublicVisit): ResultRow {
  const { enterprise, inspectedOn, conclusion, findings } = content;
  return {
    entryId,
    enterprise: enterprise.name,
    creditCode: enterprise.creditCode,
    subdistrict: enterprise.subdistrict,
    inspectedOn,
    conclusion,
    findings: findings.length,
    publishedOn,
  };
}

export const changesPage: Page = async (tx, { frame }) =>
  portalChanges(frame, {
    overdue: (await listOverdueDisclosures(tx)).map((late) => ({
      ...late,
      lateDays: daysBetween(late.dueOn, tx.today),
    })),
    penalties: (await listOverduePenalties(tx)).map((late) => ({
      ...late,
      lateDays: daysBetween(late.dueOn, tx.today),
    })),
    corrections: await listCorrections(tx, MOST_CHANGES),
    withdrawals: await listWithdrawals(tx, MOST_CHANGES),
    objections: await listPublicObjections(tx, MOST_CHANGES),
    today: tx.today,
  });

export const accessibilityPage: Page = (_tx, { frame }) => Promise.resolve(portalAccessibility(frame));

export const englishPage: Page = (_tx, { frame }) => Promise.resolve(portalEnglish(frame));
