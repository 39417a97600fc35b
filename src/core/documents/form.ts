/**
 * 执法文书 as a form: a template of blocks with `{{字段}}` in its words, and the fields of one case. The same template gives
 * the PDF (Typst) and the Word file that an office edits: a form has no code of its own. @module
 */
import type { UploadFormat } from '../uploads/kinds.ts';
import { qrSvg } from './qr.ts';
import { isDrawable, renderPdf, type DocumentData } from './render.ts';

/** One block of a form, top to bottom. */
export type FormBlock =
  /** Rows of label and value, one pair or two pairs to a row. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly string[])[] }
  /** A paragraph. `flush` begins at the margin. */
  | { readonly kind: 'text'; readonly text: string; readonly flush?: boolean }
  | { readonly kind: 'heading'; readonly text: string }
  /** A paragraph for each row of a list; `none` stands where there is no row. */
  | { readonly kind: 'each'; readonly list: string; readonly text: string; readonly none: string }
  /** A table with a row for each row of a list. Columns: head, text of the cell, share of the width. */
  | {
      readonly kind: 'table';
      readonly list: string;
      readonly columns: readonly (readonly [head: string, text: string, share: number])[];
      readonly none: string;
    }
  /** Who signs: what he is, and what stands there already (nothing leaves room for ink). */
  | { readonly kind: 'signatures'; readonly lines: readonly (readonly [label: string, text: string])[] }
  /** The organ over the day, where its seal goes. */
  | { readonly kind: 'seal' }
  /** Pictures of a list on pages of their own; each row names its picture in 原件. Nothing when the list is empty. */
  | {
      readonly kind: 'photos';
      readonly list: string;
      readonly title: string;
      readonly caption: string;
      readonly small: string;
    }
  /** QR codes, each with what it is for; as wide as its content needs to be read by a phone. */
  | {
      readonly kind: 'codes';
      readonly codes: readonly (readonly [field: string, caption: string, millimetres: number])[];
    };

export interface FormTemplate {
  readonly title: string;
  /** 逐页签名: printed at the foot of every page but the last. */
  readonly signsEachPage?: string;
  readonly blocks: readonly FormBlock[];
}

export type FormRow = Readonly<Record<string, string>>;
/** What the words of a template may name. Lists are lists of rows; their fields stand beside the others inside a row. */
export type FormFields = Readonly<Record<string, string | readonly FormRow[]>>;

/** Fields that every document has. */
export const COMMON_FIELDS = ['机关', '文书名称', '文号', '成文日期', '文书码', '核验网址'] as const;

/** A picture to print: without traces, as the upload check took it. */
export interface FormPicture {
  readonly format: UploadFormat;
  readonly bytes: Buffer;
}

export interface PrintedForm {
  readonly template: FormTemplate;
  readonly fields: FormFields;
  /** By what the rows name in 原件. A row without its picture says what kind of file it is (种类). */
  readonly pictures?: ReadonlyMap<string, FormPicture>;
  /** The day it is dated; also the PDF's. */
  readonly on: string;
  /** Printed across every page of what is no document yet. */
  readonly mark?: string;
}

/** Bytes that the largest QR code holds (ISO/IEC 18004, level L). */
export const MOST_IN_CODE = 2_953;

