/** The archive on the wire beyond its API: what is printed, what is lent, what is added. @module */
import { zipSync, type Zippable } from 'fflate';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { houseOf } from '../archive/actions/collect.ts';
import { listPdf, reportPdf } from '../archive/documents/lists.ts';
import { cataloguePdf } from '../archive/documents/volume.ts';
import { copyPdf } from '../archive/documents/copy.ts';
import { archiveDeeds, archiveReads } from '../archive/deeds.ts';
import { findList, findRunningLoan } from '../archive/reads/custody.ts';
import { viewList } from '../archive/reads/custody-view.ts';
import { readSealed, sealedFiles } from '../archive/reads/store.ts';
import { viewVolume } from '../archive/reads/view.ts';
import { findVolume, namedBy, readArchiveSettings, type Volume } from '../archive/reads/volumes.ts';
import { volumeListWorkbook } from '../archive/workbook.ts';
import { bureauCode } from '../bureau/reads.ts';
import type { Actor } from '../core/actor.ts';
import { dayOf } from '../core/clock.ts';
import { proveDeed } from '../core/log/checkpoint.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import type { ReadTx } from '../core/transact.ts';
import { admit, sendRead, type Send } from './admit.ts';
import type { Identify } from './api.ts';
import { sendPdf } from './documents.ts';
import { fileHeaders, keepUpload, sendWorkbook } from './files.ts';
import { sendProblem } from './problems.ts';

const HIDDEN = { schema: { hide: true } } as const;
/** A reading is fetched at once, or asked for again. */
const READING_MINUTES = 10;
/** Of a Unix, 0644: otherwise unzip takes Chinese names for those of DOS. */
const AS_FILE = { os: 3, attrs: 0o644 << 16 } as const;
const OneVolume = z.object({ volumeId: z.uuid() });
const OneReport = OneVolume.extend({ number: z.coerce.number().int().min(1) });
const OneList = z.object({ listId: z.uuid() });
const OneReading = z.object({ readingId: z.uuid() });

type Seen = <T extends z.ZodType>(
  request: FastifyRequest,
  reply: FastifyReply,
  shape: T,
  found: (tx: ReadTx, input: z.output<T>, actor: Actor) => Promise<Result<Send>>,
) => Promise<FastifyReply>;

/**
 * `GET /api/archive/volumes/:volumeId/catalogue.pdf` · `…/reports/:number.pdf` · `GET /api/archive/lists/:listId.pdf` and `.xlsx` ·
 * `GET /api/archive/readings/:readingId` what was read (a deed): the bag as a zip, or the borrowed copy · `POST /api/archive/files` a scan to add
 */
export function archiveRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  const seen = seeing(runtime, identify);
  printed(app, seen);
  app.get('/api/archive/readings/:readingId', HIDDEN, (request, reply) =>
    seen(request, reply, OneReading, (tx, { readingId }, actor) => readingOf(tx, runtime, readingId, actor)),
  );
  app.post('/api/archive/files', HIDDEN, async (request, reply) => {
    const actor = await admit(identify, request, reply, archiveDeeds['archive.add-material']);
    if (actor === undefined) return reply;
    return keepUpload(runtime, actor, request, reply);
  });
}

function seeing(runtime: Runtime, identify: Identify): Seen {
  return async (request, reply, shape, found) => {
    const actor = await admit(identify, request, reply, archiveReads['archive.read']);
    if (actor === undefined) return reply;
    const input = shape.safeParse(request.params);
    if (!input.success) return sendProblem(reply, [{ code: 'archive-volume-not-found' }]);
    return sendRead(runtime, actor, reply, (tx) => found(tx, input.data, actor));
  };
}

function printed(app: FastifyInstance, seen: Seen): void {
  app.get('/api/archive/volumes/:volumeId/catalogue.pdf', HIDDEN, (request, reply) =>
    seen(request, reply, OneVolume, async (tx, { volumeId }) => {
      const volume = await findVolume(tx, volumeId);
      if (volume === undefined || volume.content === null) return refuse([{ code: 'archive-volume-not-found' }]);
      const pdf = await catalogueOf(tx, volume);
      return ok((answer) => sendPdf(answer, `${volume.archive_number ?? ''} 卷内目录`, pdf));
    }),
  );
  app.get('/api/archive/volumes/:volumeId/reports/:number.pdf', HIDDEN, (request, reply) =>
    seen(request, reply, OneReport, async (tx, { volumeId, number }, actor) => {
      const volume = await findVolume(tx, volumeId);
      const view = volume && (await viewVolume(tx, volume, actor));
      const report = view?.reports.find((each) => each.number === number);
      if (view === undefined || report === undefined) return refuse([{ code: 'archive-volume-not-found' }]);
      const pdf = reportPdf(await houseOf(tx), view, report);
      return ok((answer) => sendPdf(answer, `${view.archiveNumber ?? view.title} 四性检测报告`, pdf));
    }),
  );
  for (const ending of ['pdf', 'xlsx'] as const)
    app.get(`/api/archive/lists/:listId.${ending}`, HIDDEN, (request, reply) =>
      seen(request, reply, OneList, async (tx, { listId }, actor) => {
        const list = await findList(tx, listId);
        if (list === undefined) return refuse([{ code: 'archive-list-not-found' }]);
        const view = await viewList(tx, list, actor);
        if (ending === 'pdf') {
          const pdf = listPdf(await houseOf(tx), view);
          return ok((answer) => sendPdf(answer, view.kind === 'transfer' ? '档案移交清单' : '档案销毁清册', pdf));
        }
        const workbook = await volumeListWorkbook(view, `${actor.name}　${dayOf(tx.now)}`);
        return ok((answer) => sendWorkbook(answer, ok(workbook)));
      }),
    );
}

