/** What a change of law touches. Browser-safe. @module */
import { addDays } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/result.ts';
import type { BasisRef, ItemVersion, LegalBasis } from '../types.ts';
import type { ArticleChange, LawArticle, LawChange, NewLaw, RegisteredBasis, TouchedItem } from '../types/law.ts';
import { formatCitation } from './citations.ts';
import { basesOfPoint } from './points.ts';

interface DatedChange extends ArticleChange {
  readonly instrument: string;
  readonly changesOn: string;
  readonly knownAt: string | null;
}

/** The changes that these versions of articles make, the latest first. The first version of an article changes nothing. */
export function lawChangesOf(bases: readonly RegisteredBasis[]): LawChange[] {
  const articles = Map.groupBy(bases, ({ instrument, article }) => `${article} ${instrument}`);
  const changes = [...articles.values()].flatMap(changesOfArticle);
  return [...Map.groupBy(changes, ({ instrument, changesOn }) => `${changesOn} ${instrument}`).entries()]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([, group]) => changeOf(group));
}

function changeOf(group: readonly DatedChange[]): LawChange {
  const [first] = group;
  if (first === undefined) throw new Error('a change without articles');
  const known = group.flatMap(({ knownAt }) => knownAt ?? []).toSorted();
  return {
    instrument: first.instrument,
    changesOn: first.changesOn,
    knownAt: known.at(-1) ?? null,
    articles: group
      .map(({ article, before, after }) => ({ article, before, after }))
      .toSorted((a, b) => a.article - b.article),
  };
}

function changesOfArticle(bases: readonly RegisteredBasis[]): DatedChange[] {
  const versions = bases.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return versions.flatMap((version, index): DatedChange[] => {
    const { instrument, article, validTo } = version;
    const next = versions[index + 1];
    const ends = validTo === null ? undefined : addDays(validTo, 1);
    const of = (changesOn: string, after: RegisteredBasis | null): DatedChange => ({
      instrument,
      article,
      changesOn,
      before: version.text,
      after: after?.text ?? null,
      knownAt: (after ?? version).addedAt,
    });
    if (ends !== undefined && (next === undefined || ends < next.validFrom)) return [of(ends, null)];
    return next === undefined || next.text === version.text ? [] : [of(next.validFrom, next)];
  });
}

/** The items that cite a changed article, with the points that rest on it. */
export function touchedBy(change: LawChange, items: readonly ItemVersion[]): TouchedItem[] {
  const of = (refs: readonly BasisRef[]): BasisRef[] => refs.filter((ref) => articleOf(change, ref) !== undefined);
  return items.flatMap(({ itemId, version, content }) => {
    const cited = of(content.bases);
    if (cited.length === 0) return [];
    return [
      {
        itemId,
        version,
        code: content.code,
        name: content.name,
        citations: [...new Set(cited.map(formatCitation))],
        articles: [...new Set(cited.map(({ article }) => article))],
        points: content.points
          .filter((point) => of(basesOfPoint(point, content.bases)).length > 0)
          .map(({ no, question }) => ({ no, question })),
        isEnding: cited.some((ref) => articleOf(change, ref)?.after === null),
      },
    ];
  });
}

function articleOf(change: LawChange, ref: BasisRef): ArticleChange | undefined {
  if (ref.instrument !== change.instrument) return undefined;
  return change.articles.find(({ article }) => article === ref.article);
}

/** Whether an item was last saved with the changed text before its author, and in force: nothing is left to review. */
export function isWrittenAfter(saved: { readonly on: string; readonly at: string }, change: LawChange): boolean {
  return saved.on >= change.changesOn && (change.knownAt === null || saved.at >= change.knownAt);
}

/** Why an item may not be marked as reviewed. */
export function reviewRefusals(touched: TouchedItem | undefined): Refusal[] {
  if (touched === undefined) return [{ code: 'law-item-untouched' }];
  return touched.isEnding
    ? [{ code: 'law-citation-ends', facts: { item: `${touched.code} ${touched.name}`, citations: touched.citations } }]
    : [];
}

/** What a new version of a law does to the articles in force the day before. */
export interface LawComparison {
  readonly added: readonly LawArticle[];
  readonly changed: readonly LawArticle[];
  readonly unchanged: readonly LawArticle[];
  /** In force until the day before, and gone then. */
  readonly ended: readonly LegalBasis[];
}

/** `bases`: every version of the articles of this instrument. */
export function compareLaw(
  law: Pick<NewLaw, 'validFrom'> & { readonly articles: readonly LawArticle[] },
  bases: readonly LegalBasis[],
): LawComparison {
  const eve = addDays(law.validFrom, -1);
  const before = new Map(
    bases.filter((basis) => isInForce(basis, eve)).map((basis) => [basis.article, basis] as const),
  );
  const numbers = new Set(law.articles.map(({ article }) => article));
  const same = ({ article, text }: LawArticle): boolean => before.get(article)?.text === text;
  return {
    added: law.articles.filter(({ article }) => !before.has(article)),
    changed: law.articles.filter((each) => before.has(each.article) && !same(each)),
    unchanged: law.articles.filter(same),
    ended: [...before.values()].filter(({ article }) => !numbers.has(article)),
  };
}

/** Why a version may not be taken in. */
export function adoptRefusals(law: NewLaw, bases: readonly LegalBasis[]): Refusal[] {
  const latest = bases
    .map(({ validFrom }) => validFrom)
    .toSorted()
    .at(-1);
  const numbers = law.articles.map(({ article }) => article);
  const twice = numbers.filter((article, index) => numbers.indexOf(article) !== index);
  const { added, changed, ended } = compareLaw(law, bases);
  return [
    ...(twice.length === 0
      ? []
      : [{ code: 'law-article-twice', at: 'articles', facts: { articles: twice.map(String) } }]),
    ...(latest !== undefined && law.validFrom <= latest
      ? [{ code: 'law-not-later', at: 'validFrom', facts: { from: law.validFrom, latest } }]
      : []),
    ...(added.length + changed.length + ended.length === 0 ? [{ code: 'law-unchanged', at: 'articles' }] : []),
  ];
}

/** In force on `day`; of several that have begun the latest counts, which a caller sees by the order of days. */
export function isInForce({ validFrom, validTo }: LegalBasis, day: string): boolean {
  return validFrom <= day && (validTo === null || day <= validTo);
}
