/** `GET /api/beacons/drand/<round>`, `GET /api/beacons/nist/<whole minute>`: what the hosts of a beacon answer (docs/adr/0023). @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { BeaconHosts } from '../core/beacon-hosts.ts';
import { inputRefusals } from '../core/command.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { fetchPulse, fetchRound } from '../draw/beacons.ts';
import { drawReads } from '../draw/deeds.ts';
import { BeaconValue } from '../draw/types/inputs.ts';
import { admit } from './admit.ts';
import { ProblemSchema, type Identify } from './api.ts';
import { sendProblem } from './problems.ts';

/** Some thousand years of rounds: what is beyond is a slip of the hand. */
const Round = z.object({ round: z.coerce.number().int().min(1).max(10_000_000_000) });
const Minute = z.object({ at: z.iso.datetime({ precision: 0 }).regex(/:00Z$/, '脉冲每整分钟一个') });

/** Not a read of the database: it waits for other machines, so it holds no connection. */
export function beaconRoutes(app: FastifyInstance, { clock }: Runtime, identify: Identify, hosts: BeaconHosts): void {
  route('/api/beacons/drand/:round', Round, ({ round }) => fetchRound(hosts, clock, round));
  route('/api/beacons/nist/:at', Minute, ({ at }) => fetchPulse(hosts, clock, at));

  function route<I extends z.ZodObject>(
    url: string,
    input: I,
    fetchValue: (wanted: z.output<I>) => Promise<Result<BeaconValue>>,
  ): void {
    const rule = drawReads['draw.fetch-beacon'];
    app.withTypeProvider<ZodTypeProvider>().route({
      method: 'GET',
      url,
      schema: {
        summary: rule.title,
        tags: ['draw'],
        operationId: `GET ${url}`,
        params: input,
        response: { 200: BeaconValue, default: ProblemSchema },
      },
      validatorCompiler: () => (data) => ({ value: data }),
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const actor = await admit(identify, request, reply, rule);
        if (actor === undefined) return reply;
        const wanted = input.safeParse(request.params);
        if (!wanted.success) return sendProblem(reply, inputRefusals(wanted.error));
        const fetched = await fetchValue(wanted.data);
        if (!fetched.ok) return sendProblem(reply, fetched.refusals);
        return reply.header('cache-control', 'no-store').send(fetched.value);
      },
    });
  }
}
