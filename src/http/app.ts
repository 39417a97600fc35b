/** Assembles the HTTP application: security headers, errors, modules, portal, desk. @module */
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Runtime } from '../core/runtime.ts';
import { registerDeed, registerRead, type Identify } from './api.ts';
import { logRoutes } from './log.ts';
import { DEED_SPECS, READ_SPECS } from './modules.ts';
import { guard } from './guard.ts';
import { problemOf, sendProblem } from './problems.ts';
import { CONTENT_SECURITY_POLICY } from './security.ts';

const MAX_JSON_BYTES = 2 * 1024 * 1024;
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
const REQUESTS_PER_MINUTE = 1_200;

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route, `POST /api/plan.approve`: held against the reviewed table (docs/permissions.md). */
    readonly served: readonly string[];
  }
  interface FastifyContextConfig {
    /** Sends what has gone out before under the same address, before anything else is done for the request; false: it has not. */
    readonly sendsAgain?: (request: FastifyRequest, reply: FastifyReply) => boolean;
  }
}

export interface AppOptions {
  readonly runtime: Runtime;
  readonly identify: Identify;
  /** The address people use, when the configuration names it. */
  readonly publicUrl?: string | undefined;
  /** Log lines to stdout; off in tests. */
  readonly logging: boolean;
  /** The process only reads: this stands before every route, and there is no API for staff. */
  readonly readsOnly?: (app: FastifyInstance) => void;
  /** Adds what is assembled elsewhere: session, portal, desk, health. */
  readonly extend?: (app: FastifyInstance) => Promise<void>;
}

/** Builds the application without listening; `app.inject` or `app.listen` come next. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: MAX_JSON_BYTES,
    // What is being answered is answered; a connection that waits for its next request is not waited for.
    forceCloseConnections: 'idle',
    // A proxy in front runs on this machine; nobody else may say where a request came from.
    trustProxy: 'loopback',
    logger: options.logging ? { level: 'warn', redact: ['req.headers.cookie', 'req.headers.authorization'] } : false,
  });
  closeInOrder(app);
  const served: string[] = [];
  app.decorate('served', served);
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') served.push(`${one} ${url}`);
  });
  // The first of all hooks: those that follow cost as much again as the sending.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.sendsAgain?.(request, reply) !== true) done();
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = isStorageGone(error) ? 507 : (error.statusCode ?? (isMalformed(error) ? 400 : 500));
    if (status >= 500 || error.code === NUMBER_TOO_GREAT) request.log.error(error);
    return reply
      .code(status)
      .type('application/problem+json')
      .send(problemOf([{ code: codeOf(error, status) }], status));
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, [{ code: 'page-not-found' }]));

  await app.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: false },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    frameguard: { action: 'deny' },
    // `no-referrer` would take the Origin from the forms of the portal, by which we know them for ours.
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(rateLimit, { max: REQUESTS_PER_MINUTE, timeWindow: '1 minute' });
  guard(app, options.publicUrl);
  options.readsOnly?.(app);
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: 1 } });
  if (options.readsOnly === undefined) await apiRoutes(app, options);
  logRoutes(app, options.runtime);
  await options.extend?.(app);
  return app;
}

/** The API of the staff, and what describes it. */
async function apiRoutes(app: FastifyInstance, { runtime, identify }: AppOptions): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sunlot · 阳光抽查 API',
        version: '1',
        description: '一事一名：每个动作对应一条路由、一项权限、一种留痕。',
      },
    },
    transform: jsonSchemaTransform,
  });
  for (const spec of DEED_SPECS) registerDeed(app, runtime, identify, spec);
  for (const spec of READ_SPECS) registerRead(app, runtime, identify, spec);
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

/** Within the ten seconds that an operator waits. */
const GRACE_MS = 8_000;

/** Whoever is being answered at the end is told that the connection ends with it; an answer that takes longer is cut. */
function closeInOrder(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref();
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done();
  });
}

function codeOf(error: FastifyError, status: number): string {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.code === 'FST_REQ_FILE_TOO_LARGE') return 'body-too-large';
  if (status === 429) return 'too-many-requests';
  if (status === 507) return 'storage-full';
  return status >= 500 ? 'internal-error' : 'request-malformed';
}

/** What the file system and PostgreSQL say when nothing can be written: no room, or a disk that was made read-only. */
const STORAGE_GONE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', '53100', '25006']);

function isStorageGone(error: FastifyError): boolean {
  return STORAGE_GONE.has(error.code);
}

/** What PostgreSQL says when a number is greater than its column can hold: a version, an edition, a count that nothing here has. */
const NUMBER_TOO_GREAT = '22003';

/** Such a number, or a multipart form that breaks off or is none: its reader gives no code and no status. */
function isMalformed({ code, message }: FastifyError): boolean {
  return code === NUMBER_TOO_GREAT || /unexpected end of multipart data$/i.test(message);
}
