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
import { problemOf, sendProblem } from './problems.ts';
import { CONTENT_SECURITY_POLICY } from './security.ts';

const MAX_JSON_BYTES = 2 * 1024 * 1024;
const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
const REQUESTS_PER_MINUTE = 1_200;

export interface AppOptions {
  readonly runtime: Runtime;
  readonly identify: Identify;
  /** Log lines to stdout; off in tests. */
  readonly logging: boolean;
  /** Adds what is assembled elsewhere: session, portal, desk, health. */
  readonly extend?: (app: FastifyInstance) => Promise<void>;
}

/** Builds the application without listening; `app.inject` or `app.listen` come next. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: MAX_JSON_BYTES,
    forceCloseConnections: true,
    // A proxy in front runs on this machine; nobody else may say where a request came from.
    trustProxy: 'loopback',
    logger: options.logging ? { level: 'warn', redact: ['req.headers.cookie', 'req.headers.authorization'] } : false,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error(error);
    return reply
      .code(status)
      .type('application/problem+json')
      .send(problemOf([{ code: codeOf(error, status) }], status));
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, [{ code: 'page-not-found' }]));

  await app.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    strictTransportSecurity: { maxAge: 63_072_000 },
  });
  await app.register(rateLimit, { max: REQUESTS_PER_MINUTE, timeWindow: '1 minute' });
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: 1 } });
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
  for (const spec of DEED_SPECS) registerDeed(app, options.runtime, options.identify, spec);
  for (const spec of READ_SPECS) registerRead(app, options.runtime, options.identify, spec);
  logRoutes(app, options.runtime);
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await options.extend?.(app);
  return app;
}

function codeOf(error: FastifyError, status: number): string {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.code === 'FST_REQ_FILE_TOO_LARGE') return 'body-too-large';
  if (status === 429) return 'too-many-requests';
  return status >= 500 ? 'internal-error' : 'request-malformed';
}
