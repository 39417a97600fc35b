/** What the deeds of a bundle say about its draw. SPEC §14.2. @module */
import type { BundleDeed, OpenedBundle } from '../bundle-reading.ts';
import type { Announcement } from '../announcement.ts';
import { canonicalDocument } from '../canonical.ts';
import { textFact } from '../deeds.ts';
import { leafHash } from '../merkle.ts';
import { toHex } from '../bytes.ts';
import { partyOf, type SourceSpec } from '../sources.ts';
import { suiteOf, type Suite } from '../suite.ts';
import { NotApplicable } from './report.ts';

/** Parts every later step needs. */
export type Readable = OpenedBundle & Required<Pick<OpenedBundle, 'announcement' | 'announcementBytes' | 'lists'>>;
/** A bundle with a result. */
export type Finished = Readable &
  Required<Pick<OpenedBundle, 'result' | 'resultBytes' | 'details' | 'detailsBytes' | 'outcomes'>>;

/** @throws {NotApplicable} when the announcement or a list cannot be read; V1 has already failed then */
export function readable(bundle: OpenedBundle): Readable {
  const { announcement, announcementBytes, lists } = bundle;
  if (announcement === undefined || announcementBytes === undefined || lists === undefined) {
    throw new NotApplicable(
      '公告或名单无法读取，见第一步',
      'the announcement or a list cannot be read, see the first step',
    );
  }
  return { ...bundle, announcement, announcementBytes, lists };
}

/** Deed that opened a sealed draw. */
export function openDeed(bundle: Readable): BundleDeed | undefined {
  return deedsOf(bundle, 'draw.open')[0];
}

/** Whether the draw is sealed and not opened: what would tell who was drawn is hidden, and need not be shown yet. */
export function isSealed(bundle: Readable): boolean {
  return bundle.announcement.mode === 'sealed' && openDeed(bundle) === undefined;
}

/** @throws {NotApplicable} when leaves are hidden */
export function withoutHidden({ lists, announcement }: Readable): void {
  if (Object.values(lists).some((list: { readonly hidden?: number }) => list.hidden !== undefined))
    throw sealed(announcement);
}

function sealed({ deadlines }: Announcement): NotApplicable {
  const until = deadlines.open ?? '—';
  return new NotApplicable(`封存，${until} 前公开后再核`, `sealed, to be checked once opened, by ${until}`);
}

/** @throws {NotApplicable} when there is no result to check, or it is sealed */
export function finished(bundle: OpenedBundle): Finished {
  const readableParts = readable(bundle);
  if (isSealed(readableParts)) throw sealed(readableParts.announcement);
  const { result, resultBytes, details, detailsBytes, outcomes } = bundle;
  if (
    result === undefined ||
    resultBytes === undefined ||
    details === undefined ||
    detailsBytes === undefined ||
    outcomes === undefined
  ) {
    throw new NotApplicable(
      '没有结果（已作废，或文件无法读取）',
      'there is no result (void, or a file cannot be read)',
    );
  }
  withoutHidden(readableParts);
  return { ...readableParts, result, resultBytes, details, detailsBytes, outcomes };
}

/** Hash by which a document of the draw is logged. */
export function documentHash(suite: Suite, bytes: Uint8Array): string {
  return toHex(leafHash(suite, bytes));
}

export function suiteOfBundle({ announcement }: Readable): Suite {
  return suiteOf(announcement.suite);
}

/** The deed that announced this very document. */
export function announceDeed(bundle: Readable): BundleDeed | undefined {
  const hash = documentHash(suiteOfBundle(bundle), bundle.announcementBytes);
  return bundle.deeds.find(({ deed }) => deed.kind === 'draw.announce' && textFact(deed, 'document') === hash);
}

/** Deeds about this draw of one kind, in order. */
export function deedsOf(bundle: Readable, kind: string): readonly BundleDeed[] {
  const subject = announceDeed(bundle)?.deed.subject;
  return bundle.deeds.filter(({ deed }) => deed.kind === kind && deed.subject === subject);
}

