/** The set-up page: shown while there is no bureau, and once more to say that it is done. @module */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existingRefusals, foundBureau } from '../bureau/actions/found.ts';
import { ADMIN_KEYS, PROFILE_FIELDS } from '../bureau/types.ts';
import type { SetupCode } from '../core/identity/setup-code.ts';
import type { Refusal } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import type { Html } from '../web/portal/layout.ts';
import { setupClosedPage, setupDonePage, setupPage } from '../web/portal/setup.ts';
import { problemOf, statusOf } from './problems.ts';

const ATTEMPTS_PER_MINUTE = 20;

type Typed = Readonly<Record<string, string>>;

/** `GET /setup[?code=…]` and `POST /setup` (a plain form). */
export function setupRoutes(app: FastifyInstance, runtime: Runtime, setupCode: SetupCode): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
    );

    scope.get<{ Querystring: { readonly code?: unknown } }>(
      '/setup',
      { schema: { hide: true } },
      async (request, reply) => {
        const [existing] = await existingRefusals(runtime.db);
        const { code } = request.query;
        if (existing === undefined) {
          return sendPage(
            reply,
            setupPage({ values: { setupCode: typeof code === 'string' ? code : '' }, refusals: [] }),
          );
        }
        if (existing.code === 'bureau-exists') return sendPage(reply, setupDonePage(String(existing.facts?.['name'])));
        return sendPage(reply, setupClosedPage(shown([existing])));
      },
    );

    const config = { rateLimit: { max: ATTEMPTS_PER_MINUTE, timeWindow: '1 minute' } };
    scope.post<{ Body: Typed | undefined }>('/setup', { schema: { hide: true }, config }, async (request, reply) => {
      const typed = request.body ?? {};
      const result = await foundBureau(runtime, setupCode, nested(typed));
      // See other: reloading the page that says so must not send the form again.
      if (result.ok) return reply.redirect('/setup', 303);
      reply.code(statusOf(result.refusals));
      const existing = result.refusals.filter(({ at }) => at === undefined);
      if (existing.length > 0) return sendPage(reply, setupClosedPage(shown(existing)));
      return sendPage(reply, setupPage({ values: withoutPasswords(typed), refusals: shown(result.refusals) }));
    });
  });
}

/** `profile.name` → `{ profile: { name } }`; what the form does not have is left out. */
function nested(typed: Typed): object {
  const adminOf = (key: string): object =>
    Object.fromEntries(
      ['name', 'username', 'password', 'repeat'].map((part) => [part, typed[`admins.${key}.${part}`] ?? '']),
    );
  return {
    setupCode: typed['setupCode'] ?? '',
    profile: Object.fromEntries(PROFILE_FIELDS.map((name) => [name, typed[`profile.${name}`] ?? ''])),
    admins: Object.fromEntries(Object.keys(ADMIN_KEYS).map((key) => [key, adminOf(key)])),
  };
}

function withoutPasswords(typed: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !/\.(password|repeat)$/.test(name)));
}

function shown(refusals: readonly Refusal[]): ReturnType<typeof problemOf>['refusals'] {
  return problemOf(refusals).refusals;
}

async function sendPage(reply: FastifyReply, page: Html): Promise<FastifyReply> {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(String(await page));
}
