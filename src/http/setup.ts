/** The set-up page: shown while there is no bureau or a code for a further one waits, and once more to say that it is done. @module */
import type { FastifyInstance } from 'fastify';
import { closedRefusals, foundBureau } from '../bureau/actions/found.ts';
import { ADMIN_KEYS, PROFILE_FIELDS } from '../bureau/types.ts';
import type { SetupCode } from '../core/identity/setup-code.ts';
import type { Runtime } from '../core/runtime.ts';
import { setupClosedPage, setupDonePage, setupPage } from '../web/portal/setup.ts';
import { sendFreshPage, takeForms } from './forms.ts';
import { problemOf, statusOf } from './problems.ts';

const ATTEMPTS_PER_MINUTE = 20;

type Typed = Readonly<Record<string, string>>;

/** `GET /setup[?code=…|?founded=<division>]` and `POST /setup` (a plain form). */
export function setupRoutes(app: FastifyInstance, runtime: Runtime, setupCode: SetupCode): void {
  void app.register(async (scope) => {
    takeForms(scope);

    scope.get<{ Querystring: { readonly code?: unknown; readonly founded?: unknown } }>(
      '/setup',
      { schema: { hide: true } },
      async (request, reply) => {
        const { code, founded } = request.query;
        const [closed] = await closedRefusals(runtime.db, setupCode);
        if (closed === undefined) {
          const values = { setupCode: typeof code === 'string' ? code : '' };
          return sendFreshPage(reply, setupPage({ values, refusals: [] }));
        }
        if (closed.code === 'bureau-exists')
          return sendFreshPage(
            reply,
            setupDonePage((await nameOf(runtime, founded)) ?? String(closed.facts?.['name'])),
          );
        return sendFreshPage(reply, setupClosedPage(problemOf([closed]).refusals));
      },
    );

    const config = { rateLimit: { max: ATTEMPTS_PER_MINUTE, timeWindow: '1 minute' } };
    scope.post<{ Body: Typed | undefined }>('/setup', { schema: { hide: true }, config }, async (request, reply) => {
      const typed = request.body ?? {};
      const result = await foundBureau(runtime, setupCode, nested(typed));
      // See other: reloading the page that says so must not send the form again.
      if (result.ok) return reply.redirect(`/setup?founded=${result.value.code}`, 303);
      reply.code(statusOf(result.refusals));
      const existing = result.refusals.filter(({ at }) => at === undefined);
      if (existing.length > 0) return sendFreshPage(reply, setupClosedPage(problemOf(existing).refusals));
      return sendFreshPage(
        reply,
        setupPage({ values: withoutPasswords(typed), refusals: problemOf(result.refusals).refusals }),
      );
    });
  });
}

/** Of the bureau that was just founded. */
async function nameOf({ db }: Runtime, code: unknown): Promise<string | undefined> {
  if (typeof code !== 'string') return undefined;
  return (await db.selectFrom('bureau').select('name').where('code', '=', code).executeTakeFirst())?.name;
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
