/** Deeds and reads on the wire: one route each, generated from their declarations. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Actor } from '../core/actor.ts';
import { answer, execute, type DeedSpec, type ReadSpec } from '../core/command.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { sendProblem } from './problems.ts';

/** Who sends this request, from its session; undefined when nobody is signed in. */
export type Identify = (request: FastifyRequest) => Promise<Actor | undefined>;

const CommandId = z.uuid();

export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  refusals: z.array(
    z.object({
      code: z.string(),
      at: z.string().optional(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
      reason: z.string(),
      remedy: z.string().optional(),
    }),
  ),
});

/** `POST /api/<deed>` with an `Idempotency-Key`. */
export function registerDeed(app: FastifyInstance, runtime: Runtime, identify: Identify, spec: DeedSpec): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: `/api/${spec.kind}`,
    schema: {
      summary: spec.rule.title,
      tags: [moduleOf(spec.kind)],
      operationId: spec.kind,
      headers: z.object({ 'idempotency-key': z.uuid().describe('客户端生成的命令编号；重复提交得到同一答复') }),
      body: spec.input,
      response: { 200: spec.output, default: ProblemSchema },
    },
    validatorCompiler: documentOnly,
    handler: async (request, reply) => {
      const actor = await identify(request);
      if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
      const commandId = CommandId.safeParse(request.headers['idempotency-key']);
      if (!commandId.success) return sendProblem(reply, [{ code: 'command-id-missing' }]);
      return send(reply, await execute(runtime, actor, spec, commandId.data, request.body ?? {}));
    },
  });
}

/** `GET <path>`, where path parameters and query together are the input; or `POST <path>` with the input as its body. */
export function registerRead(app: FastifyInstance, runtime: Runtime, identify: Identify, spec: ReadSpec): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: spec.method ?? 'GET',
    url: spec.path,
    schema: {
      summary: spec.rule.title,
      tags: [moduleOf(spec.kind)],
      operationId: `${spec.method ?? 'GET'} ${spec.path}`,
      ...(spec.method === 'POST' ? { body: spec.input } : inputParts(spec)),
      response: { 200: spec.output, default: ProblemSchema },
    },
    validatorCompiler: documentOnly,
    handler: async (request, reply) => {
      const actor = await identify(request);
      if (actor === undefined) return sendProblem(reply, [{ code: 'not-signed-in' }]);
      const { params, query } = request as { params: object; query: object };
      reply.header('cache-control', 'no-store');
      const input = spec.method === 'POST' ? (request.body ?? {}) : { ...query, ...params };
      return send(reply, await answer(runtime, actor, spec, input));
    },
  });
}

/** `execute` and `answer` check the input and refuse like any other reason; the schemas here are for OpenAPI only. */
function documentOnly(): (data: unknown) => { value: unknown } {
  return (data) => ({ value: data });
}

/** Splits a read's input into path parameters and query, for the OpenAPI document. */
function inputParts(spec: ReadSpec): { params?: z.ZodObject; querystring?: z.ZodObject } {
  if (!(spec.input instanceof z.ZodObject)) return {};
  const inPath = new Set([...spec.path.matchAll(/:(\w+)/g)].map((match) => match[1]));
  const fields = Object.entries<z.core.$ZodType>(spec.input.shape);
  const part = (wanted: boolean): z.ZodObject =>
    z.object(Object.fromEntries(fields.filter(([name]) => inPath.has(name) === wanted)));
  return inPath.size > 0 ? { params: part(true), querystring: part(false) } : { querystring: part(false) };
}

function send(reply: FastifyReply, result: Result<unknown>): FastifyReply {
  return result.ok ? reply.send(result.value ?? {}) : sendProblem(reply, result.refusals);
}

function moduleOf(kind: string): string {
  return kind.slice(0, kind.indexOf('.'));
}
