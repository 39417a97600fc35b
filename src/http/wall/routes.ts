/** `/wall`: the ceremony for the room and for phones in it; and the presenter's moves. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayDo, notAllowed } from '../../core/actor.ts';
import { inputRefusals } from '../../core/command.ts';
import type { Refusal } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { read } from '../../core/transact.ts';
import { countChecker, presentDraw } from '../../draw/actions/present.ts';
import { drawPresents } from '../../draw/deeds.ts';
import { findDrawByPublicId } from '../../draw/reads/progress.ts';
import { findCurrentWall } from '../../draw/reads/wall.ts';
import { WallMove } from '../../draw/types/wall.ts';
import { wallAssets } from '../../web/wall/assets.ts';
import { emptyWall, wallPage, wallStage, type WallLook, type WallPage } from '../../web/wall/page.ts';
import { admit } from '../admit.ts';
import type { Identify } from '../api.ts';
import { askedBureau, type Asked } from '../portal/bureau.ts';
import { sendProblem } from '../problems.ts';
import { WALL_POLICY } from '../security.ts';
import { drawFeed } from './draw-feed.ts';
import { streamWall } from './events.ts';
import { openWall, type Wall } from './feed.ts';
import { openRehearsal, REHEARSAL_ID, RehearsalMove } from './rehearsal.ts';

/** Answers come from memory, so a hall full of phones behind one address is welcome. */
const OPEN = {
  schema: { hide: true },
  config: { rateLimit: false },
  helmet: { contentSecurityPolicy: WALL_POLICY },
} as const;
const HIDDEN = { schema: { hide: true } } as const;
const FOR_EVER = 'public, max-age=31536000, immutable';
/** Streams of one server; who comes later polls. */
const MOST_STREAMS = 5_000;

const Present = z.object({ drawId: z.uuid(), move: WallMove });
const Rehearse = z.object({ move: RehearsalMove });
const Checked = z.object({ token: z.string().regex(/^[0-9a-f]{32}$/) });

interface OfWall {
  readonly Params: { readonly publicId: string };
  readonly Querystring: { readonly look?: string };
}

