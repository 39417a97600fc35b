/**
 * Printed documents: a Typst template and its data give a PDF/A-2b. The data reach the template as a JSON string that it
 * reads with `json(…)`: text stays text, whatever characters are in it, and never becomes markup. The same input gives the
 * same bytes on every machine. @module
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { keepLast } from './kept.ts';
import { FONT_SLOTS, readFonts, type Fonts } from './fonts.ts';

/** What a template reads; no undefined, so that nothing is left out in silence. */
export type DocumentData =
  | string
  | number
  | boolean
  | null
  | readonly DocumentData[]
  | { readonly [name: string]: DocumentData };

export type PrintedDocument = Printed &
  (
    | {
        readonly layout?: 'report';
        /** Stands in the footer of every page beside the page number. */
        readonly footer: string;
      }
    /** 公文 (GB/T 9704-2012), 执法文书, a receipt of a pocket printer: what stands in their footer is their own. */
    | { readonly layout: Exclude<Layout, 'report'>; readonly footer?: never }
  );

interface Printed {
  /** Typst source below the frame of its layout (`<layout>.typ`); its data stand in `data`. */
  readonly template: string;
  readonly title: string;
  /** The instant that the document is dated; also its creation date, so that the bytes do not depend on when it is made. */
  readonly at: string;
  readonly data: DocumentData;
  /** Pictures that the template shows, by names that no other picture has (a hash): `image("/name")`. */
  readonly files?: ReadonlyMap<string, Buffer>;
}

const source = (name: string): string => readFileSync(new URL(`${name}.typ`, import.meta.url), 'utf8');
const COMMON = source('common');
const LAYOUTS = {
  report: source('report'),
  official: source('official'),
  form: source('form'),
  slip: source('slip'),
  stamp: source('stamp'),
};
type Layout = keyof typeof LAYOUTS;
/** Compilations that Typst keeps in memory for the next one. */
const KEPT_COMPILATIONS = 8;

/** This folder, which holds nothing secret, is all that the compiler can see. */
const WORKSPACE = fileURLToPath(new URL('.', import.meta.url));

let engine: { readonly compiler: NodeCompiler; readonly fonts: Fonts } | undefined;

/** Documents made last, by what they were made from: what is looked at is issued next, and is the same to the byte. */
const made = new Map<string, Uint8Array>();
/** About 100 KB each. */
const KEPT_DOCUMENTS = 64;

/** The document as PDF/A-2b; not to be changed by who gets it. @throws Error with Typst's own words when the template is wrong */
export function renderPdf(document: PrintedDocument): Uint8Array {
  const key = createHash('sha256')
    .update(JSON.stringify({ ...document, files: [...(document.files ?? new Map()).keys()] }))
    .digest('hex');
  const known = made.get(key);
  if (known !== undefined) return known;
  return keepLast(made, key, compilePdf(document), KEPT_DOCUMENTS);
}

/** Whether Typst can show the picture: what is whole by its structure may still not decode. Answered once for each name, as long as it is among the last. */
export function isDrawable(name: string, bytes: Buffer): boolean {
  const known = drawable.get(name);
  if (known !== undefined) return known;
  const { compiler } = (engine ??= openEngine());
  const found = withFiles(compiler, new Map([[name, bytes]]), () => {
    const { result } = compiler.compile({ mainFileContent: `#image("/${name}", width: 1cm, alt: "")` });
    compiler.evictCache(KEPT_COMPILATIONS);
    return result !== null;
  });
  return keepLast(drawable, name, found, KEPT_ANSWERS);
}

const drawable = new Map<string, boolean>();
/** Pictures of some hundred visits. */
const KEPT_ANSWERS = 10_000;

/** Files that only the compilation inside sees. */
function withFiles<T>(compiler: NodeCompiler, files: ReadonlyMap<string, Buffer>, work: () => T): T {
  const paths = [...files.keys()].map((name) => join(WORKSPACE, name));
  for (const [name, bytes] of files) compiler.mapShadow(join(WORKSPACE, name), bytes);
  try {
    return work();
  } finally {
    for (const path of paths) compiler.unmapShadow(path);
  }
}

function compilePdf(document: PrintedDocument): Uint8Array {
  const { compiler } = (engine ??= openEngine());
  return withFiles(compiler, document.files ?? new Map(), () => compileWith((engine ??= openEngine()), document));
}

function compileWith({ compiler, fonts }: NonNullable<typeof engine>, document: PrintedDocument): Uint8Array {
  const { title, footer = '', layout = 'report', data } = document;
  const compiled = compiler.compile({
    mainFileContent: `${COMMON}\n${LAYOUTS[layout]}\n${document.template}`,
    inputs: {
      data: JSON.stringify(printable({ title, footer, fonts: FONT_SLOTS, content: data }, fonts)),
    },
  });
  const { result } = compiled;
  if (result === null)
    throw new Error(`the template is wrong: ${wordsOf(compiled.takeDiagnostics()?.shortDiagnostics)}`);
  const seconds = Math.floor(Temporal.Instant.from(document.at).epochMilliseconds / 1_000);
  const pdf = compiler.pdf(result, { pdfStandard: 'a-2b', creationTimestamp: seconds });
  compiler.evictCache(KEPT_COMPILATIONS);
  return pdf;
}

function openEngine(): NonNullable<typeof engine> {
  const fonts = readFonts();
  return {
    fonts,
    compiler: NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs: [...fonts.files] }] }),
  };
}

function printable(data: DocumentData, fonts: Fonts): DocumentData {
  if (typeof data === 'string') return fonts.printable(data);
  if (isList(data)) return data.map((each) => printable(each, fonts));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, printable(value, fonts)]));
}

function isList(data: DocumentData): data is readonly DocumentData[] {
  return Array.isArray(data);
}

function wordsOf(diagnostics: readonly unknown[] | undefined): string {
  return JSON.stringify(diagnostics ?? []);
}
