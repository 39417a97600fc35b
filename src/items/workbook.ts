/** 事项清单 as a workbook: its columns, and how a row becomes the content of an item. @module */
import { choice, choices } from '../core/spreadsheet/choice-types.ts';
import { code, parsedText, text } from '../core/spreadsheet/cell-types.ts';
import { column, table, type RowOf } from '../core/spreadsheet/spec.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import { codesOf, RISK_COLORS, SAFETY_DOMAINS, SIZE_CLASSES, SPECIAL_FLAGS } from '../directory/types/vocabulary.ts';
import { formatCitations, parseChineseNumber, parseCitations } from './rules/citations.ts';
import {
  CHECK_METHODS,
  ITEM_CATEGORIES,
  MOST_CITATIONS,
  MOST_JOINT,
  type BasisRef,
  type CheckMethod,
  type CheckPoint,
  type ItemCategory,
  type ItemContent,
  type ObjectScope,
} from './types.ts';

const EVERYONE = '全部';
const NOBODY = '无';
const SCOPE_WORDS: readonly string[] = [SAFETY_DOMAINS, SPECIAL_FLAGS, RISK_COLORS, SIZE_CLASSES].flatMap((words) =>
  Object.values<string>(words),
);

const METHOD_ALIASES: Readonly<Record<CheckMethod, readonly string[]>> = {
  'on-site': ['现场', '现场核查', '实地检查'],
  documents: ['查阅', '书面', '书面检查', '资料检查'],
  inquiry: ['询问了解', '问询'],
  measurement: ['检测', '测量'],
  sampling: ['抽样检查', '抽样检测'],
  'off-site': ['非现场'],
};

export const ITEM_CODE = code({ pattern: /^[A-Z]{2}-\d{2,3}$/, form: '两个大写字母、短横、两到三位数字，例如 ZH-01' });

/** The sheet of the list, to read, to fill in and to export. */
export const ITEM_TABLE = table({
  sheet: '事项清单',
  title: '随机抽查事项清单',
  columns: {
    code: column({
      title: '事项编码',
      aliases: ['编码', '事项代码'],
      required: true,
      unique: true,
      type: ITEM_CODE,
    }),
    name: column({ title: '事项名称', aliases: ['检查事项', '抽查事项'], required: true, type: text({ max: 60 }) }),
    category: column({
      title: '类别',
      aliases: ['事项类别'],
      required: true,
      type: choice<ItemCategory>([
        { value: 'key', label: ITEM_CATEGORIES.key, aliases: ['重点检查事项'] },
        { value: 'general', label: ITEM_CATEGORIES.general, aliases: ['一般检查事项'] },
      ]),
    }),
    points: column({
      title: '检查内容要点',
      aliases: ['检查内容', '抽查内容'],
      required: true,
      type: parsedText({
        hint: '每个要点一行，或用分号分隔',
        parse: parsePoints,
        write: (points) => points.join('\n'),
      }),
    }),
    duties: column({
      title: '检查依据(义务条款)',
      aliases: ['检查依据', '抽查依据', '义务条款'],
      required: true,
      type: citationType('duty'),
    }),
    penalties: column({ title: '处罚条款', aliases: ['处罚依据'], required: false, type: citationType('penalty') }),
    methods: column({
      title: '检查方式',
      required: true,
      type: choices(
        codesOf(CHECK_METHODS).map((value) => ({ value, label: CHECK_METHODS[value], aliases: METHOD_ALIASES[value] })),
      ),
    }),
    scope: column({
      title: '适用对象',
      aliases: ['检查对象'],
      required: true,
      type: parsedText({
        hint: `${EVERYONE}，或行业领域、风险标识、风险等级、企业规模，用顿号分隔`,
        parse: parseScope,
        write: writeScope,
      }),
    }),
    frequency: column({
      title: '频次',
      aliases: ['检查频次'],
      required: true,
      type: parsedText({ hint: '例如 1次/年', parse: parseFrequency, write: (times) => `${times}次/年` }),
    }),
    joint: column({
      title: '联合部门',
      aliases: ['部门联合', '是否跨部门联合'],
      required: false,
      type: parsedText<readonly string[]>({
        hint: `部门全称，用顿号分隔；不再联合的写“${NOBODY}”`,
        parse: parseJoint,
        write: (organs) => organs.join('、'),
      }),
    }),
    note: column({ title: '备注', required: false, type: text({ max: 500 }) }),
  },
});

