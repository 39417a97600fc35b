/** A PDF as another program reads it. @module */
import { extractText, getDocumentProxy } from 'unpdf';

/** Every character of the document in reading order, without the spaces that layout puts between them. */
export async function pdfText(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(pdf)), { mergePages: true });
  return text.replaceAll(/\s/g, '');
}
