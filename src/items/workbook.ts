/** 事项清单 as a workbook: its columns, and how a row becomes the content of an item. @module */
import { choice, choices } from '../core/spreadsheet/choice-types.ts';
import { code, parsedText, text } from '../core/spreadsheet/cell-types.ts';
import { column, table, type RowOf } from '../core/spreadsheet/spec.ts';
import { ok } from '../core/result.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import {
  CHECK_METHODS,
  ITEM_CATEGORIES,
  ITEM_KINDS,
  SELECTIONS,
  type CheckMethod,
  type CheckPoint,
  type ItemCategory,
  type ItemContent,
} from './types.ts';
import {
  BY_CLASS,
  BY_PLAN,
  citationType,
  EVERYONE,
  NOBODY,
  oneLine,
  parseCap,
  parseChannel,
  parseFrequency,
  parseJoint,
  parsePoints,
  parseRatio,
  parseScope,
  writeScope,
  type Limit,
} from './workbook-cells.ts';

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
    kind: column({
      title: '检查类型',
      required: false,
      type: choice(codesOf(ITEM_KINDS).map((value) => ({ value, label: ITEM_KINDS[value] }))),
    }),
    subject: column({ title: '检查主体', aliases: ['承办机构'], required: false, type: text({ max: 60 }) }),
    selection: column({
      title: '抽取方式',
      aliases: ['抽查方式'],
      required: false,
      type: choice(codesOf(SELECTIONS).map((value) => ({ value, label: SELECTIONS[value] }))),
    }),
    ratio: column({
      title: '抽查比例',
      required: false,
      type: parsedText<Limit>({
        hint: `例如 40%；由年度计划确定的写“${BY_PLAN}”`,
        parse: (written) => (written === BY_PLAN ? ok({ value: null }) : parseRatio(written)),
        write: ({ value }) => (value === null ? BY_PLAN : `${value / 100}%`),
      }),
    }),
    cap: column({
      title: '频次上限',
      aliases: ['年度频次上限'],
      required: false,
      type: parsedText<Limit>({
        hint: `例如 2次/年；没有单独上限的写“${BY_CLASS}”`,
        parse: (written) => (written === BY_CLASS ? ok({ value: null }) : parseCap(written)),
        write: ({ value }) => (value === null ? BY_CLASS : `${value}次/年`),
      }),
    }),
    channelUrl: column({
      title: '公布渠道',
      aliases: ['公布网址', '公示网址'],
      required: false,
      type: parsedText<string>({
        hint: `另行公布本事项的网址；不再公布的写“${NOBODY}”`,
        parse: parseChannel,
        write: (url) => url,
      }),
    }),
    note: column({ title: '备注', required: false, type: text({ max: 500 }) }),
  },
});

export type ItemRow = RowOf<typeof ITEM_TABLE.columns>;

/**
 * The content of a row, with its points where the file has a sheet of them. What the workbook does not tell (empty cells,
 * without that sheet 证据形式, 隐患等级 …) stays as the item has it already, points by their wording; a new item takes the
 * usual values.
 */
export function contentOfRow(
  row: ItemRow,
  existing: ItemContent | undefined,
  subject: string,
  points?: readonly CheckPoint[],
): ItemContent {
  const before: Partial<ItemContent> = existing ?? {};
  const { joint: jointBefore = [], channelUrl: channelBefore = NOBODY } = before;
  const joint = row.joint ?? jointBefore;
  const channelUrl = row.channelUrl ?? channelBefore;
  return {
    kind: row.kind ?? before.kind ?? 'routine',
    selection: row.selection ?? before.selection ?? (row.category === 'key' ? 'directed' : 'undirected'),
    ratio: row.ratio === null ? (before.ratio ?? null) : row.ratio.value,
    cap: row.cap === null ? (before.cap ?? null) : row.cap.value,
    subject: row.subject === null ? (before.subject ?? subject) : oneLine(row.subject),
    ...(joint.length === 0 ? {} : { joint: [...joint] }),
    ...(channelUrl === NOBODY ? {} : { channelUrl }),
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
    kind: content.kind,
    subject: content.subject,
    selection: content.selection,
    ratio: { value: content.ratio },
    cap: { value: content.cap },
    channelUrl: content.channelUrl ?? null,
    note: content.note === '' ? null : content.note,
  };
}