export function wallRoutes(app: FastifyInstance, runtime: Runtime, identify: Identify): void {
  const walls = wallsOf(app, runtime);
  for (const { path, type, body } of wallAssets)
    app.get(path, HIDDEN, (_request, reply) => reply.type(type).header('cache-control', FOR_EVER).send(body));

  app.get('/wall', OPEN, async (request, reply) => {
    const bureauId = await askedBureau(runtime, request);
    if (bureauId === undefined) return reply.redirect('/setup', 303);
    const publicId = await read(runtime, bureauId, findCurrentWall);
    if (publicId !== undefined) return reply.redirect(`/wall/${publicId}`, 302);
    return sendHtml(reply, emptyWall(await bureauName(runtime, bureauId), false, pageOf(request, '', 'wall')));
  });
  for (const look of ['wall', 'mirror'] as const)
    app.get<OfWall>(`/wall/:publicId${look === 'wall' ? '' : '/mirror'}`, OPEN, (request, reply) =>
      withWall(request, reply, async (wall) => {
        const { view, version } = await wall.current();
        const page = pageOf(request, request.params.publicId, look);
        if (view !== undefined) return sendHtml(reply, wallPage(view, version, page));
        const bureauId = await askedBureau(runtime, request);
        return sendHtml(
          reply,
          emptyWall(bureauId === undefined ? '' : await bureauName(runtime, bureauId), true, page),
        );
      }),
    );
  app.get<OfWall>('/wall/:publicId/stage', OPEN, (request, reply) =>
    withWall(request, reply, async (wall) => {
      const { view, version, shown } = await wall.current();
      const look = request.query.look === 'mirror' ? 'mirror' : 'wall';
      const tag = `"${version}-${shown}-${look}"`;
      reply.header('etag', tag);
      if (view === undefined || request.headers['if-none-match'] === tag) return reply.code(304).send();
      return sendHtml(reply, wallStage(view, version, pageOf(request, request.params.publicId, look)));
    }),
  );
  // Streams end by themselves never: when the server stops they are let go, and come back to the next.
  const streams = new Set<FastifyReply>();
  app.addHook('preClose', (done) => {
    for (const { raw } of streams) raw.destroy();
    done();
  });
  app.get<OfWall>('/wall/:publicId/events', OPEN, (request, reply) =>
    withWall(request, reply, async (wall) => {
      if (wall.watchers() >= MOST_STREAMS) return sendProblem(reply, [{ code: 'too-many-requests' }]);
      streams.add(reply);
      reply.raw.once('close', () => streams.delete(reply));
      await streamWall(wall, reply);
      return reply;
    }),
  );
  app.post<OfWall>('/wall/:publicId/checked', HIDDEN, async (request, reply) => {
    const bureauId = await askedBureau(runtime, request);
    const input = Checked.safeParse(request.body);
    if (!input.success) return sendProblem(reply, inputRefusals(input.error));
    if (bureauId === undefined) return sendProblem(reply, [{ code: 'draw-not-found' }]);
    const counted = await countChecker(runtime, bureauId, request.params.publicId, input.data.token);
    return counted.ok ? reply.send({}) : sendProblem(reply, counted.refusals);
  });

  app.post('/api/draw.present', HIDDEN, async (request, reply) => {
    const actor = await admit(identify, request, reply, drawPresents['draw.present']);
    if (actor === undefined) return reply;
    const input = Present.safeParse(request.body);
    if (!input.success) return sendProblem(reply, inputRefusals(input.error));
    const state = await presentDraw(runtime, actor, input.data.drawId, input.data.move);
    return state.ok ? reply.send(state.value) : sendProblem(reply, state.refusals);
  });
  app.post('/api/draw.rehearse', HIDDEN, async (request, reply) => {
    const refusals = await presenterRefusals(request);
    if (refusals.length > 0) return sendProblem(reply, refusals);
    const input = Rehearse.safeParse(request.body);
    if (!input.success) return sendProblem(reply, inputRefusals(input.error));
    const state = walls.rehearsal.move(input.data.move);
    return state.ok ? reply.send(state.value) : sendProblem(reply, state.refusals);
  });
  app.get('/api/draw-rehearsal', HIDDEN, async (request, reply) => {
    const refusals = await presenterRefusals(request);
    if (refusals.length > 0) return sendProblem(reply, refusals);
    return reply.header('cache-control', 'no-store').send(walls.rehearsal.state());
  });

  /** A rehearsal belongs to no draw, so only the role is asked for. */
  async function presenterRefusals(request: FastifyRequest): Promise<readonly Refusal[]> {
    const actor = await identify(request);
    const rule = drawPresents['draw.present'];
    if (actor === undefined) return [{ code: 'not-signed-in' }];
    return mayDo(actor.roles, rule) ? [] : [notAllowed(rule)];
  }

  async function withWall(
    request: FastifyRequest<OfWall>,
    reply: FastifyReply,
    answer: (wall: Wall) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    const wall = await walls.find(request, request.params.publicId);
    return wall === undefined ? sendProblem(reply, [{ code: 'page-not-found' }]) : answer(wall);
  }
}

/** Walls that somebody has asked for, each opened once and closed with the server. */
function wallsOf(app: FastifyInstance, runtime: Runtime) {
  const onError = (error: unknown): void => app.log.error(error);
  const walls = new Map<string, Wall>();
  const rehearsal = openRehearsal(runtime.clock);
  const rehearsalWall = openWall(rehearsal, onError);
  walls.set(REHEARSAL_ID, rehearsalWall);
  app.addHook('preClose', () => {
    for (const wall of walls.values()) wall.close();
  });
  return {
    rehearsal,
    find: async (request: Asked, publicId: string): Promise<Wall | undefined> => {
      if (publicId === REHEARSAL_ID) return rehearsalWall;
      const bureauId = await askedBureau(runtime, request);
      if (bureauId === undefined) return undefined;
      const key = `${bureauId}/${publicId}`;
      const open = walls.get(key);
      if (open !== undefined) return open;
      const draw = await read(runtime, bureauId, (tx) => findDrawByPublicId(tx, publicId));
      if (draw === undefined) return undefined;
      const wall = walls.get(key) ?? openWall(drawFeed(runtime, bureauId, draw.draw_id), onError);
      walls.set(key, wall);
      return wall;
    },
  };
}

function pageOf({ protocol, host }: FastifyRequest, publicId: string, look: WallLook): WallPage {
  return { look, path: publicId === '' ? '/wall' : `/wall/${publicId}`, origin: `${protocol}://${host}` };
}

async function sendHtml(reply: FastifyReply, page: ReturnType<typeof wallStage>): Promise<FastifyReply> {
  const body = (await page).toString();
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(body);
}

async function bureauName(runtime: Runtime, bureauId: number): Promise<string> {
  const { name } = await runtime.db
    .selectFrom('bureau')
    .select('name')
    .where('bureau_id', '=', bureauId)
    .executeTakeFirstOrThrow();
  return name;
}
