/** The files of the open data, sent as they lie: no database is held while a slow reader takes them. @module */
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Zip, ZipDeflate } from 'fflate';
import { csvText } from '../../core/spreadsheet/csv.ts';
import type { Runtime } from '../../core/runtime.ts';
import { read } from '../../core/transact.ts';
import { mayBeServed, newestVersion, newestVersions } from '../../opendata/reads/versions.ts';
import { DICTIONARY_HEADING, dictionaryCells } from '../../opendata/rules/dictionary.ts';
import { BOM_BYTES, partName, readFileName } from '../../opendata/rules/files.ts';
import { datasetOf } from '../../opendata/types/datasets.ts';
import { FILE_FORMS, type DatasetVersion, type FileForm } from '../../opendata/types.ts';
import { dataText } from '../../web/kit/strings/portal-data.zh.ts';
import { dataTextEn } from '../../web/kit/strings/portal-data.en.ts';
import { askedBureau } from './bureau.ts';
import { openToAll, sendDataProblem, STALE, type Problem } from './data-api.ts';

const MOST_PER_MINUTE = 120;
const LIMITED = { schema: { hide: true }, config: { rateLimit: { max: MOST_PER_MINUTE } } } as const;
const NO_FILE: Problem = { problem: 404, words: [dataText.noFile, dataTextEn.noFile] };

/** Registers `/data/files/<dataset>/<year>.<form>` and `/data/years/<year>.zip`. */
export function dataFileRoutes(app: FastifyInstance, runtime: Runtime): void {
  app.get<{ Params: { readonly dataset: string; readonly file: string } }>(
    '/data/files/:dataset/:file',
    LIMITED,
    async (request, reply) => {
      const { dataset: name, file } = request.params;
      const [asked, dataset, bureauId] = [readFileName(file), datasetOf(name), await askedBureau(runtime, request)];
      if (asked === undefined || dataset === undefined || bureauId === undefined)
        return sendDataProblem(reply, NO_FILE);
      const found = await read(runtime, bureauId, async (tx) =>
        (await mayBeServed(tx, name, dataset)) ? ((await newestVersion(tx, name, asked.year)) ?? NO_FILE) : STALE,
      );
      return 'problem' in found
        ? sendDataProblem(reply, found)
        : sendFile(runtime, request, reply, { bureauId, found, form: asked.form });
    },
  );
  app.get<{ Params: { readonly file: string } }>('/data/years/:file', LIMITED, async (request, reply) => {
    const year = /^(\d{4})\.zip$/.exec(request.params.file)?.[1];
    const bureauId = await askedBureau(runtime, request);
    if (year === undefined || bureauId === undefined) return sendDataProblem(reply, NO_FILE);
    const found = await read(runtime, bureauId, async (tx) => {
      const versions = (await newestVersions(tx)).filter((version) => version.year === Number(year));
      for (const { dataset } of versions) {
        const known = datasetOf(dataset);
        if (known !== undefined && !(await mayBeServed(tx, dataset, known))) return STALE;
      }
      return versions.length === 0 ? NO_FILE : { versions };
    });
    if ('problem' in found) return sendDataProblem(reply, found);
    return openToAll(reply)
      .type('application/zip')
      .header('cache-control', 'public, no-cache')
      .header('content-disposition', `attachment; filename="sunlot-${year}.zip"`)
      .send(Readable.from(yearZip(runtime, bureauId, found.versions)));
  });
}

type Found = DatasetVersion & { readonly slot: number };

async function sendFile(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
  { bureauId, found, form }: { readonly bureauId: number; readonly found: Found; readonly form: FileForm },
): Promise<FastifyReply> {
  const { sha256, bytes } = found.files[form];
  const etag = `"${sha256}"`;
  openToAll(reply)
    .header('etag', etag)
    .header('last-modified', new Date(found.at).toUTCString())
    .header('cache-control', 'public, no-cache')
    .header('vary', 'accept-encoding')
    .header('content-disposition', `attachment; filename="${found.dataset}-${found.year}${FILE_FORMS[form].suffix}"`);
  if (isKnown(request, sha256, found.at)) return reply.code(304).send();
  reply.type(FILE_FORMS[form].mediaType);
  const part = partOf(bureauId, found, form);
  if ((await runtime.files.parts.size(part)) !== found.files[form === 'json' ? 'json' : 'csv'].bytes)
    return sendDataProblem(reply, STALE);
  const stream = await runtime.files.parts.stream(part, form === 'plain' ? BOM_BYTES : 0);
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
    return reply.header('content-length', bytes).send(stream);
  return reply.header('etag', `W/${etag}`).header('content-encoding', 'gzip').send(stream.pipe(createGzip()));
}

/** RFC 9110 §13.1: the tag decides when it is given, else the second of the last change. */
function isKnown({ headers }: FastifyRequest, sha256: string, at: string): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined)
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === `"${sha256}"`);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && Math.floor(Date.parse(at) / 1_000) * 1_000 <= since;
}

function partOf(bureauId: number, { dataset, year, slot }: Found, form: FileForm): string {
  return partName({ bureauId, dataset, year, slot, form: form === 'json' ? 'json' : 'csv' });
}

/** All files of a year, the dictionary and the sums that `sha256sum -c` reads; packed while it is sent. */
async function* yearZip(runtime: Runtime, bureauId: number, versions: readonly Found[]): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    ready.push(bytes);
  });
  const taken = (): Uint8Array[] => {
    const bytes = ready;
    ready = [];
    return bytes;
  };
  const at = new Date(
    versions
      .map((version) => version.at)
      .toSorted()
      .at(-1) ?? 0,
  );
  const open = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = at;
    zip.add(file);
    return file;
  };
  const sums: string[] = [];
  for (const version of versions)
    for (const form of ['csv', 'json'] as const) {
      const name = `${version.dataset}-${version.year}${FILE_FORMS[form].suffix}`;
      const file = open(name);
      for await (const chunk of await runtime.files.parts.stream(partOf(bureauId, version, form), 0)) {
        file.push(chunk as Buffer);
        yield* taken();
      }
      file.push(new Uint8Array(), true);
      sums.push(`${version.files[form].sha256}  ${name}\n`);
    }
  open('dictionary.csv').push(Buffer.from(dictionaryCsv()), true);
  open('SHA256SUMS').push(Buffer.from(sums.join('')), true);
  zip.end();
  yield* taken();
}

export function dictionaryCsv(): string {
  return `\uFEFF${csvText([DICTIONARY_HEADING, ...dictionaryCells()])}\r\n`;
}
