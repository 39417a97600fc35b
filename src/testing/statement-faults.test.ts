/** The short form of `npm run battery -- statement-faults`. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../core/actor.ts';
import { defineDeed, execute, type DeedSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { inBureau, type ReadTx } from '../core/transact.ts';
import { saveVehicle } from '../directory/actions/save.ts';
import { actorOf, testRuntime, type TestRuntime } from './runtime.ts';
import { failEachStatement, type FaultedCommand } from './statement-faults.ts';

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

function failEach(spec: DeedSpec, input: unknown, turn: number): Promise<FaultedCommand<unknown>> {
  const role = spec.rule.roles[0] as Role;
  const commandId = randomUUID();
  const send = () => execute(runtime, actorOf([role]), spec, commandId, input);
  return failEachStatement(runtime, { bureauId: 1, commandId, send }, turn);
}

/** A deed of nothing but its note, whose work is given. */
function deedThat(name: string, work: (tx: ReadTx) => Promise<boolean>): DeedSpec {
  return defineDeed({
    kind: `planted.${name}`,
    rule: { title: '试验', roles: ['equipment-keeper'] },
    input: z.object({}),
    output: z.object({}),
    run: async (tx) => {
      if (!(await work(tx))) return refuse([{ code: 'planted' }]);
      tx.record({ kind: `planted.${name}`, subject: `planted/${name}`, facts: {} });
      return ok({});
    },
  });
}

async function note({ db, bureauId }: ReadTx, job: string): Promise<boolean> {
  await db.insertInto('job_cursor').values({ bureau_id: bureauId, job, seq: 1 }).execute();
  return true;
}

test.each([0, 1, 2, 3, 4])(
  'when a statement fails, the command is not done; when its answer is lost, it is done once (%i)',
  async (turn) => {
    const vehicle = { target: null, reason: '购置', content: { plate: `津A1000${turn}`, seats: 5 } };
    const { result, wrong, statements, runs } = await failEach(saveVehicle, vehicle, turn);
    expect(wrong).toEqual([]);
    expect(result.ok).toBe(true);
    expect(statements).toBeGreaterThan(5);
    expect(runs).toBeGreaterThan(statements * 2);
  },
);

test('a command that goes on after a statement has failed is found', async () => {
  const { wrong } = await failEach(
    deedThat('swallowing', (tx) => note(tx, 'swallowing').catch(() => true)),
    {},
    0,
  );
  expect(wrong.join('\n')).toContain('called done');
});

test('a command that takes a failed statement for a reason to refuse is found', async () => {
  const { wrong } = await failEach(
    deedThat('refusing', (tx) => note(tx, 'refusing').catch(() => false)),
    {},
    0,
  );
  expect(wrong.join('\n')).toContain('refused as planted');
});

test('a command of which a part is committed by itself is found', async () => {
  let times = 0;
  const inParts = deedThat('in-parts', () => inBureau(runtime, 1, (tx) => note(tx, `part ${(times += 1)}`)));
  const { wrong } = await failEach(inParts, {}, 0);
  expect(wrong.join('\n')).toContain('an earlier part was committed by itself');
});
