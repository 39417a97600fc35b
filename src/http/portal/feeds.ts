/** The portal's Atom feeds. @module */
import { portalAddress } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listPublicVisits, listWithdrawals } from '../../disclosure/reads/portal.ts';
import { listPublicObjections } from '../../disclosure/reads/public-objections.ts';
import type { ListedPublicObjection } from '../../disclosure/types/objection.ts';
import type { PublicVisit, PublicWithdrawal } from '../../disclosure/types/public-visit.ts';
import { visitText } from '../../web/kit/strings/portal-figures.zh.ts';
import { portalText } from '../../web/kit/strings/portal.zh.ts';
import { atomFeed } from '../../web/portal/feed.ts';
import type { Visit } from '../portal.ts';
import { askedCode } from './enterprises.ts';

/** A reader that comes once a day misses nothing. */
const MOST_ENTRIES = 50;

export async function resultsFeed(tx: ReadTx, visit: Visit): Promise<string> {
  const newest = (await listPublicVisits(tx, {}))
    .toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : a.publishedOn > b.publishedOn ? -1 : 0))
    .slice(0, MOST_ENTRIES);
  const feed = { title: portalText.feed, self: '/feed.atom', page: '/results' };
  return written(tx, visit, feed, {
    visits: newest,
    withdrawals: await listWithdrawals(tx, MOST_ENTRIES),
    objections: await listPublicObjections(tx, MOST_ENTRIES),
  });
}

/** Of one enterprise; withdrawals are in the feed of all results alone, since they no longer say whose they were. */
export async function enterpriseFeed(tx: ReadTx, visit: Visit): Promise<string | undefined> {
  const creditCode = await askedCode(tx, visit.params['creditCode'] ?? '');
  const visits = creditCode === undefined ? [] : await listPublicVisits(tx, { creditCodes: [creditCode] });
  const [latest] = visits;
  if (latest === undefined) return undefined;
  const page = `/enterprises/${creditCode}`;
  const title = visitText.feedTitle(latest.content.enterprise.name);
  const own = visits.map(({ entryId }) => entryId);
  return written(
    tx,
    visit,
    { title, self: `${page}/feed.atom`, page },
    {
      visits: visits.slice(0, MOST_ENTRIES),
      withdrawals: [],
      objections: await listPublicObjections(tx, MOST_ENTRIES, own),
    },
  );
}

async function written(
  tx: ReadTx,
  { frame }: Visit,
  feed: { readonly title: string; readonly self: string; readonly page: string },
  told: {
    readonly visits: readonly PublicVisit[];
    readonly withdrawals: readonly PublicWithdrawal[];
    readonly objections: readonly ListedPublicObjection[];
  },
): Promise<string> {
  const address = await portalAddress(tx);
  const made = await atomFeed({
    ...feed,
    address,
    author: frame.bureau.name,
    asOf: frame.asOf,
    today: tx.today,
    ...told,
  });
  return made.toString();
}
