/** A PDF as another program reads it. @module */
import { extractText, getDocumentProxy, getResolvedPDFJS } from 'unpdf';

/** Every character of the document in reading order, without the spaces that layout puts between them. */
export async function pdfText(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(pdf)), { mergePages: true });
  return text.replaceAll(/\s/g, '');
}

/** What the first page is drawn with: its fonts by name, how many places show a glyph that says that one is missing, and where words stand. */
export async function firstPage(pdf: Uint8Array): Promise<{
  readonly fonts: ReadonlySet<string>;
  readonly missing: number;
  /** Words from left to right; `x` in points. */
  readonly words: readonly { readonly text: string; readonly x: number }[];
}> {
  const { OPS } = await getResolvedPDFJS();
  const page = await (await getDocumentProxy(Uint8Array.from(pdf))).getPage(1);
  const { fnArray, argsArray } = await page.getOperatorList();
  const argumentsOf = (operation: number): readonly unknown[][] =>
    fnArray.flatMap((each, n) => (each === operation ? [argsArray[n] as unknown[]] : []));
  const fonts = argumentsOf(OPS.setFont).map(([id]) => (page.commonObjs.get(String(id)) as { name: string }).name);
  const shown = argumentsOf(OPS.showText).flatMap(([glyphs]) => glyphs as readonly unknown[]);
  const { items } = await page.getTextContent();
  return {
    fonts: new Set(fonts.map((name) => name.replace(/^[A-Z]{6}\+/, ''))),
    // Glyph 0 of every font (OpenType 1.9, glyf).
    missing: shown.filter((glyph) => isGlyph(glyph) && glyph.originalCharCode === 0).length,
    words: items
      .flatMap((item) =>
        'str' in item && item.str.trim() !== '' ? [{ text: item.str, x: Number(item.transform[4]) }] : [],
      )
      .toSorted((a, b) => a.x - b.x),
  };
}

function isGlyph(shown: unknown): shown is { readonly originalCharCode: number } {
  return typeof shown === 'object' && shown !== null && 'originalCharCode' in shown;
}
