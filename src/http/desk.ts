/** The desk (built by Vite into dist/web) as static files: hashed assets for ever, its page never kept. @module */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { newSecret } from '../core/ids.ts';
import { deskPolicy } from './security.ts';

const NONCE_BYTES = 16;
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
  const page = await readFile(join(BUILD, 'index.html'), 'utf8');
  app.get('/desk', (_request, reply) => reply.redirect('/desk/', 308));
  app.get('/desk/*', (_request, reply) => {
    const nonce = newSecret(NONCE_BYTES);
    return (
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', deskPolicy(nonce))
        // Its number is of this one answer: nobody may keep it.
        .header('cache-control', 'no-store')
        .send(page.replace('STYLE_NONCE', nonce))
    );
  });
}
