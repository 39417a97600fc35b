/** The open data API: rows by page and by permanent id, without a key. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Runtime } from '../../core/runtime.ts';
import { read, type ReadTx } from '../../core/transact.ts';
import { findRow, listRows, type RowQuery } from '../../opendata/reads/rows.ts';
import { mayBeServed } from '../../opendata/reads/versions.ts';
import { API_DATASETS, filtersOf, MOST_ROWS, USUAL_ROWS } from '../../opendata/rules/openapi.ts';
import { DATASETS } from '../../opendata/types/datasets.ts';
import type { Dataset } from '../../opendata/types.ts';
import { dataText } from '../../web/kit/strings/portal-data.zh.ts';
import { dataTextEn } from '../../web/kit/strings/portal-data.en.ts';
import { askedBureau } from './bureau.ts';

const MOST_PER_MINUTE = 240;
const LIMITED = { schema: { hide: true }, config: { rateLimit: { max: MOST_PER_MINUTE } } } as const;
const RETRY_SECONDS = 5;

/** Registers `/data/v1/<dataset>` and `/data/id/<dataset>/<id>`. */
export function dataApiRoutes(app: FastifyInstance, runtime: Runtime): void {
  for (const name of API_DATASETS) {
    const dataset: Dataset = DATASETS[name];
    app.get(`/data/v1/${name}`, LIMITED, async (request, reply) =>
      answer(runtime, reply, async (tx) => {
        const query = readQuery(dataset, request);
        if ('problem' in query) return query;
        if (!(await mayBeServed(tx, name, dataset))) return STALE;
        const rows = await listRows(tx, name, query);
        const shown = rows.slice(0, query.limit);
        const [idColumn = ''] = Object.keys(dataset.columns);
        const last = String(shown.at(-1)?.[idColumn] ?? '');
        const next = rows.length > query.limit ? `/data/v1/${name}?${nextQuery(request, last)}` : null;
        return { body: { dataset: name, asOf: tx.now, rows: shown, next } };
      }),
    );
    app.get<{ Params: { readonly id: string } }>(`/data/id/${name}/:id`, LIMITED, async ({ params }, reply) =>
      answer(runtime, reply, async (tx) => {
        if (!(await mayBeServed(tx, name, dataset))) return STALE;
        const row = await findRow(tx, name, params.id.slice(0, 200));
        if (row === undefined) return { problem: 404, words: [dataText.noRow, dataTextEn.noRow] };
        return row === 'taken-back' ? { problem: 410, words: [dataText.gone, dataTextEn.gone] } : { body: row };
      }),
    );
  }
}

export type Problem = { readonly problem: 400 | 404 | 410 | 503; readonly words: readonly [zh: string, en: string] };
export const STALE: Problem = { problem: 503, words: [dataText.stale, dataTextEn.stale] };
const NO_DATASET: Problem = { problem: 404, words: [dataText.noDataset, dataTextEn.noDataset] };

async function answer(
  runtime: Runtime,
  reply: FastifyReply,
  work: (tx: ReadTx) => Promise<Problem | { readonly body: object }>,
): Promise<FastifyReply> {
  openToAll(reply).header('cache-control', 'public, no-cache');
  const bureauId = await askedBureau(runtime, reply.request);
  const found = bureauId === undefined ? NO_DATASET : await read(runtime, bureauId, work);
  return 'problem' in found ? sendDataProblem(reply, found) : reply.send(found.body);
}

/** Any page and program may read it: there is nothing here that a session would open. */
export function openToAll(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
}

const TITLES = { 400: 'Bad request', 404: 'Not found', 410: 'Gone', 503: 'Try later' } as const;

/** RFC 9457, in Chinese and English. */
export function sendDataProblem(reply: FastifyReply, { problem, words }: Problem): FastifyReply {
  if (problem === 503) reply.header('retry-after', RETRY_SECONDS);
  return openToAll(reply)
    .code(problem)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: TITLES[problem], status: problem, detail: words.join(' ') }));
}

/** Nothing that was asked is passed over: a parameter that is not known is refused. A form sends the fields that were left empty: they ask for nothing. */
function readQuery(dataset: Dataset, { query }: FastifyRequest): RowQuery | Problem {
  const given = Object.entries(query as Readonly<Record<string, unknown>>);
  const filters = new Set(filtersOf(dataset));
  const where: Record<string, string> = {};
  let [year, after, limit]: [number | undefined, string, number] = [undefined, '', USUAL_ROWS];
  for (const [name, value] of given) {
    if (typeof value !== 'string' || value.length > 200 || value.includes('\0')) return bad(name);
    if (value === '' && (name === 'year' || name === 'limit' || filters.has(name))) continue;
    if (name === 'year') {
      if (!/^\d{4}$/.test(value)) return bad(name);
      year = Number(value);
    } else if (name === 'limit') {
      limit = Number(value);
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) return bad(name);
    } else if (name === 'after') after = value;
    else if (!filters.has(name))
      return { problem: 400, words: [dataText.unknownParameter(name), dataTextEn.unknownParameter(name)] };
    else if (!canBe(dataset, name, value)) return bad(name);
    else where[name] = value;
  }
  return { year, after, limit, where };
}

function canBe(dataset: Dataset, name: string, value: string): boolean {
  const column = dataset.columns[name];
  if (column !== undefined && 'codes' in column) return Object.hasOwn(column.codes, value);
  return column?.type !== 'flag' || value === 'true' || value === 'false';
}

function bad(name: string): Problem {
  return { problem: 400, words: [dataText.badParameter(name), dataTextEn.badParameter(name)] };
}

function nextQuery({ query }: FastifyRequest, after: string): string {
  return new URLSearchParams({ ...(query as Record<string, string>), after }).toString();
}
