/** Photos from phones in pieces: ask how much is here, send the next piece, until the hash is that of the picture. @module */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Actor } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { UPLOAD_KINDS } from '../core/uploads/kinds.ts';
import { receiveUpload } from '../core/uploads/receive.ts';
import { keepFile } from '../inspection/actions/files.ts';
import { findAnnounced } from '../inspection/reads/operations.ts';
import { InspectionId, RecordHash } from '../inspection/types/visit.ts';
import { ProblemSchema, type Identify } from './api.ts';
import { sendProblem } from './problems.ts';

/** The longest piece; a phone sends shorter ones over a bad line. */
const PIECE_BYTES = 1024 * 1024;

const Path = z.object({ inspectionId: InspectionId, sha256: RecordHash });
const Progress = z.object({
  received: z.int().describe('服务器已收到的字节数'),
  isConfirmed: z.boolean().describe('哈希已核对，文件已存盘'),
});

/** `GET` and `POST /api/field/files/:inspectionId/:sha256`. */
export async function fieldFileRoutes(instance: FastifyInstance, runtime: Runtime, identify: Identify): Promise<void> {
  await instance.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: PIECE_BYTES },
      (_r, body, done) => done(null, body),
    );
    const app = scope.withTypeProvider<ZodTypeProvider>();
    const url = '/api/field/files/:inspectionId/:sha256';
    const tags = ['inspection'];

    app.route({
      method: 'GET',
      url,
      schema: {
        summary: '查询照片已上传多少',
        tags,
        params: Path,
        response: { 200: Progress, default: ProblemSchema },
      },
      handler: async (request, reply) => {
        const actor = await identify(request);
        if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
        const announced = await announcedTo(actor, request.params);
        if (announced === undefined) return sendProblem(reply, [{ code: 'upload-not-announced' }]);
        const received = announced.isKept
          ? announced.bytes
          : await runtime.files.parts.size(nameOf(actor, request.params));
        return reply.header('cache-control', 'no-store').send({ received, isConfirmed: announced.isKept });
      },
    });

    app.route({
      method: 'POST',
      url,
      schema: {
        summary: '续传照片的一段',
        description: '正文为 application/octet-stream；at 须等于服务器已收到的字节数',
        tags,
        params: Path,
        querystring: z.object({ at: z.coerce.number().int().min(0) }),
        response: { 200: Progress, default: ProblemSchema },
      },
      handler: async (request, reply) => {
        const actor = await identify(request);
        if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
        const announced = await announcedTo(actor, request.params);
        if (announced === undefined || !Buffer.isBuffer(request.body))
          return sendProblem(reply, [{ code: 'upload-not-announced' }]);
        if (announced.isKept) return reply.send({ received: announced.bytes, isConfirmed: true });
        const piece = request.body;
        const name = nameOf(actor, request.params);
        if (request.query.at + piece.length > announced.bytes)
          return sendProblem(reply, [{ code: 'upload-hash-wrong' }]);
        const received = await runtime.files.parts.append(name, request.query.at, piece);
        if (received !== request.query.at + piece.length)
          return sendProblem(reply, [{ code: 'upload-offset', facts: { received } }]);
        if (received < announced.bytes) return reply.send({ received, isConfirmed: false });
        return confirm(reply, actor, request.params, announced.type);
      },
    });
  });

  /** The photo as an operation of this visit named it, to a member of its team. */
  function announcedTo(
    actor: Actor,
    { inspectionId, sha256 }: z.output<typeof Path>,
  ): Promise<{ bytes: number; type: string; isKept: boolean } | undefined> {
    return read(runtime, actor.bureauId, (tx) => findAnnounced(tx, inspectionId, sha256, actor.staffId), actor);
  }

  /** Whole: the bytes are stored and the visit has them, or they are not what was announced and begin anew. */
  async function confirm(
    reply: FastifyReply,
    actor: Actor,
    { inspectionId, sha256 }: z.output<typeof Path>,
    type: string,
  ): Promise<FastifyReply> {
    const name = nameOf(actor, { inspectionId, sha256 });
    const bytes = await runtime.files.parts.read(name);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
      await runtime.files.parts.remove(name);
      return sendProblem(reply, [{ code: 'upload-hash-wrong' }]);
    }
    const received = await receiveUpload(runtime, actor, { name: `${sha256}.${endingOf(type)}`, bytes });
    if (!received.ok) {
      await runtime.files.parts.remove(name);
      return sendProblem(reply, received.refusals);
    }
    const input = { inspectionId, sha256, bytes: bytes.length, type };
    const kept = await execute(runtime, actor, keepFile, newId(), input);
    if (!kept.ok) return sendProblem(reply, kept.refusals);
    await runtime.files.parts.remove(name);
    return reply.send({ received: bytes.length, isConfirmed: true });
  }
}

function endingOf(type: string): string {
  return Object.values(UPLOAD_KINDS).find(({ mediaType }) => mediaType === type)?.endings[0] ?? '';
}

function nameOf({ bureauId }: Actor, { inspectionId, sha256 }: z.output<typeof Path>): string {
  return `${bureauId}-${inspectionId}-${sha256}`;
}
