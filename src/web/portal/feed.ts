/** Atom feeds (RFC 4287): published results, and withdrawals under the id of what they take back, so that readers drop it. @module */
import { html, raw } from 'hono/html';
import { OBJECTION_STATES, type ListedPublicObjection } from '../../disclosure/types/objection.ts';
import type { PublicVisit, PublicWithdrawal } from '../../disclosure/types/public-visit.ts';
import { sentenceDate } from '../kit/format.ts';
import { objectionText } from '../kit/strings/objection.zh.ts';
import { feedText as text } from '../kit/strings/portal-figures.zh.ts';
import type { Html } from './layout.ts';
import { markWords } from './objection-parts.ts';
import { verdictSentence } from './visit.ts';

export interface FeedView {
  readonly title: string;
  /** `https://host`, without a slash. */
  readonly address: string;
  /** Path of the feed and of the page it belongs to. */
  readonly self: string;
  readonly page: string;
  readonly author: string;
  /** An instant, for a feed without entries. */
  readonly asOf: string;
  readonly today: string;
  readonly visits: readonly PublicVisit[];
  readonly withdrawals: readonly PublicWithdrawal[];
  readonly objections: readonly ListedPublicObjection[];
}

export function atomFeed({
  title,
  address,
  self,
  page,
  author,
  asOf,
  today,
  visits,
  withdrawals,
  objections,
}: FeedView): Html {
  const entries = [
    ...visits.map((visit) => ({
      entryId: visit.entryId,
      href: `/results/${visit.entryId}`,
      title: visit.content.enterprise.name,
      words: verdictSentence(visit),
      publishedOn: visit.firstPublishedOn,
      updatedOn: visit.publishedOn,
    })),
    ...withdrawals.map(({ entryId, href, withdrawnOn, reason }) => ({
      entryId,
      href,
      title: text.withdrawn,
      words: text.withdrawnBody(sentenceDate(withdrawnOn), reason),
      publishedOn: undefined,
      updatedOn: withdrawnOn,
    })),
    ...objections.map((objection) => objectionEntry(objection, today)),
  ].toSorted((a, b) => (a.updatedOn < b.updatedOn ? 1 : a.updatedOn > b.updatedOn ? -1 : 0));
  return html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
      <id>${address}${self}</id>
      <title>${title}</title>
      <updated>${entries[0] === undefined ? asOf : instantOf(entries[0].updatedOn)}</updated>
      <author><name>${author}</name></author>
      <link rel="self" href="${address}${self}" />
      <link rel="alternate" type="text/html" href="${address}${page}" />
      ${entries.map(
        ({ entryId, href, title: name, words, publishedOn, updatedOn }) =>
          html`<entry>
            <id>urn:uuid:${entryId}</id>
            <title>${name}</title>
            ${publishedOn === undefined ? '' : html`<published>${instantOf(publishedOn)}</published>`}
            <updated>${instantOf(updatedOn)}</updated>
            <link rel="alternate" type="text/html" href="${address}${href}" />
            <summary>${words}</summary>
          </entry>`,
      )}
    </feed> `;
}

/** An objection under its own id: first that it waits, then the answer. What is no longer public is not named. */
function objectionEntry(objection: ListedPublicObjection, today: string) {
  const { objectionId, entryId, href, enterprise, state, receivedOn, decidedOn, reason } = objection;
  const of = enterprise ?? entryId;
  return {
    entryId: objectionId,
    href,
    title: state === 'open' ? objectionText.feedOpen(of) : objectionText.feedAnswered(of, OBJECTION_STATES[state]),
    words: reason ?? markWords(objection, today),
    publishedOn: receivedOn,
    updatedOn: decidedOn ?? receivedOn,
  };
}

/** The beginning of a day where the bureau is. */
function instantOf(day: string): string {
  return `${day}T00:00:00+08:00`;
}