async function catalogueOf(tx: ReadTx, volume: Volume): Promise<Uint8Array> {
  const house = await houseOf(tx);
  const { settings } = await readArchiveSettings(tx);
  if (volume.content === null) throw new Error(`volume ${volume.volume_id} is not assembled`);
  return cataloguePdf({
    organ: house.name,
    isDemo: house.isDemo,
    archiveNumber: volume.archive_number ?? '',
    fonds: settings.fonds,
    ...namedBy(volume),
    version: volume.version,
    sealedOn: dayOf(volume.updated_at),
    sealedBy: '',
    reason: null,
    content: volume.content,
  });
}

/** What the deed of the reading allowed, to who did it, for a few minutes. Nothing changes by fetching it. */
async function readingOf(tx: ReadTx, runtime: Runtime, readingId: string, actor: Actor): Promise<Result<Send>> {
  const reading = await tx.db
    .selectFrom('archive_reading')
    .select(['volume_id', 'what', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('reading_id', '=', readingId)
    .where('read_by', '=', actor.staffId)
    .executeTakeFirst();
  const isFresh =
    reading !== undefined && Temporal.Instant.from(reading.at).until(tx.now).total('minutes') <= READING_MINUTES;
  const volume = isFresh ? await findVolume(tx, reading.volume_id) : undefined;
  if (reading === undefined || volume === undefined || volume.archive_number === null || volume.state === 'destroyed')
    return refuse([{ code: 'archive-reading-not-found' }]);
  return reading.what === 'bag' ? bagOf(tx, runtime, volume) : copyOf(tx, runtime, volume, actor);
}

/** The bag as a zip, and beside it the deed of the seal with its proof. */
async function bagOf(tx: ReadTx, runtime: Runtime, volume: Volume): Promise<Result<Send>> {
  const [code, number] = [await bureauCode(tx), volume.archive_number ?? ''];
  const files: Zippable = {};
  for await (const { path, bytes } of sealedFiles(runtime.files, code, number))
    files[`${number}/${path}`] = [bytes, AS_FILE];
  const deed = await tx.db
    .selectFrom('deed')
    .select(['seq', 'entry'])
    .where('bureau_id', '=', tx.bureauId)
    .where('subject_type', '=', 'volume')
    .where('subject_id', '=', volume.volume_id)
    .where('kind', 'in', ['archive.seal', 'archive.amend'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  files[`${number}.封存.json`] = [deed.entry, AS_FILE];
  files[`${number}.封存.tlog-proof`] = [Buffer.from((await proveDeed(tx, deed.seq)).proof), AS_FILE];
  // Pictures and PDFs are compressed already.
  const zip = zipSync(files, { level: 1 });
  return ok((reply) => fileHeaders(reply, `${number}.zip`).send(Buffer.from(zip)));
}

/** 正卷, and 副卷 where the loan says so; the archivist's own copy has both. */
async function copyOf(tx: ReadTx, runtime: Runtime, volume: Volume, actor: Actor): Promise<Result<Send>> {
  const loan = await findRunningLoan(tx, volume.volume_id, actor.staffId);
  const withInner = loan?.with_inner ?? actor.roles.includes('archivist');
  const [code, archiveNumber] = [await bureauCode(tx), volume.archive_number ?? ''];
  const parts = [];
  for (const entry of volume.content?.entries ?? []) {
    if (entry.part === 'inner' && !withInner) continue;
    const bytes = await readSealed(runtime.files, { code, archiveNumber }, `data/${entry.path}`);
    if (bytes === undefined) throw new Error(`${archiveNumber} has no ${entry.path}`);
    parts.push({ entry, bytes });
  }
  const pdf = await copyPdf({ archiveNumber, title: volume.title, borrower: actor.name, on: tx.today, parts });
  return ok((reply) => sendPdf(reply, `${archiveNumber} 借阅副本`, pdf));
}
