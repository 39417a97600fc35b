/** Finds what must not be public in free words, and takes it out. Browser-safe. @module */
import { PROTECTED_KINDS, type Known, type ProtectedKind, type Span } from '../../types/protected.ts';
import { CLAUSE_PATTERNS } from './clauses.ts';
import { NUMBER_PATTERNS, type Pattern } from './numbers.ts';
import { knownNames, maskedName, namesByContext } from './persons.ts';
import { closedView, joinedView, plainView, type View } from './view.ts';

export const PATTERNS: readonly Pattern[] = [...NUMBER_PATTERNS, ...CLAUSE_PATTERNS];
const PRECEDENCE = Object.keys(PROTECTED_KINDS) as ProtectedKind[];
const BEFORE = 24;

/**
 * Everything in the text that must not be public: places in it as it was written, in their order, none touching another.
 * `patterns` is for those who ask what a rule is good for.
 */
export function protectedSpans(written: string, known: Known, patterns: readonly Pattern[] = PATTERNS): Span[] {
  return separated(everySpan(written, known, patterns));
}

/** The same with what overlaps: a name within a clause that is hidden whole is a span of its own. */
export function everySpan(written: string, known: Known, patterns: readonly Pattern[] = PATTERNS): Span[] {
  const plain = plainView(written);
  const views = { plain, joined: joinedView(plain), closed: closedView(plain) };
  const spans: Span[] = patterns.flatMap(({ kind, where, form, accepts }) => {
    const view = views[where];
    return Array.from(view.text.matchAll(form)).flatMap((match): Span[] => {
      const [from, to] = match.indices?.groups?.['value'] ?? match.indices?.[0] ?? [0, 0];
      const before = view.text.slice(Math.max(0, from - BEFORE), from);
      const isFound = accepts?.(view.text.slice(from, to), { known, before }) ?? true;
      return isFound ? [spanOf(view, kind, from, to)] : [];
    });
  });
  const names = [...knownNames(views.closed, known.persons), ...namesByContext(views.closed)];
  return [...spans, ...names.map(({ from, to }) => spanOf(views.closed, 'person', from, to))];
}

function spanOf(view: View, kind: ProtectedKind, from: number, to: number): Span {
  return { kind, from: view.from[from] ?? 0, to: view.to[to - 1] ?? 0 };
}

/** Where spans overlap they become one, of the kind that comes first. */
export function separated(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last === undefined || span.from >= last.to) apart.push(span);
    else {
      const kind = PRECEDENCE.indexOf(span.kind) < PRECEDENCE.indexOf(last.kind) ? span.kind : last.kind;
      apart[apart.length - 1] = { kind, from: last.from, to: Math.max(last.to, span.to) };
    }
  }
  return apart;
}

/** The words with every span replaced by what it was: 【电话号码已隐去】, 王某某. */
export function masked(written: string, spans: readonly Span[]): string {
  let at = 0;
  let copy = '';
  for (const { kind, from, to } of spans) {
    copy += written.slice(at, from) + maskOf(kind, written.slice(from, to));
    at = to;
  }
  return copy + written.slice(at);
}

function maskOf(kind: ProtectedKind, value: string): string {
  return kind === 'person' ? maskedName(value) : `【${PROTECTED_KINDS[kind]}已隐去】`;
}
