/** 数据字典: every column and code of every dataset as rows, and the schemas that machines read. Browser-safe. @module */
import { DATASET_NAMES, DATASETS } from '../types/datasets.ts';
import type { Column, Dataset, ValueType } from '../types.ts';

/** 类型 as people read it. */
export const TYPE_WORDS: Readonly<Record<ValueType, string>> = {
  text: '文字',
  integer: '整数',
  day: '日期（YYYY-MM-DD，北京时间）',
  instant: '时刻（RFC 3339，UTC）',
  flag: '真假（true、false）',
  code: '代码',
  list: '多个文字，CSV 中以顿号分隔',
  codes: '多个代码，CSV 中以顿号分隔',
};

export interface DictionaryLine {
  readonly dataset: string;
  readonly column: string;
  /** Empty on the line of the column itself. */
  readonly code: string;
  readonly title: string;
  readonly type: ValueType;
  readonly isNullable: boolean;
  readonly meaning: string;
  readonly en: string;
}

/** One line for every column, and below it one for every code. */
export function dictionaryLines(): readonly DictionaryLine[] {
  return DATASET_NAMES.flatMap((dataset) =>
    Object.entries<Column>(DATASETS[dataset].columns).flatMap(([name, column]) => linesOf(dataset, name, column)),
  );
}

function linesOf(dataset: string, name: string, column: Column): DictionaryLine[] {
  const line = { dataset, column: name, type: column.type, isNullable: column.isNullable === true };
  const codes = 'codes' in column ? Object.entries(column.codes) : [];
  return [
    { ...line, code: '', title: column.title, meaning: column.meaning, en: column.en },
    ...codes.map(([code, word]) => ({ ...line, code, title: word, meaning: word, en: code })),
  ];
}

export const DICTIONARY_HEADING = ['dataset', 'column', 'code', '中文名', '类型', '可为空', '含义', 'English'] as const;

export function dictionaryCells(): readonly (readonly string[])[] {
  return dictionaryLines().map((line) => [
    line.dataset,
    line.column,
    line.code,
    line.title,
    line.type,
    line.isNullable ? '是' : '否',
    line.meaning,
    line.en,
  ]);
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** JSON Schema 2020-12 of one row. */
export function rowSchema({ columns }: Dataset): { readonly [key: string]: Json } {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(columns),
    properties: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, columnSchema(column)])),
  };
}

const JSON_TYPES = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  day: { type: 'string', format: 'date' },
  instant: { type: 'string', format: 'date-time' },
  flag: { type: 'boolean' },
  list: { type: 'array', items: { type: 'string' } },
} as const;

function columnSchema(column: Column): Json {
  const words = { title: column.title, description: `${column.meaning} · ${column.en}` };
  const isNullable = column.isNullable === true;
  if (column.type === 'code') {
    const codes = Object.keys(column.codes);
    return { ...words, enum: isNullable ? [...codes, null] : codes };
  }
  if (column.type === 'codes')
    return { ...words, type: 'array', items: { type: 'string', enum: Object.keys(column.codes) } };
  const plain = JSON_TYPES[column.type];
  return { ...words, ...plain, ...(isNullable ? { type: [plain.type, 'null'] } : {}) };
}

/** The whole JSON file of a dataset and year. */
export function fileSchema(name: string, dataset: Dataset, base: string): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${base}/data/schema/${name}.json`,
    title: dataset.title,
    description: `${dataset.meaning} · ${dataset.meaningEn}`,
    type: 'object',
    required: ['dataset', 'year', 'version', 'logPosition', 'asOf', 'publisher', 'licence', 'schema', 'rows'],
    properties: {
      dataset: { const: name },
      year: { type: 'integer' },
      version: { type: 'integer' },
      logPosition: { type: 'integer' },
      asOf: { type: 'string', format: 'date-time' },
      publisher: { type: 'string' },
      licence: { type: 'string' },
      schema: { type: 'string' },
      rows: { type: 'array', items: rowSchema(dataset) },
    },
  };
}

const CSVW_TYPES: Readonly<Record<ValueType, Json>> = {
  text: 'string',
  integer: 'integer',
  day: 'date',
  instant: 'dateTime',
  flag: 'boolean',
  code: 'string',
  list: 'string',
  codes: 'string',
};

/** Metadata of the CSV (W3C CSV on the Web, Metadata Vocabulary for Tabular Data §5). */
export function csvwSchema(name: string, dataset: Dataset, base: string): Json {
  const isWide = dataset.isWide === true;
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'zh' }],
    '@id': `${base}/data/schema/${name}.csvw.json`,
    '@type': 'Schema',
    primaryKey: Object.keys(dataset.columns).slice(0, 1),
    columns: Object.entries<Column>(dataset.columns).map(([column, spec]) => ({
      name: column,
      titles: isWide ? { zh: spec.title } : { en: column },
      'dc:description': { zh: spec.meaning, en: spec.en },
      // The wide table is written in words.
      datatype: isWide && spec.type === 'flag' ? 'string' : (CSVW_TYPES[spec.type] ?? 'string'),
      required: spec.isNullable !== true,
      ...(spec.type === 'list' || spec.type === 'codes' ? { separator: '、' } : {}),
    })),
  };
}
