/** 我的账号: one's own password, second factors, sessions and unified identity. Open to everybody with a session, whatever the role. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import {
  endOwnSession,
  enrolPasskey,
  enrolTotp,
  linkUnified,
  removeOwnPasskey,
  removeOwnTotp,
  renewOwnRecoveryCodes,
  unlinkUnified,
  type Own,
} from '../bureau/actions/own-account.ts';
import { changeOwnPassword, OwnPasswordChange } from '../bureau/actions/own-password.ts';
import { bureauDeeds } from '../bureau/deeds.ts';
import { recordSecurityEvent } from '../bureau/writes.ts';
import { OwnAccount } from '../bureau/types/login.ts';
import { inputRefusals } from '../core/command.ts';
import { factorsOf } from '../core/identity/factors.ts';
import type { Identity } from '../core/identity/identity.ts';
import { askForPasskey, NewPasskey } from '../core/identity/passkeys.ts';
import { findPolicy } from '../core/identity/policies.ts';
import { sessionsOf, type Session } from '../core/identity/sessions.ts';
import { offerTotp } from '../core/identity/totp.ts';
import { staleRefusals } from '../core/reauthentication.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { ProblemSchema } from './api.ts';
import { addressFor, addressOf, DOOR_LIMIT, PasskeyQuestion, sendNotSignedIn, sourceOf } from './door.ts';
import { sendProblem } from './problems.ts';

const Nothing = z.object({});
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()).describe('只在此刻给出；库里只有散列') });

/** `GET /api/account`, and a POST for each deed on one's own account. */
export function accountRoutes(instance: FastifyInstance, runtime: Runtime, identity: Identity): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const site = { runtime, identity };

  app.route({
    method: 'GET',
    url: '/api/account',
    schema: { summary: '我的账号', tags: ['staff'], response: { 200: OwnAccount, default: ProblemSchema } },
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const session = await identity.sessionOf(request.headers.cookie);
      return session === undefined ? sendNotSignedIn(reply) : reply.send(await accountOf(session));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/account/totp-offer',
    config: DOOR_LIMIT,
    schema: {
      summary: '取得动态口令密钥',
      description: '在用验证器扫码后，以其显示的 6 位数字调用 staff.enrol-totp；此前不生效',
      tags: ['staff'],
      response: { 200: z.object({ secret: z.string(), qr: z.string().describe('SVG') }), default: ProblemSchema },
    },
    handler: async (request, reply) => {
      const session = await freshSession(request, reply, 'staff.enrol-totp');
      if (session === undefined) return reply;
      const { name } = await runtime.db
        .selectFrom('bureau')
        .select('name')
        .where('bureau_id', '=', session.bureauId)
        .executeTakeFirstOrThrow();
      const account = { accountId: session.accountId, username: session.username, issuer: name };
      const { secret, uri } = await offerTotp(runtime.db, identity.secrets, account, runtime.clock.now());
      return reply.header('cache-control', 'no-store').send({ secret, qr: renderSVG(uri, { border: 2 }) });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/account/passkey-offer',
    config: DOOR_LIMIT,
    schema: {
      summary: '请求登记通行密钥的质询',
      tags: ['staff'],
      response: { 200: PasskeyQuestion.extend({ userId: z.string() }), default: ProblemSchema },
    },
    handler: async (request, reply) => {
      const session = await freshSession(request, reply, 'staff.enrol-passkey');
      const at = session && (await addressFor(request, reply, site, session.bureauId));
      if (session === undefined || at === undefined) return reply;
      const asked = await askForPasskey(runtime.db, 'passkey-enrol', session.accountId, runtime.clock.now());
      return reply.send({
        ...asked,
        rpId: new URL(at.origin).hostname,
        userId: Buffer.from(session.accountId).toString('base64url'),
      });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/account/unified-offer',
    config: DOOR_LIMIT,
    schema: {
      summary: '开始关联统一身份',
      tags: ['staff'],
      response: { 200: z.object({ url: z.string(), state: z.string() }), default: ProblemSchema },
    },
    handler: async (request, reply) => {
      const session = await freshSession(request, reply, 'staff.link-unified');
      if (session === undefined) return reply;
      if (identity.unified === undefined) return sendProblem(reply, [{ code: 'unified-none' }]);
      const at = await addressFor(request, reply, site, session.bureauId);
      if (at === undefined) return reply;
      const begun = await identity.unified.begin(at, session.accountId);
      return begun === undefined ? sendProblem(reply, [{ code: 'unified-unreachable' }]) : reply.send(begun);
    },
  });

  own('staff.change-own-password', OwnPasswordChange, Nothing, async ({ session }, change, request) => {
    const result = await changeOwnPassword(runtime, identity, session, change);
    if (!result.ok && result.refusals.some(({ code }) => code === 'current-password-wrong'))
      await recordSecurityEvent(runtime, {
        kind: 'password-wrong',
        person: { bureauId: session.bureauId, staffId: session.accountId },
        ...sourceOf(request),
      });
    return result;
  });
  own('staff.enrol-totp', z.strictObject({ code: z.string().max(10) }), RecoveryCodes, (one, { code }) =>
    enrolTotp(one, code),
  );
  own('staff.remove-totp', Nothing, Nothing, (one) => removeOwnTotp(one));
  own('staff.renew-recovery-codes', Nothing, RecoveryCodes, (one) => renewOwnRecoveryCodes(one));
  own('staff.enrol-passkey', NewPasskey, RecoveryCodes, async (one, made, request) =>
    enrolPasskey(one, made, await addressOf(request, runtime, identity)),
  );
  own('staff.remove-passkey', z.strictObject({ credentialId: z.base64url().max(2_000) }), Nothing, (one, input) =>
    removeOwnPasskey(one, input.credentialId),
  );
  own('staff.end-own-session', z.strictObject({ sessionId: z.hex().length(64) }), Nothing, (one, { sessionId }) =>
    endOwnSession(one, sessionId),
  );
  own('staff.link-unified', z.strictObject({ url: z.url().max(4_000) }), Nothing, async (one, { url }, request) =>
    linkUnified(one, url, await addressOf(request, runtime, identity)),
  );
  own('staff.unlink-unified', Nothing, Nothing, (one) => unlinkUnified(one));

  function own<I extends z.ZodType, O extends z.ZodType>(
    kind: Extract<keyof typeof bureauDeeds, `staff.${string}`>,
    body: I,
    output: O,
    run: (own: Own, input: z.output<I>, request: FastifyRequest) => Promise<Result<unknown>>,
  ): void {
    instance.route({
      method: 'POST',
      url: `/api/${kind}`,
      config: DOOR_LIMIT,
      schema: {
        summary: bureauDeeds[kind].title,
        tags: ['staff'],
        body,
        response: { 200: output, default: ProblemSchema },
      },
      // A stale session learns nothing of its input, as with every other deed (core/command.ts).
      validatorCompiler: () => (data) => ({ value: data }),
      handler: async (request, reply) => {
        const session = await freshSession(request, reply, kind);
        if (session === undefined) return reply;
        const input = body.safeParse(request.body ?? {});
        if (!input.success) return sendProblem(reply, inputRefusals(input.error));
        const result = await run({ runtime, identity, session }, input.data, request);
        return result.ok
          ? reply.header('cache-control', 'no-store').send(result.value)
          : sendProblem(reply, result.refusals);
      },
    });
  }

  /** The session, when the person has just shown who it is; otherwise the answer is sent already. */
  async function freshSession(
    request: FastifyRequest,
    reply: FastifyReply,
    kind: keyof typeof bureauDeeds,
  ): Promise<Session | undefined> {
    const session = await identity.sessionOf(request.headers.cookie);
    if (session === undefined) {
      await sendNotSignedIn(reply);
      return undefined;
    }
    const { bureauId, accountId: staffId, authenticatedAt } = session;
    const actor = { bureauId, staffId, name: '', roles: [], authenticatedAt };
    // Who has a second factor shows it before the password is changed too.
    const rule = session.hasFactor ? { ...bureauDeeds[kind], needsFreshPassword: true as const } : bureauDeeds[kind];
    const stale = staleRefusals(actor, rule, runtime.clock.now());
    if (stale.length === 0) return session;
    await sendProblem(reply, stale);
    return undefined;
  }

  async function accountOf(session: Session): Promise<z.output<typeof OwnAccount>> {
    const { db, clock } = runtime;
    const { accountId, bureauId } = session;
    const { policy } = await findPolicy(db, bureauId);
    const factors = await factorsOf(db, accountId);
    const account = await db
      .selectFrom('identity_account')
      .select('password_changed_at')
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow();
    const link = await db
      .selectFrom('identity_link')
      .select('linked_at')
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    const changedAt = account.password_changed_at;
    return {
      username: session.username,
      passwordChangedAt: changedAt,
      passwordUntil:
        policy.maxAgeDays === 0
          ? null
          : Temporal.Instant.from(changedAt)
              .add({ hours: 24 * policy.maxAgeDays })
              .toString(),
      minLength: policy.minLength,
      classes: policy.classes,
      history: policy.history,
      needsSecondFactor: policy.needsSecondFactor,
      totpSince: factors.totpSince,
      recoveryCodesLeft: factors.recoveryCodesLeft,
      passkeys: [...factors.passkeys],
      sessions: (await sessionsOf(db, accountId, clock.now())).map(({ hash, ...one }) => ({
        ...one,
        sessionId: hash.toString('hex'),
        isThis: hash.equals(session.hash),
      })),
      unified: identity.unified ? { issuer: identity.unified.issuer, linkedAt: link?.linked_at ?? null } : null,
    };
  }
}