export type ItemRow = RowOf<typeof ITEM_TABLE.columns>;

/**
 * The content of a row, with its points where the file has a sheet of them. What the workbook does not tell (检查类型,
 * 抽取方式, without that sheet 证据形式, 隐患等级 …) stays as the item has it already, points by their wording; a new item
 * takes the usual values.
 */
export function contentOfRow(
  row: ItemRow,
  existing: ItemContent | undefined,
  subject: string,
  points?: readonly CheckPoint[],
): ItemContent {
  const { joint: jointBefore = [], ...before } = existing ?? {};
  const joint = row.joint ?? jointBefore;
  return {
    kind: 'routine',
    selection: row.category === 'key' ? 'directed' : 'undirected',
    ratio: null,
    cap: null,
    subject,
    ...before,
    ...(joint.length === 0 ? {} : { joint: [...joint] }),
    code: row.code,
    name: oneLine(row.name),
    category: row.category,
    scope: row.scope,
    methods: [...row.methods],
    frequency: row.frequency,
    points:
      points === undefined
        ? row.points.map((question, index) => {
            const known = existing?.points.find((point) => point.question === question);
            return { evidence: '', severity: 'general' as const, ...known, question, no: index + 1 };
          })
        : [...points],
    bases: [...row.duties, ...(row.penalties ?? [])],
    note: oneLine(row.note ?? ''),
  };
}

/** Tabs and the like come in by pasting; an item holds none. */
export function oneLine(written: string): string {
  return written.replaceAll(/\p{Cc}+/gu, ' ').trim();
}

/** The row that reads back as this content. */
export function rowOfContent(content: ItemContent): ItemRow {
  const penalties = content.bases.filter(({ role }) => role === 'penalty');
  return {
    code: content.code,
    name: content.name,
    category: content.category,
    points: content.points.map(({ question }) => question),
    duties: content.bases.filter(({ role }) => role === 'duty'),
    penalties: penalties.length === 0 ? null : penalties,
    methods: content.methods,
    scope: content.scope,
    frequency: content.frequency,
    joint: content.joint ?? null,
    note: content.note === '' ? null : content.note,
  };
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
function parsePoints(written: string): Result<readonly string[]> {
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

function parseScope(written: string): Result<ObjectScope> {
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

function writeScope({ domains, flags, riskColors = [], sizes = [] }: ObjectScope): string {
  const labels = [
    ...domains.map((domain) => SAFETY_DOMAINS[domain]),
    ...flags.map((flag) => SPECIAL_FLAGS[flag]),
    ...riskColors.map((color) => RISK_COLORS[color]),
    ...sizes.map((size) => SIZE_CLASSES[size]),
  ];
  return labels.length === 0 ? EVERYONE : labels.join('、');
}

function parseJoint(written: string): Result<readonly string[]> {
  const organs = [...new Set(written.split(/[\n、，,；;]+/).map(oneLine))].filter((organ) => organ !== '');
  if (organs.length === 1 && (organs[0] === NOBODY || organs[0] === '否')) return ok([]);
  if (organs.length === 0 || organs.length > MOST_JOINT || organs.some((organ) => organ.length > 60))
    return refuse([{ code: 'joint-unread', facts: { max: MOST_JOINT } }]);
  return ok(organs);
}

function parseFrequency(written: string): Result<number> {
  const match = /^(?:每年|一年|年)?([0-9一二三四五六七八九十]+)次?(?:[/／每]年)?$/.exec(written.replaceAll(/\s/g, ''));
  const times = parseChineseNumber(match?.[1] ?? '');
  return times === undefined || times < 1 || times > 12
    ? refuse([{ code: 'frequency-unread', facts: { max: 12 } }])
    : ok(times);
}
