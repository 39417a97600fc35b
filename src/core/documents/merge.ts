/** Several PDFs and pictures as one PDF, with something laid over every page: copies for reading, never originals. @module */
import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib';

export interface MergedPart {
  readonly bytes: Uint8Array;
  readonly format: 'pdf' | 'jpeg' | 'png';
}

/** A4 in points. */
const [WIDTH, HEIGHT, MARGIN] = [595.28, 841.89, 40];

/**
 * The parts one after the other. `overlay` is asked for a PDF of exactly as many pages as came together, and is drawn over them, each
 * stretched to its page. @throws when a part is not what its format says
 */
export async function mergePdf(
  parts: readonly MergedPart[],
  title: string,
  overlay: (pages: number) => Uint8Array,
): Promise<Uint8Array> {
  const merged = await PDFDocument.create({ updateMetadata: false });
  merged.setTitle(title);
  for (const part of parts) await addPart(merged, part);
  const pages = merged.getPages();
  const stamps = await merged.embedPdf(
    overlay(pages.length),
    pages.map((_page, n) => n),
  );
  for (const [n, page] of pages.entries()) {
    const stamp = stamps[n];
    if (stamp === undefined) throw new Error(`the overlay has no page ${n + 1}`);
    drawOver(page, stamp);
  }
  return merged.save();
}

async function addPart(merged: PDFDocument, { bytes, format }: MergedPart): Promise<void> {
  if (format === 'pdf') {
    const source = await PDFDocument.load(bytes, { updateMetadata: false });
    for (const page of await merged.copyPages(source, source.getPageIndices())) merged.addPage(page);
    return;
  }
  const picture = format === 'jpeg' ? await merged.embedJpg(bytes) : await merged.embedPng(bytes);
  const { width, height } = picture.scaleToFit(WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN);
  merged
    .addPage([WIDTH, HEIGHT])
    .drawImage(picture, { x: (WIDTH - width) / 2, y: (HEIGHT - height) / 2, width, height });
}

function drawOver(page: PDFPage, stamp: Awaited<ReturnType<PDFDocument['embedPdf']>>[number]): void {
  // A page may be turned or begin elsewhere than at zero: it is laid over what is seen of it.
  const { x, y, width, height } = page.getMediaBox();
  page.drawPage(stamp, { x, y, width, height });
}
