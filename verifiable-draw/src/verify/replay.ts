/** What was replaced after the result, computed again from the log. SPEC §19, §15 V13. @module */
import type { BundleDeed } from '../bundle-reading.ts';
import { fromHex, toHex } from '../bytes.ts';
import { canonicalDocument } from '../canonical.ts';
import { deedHash, posix, textFact } from '../deeds.ts';
import { QUICKNET, verifyDrand } from '../drand.ts';
import { freshSourceProblems } from '../fresh.ts';
import {
  hash32,
  integer,
  list,
  object,
  oneOf,
  optional,
  publicId,
  read,
  reasonOf,
  text,
  type Shape,
} from '../shape.ts';
import { isOutside, outsideTime, sourceShape, type SourceSpec } from '../sources.ts';
import {
  freshPrk,
  orderProblems,
  substitute,
  type Substituted,
  type SubstitutionDocument,
  type SubstitutionOrder,
} from '../substitution.ts';
import { standingOf, type Standing } from '../standing.ts';
import { areChecksOfTypings, deedsOf, documentHash, isSame, suiteOfBundle, type Finished } from './evidence.ts';

interface RequestFacts extends SubstitutionOrder {
  /** Hash of the document that shows the reason. */
  readonly evidence: string;
}

interface ApprovalFacts {
  readonly request: number;
  readonly sources: readonly SourceSpec[];
}

const requestShape: Shape<RequestFacts> = object<RequestFacts>({
  request: integer(1),
  what: oneOf('enterprise', 'officer', 'expert'),
  enterprise: publicId,
  place: optional(integer(0)),
  person: optional(publicId),
  reason: text(/^[A-Z][A-Z0-9_]{0,31}$/, 'a coded reason'),
  evidence: hash32,
});
const approvalShape: Shape<ApprovalFacts> = object<ApprovalFacts>({ request: integer(1), sources: list(sourceShape) });

/** One approved request and what came of it. */
export interface Replayed {
  readonly order: SubstitutionOrder;
  readonly sources: readonly { readonly source: SourceSpec; readonly value?: string }[];
  /** Missing while a source has no value. */
  readonly result?: Substituted;
  readonly problems: readonly string[];
}

export interface Replay {
  readonly steps: readonly Replayed[];
  /** Problems of requests and of entries that belong to no approved one. */
  readonly problems: readonly string[];
  /** Where the draw stands at the end. */
  readonly standing: Standing;
}

/** Entries of fresh substitutions; those of spec 1.0 name the next reserve and have no `request`. */
export function freshDeeds(bundle: Finished): readonly BundleDeed[] {
  return deedsOf(bundle, 'draw.substitute').filter(({ deed }) => deed.facts['request'] !== undefined);
}

/** Replays every substitution in the order of the approvals: each is computed from where the one before it left the draw. */
export function replaySubstitutions(bundle: Finished): Replay {
  const steps: Replayed[] = [];
  const problems = deedsOf(bundle, 'draw.request-substitution').flatMap((entry, i) =>
    attempt(entry, () => (read(requestShape, entry.deed.facts, 'request').request === i + 1 ? [] : ['number'])),
  );
  let standing = standingOf(bundle.details);
  for (const approval of deedsOf(bundle, 'draw.approve-substitution')) {
    problems.push(
      ...attempt(approval, () => {
        const step = replayOne(bundle, approval, standing, steps);
        steps.push(step);
        standing = step.result?.standing ?? standing;
        return [];
      }),
    );
  }
  const approved = new Set(steps.map(({ order }) => order.request));
  const stray = freshDeeds(bundle).filter(({ deed }) => !approved.has(Number(deed.facts['request'])));
  problems.push(...stray.map(({ deed }) => `${deed.seq}: substituted without an approval`));
  const surplus =
    (bundle.substitutions?.leaves ?? []).length - steps.filter(({ result }) => result !== undefined).length;
  if (surplus > 0) problems.push(`${surplus} documents too many`);
  return { steps, standing, problems };
}

/** @throws {Error} when the entry cannot be read, or approves nothing */
function replayOne(bundle: Finished, approval: BundleDeed, standing: Standing, before: readonly Replayed[]): Replayed {
  const { request, sources } = read(approvalShape, approval.deed.facts, 'approval');
  const asked = deedsOf(bundle, 'draw.request-substitution').find(({ deed }) => deed.facts['request'] === request);
  if (asked === undefined) throw new RangeError(`there is no request ${request}`);
  const order = read(requestShape, asked.deed.facts, 'request');
  const problems = [
    ...approvalProblems(bundle, approval, asked),
    ...freshSourceProblems(bundle.announcement, request, approval.deed.at, sources),
    ...orderProblems(standing, order),
  ];
  const values = sources.map((source) => freshValue(bundle, approval, request, source, problems));
  const known = values.flatMap(({ source, value }) => (value === undefined ? [] : [{ source, value }]));
  const done = freshDeeds(bundle).filter(({ deed }) => deed.facts['request'] === request);
  if (known.length < sources.length || problems.length > 0) {
    if (done.length > 0) problems.push('substituted without the values of its sources');
    return { order, sources: values, problems };
  }
  const event = deedHash(approval.entry);
  const prk = freshPrk(suiteOfBundle(bundle), bundle.announcement.draw, event, known);
  const result = substitute(bundle, standing, order, event, prk);
  if (done.length === 0) return { order, sources: values, problems };
  const isInTurn = before.every((step) => step.result !== undefined);
  if (!isInTurn) problems.push('substituted before an earlier one');
  problems.push(...documentProblems(bundle, done, bundle.substitutions?.leaves[before.length], result.document));
  return { order, sources: values, result, problems };
}

