/** 开放数据: what a dataset and a column are. Browser-safe. @module */

/** How a value is written: `list` and `codes` hold several (、 between them in CSV, an array in JSON). */
export type ValueType = 'text' | 'integer' | 'day' | 'instant' | 'flag' | 'code' | 'list' | 'codes';

interface ColumnBase {
  /** 中文名: heading of the wide table, row of the dictionary. */
  readonly title: string;
  readonly meaning: string;
  readonly en: string;
  /** May be missing; otherwise a row without it is a bug. */
  readonly isNullable?: true;
  /** The API answers `?column=value`. */
  readonly isFilter?: true;
}
interface PlainColumn extends ColumnBase {
  readonly type: Exclude<ValueType, 'code' | 'codes'>;
}
interface CodeColumn extends ColumnBase {
  readonly type: 'code' | 'codes';
  /** Every code that can stand in the column, and its word. */
  readonly codes: Readonly<Record<string, string>>;
}
export type Column = PlainColumn | CodeColumn;
export type Columns = Readonly<Record<string, Column>>;

interface Values {
  readonly text: string;
  readonly integer: number;
  readonly day: string;
  readonly instant: string;
  readonly flag: boolean;
  readonly list: readonly string[];
}
type ValueOf<C> = C extends { type: 'code'; codes: infer K }
  ? keyof K
  : C extends { type: 'codes'; codes: infer K }
    ? readonly (keyof K)[]
    : C extends { type: keyof Values }
      ? Values[C['type']]
      : never;

/** A row as its columns say: what the dictionary does not have does not compile. */
export type RowOf<C extends Columns> = {
  readonly [K in keyof C]: ValueOf<C[K]> | (C[K] extends { isNullable: true } ? null : never);
};

export type Value = string | number | boolean | null | readonly string[];
export type AnyRow = Readonly<Record<string, Value>>;

/** One dataset: a file for every year, a version for every change of it. */
export interface Dataset {
  readonly title: string;
  readonly en: string;
  readonly meaning: string;
  readonly meaningEn: string;
  /** The first column is the permanent id of the row. */
  readonly columns: Columns;
  /** Which day decides the year of a row. */
  readonly yearOf: string;
  readonly yearOfEn: string;
  /** Deeds whose kind begins so may change it. */
  readonly follows: readonly string[];
  /** After these the last file is not handed out any more until there is a new one. */
  readonly takesBack: readonly string[];
  /** Rows run out by the day: a file of yesterday is not handed out. */
  readonly runsOut?: true;
  /** 宽表: Chinese headings and words, for spreadsheets; not in the API, which has its parts. */
  readonly isWide?: true;
}

/** The file forms of a dataset and year. */
export const FILE_FORMS = {
  csv: { suffix: '.csv', mediaType: 'text/csv; charset=utf-8', title: 'CSV', en: 'CSV, UTF-8 with BOM' },
  plain: {
    suffix: '.nobom.csv',
    mediaType: 'text/csv; charset=utf-8',
    title: 'CSV（无 BOM）',
    en: 'CSV, UTF-8 without BOM',
  },
  json: { suffix: '.json', mediaType: 'application/json; charset=utf-8', title: 'JSON', en: 'JSON' },
} as const;
export type FileForm = keyof typeof FILE_FORMS;

/** 版本 of a dataset and year. */
export interface DatasetVersion {
  readonly dataset: string;
  readonly year: number;
  readonly version: number;
  /** Number of the last deed that the version knows of. */
  readonly logPosition: number;
  readonly at: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly files: Readonly<Record<FileForm, { readonly sha256: string; readonly bytes: number }>>;
}
