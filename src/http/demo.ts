/** What anybody may know before signing in: whose desk this is, and in the demo district its people. @module */
import type { FastifyInstance } from 'fastify';
import { DEMO_LOGINS } from '../../demo/logins.ts';
import type { Identity } from '../core/identity/identity.ts';
import type { Runtime } from '../core/runtime.ts';

/** `GET /api/front`: the bureau's name, if it is the only one, whether all is a demo, and whether people may come by the unified platform. `GET /api/demo-logins`: empty in a real bureau. */
export function demoRoutes(app: FastifyInstance, runtime: Runtime, identity: Identity): void {
  app.get('/api/front', { schema: { hide: true } }, async () => ({
    ...(await front(runtime)),
    isUnified: identity.unified !== undefined,
  }));
  app.get('/api/demo-logins', { schema: { hide: true } }, async () => {
    const { isDemo } = await front(runtime);
    return isDemo ? DEMO_LOGINS : [];
  });
}

async function front(runtime: Runtime): Promise<{ bureau: string; isDemo: boolean }> {
  const bureaus = await runtime.db.selectFrom('bureau').select(['name', 'is_demo']).execute();
  const [only] = bureaus;
  return {
    bureau: bureaus.length === 1 && only !== undefined ? only.name : '',
    isDemo: bureaus.length > 0 && bureaus.every(({ is_demo: demo }) => demo),
  };
}