const TAG = /\{\{\s*([^{}#/]+?)\s*\}\}/g;

/** The form as PDF/A-2b. @throws Error for a template that names a field which is not there: a bug of ours */
export function formPdf({ template, fields, pictures = new Map(), on, mark = '' }: PrintedForm): Uint8Array {
  const shown = new Map([...pictures].map(([name, { format, bytes }]) => [`${name}.${format}`, bytes]));
  const files = new Map([...shownPictures(pictures)].map(([name, { format }]) => [name, `${name}.${format}`]));
  return renderPdf({
    layout: 'form',
    template: '#form(data)',
    title: `${fieldOf(fields, '文号')} ${template.title}`,
    at: `${on}T00:00:00+08:00`,
    data: {
      organ: fieldOf(fields, '机关'),
      title: template.title,
      number: fieldOf(fields, '文号'),
      mark,
      code: codeOf(fields),
      eachPage: template.signsEachPage ?? '',
      blocks: template.blocks.map((block) => filledBlock(block, fields, files)),
    },
    files: shown,
  });
}

/** Those that can be shown: a damaged picture never keeps a document from being made. */
export function shownPictures(pictures: ReadonlyMap<string, FormPicture>): ReadonlyMap<string, FormPicture> {
  return new Map([...pictures].filter(([name, { format, bytes }]) => isDrawable(`${name}.${format}`, bytes)));
}

/** A draft has no code. */
function codeOf(fields: FormFields): DocumentData {
  const shown = fieldOf(fields, '文书码');
  return { shown, svg: shown === '' ? '' : qrSvg(fieldOf(fields, '核验网址')) };
}

/** The words with every field in its place. @throws Error naming the field that is not there */
export function fillWords(words: string, fields: FormFields): string {
  return words.replaceAll(TAG, (_tag, name: string) => fieldOf(fields, name));
}

/** Whether the form prints the QR code of this field. */
export function printsCode({ blocks }: FormTemplate, field: string): boolean {
  return blocks.some((block) => block.kind === 'codes' && block.codes.some(([name]) => name === field));
}

/** Whether the form shows photographs. */
export function printsPhotos({ blocks }: FormTemplate): boolean {
  return blocks.some(({ kind }) => kind === 'photos');
}

function filledBlock(block: FormBlock, fields: FormFields, files: ReadonlyMap<string, string>): DocumentData {
  switch (block.kind) {
    case 'facts':
      return { kind: block.kind, rows: block.rows.map((row) => row.map((words) => fillWords(words, fields))) };
    case 'text':
      return { kind: block.kind, text: fillWords(block.text, fields), flush: block.flush === true };
    case 'heading':
      return { kind: block.kind, text: fillWords(block.text, fields) };
    case 'each': {
      const rows = rowsOf(fields, block.list);
      return { kind: 'each', texts: rows.length === 0 ? [block.none] : rows.map((row) => fillWords(block.text, row)) };
    }
    case 'table':
      return {
        kind: block.kind,
        shares: block.columns.map(([, , share]) => share),
        heads: block.columns.map(([head]) => head),
        rows: rowsOf(fields, block.list).map((row) => block.columns.map(([, words]) => fillWords(words, row))),
        none: block.none,
      };
    case 'signatures':
      return {
        kind: block.kind,
        lines: block.lines.map(([label, words]) => [fillWords(label, fields), fillWords(words, fields)]),
      };
    case 'seal':
      return { kind: block.kind, organ: fieldOf(fields, '机关'), day: fieldOf(fields, '成文日期') };
    case 'photos':
      return {
        kind: block.kind,
        title: block.title,
        rows: rowsOf(fields, block.list).map((row) => ({
          caption: fillWords(block.caption, row),
          small: fillWords(block.small, row),
          file: files.get(fieldOf(row, '原件')) ?? '',
          instead: `${fieldOf(row, '种类')}，见电子原件`,
        })),
      };
    case 'codes':
      return {
        kind: block.kind,
        codes: block.codes.flatMap(([field, caption, size]) =>
          codeData(fieldOf(fields, field), fillWords(caption, fields), size),
        ),
      };
  }
}

/** A code that there is nothing for is left out, caption and all. */
function codeData(text: string, caption: string, size: number): readonly DocumentData[] {
  if (text === '' || Buffer.byteLength(text) > MOST_IN_CODE) return [];
  return [{ caption, size, svg: qrSvg(text) }];
}

/** The rows of a list, each with the other fields beside its own. @throws Error naming the list that is not there */
export function rowsOf(fields: FormFields, name: string): readonly FormFields[] {
  const rows = fields[name];
  if (!Array.isArray(rows)) throw new Error(`the form has no list 「${name}」`);
  return rows.map((row: FormRow) => ({ ...fields, ...row }));
}

/** @throws Error naming the field that is not there, or is a list */
export function fieldOf(fields: FormFields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new Error(`the form has no field 「${name}」`);
  return value;
}
