/** 法规及其变动: texts by version, and which items a change touches. Browser-safe. @module */
import { z } from 'zod';
import { LegalBasis } from '../types.ts';

/** The text of one article as it is pasted. */
export const LawArticle = LegalBasis.pick({ article: true, text: true });
export type LawArticle = z.output<typeof LawArticle>;

/** 法规新版: the whole of it, from the day it is in force. */
export const NewLaw = LegalBasis.pick({ instrument: true, version: true, validFrom: true, source: true }).extend({
  articles: z.array(LawArticle).min(1, '没有读到条文').max(1500),
});
export type NewLaw = z.output<typeof NewLaw>;

/** A version of an article with the instant it was entered; null for those entered before that was kept. */
export const RegisteredBasis = LegalBasis.extend({ addedAt: z.string().nullable() });
export type RegisteredBasis = z.output<typeof RegisteredBasis>;

/** 一条条文的变动: null where it did not exist before, or ends. */
export const ArticleChange = z.object({
  article: z.int(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type ArticleChange = z.output<typeof ArticleChange>;

/** 法规变动: the articles of an instrument whose text becomes another, or ends, on one day. */
export interface LawChange {
  readonly instrument: string;
  readonly changesOn: string;
  readonly articles: readonly ArticleChange[];
  /** When the last of them was entered. */
  readonly knownAt: string | null;
}

/** 受影响的事项: with the citations and the points that rest on a changed article. */
export const TouchedItem = z.object({
  itemId: z.uuid(),
  code: z.string(),
  name: z.string(),
  version: z.int(),
  citations: z.array(z.string()),
  /** Numbers of the changed articles among them. */
  articles: z.array(z.int()),
  points: z.array(z.object({ no: z.int(), question: z.string() })),
  /** It cites an article that ends: only another citation settles that. */
  isEnding: z.boolean(),
});
export type TouchedItem = z.output<typeof TouchedItem>;

/** 复核 of an item after a change. */
export const LawReview = z.object({
  itemId: z.uuid(),
  note: z.string(),
  reviewedBy: z.string(),
  reviewedOn: z.string(),
});
export type LawReview = z.output<typeof LawReview>;

/** 变动页的一项变动 */
export const LawChangeView = z.object({
  instrument: z.string(),
  changesOn: z.string(),
  articles: z.array(ArticleChange),
  /** Items that still wait for somebody, and those that were reviewed. */
  open: z.array(TouchedItem),
  reviewed: z.array(TouchedItem.extend({ review: LawReview.omit({ itemId: true }) })),
});
export type LawChangeView = z.output<typeof LawChangeView>;

/** 法规目录的一行 */
export const LawSummary = z.object({
  instrument: z.string(),
  /** Of the text in force today, or of the last one. */
  version: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  articles: z.int(),
  versions: z.int(),
});
export type LawSummary = z.output<typeof LawSummary>;