/** Runs a check of one entry; whatever it throws is a problem of that entry. */
function attempt({ deed }: BundleDeed, check: () => string[]): string[] {
  try {
    return check().map((problem) => `${deed.seq}: ${problem}`);
  } catch (error) {
    return [`${deed.seq}: ${reasonOf(error)}`];
  }
}

function approvalProblems(bundle: Finished, approval: BundleDeed, asked: BundleDeed): string[] {
  const confirmed = deedsOf(bundle, 'draw.confirm')[0];
  const decided = ['draw.approve-substitution', 'draw.reject-substitution']
    .flatMap((kind) => deedsOf(bundle, kind))
    .filter(({ deed }) => deed.facts['request'] === approval.deed.facts['request']);
  return [
    ...(confirmed !== undefined && confirmed.deed.seq < asked.deed.seq ? [] : ['asked for before the confirmation']),
    ...(asked.deed.seq < approval.deed.seq ? [] : ['approved before it was asked for']),
    ...(asked.deed.actor === approval.deed.actor ? ['approved by who asked for it'] : []),
    ...(decided.length === 1 ? [] : [`decided ${decided.length} times`]),
  ];
}

/** The value of one fresh source; what is wrong with its entries is added to `wrong`. */
function freshValue(
  bundle: Finished,
  approval: BundleDeed,
  request: number,
  source: SourceSpec,
  wrong: string[],
): { readonly source: SourceSpec; readonly value?: string } {
  const of = (kind: string): readonly BundleDeed[] =>
    deedsOf(bundle, kind).filter(
      ({ deed }) => deed.facts['request'] === request && textFact(deed, 'source') === source.id,
    );
  const [records, checks] = [of('draw.record-fresh'), of('draw.confirm-fresh')];
  if (records.some(({ deed }) => deed.seq < approval.deed.seq))
    wrong.push(`${source.id}: recorded before the approval`);
  const [first] = records;
  if (first === undefined) return { source };
  if (isOutside(source) && posix(first.deed.at) < outsideTime(source))
    wrong.push(`${source.id}: recorded before it could be known`);
  if (source.type === 'drand' || source.type === 'otc') {
    if (records.length > 1) wrong.push(`${source.id}: recorded ${records.length} times`);
    const value = textFact(first.deed, 'value') ?? '';
    if (source.type === 'drand' && !isRound(source.round, textFact(first.deed, 'signature') ?? '', value))
      wrong.push(`${source.id}: the signature is not that of round ${source.round}`);
    return { source, value };
  }
  wrong.push(...typingProblems(source.id, records, checks));
  const same = checks.find(({ deed }) => deed.facts['isSame'] === true);
  return same === undefined ? { source } : { source, value: textFact(same.deed, 'value') ?? '' };
}

function isRound(round: number, signature: string, value: string): boolean {
  const randomness = verifyDrand(QUICKNET, round, fromHex(signature));
  return randomness !== undefined && toHex(randomness) === value;
}

/** Every typing is shown and was typed again by another person; only the last may wait, and nothing follows the same ones. */
function typingProblems(id: string, typed: readonly BundleDeed[], checks: readonly BundleDeed[]): string[] {
  return [
    ...typed.flatMap((entry, i) => {
      const check = checks.find(({ deed }) => deed.facts['attempt'] === entry.deed.facts['attempt']);
      const isNumbered = entry.deed.facts['attempt'] === i + 1;
      const isPaired = check === undefined ? i === typed.length - 1 : isCheckOf(check, entry);
      return isNumbered && isPaired ? [] : [`${id}: typing ${i + 1} and its check do not fit`];
    }),
    ...(areChecksOfTypings(typed, checks) ? [] : [`${id}: ${checks.length} checks of ${typed.length} typings`]),
    ...(checks.filter(({ deed }) => deed.facts['isSame'] === true).length <= 1 ? [] : [`${id}: two values`]),
  ];
}

function isCheckOf({ deed: check }: BundleDeed, { deed: typed }: BundleDeed): boolean {
  return (
    check.seq > typed.seq &&
    check.actor !== typed.actor &&
    check.facts['isSame'] === (textFact(check, 'value') === textFact(typed, 'value'))
  );
}

function documentProblems(
  bundle: Finished,
  done: readonly BundleDeed[],
  found: SubstitutionDocument | undefined,
  expected: SubstitutionDocument,
): string[] {
  const hash = documentHash(suiteOfBundle(bundle), canonicalDocument(expected));
  return [
    ...(done.length === 1 ? [] : [`substituted ${done.length} times`]),
    ...(done.every(({ deed }) => textFact(deed, 'document') === hash) ? [] : ['the log names another document']),
    ...(found !== undefined && isSame(found, expected) ? [] : ['the document is not what is computed']),
  ];
}
