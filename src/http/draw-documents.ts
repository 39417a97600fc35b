/** The printed documents of a draw: its notice, its record, and the addendum of what was replaced since. @module */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keep } from '../core/kept.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, type ReadTx } from '../core/transact.ts';
import { recordBytes } from '../draw/actions/record.ts';
import { drawReads } from '../draw/deeds.ts';
import { changesPdf } from '../draw/documents/changes.ts';
import { dutySheetPdf } from '../draw/documents/duty-sheet.ts';
import { noticePdf } from '../draw/documents/notice.ts';
import { recordPdf } from '../draw/documents/record.ts';
import { readChanges } from '../draw/reads/changes.ts';
import { readDutySheet } from '../draw/reads/duty-sheet.ts';
import { readNotice } from '../draw/reads/notice.ts';
import { findDraw, findDrawByPublicId, type DrawRow } from '../draw/reads/progress.ts';
import { readRecord } from '../draw/reads/record.ts';
import { isPublic } from '../draw/rules/result.ts';
import { admit } from './admit.ts';
import type { Identify } from './api.ts';
import { sendPdf } from './documents.ts';
import { askedBureau } from './portal/bureau.ts';
import { sendProblem } from './problems.ts';

const OneDraw = z.object({ drawId: z.uuid() });
const HIDDEN = { schema: { hide: true } } as const;

type Print = (tx: ReadTx, draw: DrawRow) => Promise<Uint8Array | undefined>;
type PrintInternal = (
  tx: ReadTx,
  draw: DrawRow,
) => Promise<{ readonly pdf: Uint8Array; readonly sha256: string } | undefined>;

/**
 * `GET /draws/:publicId/notice.pdf` from the announcement on, `GET /draws/:publicId/record.pdf` (numbers instead of names) once
 * the result is public, `GET /api/draws/:drawId/record.pdf` (with names, the bytes that are signed) for who may read draws;
 * both with `changes.pdf` once something was replaced; `GET /api/draws/:drawId/duties.pdf`, team by team, once it is known to all.
 */
export function drawDocumentRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  publicPdf(app, runtime, 'notice', async (tx, draw) => {
    const notice = await readNotice(tx, draw);
    return notice && noticePdf(notice);
  });
  publicPdf(app, runtime, 'record', async (tx, draw) => {
    const record = isPublic(draw) ? await readRecord(tx, draw, 'public') : undefined;
    return record && recordPdf(record);
  });
  publicPdf(app, runtime, 'changes', async (tx, draw) => {
    const changes = isPublic(draw) ? await readChanges(tx, draw, 'public') : undefined;
    return changes && changesPdf(changes);
  });
  internalPdf('record', async (tx, draw) => recordBytes(tx, draw, runtime));
  internalPdf('changes', async (tx, draw) => {
    const changes = await readChanges(tx, draw, 'internal');
    if (changes === undefined) return undefined;
    return hashed(changesPdf(changes));
  });
  internalPdf('duties', async (tx, draw) => {
    const duties = await readDutySheet(tx, draw);
    return duties && hashed(dutySheetPdf(duties));
  });

  function internalPdf(name: string, print: PrintInternal): void {
    app.get(`/api/draws/:drawId/${name}.pdf`, HIDDEN, async (request, reply) => {
      const actor = await admit(identify, request, reply, drawReads['draw.read']);
      if (actor === undefined) return reply;
      const wanted = OneDraw.safeParse(request.params);
      const record = await read(runtime, actor.bureauId, async (tx) => {
        const draw = wanted.success ? await findDraw(tx, wanted.data.drawId) : undefined;
        return draw && (await print(tx, draw));
      });
      if (record === undefined) return sendProblem(reply, [{ code: 'draw-not-found' }]);
      return sendPdf(reply.header('cache-control', 'no-store'), record.sha256, record.pdf);
    });
  }
}

function hashed(pdf: Uint8Array): { readonly pdf: Uint8Array; readonly sha256: string } {
  return { pdf, sha256: createHash('sha256').update(pdf).digest('hex') };
}

function publicPdf(app: FastifyInstance, runtime: Runtime, name: string, print: Print): void {
  const kept = new Map<string, Uint8Array>();
  app.get<{ Params: { readonly publicId: string } }>(`/draws/:publicId/${name}.pdf`, HIDDEN, async (request, reply) => {
    const bureauId = await askedBureau(runtime, request);
    const made =
      bureauId === undefined
        ? undefined
        : await read(runtime, bureauId, async (tx) => {
            const draw = await findDrawByPublicId(tx, request.params.publicId);
            if (draw === undefined) return undefined;
            // A document changes only with the draw.
            const key = `${draw.draw_id} ${draw.updated_at}`;
            const pdf = kept.get(key) ?? (await print(tx, draw));
            if (pdf !== undefined) keep(kept, key, pdf);
            return pdf && { pdf, name: `${draw.public_id}-${name}` };
          });
    if (made === undefined) return sendProblem(reply, [{ code: 'page-not-found' }]);
    return sendPdf(reply.header('cache-control', 'public, max-age=60'), made.name, made.pdf);
  });
}
