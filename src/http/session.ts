/** Signing in and out, who is signed in, and one's own password. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { changeOwnPassword, OwnPasswordChange } from '../bureau/actions/own-password.ts';
import { bureauDeeds } from '../bureau/deeds.ts';
import { findActor } from '../bureau/reads.ts';
import { Role, type SecurityEventKind } from '../bureau/types.ts';
import { recordSecurityEvent } from '../bureau/writes.ts';
import { mayDo, type Actor } from '../core/actor.ts';
import { endSession } from '../core/identity/sessions.ts';
import type { Identity, Session } from '../core/identity/identity.ts';
import type { Runtime } from '../core/runtime.ts';
import { allDeeds, allReads } from '../permissions.ts';
import { ProblemSchema, type Identify } from './api.ts';
import { sendProblem } from './problems.ts';

/** Beyond the growing wait of each account: one source trying many names. A whole bureau may share one address. */
const SIGN_INS_PER_MINUTE = 60;

const Credentials = z.strictObject({ username: z.string().max(200), password: z.string().max(1_000) });

const SessionAnswer = z.object({
  staffId: z.string(),
  name: z.string(),
  username: z.string(),
  roles: z.array(Role),
  bureau: z.string().describe('机关名称'),
  bureauCode: z.string(),
  isDemo: z.boolean(),
  mustChangePassword: z.boolean().describe('一次性密码：先修改密码，其他一概不能办理'),
  permissions: z.array(z.string()).describe('可以办理的动作和可以查看的内容'),
});

/** Who sends a request: active staff with a live session. Nobody yet, while a one-time password waits to be changed. */
export function identifier(runtime: Runtime, identity: Identity): Identify {
  return async (request) => {
    const session = await identity.sessionOf(request.headers.cookie);
    if (session === undefined || session.mustChangePassword) return undefined;
    const actor = await findActor(runtime, session.bureauId, session.accountId);
    return actor && { ...actor, authenticatedAt: session.authenticatedAt };
  };
}

/** `POST /api/sign-in`, `…/sign-out`, `…/confirm-password`, `GET /api/session`, `POST /api/staff.change-own-password`. */
export function sessionRoutes(instance: FastifyInstance, runtime: Runtime, identity: Identity): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const tags = ['session'];

  app.route({
    method: 'POST',
    url: '/api/sign-in',
    config: { rateLimit: { max: SIGN_INS_PER_MINUTE, timeWindow: '1 minute' } },
    schema: { summary: '登录', tags, body: Credentials, response: { 200: SessionAnswer, default: ProblemSchema } },
    handler: async (request, reply) => {
      const { username, password } = request.body;
      const signIn = await identity.signIn(username, password);
      const account = signIn.outcome === 'signed-in' ? signIn.session : signIn.account;
      await note(request, EVENT_OF[signIn.outcome], account);
      if (signIn.outcome !== 'signed-in') return sendProblem(reply, signIn.refusals);
      const actor = await findActor(runtime, signIn.session.bureauId, signIn.session.accountId);
      if (actor === undefined)
        throw new Error(`account ${signIn.session.accountId} is enabled but belongs to no active staff`);
      // A browser holds one session: the one it had before ends here.
      const before = await identity.sessionOf(request.headers.cookie);
      if (before !== undefined) await endSession(runtime.db, before.hash);
      return reply.header('set-cookie', signIn.setCookies).send(await answer(signIn.session, actor));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/sign-out',
    schema: { summary: '退出登录', tags, response: { 200: z.object({}), default: ProblemSchema } },
    handler: async (request, reply) => {
      const session = await identity.sessionOf(request.headers.cookie);
      const setCookies = await identity.signOut(request.headers.cookie);
      if (session !== undefined) await note(request, 'signed-out', session);
      return reply.header('set-cookie', setCookies).send({});
    },
  });

  app.route({
    method: 'GET',
    url: '/api/session',
    schema: { summary: '当前登录', tags, response: { 200: SessionAnswer, default: ProblemSchema } },
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const session = await identity.sessionOf(request.headers.cookie);
      const actor = session && (await findActor(runtime, session.bureauId, session.accountId));
      if (session === undefined || actor === undefined) return sendNotSignedIn(reply);
      return reply.send(await answer(session, actor));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/confirm-password',
    config: { rateLimit: { max: SIGN_INS_PER_MINUTE, timeWindow: '1 minute' } },
    schema: {
      summary: '再次输入密码（重新鉴别）',
      description: '办理事项答复 reauthentication-needed 时先调用本接口，再以同一命令编号重发原请求',
      tags,
      body: Credentials.pick({ password: true }),
      response: { 200: z.object({}), default: ProblemSchema },
    },
    handler: async (request, reply) => {
      const session = await identity.sessionOf(request.headers.cookie);
      if (session === undefined) return sendNotSignedIn(reply);
      const refusals = await identity.confirmPassword(session, request.body.password);
      if (refusals.length === 0) return reply.send({});
      const isWrong = refusals.some(({ code }) => code === 'current-password-wrong');
      await note(request, isWrong ? 'password-wrong' : 'sign-in-locked', session);
      return sendProblem(reply, refusals);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/staff.change-own-password',
    config: { rateLimit: { max: SIGN_INS_PER_MINUTE, timeWindow: '1 minute' } },
    schema: {
      summary: bureauDeeds['staff.change-own-password'].title,
      tags: ['staff'],
      body: OwnPasswordChange,
      response: { 200: z.object({}), default: ProblemSchema },
    },
    handler: async (request, reply) => {
      const session = await identity.sessionOf(request.headers.cookie);
      if (session === undefined) return sendNotSignedIn(reply);
      const result = await changeOwnPassword(runtime, identity, session, request.body);
      if (result.ok) return reply.send({});
      if (result.refusals.some(({ code }) => code === 'current-password-wrong'))
        await note(request, 'password-wrong', session);
      return sendProblem(reply, result.refusals);
    },
  });

  async function answer(session: Session, actor: Actor): Promise<z.output<typeof SessionAnswer>> {
    const bureau = await runtime.db
      .selectFrom('bureau')
      .select(['name', 'code', 'is_demo'])
      .where('bureau_id', '=', session.bureauId)
      .executeTakeFirstOrThrow();
    return {
      staffId: actor.staffId,
      name: actor.name,
      username: session.username,
      roles: [...actor.roles],
      bureau: bureau.name,
      bureauCode: bureau.code,
      isDemo: bureau.is_demo,
      mustChangePassword: session.mustChangePassword,
      permissions: session.mustChangePassword ? ['staff.change-own-password'] : permissionsOf(actor),
    };
  }

  async function note(
    request: FastifyRequest,
    kind: SecurityEventKind,
    account: { readonly accountId: string; readonly bureauId: number } | undefined,
  ): Promise<void> {
    const person = account && { bureauId: account.bureauId, staffId: account.accountId };
    await recordSecurityEvent(runtime, {
      kind,
      person,
      ip: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
    });
  }
}

const EVENT_OF = { 'signed-in': 'signed-in', failed: 'sign-in-failed', locked: 'sign-in-locked' } as const;

function permissionsOf(actor: Actor): string[] {
  return Object.entries({ ...allDeeds, ...allReads }).flatMap(([kind, rule]) =>
    mayDo(actor.roles, rule) ? [kind] : [],
  );
}

function sendNotSignedIn(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, [{ code: 'not-signed-in' }]);
}
