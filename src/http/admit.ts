/** What stands before every route that is not of the API: who asks, and whether he may; and the file that is read for him. @module */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayDo, notAllowed, type Actor, type DeedRule } from '../core/actor.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, type ReadTx } from '../core/transact.ts';
import type { Identify } from './api.ts';
import { sendProblem } from './problems.ts';

/** The person who asks, when he may; undefined when he was told that he may not (401, 403) and nothing is left to do. */
export async function admit(
  identify: Identify,
  request: FastifyRequest,
  reply: FastifyReply,
  rule: DeedRule,
): Promise<Actor | undefined> {
  const actor = await identify(request);
  if (actor !== undefined && mayDo(actor.roles, rule)) return actor;
  void sendProblem(reply, [actor === undefined ? { code: 'not-signed-in' } : notAllowed(rule)]);
  return undefined;
}

/** Sent after the snapshot is closed: a slow line holds no transaction. */
export type Send = (reply: FastifyReply) => FastifyReply | Promise<FastifyReply>;

/** What is read for this person, or why there is nothing for him; kept by no cache. */
export async function sendRead(
  runtime: Runtime,
  actor: Actor,
  reply: FastifyReply,
  found: (tx: ReadTx) => Promise<Result<Send>>,
): Promise<FastifyReply> {
  const answered = await read(runtime, actor.bureauId, found, actor);
  void reply.header('cache-control', 'no-store');
  return answered.ok ? answered.value(reply) : sendProblem(reply, answered.refusals);
}
