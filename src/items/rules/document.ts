/** Content as a canonical document, whose hash the deed log keeps. @module */
import type { CanonicalValue } from 'verifiable-draw';

/**
 * The same content without its empty members: canonical documents know no null (draw protocol §3.1), and a text of
 * several lines becomes the list of its lines. @throws TypeError on what is no JSON
 */
export function documentOf(content: unknown): CanonicalValue {
  if (typeof content === 'string')
    return content.includes('\n') ? content.split('\n').map((each) => each.trim()) : content;
  if (typeof content === 'number' || typeof content === 'boolean') return content;
  if (Array.isArray(content)) return content.map(documentOf);
  if (typeof content !== 'object' || content === null) throw new TypeError(`not a document: ${typeof content}`);
  const present = Object.entries(content).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(present.map(([key, value]) => [key, documentOf(value)]));
}
