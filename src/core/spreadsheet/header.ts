/** Finding the heading row of a sheet, wherever it stands and in whatever order its columns are. Browser-safe. @module */
import { foldBareTitle, foldText, foldTitle } from './fold.ts';
import type { ColumnSpecs } from './spec.ts';
import type { CellData, RowData, SheetData } from './workbook.ts';

export interface Header {
  readonly rowNumber: number;
  /** The row of explanations under the headings, recognised and not read as data. */
  readonly hintRowNumber: number | undefined;
  /** Key of the column in the specification → letters in the sheet. */
  readonly columns: ReadonlyMap<string, string>;
  /** Headings no column answers to. Their content is not imported, so they must be shown. */
  readonly unknown: readonly Heading[];
  /** Headings that name a column a second time; the first is read. */
  readonly repeated: readonly Heading[];
  /** Letters of columns we added ourselves to a file handed back; they carry nothing to import. */
  readonly own: readonly string[];
  /** Keys of required columns that have no heading. */
  readonly missing: readonly string[];
}

export interface Heading {
  readonly column: string;
  readonly title: string;
}

/** Headings are looked for in this many rows with content. */
const ROWS_SEARCHED = 10;
/** So many rows with content tell all about the headings: the last may have its explanations below it. */
export const HEAD_ROWS = ROWS_SEARCHED + 1;

/** Columns we add to files we hand back. */
export const OWN_HEADINGS = { reason: '错误原因', row: '原行号' } as const;
const OWN_TITLES: ReadonlySet<string> = new Set(Object.values(OWN_HEADINGS));

/** The heading row is the one that names most columns, at least two (or the only one). Undefined when there is none. */
export function findHeader(sheet: SheetData, columns: ColumnSpecs): Header | undefined {
  const enough = Math.min(2, Object.keys(columns).length);
  let best: { readonly row: RowData; readonly match: Match } | undefined;
  for (const row of sheet.rows.slice(0, ROWS_SEARCHED)) {
    const match = matchHeadings(row, columns);
    if (match.columns.size >= Math.max(enough, (best?.match.columns.size ?? 0) + 1)) best = { row, match };
  }
  if (best === undefined) return undefined;
  const { row, match } = best;
  const below = sheet.rows.find(({ number }) => number === row.number + 1);
  return {
    ...match,
    rowNumber: row.number,
    hintRowNumber: below !== undefined && isHintRow(below, columns) ? below.number : undefined,
    missing: Object.entries(columns).flatMap(([key, { required }]) =>
      required && !match.columns.has(key) ? [key] : [],
    ),
  };
}

type Match = Pick<Header, 'columns' | 'unknown' | 'repeated' | 'own'>;

function matchHeadings(row: RowData, specs: ColumnSpecs): Match {
  const columns = new Map<string, string>();
  const unknown: Heading[] = [];
  const repeated: Heading[] = [];
  const own: string[] = [];
  const find = headingFinder(specs);
  for (const cell of row.cells) {
    const title = String(cell.value).trim();
    const key = find(title);
    if (OWN_TITLES.has(title)) own.push(cell.column);
    else if (key === undefined) unknown.push({ column: cell.column, title });
    else if (columns.has(key)) repeated.push({ column: cell.column, title });
    else columns.set(key, cell.column);
  }
  return { columns, unknown, repeated, own };
}

/** Looks for the whole title first; without its brackets only where that leaves no doubt between two columns. */
function headingFinder(specs: ColumnSpecs): (title: string) => string | undefined {
  const whole = new Map<string, string>();
  const bare = new Map<string, string | undefined>();
  for (const [key, { title, aliases = [] }] of Object.entries(specs)) {
    for (const heading of [title, ...aliases]) {
      whole.set(foldTitle(heading), key);
      const short = foldBareTitle(heading);
      bare.set(short, bare.has(short) && bare.get(short) !== key ? undefined : key);
    }
  }
  return (title) => whole.get(foldTitle(title)) ?? bare.get(foldBareTitle(title));
}

/** Whether most cells of the row explain instead of stating: hints of ours, or what other templates write there. */
function isHintRow(row: RowData, specs: ColumnSpecs): boolean {
  const own = new Set(Object.values(specs).map(({ hint, type }) => foldText(hint ?? type.hint)));
  const hints = row.cells.filter((cell) => isHint(cell, own)).length;
  return hints > row.cells.length / 2;
}

const HINT =
  /从.{0,12}(选择|单选|多选|复选)|[（(]?(单选|多选|复选|必填|选填)[）)]?$|y{4}.?m{1,2}.?d{1,2}|填写说明|^(格式|例如|示例|如)[:：]|^请(填写|输入|选择)/i;

function isHint({ kind, value }: CellData, own: ReadonlySet<string>): boolean {
  if (kind !== 'text') return false;
  const written = String(value).trim();
  return own.has(foldText(written)) || HINT.test(written);
}
