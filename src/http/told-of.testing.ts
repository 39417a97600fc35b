/** What the public reads about one enterprise, so that two of them can be compared. @module */
import type { FastifyInstance } from 'fastify';
import { ask } from './public-crawl.testing.ts';

export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

/** Status, headers and words of every address about this enterprise, without what is its own: name, code, ids, hashes, numbers. */
export async function toldOf(app: FastifyInstance, draw: string, { id, name, code }: Firm): Promise<string[]> {
  const common = (text: string): string =>
    text
      .replaceAll(encodeURIComponent(name), '')
      .replaceAll(name, '')
      .replaceAll(code, '')
      .replaceAll(id, '')
      .replaceAll(/[0-9a-f]{16,}|[A-Za-z0-9+/_-]{20,}={0,2}|\d+/g, '#');
  const told: string[] = [];
  for (const url of [
    `/draws/${draw}?unit=${code}`,
    `/draws/${draw}/receipt?unit=${code}`,
    `/enterprises/${code}`,
    `/enterprises/${id}`,
    `/e/${code}/objections`,
    `/search?q=${encodeURIComponent(name)}`,
    `/results?q=${encodeURIComponent(name)}`,
    `/api/inspections?q=${code}`,
  ]) {
    const { statusCode, headers, payload } = await ask(app, url);
    told.push(`${statusCode} ${Object.keys(headers).toSorted().join()} ${common(payload)}`);
  }
  return told;
}
