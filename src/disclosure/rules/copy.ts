/** How the public words come from those of the record: found, added and lifted marks, and the copy. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { isAbsolute, PROTECTED_KINDS, PROTECTED_WHY, type Known, type Span } from '../types/protected.ts';
import type { Mark, MarkedText, PublicCopy, ShownMark } from '../types.ts';
import { everySpan, masked, separated } from './protected/detect.ts';

/** Free words that the public will read, and where they stand. */
export interface PublicText {
  /** e.g. `findings.2.text` or `reason` */
  readonly at: string;
  readonly text: string;
}

/** The free words of a copy; everything else in it comes from directories, item list and benchmarks. */
export function textsOf(copy: PublicCopy): PublicText[] {
  if (copy.source === 'visit')
    return copy.content.findings.map(({ number, text }) => ({ at: `findings.${number}.text`, text }));
  const { cause, facts, items } = copy.content;
  return [
    { at: 'cause', text: cause },
    ...facts.map((text, n) => ({ at: `facts.${n + 1}.text`, text })),
    ...items.flatMap(({ kind, detail }) => (detail === '' ? [] : [{ at: `items.${kind}.detail`, text: detail }])),
  ];
}

/** The copy with other words in those places. */
export function withTexts<C extends PublicCopy>(copy: C, texts: ReadonlyMap<string, string>): C;
export function withTexts(copy: PublicCopy, texts: ReadonlyMap<string, string>): PublicCopy {
  const at = (place: string, before: string): string => texts.get(place) ?? before;
  if (copy.source === 'visit') {
    const findings = copy.content.findings.map((finding) => ({
      ...finding,
      text: at(`findings.${finding.number}.text`, finding.text),
    }));
    return { source: 'visit', content: { ...copy.content, findings } };
  }
  const { cause, facts, items } = copy.content;
  return {
    source: 'penalty',
    content: {
      ...copy.content,
      cause: at('cause', cause),
      facts: facts.map((text, n) => at(`facts.${n + 1}.text`, text)),
      items: items.map((item) => ({ ...item, detail: at(`items.${item.kind}.detail`, item.detail) })),
    },
  };
}

/** One text with everything that is hidden in it, and with what the handler let stand. */
export function markedText({ at, text }: PublicText, known: Known, marks: readonly Mark[]): MarkedText {
  const here = marks.filter((mark) => mark.at === at);
  const { found, lifted } = withoutLifted(
    text,
    known,
    here.filter(({ how }) => how === 'lifted'),
  );
  const added = here
    .filter(({ how }) => how === 'added')
    .flatMap(({ found: part, kind }) => placesOf(text, part).map((from) => ({ kind, from, to: from + part.length })));
  const shown = (span: Span, how: ShownMark['how'], reason: string): ShownMark => ({
    ...span,
    found: text.slice(span.from, span.to),
    how,
    reason,
  });
  return {
    at,
    written: text,
    copy: masked(text, separated([...found, ...added])),
    marks: [
      ...found.map((span) => shown(span, 'found', PROTECTED_WHY[span.kind])),
      ...added.map((span) => shown(span, 'added', PROTECTED_WHY[span.kind])),
      ...lifted.map(({ span, reason }) => shown(span, 'lifted', reason)),
    ].toSorted((a, b) => a.from - b.from || b.to - a.to),
  };
}

/** Lifting a clause leaves the name in it hidden: only what is of the lifted kind goes, and what it covered comes to light. */
function withoutLifted(
  text: string,
  known: Known,
  lifts: readonly Mark[],
): { readonly found: readonly Span[]; readonly lifted: readonly { readonly span: Span; readonly reason: string }[] } {
  let rest: readonly Span[] = everySpan(text, known);
  const lifted: { span: Span; reason: string }[] = [];
  for (;;) {
    const found = separated(rest);
    const now = found.flatMap((span) => {
      const lift = lifts.find(({ kind, found: part }) => kind === span.kind && part === text.slice(span.from, span.to));
      return lift === undefined || isAbsolute(span.kind) ? [] : [{ span, reason: lift.reason }];
    });
    if (now.length === 0) return { found, lifted };
    lifted.push(...now);
    rest = rest.filter(({ kind, from, to }) =>
      now.every(({ span }) => kind !== span.kind || from < span.from || span.to < to),
    );
  }
}

function placesOf(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) places.push(at);
  return places;
}

/** Every text of a copy, from the words it was made from. */
export function markedTexts(
  copy: PublicCopy,
  words: Readonly<Record<string, string>>,
  known: Known,
  marks: readonly Mark[],
): MarkedText[] {
  return textsOf(copy).map(({ at, text }) => markedText({ at, text: words[at] ?? text }, known, marks));
}

/** What the public reads: the copy with its words masked. */
export function redacted<C extends PublicCopy>(copy: C, texts: readonly MarkedText[]): C {
  return withTexts(copy, new Map(texts.map(({ at, copy: words }) => [at, words])));
}

/** Something that must not be public, and where. */
export interface ProtectedHit {
  readonly kind: Span['kind'];
  readonly at: string;
  readonly found: string;
}

/** Protected values that stand in words as they would go out; what was lifted there is none. */
export function protectedHits(texts: readonly PublicText[], known: Known, marks: readonly Mark[] = []): ProtectedHit[] {
  return texts.flatMap(({ at, text }) =>
    markedText({ at, text }, known, marks)
      .marks.filter(({ how }) => how === 'found')
      .map(({ kind, found }) => ({ kind, at, found })),
  );
}

/** One refusal per protected value, each with its kind and place. */
export function protectedRefusals(texts: readonly PublicText[], known: Known, marks: readonly Mark[] = []): Refusal[] {
  return protectedHits(texts, known, marks).map(({ kind, at, found }) => ({
    code: 'disclosure-protected',
    at,
    facts: { kind: PROTECTED_KINDS[kind], found },
  }));
}

/** What is wrong with the decisions about marks: nothing there to hide, nothing found to lift, no reason, never lifted. */
export function markRefusals(texts: readonly PublicText[], known: Known, marks: readonly Mark[]): Refusal[] {
  return marks.flatMap((mark, n): Refusal[] => {
    const at = `marks.${n}`;
    const text = texts.find((each) => each.at === mark.at)?.text ?? '';
    if (mark.how === 'added')
      return text.includes(mark.found) ? [] : [{ code: 'disclosure-mark-not-there', at, facts: { found: mark.found } }];
    const refusals: Refusal[] = [];
    const { marks: shown } = markedText({ at: mark.at, text }, known, marks);
    if (!shown.some(({ how, kind, found }) => how !== 'added' && kind === mark.kind && found === mark.found))
      refusals.push({ code: 'disclosure-mark-not-there', at, facts: { found: mark.found } });
    if (isAbsolute(mark.kind))
      refusals.push({ code: 'disclosure-mark-absolute', at, facts: { kind: PROTECTED_KINDS[mark.kind] } });
    if (mark.reason === '') refusals.push({ code: 'disclosure-lift-reason', at, facts: { found: mark.found } });
    return refusals;
  });
}
