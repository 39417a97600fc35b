/** The desk (built by Vite into dist/web) as static files: hashed assets for ever, its page never cached. @module */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const BUILD = fileURLToPath(new URL('../../dist/web/', import.meta.url));

/** `/desk/*`: every address of the desk answers with its one page, which finds its own way. */
export async function deskRoutes(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(BUILD, 'index.html'))) {
    app.get('/desk/*', (_request, reply) =>
      reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send('办公端尚未构建：请用 npm start 启动，或先运行 npx vite build'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: join(BUILD, 'assets'),
    prefix: '/desk/assets/',
    immutable: true,
    maxAge: '365d',
  });
  const page = { root: BUILD, cacheControl: false } as const;
  app.get('/desk', (_request, reply) => reply.redirect('/desk/', 308));
  app.get('/desk/*', (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', BUILD, page),
  );
}
