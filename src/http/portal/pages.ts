/** Pages of items and plans, the home page, the search, and what the portal says about itself. @module */
import { findPublicProfile } from '../../bureau/reads.ts';
import { isFound, searchForms } from '../../core/search-text.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listPublicVisits, searchEnterprises } from '../../disclosure/reads/portal.ts';
import { listPublishedResults } from '../../disclosure/reads/published.ts';
import { publishedDraws } from '../../draw/reads/public.ts';
import { findPublicPicture } from '../../draw/reads/public-result.ts';
import { CONCLUSIONS } from '../../inspection/types/visit.ts';
import { findPublicCatalogue, listBasesOf, listPublishedItems } from '../../items/reads.ts';
import { resolveOn } from '../../items/rules/catalogue.ts';
import { listPublishedPlans } from '../../plan/reads.ts';
import { portalAbout } from '../../web/portal/about.ts';
import { portalHome, type HomeView } from '../../web/portal/home.ts';
import { portalItem, portalItems } from '../../web/portal/items.ts';
import { portalPlan, portalPlans } from '../../web/portal/plans.ts';
import { portalSearch, type Found } from '../../web/portal/search.ts';
import { verdictSentence } from '../../web/portal/visit.ts';
import { CONCLUSION_TONES } from '../../web/portal/words.ts';
import type { YearView } from '../../web/portal/figures.ts';
import type { Page } from '../portal.ts';
import { yearView } from './figures.ts';
import { logHref } from './frame.ts';
import { witnessesView } from './log.ts';

const LATEST_RESULTS = 8;
const MOST_FOUND = 20;

export const homePage: Page = async (tx, { frame }) =>
  portalHome({
    ...frame,
    figures: await thisYear(tx),
    ...(await latestDraw(tx)),
    latestResults: await latestResults(tx),
  });

async function thisYear(tx: ReadTx): Promise<YearView> {
  const year = Number(tx.today.slice(0, 4));
  return yearView(tx, year, await listPublicVisits(tx, { year }));
}

async function latestDraw(tx: ReadTx): Promise<Pick<HomeView, 'latestDraw'>> {
  const draws = (await publishedDraws(tx)).filter(
    ({ isResultPublic, voided }) => isResultPublic && voided === undefined,
  );
  // The picture of the first page is that of the year: a surprise inspection of a few is found under the draws.
  const draw = draws.find(({ openBy }) => openBy === undefined) ?? draws[0];
  const result = draw && (await findPublicPicture(tx, draw.publicId));
  if (draw === undefined || result === undefined) return {};
  const { hash, at, dots } = result;
  return {
    latestDraw: {
      title: draw.name,
      href: `/draws/${draw.publicId}`,
      confirmedOn: at,
      hash,
      dots: dots.map(({ isDrawn }) => ({ isDrawn })),
    },
  };
}

async function latestResults(tx: ReadTx): Promise<HomeView['latestResults']> {
  const { rows } = await listPublishedResults(tx, { page: 1, size: LATEST_RESULTS });
  return rows.map(({ entryId, publishedOn, content }) => ({
    href: `/results/${entryId}`,
    enterprise: content.enterprise.name,
    checkedOn: content.inspectedOn,
    tone: CONCLUSION_TONES[content.conclusion],
    outcome: CONCLUSIONS[content.conclusion],
    publishedOn,
  }));
}

export const itemsPage: Page = async (tx, { frame }) => portalItems(frame, await findPublicCatalogue(tx, tx.today));

export const itemPage: Page = async (tx, { frame, params }) => {
  const item = (await findPublicCatalogue(tx, tx.today))?.items.find(({ code }) => code === params['code']);
  const version = (await listPublishedItems(tx, tx.today)).find(({ content }) => content.code === params['code']);
  if (item === undefined || version === undefined) return undefined;
  const refs = version.content.bases;
  return portalItem(frame, { item, bases: resolveOn(await listBasesOf(tx, refs), refs, tx.today) });
};

export const plansPage: Page = async (tx, { frame }) => portalPlans(frame, await listPublishedPlans(tx));

export const planPage: Page = async (tx, { frame, params }) => {
  const plans = await listPublishedPlans(tx);
  const plan = plans.find(({ planId }) => planId === params['planId']);
  return (
    plan &&
    portalPlan(
      frame,
      plan,
      plans.filter(({ year }) => year === plan.year),
    )
  );
};

export const aboutPage: Page = async (tx, { frame }) => {
  const log = await logHref(tx);
  return portalAbout(frame, {
    profile: await findPublicProfile(tx),
    keyHref: log && `${log}/key`,
    ...(await witnessesView(tx)),
  });
};

export const searchPage: Page = async (tx, { frame, query }) => {
  const { q = '' } = query;
  const has = (name: string, code: string): boolean => q !== '' && isFound(q, searchForms(name, { words: [code] }));
  const items = (await findPublicCatalogue(tx, tx.today))?.items ?? [];
  const draws = await publishedDraws(tx);
  return portalSearch(frame, {
    q,
    enterprises: await foundEnterprises(tx, q),
    items: items
      .filter(({ code, name }) => has(name, code))
      .map(({ code, name }) => ({ href: `/items/${code}`, title: `${code} ${name}` })),
    draws: draws
      .filter(({ publicId, name }) => has(name, publicId))
      .map(({ publicId, name }) => ({ href: `/draws/${publicId}`, title: name })),
  });
};

/** Each with the verdict of its latest visit; those that have one come first. */
async function foundEnterprises(tx: ReadTx, q: string): Promise<Found[]> {
  const found = await searchEnterprises(tx, q, MOST_FOUND);
  const visits = await listPublicVisits(tx, { creditCodes: found.map(({ creditCode }) => creditCode) });
  const latest = Map.groupBy(visits, ({ content }) => content.enterprise.creditCode);
  return found
    .map(({ creditCode, name }) => {
      const visit = latest.get(creditCode)?.[0];
      return {
        href: `/enterprises/${creditCode}`,
        title: `${name}（${creditCode}）`,
        ...(visit === undefined ? {} : { words: verdictSentence(visit) }),
      };
    })
    .toSorted((a, b) => Number(b.words !== undefined) - Number(a.words !== undefined));
}
