/** Names and addresses of the files. Browser-safe. @module */
import { FILE_FORMS, type FileForm } from '../types.ts';

/** Where files lie in the folder of parts: two places for each, so that the old one stands until the new one is whole. */
export function partName(at: {
  readonly bureauId: number;
  readonly dataset: string;
  readonly year: number;
  readonly form: 'csv' | 'json';
  readonly slot: number;
}): string {
  return `open-data-${at.bureauId}-${at.dataset}-${at.year}-${at.slot}-${at.form}`;
}

/** The mark of UTF-8, with which the CSV begins, and its bytes; the one without it is the same file from there on. */
export const BOM = '\uFEFF';
export const BOM_BYTES = 3;

/** The address of a file: it never changes, what it answers is always the newest version. */
export function fileHref(dataset: string, year: number, form: FileForm): string {
  return `/data/files/${dataset}/${year}${FILE_FORMS[form].suffix}`;
}

/** Year and form of `2026.nobom.csv`; undefined for what is no file of a dataset. */
export function readFileName(name: string): { readonly year: number; readonly form: FileForm } | undefined {
  const [, year, suffix] = /^(\d{4})(\..+)$/.exec(name) ?? [];
  const form = (Object.keys(FILE_FORMS) as FileForm[]).find((each) => FILE_FORMS[each].suffix === suffix);
  return year === undefined || form === undefined ? undefined : { year: Number(year), form };
}

/** The permanent address of a row. */
export function rowHref(dataset: string, id: string): string {
  return `/data/id/${dataset}/${encodeURIComponent(id)}`;
}
