/** Pages of items and plans, the home page, the search, and what the portal says about itself. @module */
import { findPublicProfile } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listPublishedResults } from '../../disclosure/reads/published.ts';
import { publishedDraws } from '../../draw/reads/public.ts';
import { findPublicResult } from '../../draw/reads/public-result.ts';
import { CONCLUSIONS } from '../../inspection/types/visit.ts';
import { findPublicCatalogue, listBasesOf, listPublishedItems } from '../../items/reads.ts';
import { resolveOn } from '../../items/rules/catalogue.ts';
import { listPublishedPlans } from '../../plan/reads.ts';
import { portalAbout, portalOpenData } from '../../web/portal/about.ts';
import { portalHome, type HomeView } from '../../web/portal/home.ts';
import { portalItem, portalItems } from '../../web/portal/items.ts';
import { portalPlan, portalPlans } from '../../web/portal/plans.ts';
import { portalSearch, type Found } from '../../web/portal/search.ts';
import { CONCLUSION_TONES } from '../../web/portal/words.ts';
import type { Page } from '../portal.ts';
import { logHref } from './frame.ts';
import { witnessesView } from './log.ts';

const LATEST_RESULTS = 8;
const MOST_FOUND = 20;

export const homePage: Page = async (tx, { frame }) =>
  portalHome({
    ...frame,
    ...(await yearInNumbers(tx)),
    ...(await latestDraw(tx)),
    latestResults: await latestResults(tx),
  });

async function yearInNumbers(tx: ReadTx): Promise<Pick<HomeView, 'year' | 'counts'>> {
  const year = Number(tx.today.slice(0, 4));
  const plan = (await listPublishedPlans(tx)).find((each) => each.year === year && each.state !== 'superseded');
  const { checked } = await tx.db
    .selectFrom('inspection')
    .select((eb) => eb.fn.countAll<number>().as('checked'))
    .where('bureau_id', '=', tx.bureauId)
    .where('signed_on', '>=', `${year}-01-01`)
    .where('signed_on', '<=', `${year}-12-31`)
    .executeTakeFirstOrThrow();
  const { total } = await listPublishedResults(tx, { from: `${year}-01-01`, to: `${year}-12-31`, page: 1, size: 1 });
  return {
    year,
    counts: {
      inDirectory: { count: plan?.universeSize ?? 0 },
      planned: { count: plan?.count ?? 0, ...(plan === undefined ? {} : { href: `/plans/${plan.planId}` }) },
      checked: { count: checked },
      published: { count: total, href: '/results' },
    },
  };
}

async function latestDraw(tx: ReadTx): Promise<Pick<HomeView, 'latestDraw'>> {
  const draws = (await publishedDraws(tx)).filter(
    ({ isResultPublic, voided }) => isResultPublic && voided === undefined,
  );
  // The picture of the first page is that of the year: a surprise inspection of a few is found under the draws.
  const draw = draws.find(({ openBy }) => openBy === undefined) ?? draws[0];
  const result = draw && (await findPublicResult(tx, draw.publicId));
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

export const openDataPage: Page = async (tx, { frame }) =>
  portalOpenData(frame, (await listPublishedResults(tx, { page: 1, size: 1 })).total);

export const searchPage: Page = async (tx, { frame, query }) => {
  const { q = '' } = query;
  const wanted = q.toLowerCase();
  const has = (...texts: readonly string[]): boolean =>
    q !== '' && texts.some((text) => text.toLowerCase().includes(wanted));
  const items = (await findPublicCatalogue(tx, tx.today))?.items ?? [];
  const draws = await publishedDraws(tx);
  return portalSearch(frame, {
    q,
    enterprises: q === '' ? [] : await findEnterprises(tx, has, q),
    items: items
      .filter(({ code, name }) => has(code, name))
      .map(({ code, name }) => ({ href: `/items/${code}`, title: `${code} ${name}` })),
    draws: draws
      .filter(({ publicId, name }) => has(publicId, name))
      .map(({ publicId, name }) => ({ href: `/draws/${publicId}`, title: name })),
  });
};

/** Those with a published result, and those in the list of the latest public draw. */
async function findEnterprises(tx: ReadTx, has: (...texts: readonly string[]) => boolean, q: string): Promise<Found[]> {
  const { rows } = await listPublishedResults(tx, { q, page: 1, size: MOST_FOUND });
  const latest = (await publishedDraws(tx)).find(({ isResultPublic }) => isResultPublic);
  const listed = latest === undefined ? [] : ((await findPublicResult(tx, latest.publicId))?.dots ?? []);
  const names = new Map([
    ...listed.filter(({ id, name }) => has(id, name)).map(({ id, name }) => [id, name] as const),
    ...rows.map(({ content }) => [content.enterprise.creditCode, content.enterprise.name] as const),
  ]);
  return [...names]
    .slice(0, MOST_FOUND)
    .map(([code, name]) => ({ href: `/enterprises/${code}`, title: `${name}（${code}）` }));
}
