/** Signing in and out, by all its ways, and who is signed in. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findActor } from '../bureau/reads.ts';
import { Role, type DoorEventKind } from '../bureau/types.ts';
import { recordSecurityEvent } from '../bureau/writes.ts';
import { mayDo, type Actor } from '../core/actor.ts';
import type { FactorProof, Identity, SignIn } from '../core/identity/identity.ts';
import { askForPasskey, PasskeyAnswer } from '../core/identity/passkeys.ts';
import { endSession, type Session } from '../core/identity/sessions.ts';
import type { Runtime } from '../core/runtime.ts';
import { allDeeds, allReads } from '../permissions.ts';
import { accountRoutes } from './account.ts';
import { ProblemSchema, type Identify } from './api.ts';
import { addressFor, addressOf, DOOR_LIMIT, PasskeyQuestion, sendNotSignedIn, sourceOf } from './door.ts';
import { sendProblem } from './problems.ts';

const Credentials = z.strictObject({ username: z.string().max(200), password: z.string().max(1_000) });
const Code = z.string().min(6).max(40);
/** What is shown beside the password: a code of the app, a recovery code, or a passkey. */
const Proof = z.union([z.strictObject({ code: Code }), z.strictObject({ passkey: PasskeyAnswer })]);
const Confirmation = z.strictObject({
  password: z.string().max(1_000).optional(),
  code: Code.optional(),
  passkey: PasskeyAnswer.optional(),
});

const SessionAnswer = z.object({
  staffId: z.string(),
  name: z.string(),
  username: z.string(),
  roles: z.array(Role),
  bureau: z.string().describe('机关名称'),
  bureauCode: z.string(),
  isDemo: z.boolean(),
  mustChangePassword: z.boolean().describe('一次性密码，或已过更换期限：先修改密码，其他一概不能办理'),
  mustEnrolFactor: z.boolean().describe('策略要求第二因素而尚未登记：先登记，其他一概不能办理'),
  hasFactor: z.boolean().describe('账号登记了第二因素：重新鉴别时也要出示'),
  idleMinutes: z.int().describe('多少分钟没有操作，登录结束'),
  secondsLeft: z.int().min(0).describe('这次登录最长还有多少秒，办理与否都一样'),
  permissions: z.array(z.string()).describe('可以办理的动作和可以查看的内容'),
});

/** Who sends a request: active staff with a live session. Nobody yet, while a password waits to be changed or a factor to be enrolled. */
export function identifier(runtime: Runtime, identity: Identity): Identify {
  return async (request) => {
    const session = await identity.sessionOf(request.headers.cookie);
    if (session === undefined || session.mustChangePassword || session.mustEnrolFactor) return undefined;
    const actor = await findActor(runtime, session.bureauId, session.accountId);
    return actor && { ...actor, authenticatedAt: session.authenticatedAt };
  };
}

/**
 * `POST /api/sign-in` and its second step, by passkey, by the unified platform; `…/sign-out`, `…/confirm-password`,
 * `GET /api/session`; and one's own account.
 */
