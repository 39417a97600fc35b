/** 匿名评价 on the wire: `GET|POST /e/<code>/rating` (docs/adr/0053). What is answered reaches one function of the database and nothing else. @module */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { rateVisit } from '../oversight/actions/rate.ts';
import { hasRated } from '../oversight/reads/ratings.ts';
import { Rating } from '../oversight/types/ratings.ts';
import { findByTypedCode } from '../rectification/reads/access.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { enterpriseRatingPage, type RatingPage } from '../web/portal/enterprise-rating.ts';
import { sendFreshPage } from './forms.ts';
import { askedBureau, type Asked } from './portal/bureau.ts';
import { frameOf } from './portal/frame.ts';

const OPTIONS = { schema: { hide: true }, config: { rateLimit: { max: 60, timeWindow: '1 minute' } } };

interface Rateable {
  readonly bureauId: number;
  readonly orderId: string;
  readonly hasRated: boolean;
}

/** Inside a scope that takes forms. */
export function enterpriseRatingRoutes(scope: FastifyInstance, runtime: Runtime): void {
  scope.get<{ Params: { readonly code: string }; Querystring: { readonly done?: string } }>(
    '/e/:code/rating',
    OPTIONS,
    async (request, reply) => {
      const { code } = request.params;
      const order = await find(runtime, request, code);
      if (order === undefined) return reply.callNotFound();
      const given = order.hasRated ? (request.query.done === undefined ? 'before' : 'now') : undefined;
      return send(runtime, reply, order.bureauId, {
        code,
        command: newId(),
        ...(given === undefined ? {} : { given }),
      });
    },
  );

  scope.post<{ Params: { readonly code: string }; Body: Readonly<Record<string, string>> | undefined }>(
    '/e/:code/rating',
    OPTIONS,
    async (request, reply) => {
      const { code } = request.params;
      const order = await find(runtime, request, code);
      if (order === undefined) return reply.callNotFound();
      const { command = '', ...chosen } = request.body ?? {};
      const rating = Rating.safeParse(chosen);
      const id = z.uuid().safeParse(command).data ?? newId();
      if (!rating.success) return send(runtime, reply.code(422), order.bureauId, { code, command: id, chosen });
      const { bureauId, orderId } = order;
      const result = await execute(runtime, enterpriseActor(bureauId, orderId), rateVisit(rating.data), id, {
        orderId,
      });
      // Refused is only who has rated before: the page says that.
      return reply.redirect(`/e/${code}/rating${result.ok ? '?done=1' : ''}`, 303);
    },
  );
}

async function find(runtime: Runtime, request: Asked, code: string): Promise<Rateable | undefined> {
  const bureauId = await askedBureau(runtime, request);
  if (bureauId === undefined) return undefined;
  return read(runtime, bureauId, async (tx) => {
    const order = await findByTypedCode(tx, runtime.fieldCipher, code);
    return order && { bureauId, orderId: order.orderId, hasRated: await hasRated(tx, order.orderId) };
  });
}

async function send(runtime: Runtime, reply: FastifyReply, bureauId: number, page: RatingPage): Promise<FastifyReply> {
  return sendFreshPage(
    reply,
    enterpriseRatingPage(await read(runtime, bureauId, (tx) => frameOf(tx, reply.request)), page),
  );
}
