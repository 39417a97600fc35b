/** What single cells of the item list's workbook say: citations, points, whom an item is for, figures, departments. @module */
import { parsedText } from '../core/spreadsheet/cell-types.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import { codesOf, RISK_COLORS, SAFETY_DOMAINS, SIZE_CLASSES, SPECIAL_FLAGS } from '../directory/types/vocabulary.ts';
import { formatCitations, parseChineseNumber, parseCitations } from './rules/citations.ts';
import { ItemContent, MOST_CITATIONS, MOST_JOINT, type BasisRef, type ObjectScope } from './types.ts';

export const EVERYONE = '全部';
export const NOBODY = '无';
export const BY_PLAN = '按年度计划';
export const BY_CLASS = '按企业类别';

/** A figure that a cell states, or that there is none; an empty cell says neither. */
export interface Limit {
  readonly value: number | null;
}

const SCOPE_WORDS: readonly string[] = [SAFETY_DOMAINS, SPECIAL_FLAGS, RISK_COLORS, SIZE_CLASSES].flatMap((words) =>
  Object.values<string>(words),
);

/** Tabs and the like come in by pasting; an item holds none. */
export function oneLine(written: string): string {
  return written.replaceAll(/\p{Cc}+/gu, ' ').trim();
}

export function citationType(role: BasisRef['role']) {
  return parsedText<readonly BasisRef[]>({
    hint: '例如 安全生产法第三十六条；安全生产法第九十九条（二）',
    parse: (written) => {
      const { bases, unread } = parseCitations(written, role);
      if (unread.length > 0) return refuse([{ code: 'citation-unread', facts: { pieces: [...unread] } }]);
      return bases.length > MOST_CITATIONS
        ? refuse([{ code: 'too-many-citations', facts: { count: bases.length, max: MOST_CITATIONS } }])
        : ok(bases);
    },
    write: (bases) => formatCitations(bases, role),
  });
}

/** 顿号 divides points only where neither lines nor semicolons do: it is also common inside a sentence. */
export function parsePoints(written: string): Result<readonly string[]> {
  const separator = /[\n；;]/.test(written) ? /[\n；;]+/ : /、/;
  const points = written
    .split(separator)
    .map((point) => oneLine(point).replace(/[。．.]$/, ''))
    .filter((point) => point !== '');
  if (points.length === 0) return refuse([{ code: 'points-unread' }]);
  const long = points.filter((point) => point.length > 300);
  if (long.length > 0)
    return refuse([{ code: 'point-too-long', facts: { max: 300, points: long.map((point) => point.slice(0, 20)) } }]);
  return points.length > 40
    ? refuse([{ code: 'too-many-points', facts: { count: points.length, max: 40 } }])
    : ok(points);
}

export function parseScope(written: string): Result<ObjectScope> {
  const pieces = [...new Set(written.split(/[\s、，,；;/]+/).filter((piece) => piece !== ''))];
  if (
    pieces.length > 0 &&
    pieces.every((piece) => [EVERYONE, '所有', '所有单位', '全部单位', '全部企业'].includes(piece))
  )
    return ok({ domains: [], flags: [] });
  const [domains, flags, riskColors, sizes] = [
    codesIn(pieces, SAFETY_DOMAINS),
    codesIn(pieces, SPECIAL_FLAGS),
    codesIn(pieces, RISK_COLORS),
    codesIn(pieces, SIZE_CLASSES),
  ];
  const unknown = pieces.filter((piece) => !SCOPE_WORDS.includes(piece));
  if (pieces.length === 0 || unknown.length > 0)
    return refuse([{ code: 'scope-unknown', facts: { unknown, allowed: [EVERYONE, ...SCOPE_WORDS] } }]);
  return ok({
    domains,
    flags,
    ...(riskColors.length === 0 ? {} : { riskColors }),
    ...(sizes.length === 0 ? {} : { sizes }),
  });
}

/** The codes of the words among the pieces, in the order written: a list that was exported reads back unchanged. */
function codesIn<Code extends string>(pieces: readonly string[], words: Readonly<Record<Code, string>>): Code[] {
  return pieces.flatMap((piece) => codesOf(words).filter((code) => words[code] === piece));
}

export function writeScope({ domains, flags, riskColors = [], sizes = [] }: ObjectScope): string {
  const labels = [
    ...domains.map((domain) => SAFETY_DOMAINS[domain]),
    ...flags.map((flag) => SPECIAL_FLAGS[flag]),
    ...riskColors.map((color) => RISK_COLORS[color]),
    ...sizes.map((size) => SIZE_CLASSES[size]),
  ];
  return labels.length === 0 ? EVERYONE : labels.join('、');
}

export function parseJoint(written: string): Result<readonly string[]> {
  const organs = [...new Set(written.split(/[\n、，,；;]+/).map(oneLine))].filter((organ) => organ !== '');
  if (organs.length === 1 && (organs[0] === NOBODY || organs[0] === '否')) return ok([]);
  if (organs.length === 0 || organs.length > MOST_JOINT || organs.some((organ) => organ.length > 60))
    return refuse([{ code: 'joint-unread', facts: { max: MOST_JOINT } }]);
  return ok(organs);
}

export function parseCap(written: string): Result<Limit> {
  const cap = parseFrequency(written);
  return cap.ok ? ok({ value: cap.value }) : cap;
}

/** 40% → hundredths of a per cent. */
export function parseRatio(written: string): Result<Limit> {
  const match = /^(\d{1,3}(?:\.\d{1,2})?)\s*[%％]$/.exec(written);
  const ratio = Math.round(Number(match?.[1] ?? Number.NaN) * 100);
  return ratio >= 1 && ratio <= 10_000 ? ok({ value: ratio }) : refuse([{ code: 'ratio-unread' }]);
}

export function parseChannel(written: string): Result<string> {
  const channel = ItemContent.shape.channelUrl.unwrap().safeParse(written);
  return written === NOBODY || channel.success ? ok(written) : refuse([{ code: 'channel-unread' }]);
}

export function parseFrequency(written: string): Result<number> {
  const match = /^(?:每年|一年|年)?([0-9一二三四五六七八九十]+)次?(?:[/／每]年)?$/.exec(written.replaceAll(/\s/g, ''));
  const times = parseChineseNumber(match?.[1] ?? '');
  return times === undefined || times < 1 || times > 12
    ? refuse([{ code: 'frequency-unread', facts: { max: 12 } }])
    : ok(times);
}