export function sessionRoutes(instance: FastifyInstance, runtime: Runtime, identity: Identity): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const tags = ['session'];
  const site = { runtime, identity };
  accountRoutes(instance, runtime, identity);

  app.route({
    method: 'POST',
    url: '/api/sign-in',
    config: DOOR_LIMIT,
    schema: {
      summary: '登录',
      description: '答复 second-factor-needed 时，以同一 Cookie 调用 /api/sign-in/second-step',
      tags,
      body: Credentials,
      response: { 200: SessionAnswer, default: ProblemSchema },
    },
    handler: async (request, reply) => {
      const { username, password } = request.body;
      return enter(request, reply, await identity.signIn(username, password, sourceOf(request)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/sign-in/second-step',
    config: DOOR_LIMIT,
    schema: { summary: '登录：第二步', tags, body: Proof, response: { 200: SessionAnswer, default: ProblemSchema } },
    handler: async (request, reply) => {
      const proof = await proofOf(request, request.body);
      return enter(request, reply, await identity.finishSignIn(request.headers.cookie, proof, sourceOf(request)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/sign-in/passkey-question',
    config: DOOR_LIMIT,
    schema: { summary: '请求通行密钥质询', tags, response: { 200: PasskeyQuestion, default: ProblemSchema } },
    handler: async (request, reply) => {
      const session = await identity.sessionOf(request.headers.cookie);
      const at = await addressFor(request, reply, site, session?.bureauId);
      if (at === undefined) return reply;
      const asked = await askForPasskey(runtime.db, 'passkey', session?.accountId ?? null, runtime.clock.now());
      return reply.send({ ...asked, rpId: new URL(at.origin).hostname });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/sign-in/passkey',
    config: DOOR_LIMIT,
    schema: {
      summary: '用通行密钥登录',
      tags,
      body: PasskeyAnswer,
      response: { 200: SessionAnswer, default: ProblemSchema },
    },
    handler: async (request, reply) => {
      const at = await addressOf(request, runtime, identity);
      return enter(request, reply, await identity.signInByPasskey(request.body, at, sourceOf(request)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/sign-in/unified',
    config: DOOR_LIMIT,
    schema: {
      summary: '用统一身份登录',
      description: '页面保存 state，转到 url；回来后与地址中的 state 比对，再调用 /api/sign-in/unified/finish',
      tags,
      response: { 200: z.object({ url: z.string(), state: z.string() }), default: ProblemSchema },
    },
    handler: async (request, reply) => {
      if (identity.unified === undefined) return sendProblem(reply, [{ code: 'unified-none' }]);
      const at = await addressFor(request, reply, site);
      if (at === undefined) return reply;
      const begun = await identity.unified.begin(at, null);
      return begun === undefined ? sendProblem(reply, [{ code: 'unified-unreachable' }]) : reply.send(begun);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/sign-in/unified/finish',
    config: DOOR_LIMIT,
    schema: {
      summary: '用统一身份登录：回来以后',
      tags,
      body: z.strictObject({ url: z.url().max(4_000) }),
      response: { 200: SessionAnswer, default: ProblemSchema },
    },
    handler: async (request, reply) => {
      const { unified } = identity;
      if (unified === undefined) return sendProblem(reply, [{ code: 'unified-none' }]);
      const at = await addressFor(request, reply, site);
      if (at === undefined) return reply;
      const person = await unified.finish(request.body.url, at);
      if (person === undefined || person.linkTo !== null) return sendProblem(reply, [{ code: 'unified-failed' }]);
      const accountId = await unified.accountOf(person);
      return enter(request, reply, await identity.signInLinked(accountId ?? '', at, sourceOf(request)));
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
    config: DOOR_LIMIT,
    schema: {
      summary: '再次证明是本人（重新鉴别）',
      description:
        '办理事项答复 reauthentication-needed 时先调用本接口，再以同一命令编号重发原请求；登记了第二因素的账号须同时出示，通行密钥可单独使用',
      tags,
      body: Confirmation,
      response: { 200: z.object({}), default: ProblemSchema },
    },
    handler: async (request, reply) => {
      const session = await identity.sessionOf(request.headers.cookie);
      if (session === undefined) return sendNotSignedIn(reply);
      const { password, code, passkey } = request.body;
      const shown = passkey === undefined ? code && { code } : { passkey };
      const refusals = await identity.confirm(session, password, shown ? await proofOf(request, shown) : undefined);
      if (refusals.length === 0) return reply.send({});
      const kind = CONFIRM_EVENTS[refusals[0]?.code ?? ''];
      if (kind !== undefined) await note(request, kind, session);
      return sendProblem(reply, refusals);
    },
  });

  async function proofOf(request: FastifyRequest, proof: z.output<typeof Proof>): Promise<FactorProof> {
    return 'passkey' in proof ? { ...proof, at: await addressOf(request, runtime, identity) } : proof;
  }

  /** What a try at the door has come to: noted, and answered. */
  async function enter(request: FastifyRequest, reply: FastifyReply, signIn: SignIn): Promise<FastifyReply> {
    if (signIn.outcome === 'second-step')
      return sendProblem(reply.header('set-cookie', signIn.setCookies), [{ code: 'second-factor-needed' }]);
    if (signIn.outcome !== 'signed-in') {
      const isFactor = signIn.refusals.some(({ code }) => code === 'second-factor-wrong');
      await note(request, isFactor ? 'second-factor-wrong' : EVENT_OF[signIn.outcome], signIn.account);
      return sendProblem(reply, signIn.refusals);
    }
    const { session, setCookies } = signIn;
    await note(request, 'signed-in', session);
    const actor = await findActor(runtime, session.bureauId, session.accountId);
    if (actor === undefined) throw new Error(`account ${session.accountId} is enabled but belongs to no active staff`);
    // A browser holds one session: the one it had before ends here.
    const before = await identity.sessionOf(request.headers.cookie);
    if (before !== undefined && !before.hash.equals(session.hash)) await endSession(runtime.db, before.hash);
    return reply.header('set-cookie', setCookies).send(await answer(session, actor));
  }

  async function answer(session: Session, actor: Actor): Promise<z.output<typeof SessionAnswer>> {
    const bureau = await runtime.db
      .selectFrom('bureau')
      .select(['name', 'code', 'is_demo'])
      .where('bureau_id', '=', session.bureauId)
      .executeTakeFirstOrThrow();
    const { mustChangePassword, mustEnrolFactor, hasFactor, idleMinutes, endsAt } = session;
    return {
      staffId: actor.staffId,
      name: actor.name,
      username: session.username,
      roles: [...actor.roles],
      bureau: bureau.name,
      bureauCode: bureau.code,
      isDemo: bureau.is_demo,
      mustChangePassword,
      mustEnrolFactor,
      hasFactor,
      idleMinutes,
      secondsLeft: Math.max(0, Math.floor(Temporal.Instant.from(runtime.clock.now()).until(endsAt).total('seconds'))),
      permissions: permissionsOf(session, actor),
    };
  }

  async function note(
    request: FastifyRequest,
    kind: DoorEventKind,
    account: { readonly accountId: string; readonly bureauId: number } | undefined,
  ): Promise<void> {
    await recordSecurityEvent(runtime, {
      kind,
      person: account && { bureauId: account.bureauId, staffId: account.accountId },
      ...sourceOf(request),
    });
  }
}

const EVENT_OF = { failed: 'sign-in-failed', locked: 'sign-in-locked', 'source-locked': 'source-locked' } as const;
const CONFIRM_EVENTS: Readonly<Record<string, DoorEventKind>> = {
  'current-password-wrong': 'password-wrong',
  'second-factor-wrong': 'second-factor-wrong',
  'account-locked': 'sign-in-locked',
};

function permissionsOf({ mustChangePassword, mustEnrolFactor }: Session, actor: Actor): string[] {
  if (mustChangePassword) return ['staff.change-own-password'];
  if (mustEnrolFactor) return ['staff.change-own-password', 'staff.enrol-totp', 'staff.enrol-passkey'];
  return Object.entries({ ...allDeeds, ...allReads }).flatMap(([kind, rule]) =>
    mayDo(actor.roles, rule) ? [kind] : [],
  );
}
