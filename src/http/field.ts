/** The field app (built into dist/field) as static files; its page and its service worker are never cached by the browser. @module */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { FIELD_POLICY } from './security.ts';

const BUILD = fileURLToPath(new URL('../../dist/field/', import.meta.url));

/** `/field/*`: every address answers with the one page; what stands beside it is named. */
export async function fieldRoutes(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(BUILD, 'index.html'))) {
    app.get('/field/*', (_request, reply) =>
      reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send('现场端尚未构建：请用 npm start 启动，或先运行 node scripts/build-field.ts'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: join(BUILD, 'assets'),
    prefix: '/field/assets/',
    immutable: true,
    maxAge: '365d',
    decorateReply: !app.hasReplyDecorator('sendFile'),
  });
  const fresh = { root: BUILD, cacheControl: false } as const;
  const installable = { helmet: { contentSecurityPolicy: FIELD_POLICY } };
  app.get('/field', (_request, reply) => reply.redirect('/field/', 308));
  for (const name of ['sw.js', 'manifest.webmanifest', 'icon.svg'])
    app.get(`/field/${name}`, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(name, BUILD, fresh),
    );
  app.get('/field/*', installable, (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', BUILD, fresh),
  );
}