/** The value of a source as the log has it. */
export interface LoggedValue {
  readonly source: SourceSpec;
  readonly value: string;
  readonly deed: BundleDeed;
  /** Hex of the signature of a drand round. */
  readonly signature?: string;
}

/** Deeds that could have set the value of a source: more than one for a share would mean that somebody chose. */
export function valueDeeds(bundle: Readable, source: SourceSpec): readonly BundleDeed[] {
  switch (source.type) {
    case 'commit':
      return [...deedsOf(bundle, 'draw.reveal'), ...deedsOf(bundle, 'draw.recover')].filter(
        ({ deed }) => textFact(deed, 'party') === partyOf(source),
      );
    case 'drand':
    case 'otc':
      return sourceDeeds(bundle, 'draw.record-source', source);
    case 'dice':
    case 'lottery':
    case 'machine':
    case 'nist': {
      const { typed, checked, isTwice } = typingsOf(bundle, source);
      return isTwice ? checked.filter(({ deed }) => deed.facts['isSame'] === true) : typed;
    }
  }
}

/** What was typed for a source by one person and by another again. */
export interface Typings {
  readonly typed: readonly BundleDeed[];
  readonly checked: readonly BundleDeed[];
  /** The fact that holds what was typed. */
  readonly fact: string;
  /** False for a lottery or a machine of version 1.0, recorded once and without a number. */
  readonly isTwice: boolean;
}

/** Every typing of a source that people type. */
export function typingsOf(bundle: Readable, source: SourceSpec): Typings {
  if (source.type === 'dice') {
    const [typed, checked] = [deedsOf(bundle, 'draw.record-dice'), deedsOf(bundle, 'draw.confirm-dice')];
    return { typed, checked, fact: 'digits', isTwice: true };
  }
  const typed = sourceDeeds(bundle, 'draw.record-source', source);
  const checked = sourceDeeds(bundle, 'draw.confirm-source', source);
  const isNumbered = typed.some(({ deed }) => deed.facts['attempt'] !== undefined);
  return { typed, checked, fact: 'value', isTwice: isNumbered || checked.length > 0 || source.type === 'nist' };
}

/** Whether every check is of a typing, and no typing was checked twice: else a check of nothing could settle a value. */
export function areChecksOfTypings(typed: readonly BundleDeed[], checked: readonly BundleDeed[]): boolean {
  const open = new Set(typed.map(({ deed }) => deed.facts['attempt']));
  return checked.every(({ deed }) => open.delete(deed.facts['attempt']));
}

function sourceDeeds(bundle: Readable, kind: string, { id }: SourceSpec): readonly BundleDeed[] {
  return deedsOf(bundle, kind).filter(({ deed }) => textFact(deed, 'source') === id);
}

const VALUE_FACTS: Readonly<Record<SourceSpec['type'], string>> = {
  commit: 'nonce',
  dice: 'digits',
  drand: 'value',
  lottery: 'value',
  machine: 'value',
  nist: 'value',
  otc: 'value',
};

/** The values of all sources, in the order of the announcement; a source without one is left out. */
export function loggedValues(bundle: Readable): LoggedValue[] {
  return bundle.announcement.sources.flatMap((source): LoggedValue[] => {
    const [deed] = valueDeeds(bundle, source);
    const value = deed === undefined ? undefined : textFact(deed.deed, VALUE_FACTS[source.type]);
    if (deed === undefined || value === undefined) return [];
    const signature = textFact(deed.deed, 'signature');
    return [{ source, value, deed, ...(signature === undefined ? {} : { signature }) }];
  });
}

/** The same as what a draw is computed from. */
export function valuesById(values: readonly LoggedValue[]): Record<string, string> {
  return Object.fromEntries(values.map(({ source, value }) => [source.id, value]));
}

/** Whether two documents are the same, byte for byte. */
export function isSame(a: object, b: object): boolean {
  return toHex(canonicalDocument(a)) === toHex(canonicalDocument(b));
}
