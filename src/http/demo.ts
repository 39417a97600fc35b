/** `GET /api/demo-logins`: the demo district's people. In a real bureau the list is empty. @module */
import type { FastifyInstance } from 'fastify';
import { DEMO_LOGINS } from '../../demo/logins.ts';
import type { Runtime } from '../core/runtime.ts';

export function demoRoutes(app: FastifyInstance, runtime: Runtime): void {
  app.get('/api/demo-logins', { schema: { hide: true } }, async () => {
    const bureaus = await runtime.db.selectFrom('bureau').select('is_demo').execute();
    const isDemo = bureaus.length > 0 && bureaus.every(({ is_demo: demo }) => demo);
    return isDemo ? DEMO_LOGINS : [];
  });
}
