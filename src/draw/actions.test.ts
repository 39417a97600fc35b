import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer, execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import type { Result } from '../core/result.ts';
import { inBureau, read } from '../core/transact.ts';
import {
  act,
  carryOn,
  carryTo,
  commitmentFor,
  deputy,
  DIGITS,
  done,
  head,
  NONCES,
  office,
  secondOffice,
  secondSupervisor,
  supervisor,
} from '../testing/draw-ceremony.ts';
import { buildDistrict, PLANNER, sampleConfig, setPlanState, type District } from '../testing/draw-district.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { completeDraw } from './actions/complete.ts';
import { configureDraw } from './actions/configure.ts';
import { confirmDice, recordDice } from './actions/dice.ts';
import { announceDraw, freezeDraw } from './actions/publish.ts';
import { confirmDraw, releaseDraw } from './actions/settle.ts';
import { commitShare, revealShare } from './actions/shares.ts';
import { proposeVoid, voidDraw } from './actions/void.ts';
import { buildDrawBundle } from './bundle.ts';
import { findPublicResult, listEnterpriseDraws, publishedDraws } from './reads/public.ts';
import { findDraw } from './reads/progress.ts';
import { drawReadSpecs } from './routes.ts';
import type { DrawConfig } from './types.ts';

let runtime: TestRuntime;
let district: District;

beforeEach(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  district = await buildDistrict(runtime, 1);
});
afterEach(() => runtime.close());

function codes(result: Result<unknown>): string[] {
  return result.ok ? [] : result.refusals.map(({ code }) => code);
}

async function deedsOf(kind: string): Promise<readonly { facts: Record<string, unknown>; actor: string }[]> {
  const rows = await read(runtime, 1, ({ db }) =>
    db
      .selectFrom('deed')
      .select(['entry', 'actor_id'])
      .where('bureau_id', '=', 1)
      .where('kind', '=', kind)
      .orderBy('seq')
      .execute(),
  );
  return rows.map(({ entry, actor_id }) => ({ facts: JSON.parse(entry.toString('utf8')).facts, actor: actor_id }));
}

async function stateOf(drawId: string): Promise<string | undefined> {
  return (await read(runtime, 1, (tx) => findDraw(tx, drawId)))?.state;
}

const to = (step: Parameters<typeof carryTo>[1], config?: DrawConfig): Promise<string> =>
  carryTo(runtime, step, { planId: district.planId, ...(config && { config }) });

describe('draw.configure', () => {
  const input = (batch: number, config = sampleConfig()) => ({
    target: { is: 'new' as const, planId: district.planId, task: 'T1', batch },
    config,
  });

  test('only the office sets a draw up', async () => {
    expect(codes(await act(runtime, head, configureDraw, input(1)))).toEqual(['not-allowed']);
  });

  test('batches are taken in order, each once, also by two at once', async () => {
    expect(await act(runtime, office, configureDraw, input(2))).toMatchObject({
      refusals: [{ code: 'draw-batch-not-next', facts: { batch: 2, next: 1 } }],
    });
    const both = await Promise.all([
      act(runtime, office, configureDraw, input(1)),
      act(runtime, secondOffice, configureDraw, input(1)),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(['draw-batch-not-next']);
    expect(await deedsOf('draw.configure')).toHaveLength(1);
  });

  test('every contradiction of a configuration is named', async () => {
    const [first] = sampleConfig().strata;
    if (first === undefined) throw new Error('strata expected');
    const config = sampleConfig({
      strata: [{ ...first, min: 3, max: 2 }, first],
      itemCodes: ['A', 'A'],
      inspectFrom: '2026-05-01',
      inspectTo: '2026-04-01',
      revealBy: '2026-03-02T09:00:00Z',
    });
    expect(codes(await act(runtime, office, configureDraw, input(1, config)))).toEqual([
      'draw-stratum-twice',
      'draw-item-twice',
      'draw-stratum-reversed',
      'draw-dates-reversed',
      'draw-deadlines-reversed',
    ]);
  });

  test('the same command twice makes one draw', async () => {
    const commandId = newId();
    const [first, second] = [
      await execute(runtime, office, configureDraw, commandId, input(1)),
      await execute(runtime, office, configureDraw, commandId, input(1)),
    ];
    expect(first).toEqual(second);
    expect(await deedsOf('draw.configure')).toHaveLength(1);
  });

  test('who has not seen the last change cannot overwrite it', async () => {
    const drawId = await to('configuring');
    const seenAt = (await read(runtime, 1, (tx) => findDraw(tx, drawId)))?.updated_at ?? '';
    runtime.clock.advance(5);
    await done(runtime, office, configureDraw, {
      target: { is: 'draft', drawId, seenAt },
      config: sampleConfig({ name: '改名' }),
    });
    const late = await act(runtime, secondOffice, configureDraw, {
      target: { is: 'draft', drawId, seenAt },
      config: sampleConfig(),
    });
    expect(codes(late)).toEqual(['draw-changed-meanwhile']);
  });

  test('a plan or a draw of another bureau does not exist', async () => {
    const stranger = actorOf(['group-office'], 'stranger', 2);
    expect(codes(await act(runtime, stranger, configureDraw, input(1)))).toEqual(['plan-not-found']);
    const drawId = await to('configuring');
    expect(codes(await act(runtime, stranger, freezeDraw, { drawId }))).toEqual(['draw-not-found']);
  });
});

describe('draw.freeze', () => {
  test('a plan not in execution, unpublished items, days outside the window, no certified officers: all at once', async () => {
    await setPlanState(runtime, 1, district.planId, 'approved');
    await inBureau(runtime, 1, async ({ db }) => {
      await db
        .updateTable('officer')
        .set({ certificate_expires_on: '2026-03-31' })
        .where('bureau_id', '=', 1)
        .execute();
    });
    const drawId = await to('configuring', sampleConfig({ itemCodes: ['XX-99'], inspectTo: '2026-10-15' }));
    expect(codes(await act(runtime, office, freezeDraw, { drawId }))).toEqual([
      'draw-plan-state',
      'draw-dates-outside-window',
      'draw-item-unpublished',
      'draw-officers-too-few',
      'draw-no-lead',
      'draw-teams-impossible',
    ]);
    expect(await deedsOf('draw.freeze')).toEqual([]);
  });

  test('an officer whose certificate runs out during the inspections is listed, but never drawn', async () => {
    const [expiring] = district.officerIds;
    await inBureau(runtime, 1, async ({ db }) => {
      await db
        .updateTable('officer')
        .set({ certificate_expires_on: '2026-04-15' })
        .where('bureau_id', '=', 1)
        .where('officer_id', '=', expiring ?? '')
        .execute();
    });
    const drawId = await to('drawn');
    const { listed, seats } = await read(runtime, 1, async ({ db }) => ({
      listed: await db
        .selectFrom('draw_officer')
        .select('leaf')
        .where('bureau_id', '=', 1)
        .where('draw_id', '=', drawId)
        .where('officer_id', '=', expiring ?? '')
        .execute(),
      seats: await db
        .selectFrom('draw_seat')
        .select('person_id')
        .where('bureau_id', '=', 1)
        .where('draw_id', '=', drawId)
        .execute(),
    }));
    expect(JSON.parse(listed[0]?.leaf.toString('utf8') ?? '').tags).not.toContain('valid');
    expect(seats.map(({ person_id }) => person_id)).not.toContain(expiring);
  });

  test('recusals are kept: nobody is sent where he must not go', async () => {
    const barred = district.officerIds.filter((_, n) => n % 2 === 1).slice(0, 3);
    await inBureau(runtime, 1, async (tx) => {
      for (const enterprise_id of district.enterpriseIds.slice(0, 12)) {
        for (const person_id of barred) {
          await tx.db
            .insertInto('recusal')
            .values({
              bureau_id: 1,
              recusal_id: newId(),
              person_type: 'officer',
              person_id,
              enterprise_id,
              reason: 'KIN',
              valid_from: '2026-03-20',
              valid_to: '2026-03-25',
              declared_at: tx.now,
              declared_by: 'x',
            })
            .execute();
        }
      }
    });
    const drawId = await to('drawn');
    const pairs = await read(runtime, 1, ({ db }) =>
      db
        .selectFrom('draw_seat as s')
        .innerJoin('draw_pick as p', (join) =>
          join
            .onRef('p.bureau_id', '=', 's.bureau_id')
            .onRef('p.draw_id', '=', 's.draw_id')
            .onRef('p.id', '=', 's.enterprise'),
        )
        .innerJoin('recusal as r', (join) =>
          join
            .onRef('r.bureau_id', '=', 's.bureau_id')
            .onRef('r.person_id', '=', 's.person_id')
            .onRef('r.enterprise_id', '=', 'p.enterprise_id'),
        )
        .select('s.person')
        .where('s.bureau_id', '=', 1)
        .where('s.draw_id', '=', drawId)
        .execute(),
    );
    expect(pairs).toEqual([]);
    const frozen = await read(runtime, 1, ({ db }) =>
      db.selectFrom('draw_conflict').select('person').where('bureau_id', '=', 1).execute(),
    );
    expect(frozen).toHaveLength(36);
  });

  test('who drafted the plan or just changed the directories cannot operate', async () => {
    const drawId = await to('configuring');
    expect(await act(runtime, actorOf(['group-office'], PLANNER), freezeDraw, { drawId })).toMatchObject({
      refusals: [{ code: 'draw-planner-operates', facts: { name: `测试${PLANNER}` } }],
    });
  });

  test('after the freeze neither size nor list nor rules can change, for anybody', async () => {
    const drawId = await to('frozen');
    const draw = await read(runtime, 1, (tx) => findDraw(tx, drawId));
    const change = {
      target: { is: 'draft' as const, drawId, seenAt: draw?.updated_at ?? '' },
      config: sampleConfig({ size: { by: 'count', count: 1 } }),
    };
    expect(await act(runtime, office, configureDraw, change)).toMatchObject({
      refusals: [{ code: 'draw-stage', facts: { state: 'frozen' } }],
    });
    expect(codes(await act(runtime, office, freezeDraw, { drawId }))).toEqual(['draw-stage']);
    await expect(
      runtime.asOwner(
        async (owner) =>
          void (await owner.updateTable('draw_roster').set({ status: 'excluded', reason: 'CLOSED' }).execute()),
      ),
    ).rejects.toThrow(/append-only/);
    await expect(inBureau(runtime, 1, async ({ db }) => db.deleteFrom('draw_roster').execute())).rejects.toThrow(
      /permission denied/,
    );
  });

  test('an enterprise drawn earlier this year is listed as excluded, with that draw', async () => {
    const config = sampleConfig({ size: { by: 'count', count: 4 } });
    await to('released', config);
    const second = await carryTo(runtime, 'frozen', { planId: district.planId, batch: 2, config });
    const rows = await read(runtime, 1, ({ db }) =>
      db
        .selectFrom('draw_roster')
        .select('leaf')
        .where('bureau_id', '=', 1)
        .where('draw_id', '=', second)
        .where('reason', '=', 'FREQ')
        .execute(),
    );
    expect(rows.map(({ leaf }) => JSON.parse(leaf.toString('utf8')).ref)).toEqual(
      Array.from({ length: 4 }, () => '120111-2026-T1-1'),
    );
  });
});

describe('draw.commit', () => {
  test('each body once, each person once, never the operator', async () => {
    const drawId = await to('frozen');
    const commit = (actor: typeof head) =>
      act(runtime, actor, commitShare, { drawId, commitment: commitmentFor('leader', 1) });
    await done(runtime, head, commitShare, { drawId, commitment: commitmentFor('leader', 1) });
    expect(codes(await commit(deputy))).toEqual(['draw-party-committed']);
    expect(codes(await commit(actorOf(['supervisor'], head.staffId)))).toEqual(['draw-person-committed']);
    expect(codes(await commit(actorOf(['supervisor'], office.staffId)))).toEqual(['draw-operator-commits']);
    expect(codes(await commit(office))).toEqual(['not-allowed']);
    expect(await deedsOf('draw.commit')).toMatchObject([
      { actor: 'head', facts: { party: 'leader', commitment: commitmentFor('leader', 1) } },
    ]);
  });

  test('not after the announcement', async () => {
    const drawId = await to('announced');
    expect(codes(await act(runtime, deputy, commitShare, { drawId, commitment: commitmentFor('leader', 1) }))).toEqual([
      'draw-stage',
    ]);
  });
});

describe('draw.announce', () => {
  test('waits for both shares', async () => {
    const drawId = await to('frozen');
    expect(await act(runtime, office, announceDraw, { drawId })).toMatchObject({
      refusals: [{ code: 'draw-commitments-missing', facts: { parties: ['leader', 'supervisor'] } }],
    });
  });

  test('not by who drafted the plan, and not when the plan has ended meanwhile', async () => {
    const drawId = await to('committed');
    expect(codes(await act(runtime, actorOf(['group-office'], PLANNER), announceDraw, { drawId }))).toEqual([
      'draw-planner-operates',
    ]);
    await setPlanState(runtime, 1, district.planId, 'completed');
    expect(codes(await act(runtime, office, announceDraw, { drawId }))).toEqual(['draw-plan-state']);
  });

  test('numbers have no gap, and each announcement names the one before', async () => {
    const config = sampleConfig({ size: { by: 'count', count: 2 } });
    const first = await carryTo(runtime, 'announced', { planId: district.planId, batch: 1, config });
    const idle = await carryTo(runtime, 'frozen', { planId: district.planId, batch: 2, config });
    expect(codes(await act(runtime, office, announceDraw, { drawId: idle }))).toEqual(['draw-commitments-missing']);
    const third = await carryTo(runtime, 'announced', { planId: district.planId, batch: 3, config });
    const [one, three] = [
      await read(runtime, 1, (tx) => findDraw(tx, first)),
      await read(runtime, 1, (tx) => findDraw(tx, third)),
    ];
    expect([one?.seq, three?.seq]).toEqual([1, 2]);
    expect(JSON.parse(three?.announcement?.toString('utf8') ?? '')).toMatchObject({
      seq: 2,
      prevAnnouncement: one?.announcement_hash,
    });
  });
});

describe('draw.reveal', () => {
  test('a number that does not open the commitment is refused, and nothing changes', async () => {
    const drawId = await to('announced');
    expect(codes(await act(runtime, head, revealShare, { drawId, nonce: NONCES.supervisor }))).toEqual([
      'draw-reveal-mismatch',
    ]);
    expect(await deedsOf('draw.reveal')).toEqual([]);
    await done(runtime, head, revealShare, { drawId, nonce: NONCES.leader });
    expect(codes(await act(runtime, head, revealShare, { drawId, nonce: NONCES.leader }))).toEqual([
      'draw-revealed-already',
    ]);
  });

  test('not before the announcement is in the public log', async () => {
    const drawId = await to('committed');
    await done(runtime, office, announceDraw, { drawId });
    expect(codes(await act(runtime, head, revealShare, { drawId, nonce: NONCES.leader }))).toEqual([
      'draw-announcement-unlogged',
    ]);
    await publishCheckpoints(runtime, 1);
    await done(runtime, head, revealShare, { drawId, nonce: NONCES.leader });
  });

  test('too late is too late: the draw goes on without it, by the announced rule, and verifies', async () => {
    const drawId = await to('announced');
    await done(runtime, head, revealShare, { drawId, nonce: NONCES.leader });
    expect(codes(await act(runtime, office, recordDice, { drawId, digits: DIGITS }))).toEqual(['draw-reveals-missing']);
    runtime.clock.set('2026-03-02T06:00:01Z');
    expect(codes(await act(runtime, supervisor, revealShare, { drawId, nonce: NONCES.supervisor }))).toEqual([
      'draw-reveal-late',
    ]);
    await done(runtime, office, recordDice, { drawId, digits: DIGITS });
    await done(runtime, secondSupervisor, confirmDice, { drawId, digits: DIGITS });
    await carryOn(runtime, drawId, 1, 'seeded', 'confirmed');
    const result = await read(runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1'));
    expect(result?.picks).toHaveLength(8);
  });
});

describe('draw.record-dice and draw.confirm-dice', () => {
  test('full-width digits count as digits', async () => {
    const drawId = await to('revealed');
    const wide = DIGITS.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    await done(runtime, office, recordDice, { drawId, digits: `${wide.slice(0, 10)} ${wide.slice(10)}` });
    expect(await done(runtime, supervisor, confirmDice, { drawId, digits: DIGITS })).toEqual({ drawId, isSame: true });
  });

  test('two typings that differ settle nothing: both are logged, and both type again', async () => {
    const drawId = await to('rolling');
    const other = `${DIGITS.slice(0, 19)}5`;
    expect(await done(runtime, supervisor, confirmDice, { drawId, digits: other })).toEqual({ drawId, isSame: false });
    expect(await stateOf(drawId)).toBe('rolling');
    expect(codes(await act(runtime, supervisor, confirmDice, { drawId, digits: DIGITS }))).toEqual([
      'draw-dice-not-recorded',
    ]);
    await done(runtime, office, recordDice, { drawId, digits: DIGITS });
    expect(codes(await act(runtime, office, recordDice, { drawId, digits: DIGITS }))).toEqual([
      'draw-dice-await-check',
    ]);
    await done(runtime, supervisor, confirmDice, { drawId, digits: DIGITS });
    expect((await deedsOf('draw.record-dice')).map(({ facts }) => facts)).toEqual([
      { attempt: 1, digits: DIGITS },
      { attempt: 2, digits: DIGITS },
    ]);
    expect((await deedsOf('draw.confirm-dice')).map(({ facts }) => facts)).toEqual([
      { attempt: 1, digits: other, isSame: false },
      { attempt: 2, digits: DIGITS, isSame: true },
    ]);
    await carryOn(runtime, drawId, 1, 'seeded', 'released');
    expect(await stateOf(drawId)).toBe('released');
  });

  test('wrong numbers of digits and letters are refused with what was found', async () => {
    const drawId = await to('revealed');
    expect(await act(runtime, office, recordDice, { drawId, digits: '123' })).toMatchObject({
      refusals: [{ code: 'dice-count', facts: { found: 3, needed: 20 } }],
    });
    expect(codes(await act(runtime, office, recordDice, { drawId, digits: 'O'.repeat(20) }))).toEqual([
      'dice-character',
    ]);
  });

  test('who typed cannot check, and the witness sees no digits before he has typed', async () => {
    const drawId = await to('rolling');
    expect(
      codes(await act(runtime, actorOf(['supervisor'], office.staffId), confirmDice, { drawId, digits: DIGITS })),
    ).toEqual(['draw-operator-witnesses']);
    const spec = drawReadSpecs.find(({ path }) => path === '/api/draws/:drawId');
    if (spec === undefined) throw new Error('no such read');
    const seen = await answer(runtime, supervisor, spec, { drawId });
    expect(seen).toMatchObject({
      ok: true,
      value: { dice: [{ attempt: 1, digits: null, checkedDigits: null, isChecked: false }] },
    });
    expect(JSON.stringify(seen)).not.toContain(DIGITS);
    expect(JSON.stringify(seen)).not.toContain(NONCES.leader);
  });

  test('after the deadline of the result no dice count any more', async () => {
    const drawId = await to('rolling');
    runtime.clock.set('2026-03-02T08:00:01Z');
    expect(codes(await act(runtime, supervisor, confirmDice, { drawId, digits: DIGITS }))).toEqual([
      'draw-result-late',
    ]);
  });
});

describe('draw.complete', () => {
  test('not before the dice are confirmed, and not by who drafted the plan', async () => {
    const drawId = await to('rolling');
    expect(codes(await act(runtime, office, completeDraw, { drawId }))).toEqual(['draw-stage']);
    await carryOn(runtime, drawId, 1, 'rolling', 'seeded');
    expect(codes(await act(runtime, actorOf(['group-office'], PLANNER), completeDraw, { drawId }))).toEqual([
      'draw-planner-operates',
    ]);
  });

  test('a list that was tampered with after the freeze gives no result', async () => {
    const drawId = await to('seeded');
    await runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE draw_roster DISABLE TRIGGER append_only`.execute(owner);
      await sql`UPDATE draw_roster SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '"weight":1', '"weight":9'), 'UTF8') WHERE pos = 3`.execute(
        owner,
      );
    });
    await expect(act(runtime, office, completeDraw, { drawId })).rejects.toThrow(/root/);
    expect(await stateOf(drawId)).toBe('seeded');
  });

  test('a row the database would draw and the library would not stops the draw', async () => {
    const drawId = await to('seeded');
    await runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE draw_roster DISABLE TRIGGER append_only`.execute(owner);
      await sql`UPDATE draw_roster SET stratum = CASE stratum WHEN 'hazchem' THEN 'general' ELSE 'hazchem' END`.execute(
        owner,
      );
    });
    await expect(act(runtime, office, completeDraw, { drawId })).rejects.toThrow(/library and database differ/);
  });
});

describe('draw.confirm and draw.release', () => {
  test('the operator cannot confirm; nothing is public before the confirmation', async () => {
    const drawId = await to('drawn');
    expect(codes(await act(runtime, actorOf(['head'], office.staffId), confirmDraw, { drawId }))).toEqual([
      'draw-operator-confirms',
    ]);
    expect(await read(runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1'))).toBeUndefined();
    expect(await buildDrawBundle(runtime, 1, drawId)).toBeUndefined();
    expect(codes(await act(runtime, office, releaseDraw, { drawId }))).toEqual(['draw-stage']);
    await done(runtime, deputy, confirmDraw, { drawId });
    expect((await read(runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1')))?.picks).toHaveLength(8);
  });

  test('a result without teams cannot be confirmed, names its Hall set, and is voided', async () => {
    const drawId = await to('drawn');
    await runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE draw_result DISABLE TRIGGER append_only`.execute(owner);
      const hall = '"feasible":false,"hall":{"capacity":1,"officers":["DEMO1201110001"],"slots":["X#0","X#1"]},';
      await sql`UPDATE draw_result SET details = convert_to(replace(convert_from(details, 'UTF8'), '"feasible":true,', ${hall}::text), 'UTF8')`.execute(
        owner,
      );
    });
    expect(await act(runtime, head, confirmDraw, { drawId })).toMatchObject({
      refusals: [{ code: 'draw-teams-unassigned', facts: { seats: 2, capacity: 1, officers: ['DEMO1201110001'] } }],
    });
  });

  test('an enterprise finds itself in the list once, drawn or not, with its number and the cutoff', async () => {
    await to('confirmed');
    const [draw] = await read(runtime, 1, publishedDraws);
    expect(draw).toMatchObject({ publicId: '120111-2026-T1-1', k: 8, eligible: 20, isResultPublic: true });
    const result = await read(runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1'));
    for (const { id, isDrawn } of result?.dots ?? []) {
      const [own] = await read(runtime, 1, (tx) => listEnterpriseDraws(tx, id));
      const { score = '', cutoff = '', teamSize } = own?.outcome ?? {};
      expect([own?.outcome?.isDrawn, score <= cutoff, teamSize]).toEqual([isDrawn, isDrawn, isDrawn ? 2 : 0]);
    }
    expect(result?.dots.filter(({ isDrawn }) => isDrawn)).toHaveLength(8);
  });
});

describe('draw.propose-void and draw.void', () => {
  const reason = 'ROSTER_ERROR' as const;

  test('takes the head and the supervisor, with the same reason', async () => {
    const drawId = await to('drawn');
    expect(codes(await act(runtime, supervisor, voidDraw, { drawId, reason }))).toEqual(['draw-void-not-proposed']);
    await done(runtime, head, proposeVoid, { drawId, reason });
    expect(codes(await act(runtime, head, voidDraw, { drawId, reason }))).toEqual(['draw-void-own-proposal']);
    expect(codes(await act(runtime, actorOf(['head'], 'another-head'), voidDraw, { drawId, reason }))).toEqual([
      'draw-void-own-proposal',
    ]);
    expect(codes(await act(runtime, supervisor, voidDraw, { drawId, reason: 'SOURCE_INVALID' }))).toEqual([
      'draw-void-not-proposed',
    ]);
    await done(runtime, supervisor, voidDraw, { drawId, reason });
    expect(codes(await act(runtime, head, confirmDraw, { drawId }))).toEqual(['draw-void']);
    expect(codes(await act(runtime, office, releaseDraw, { drawId }))).toEqual(['draw-void', 'draw-stage']);
  });

  test('a void draw is computed and published all the same; the next batch names it, and nobody counts as drawn', async () => {
    const drawId = await to('announced');
    await done(runtime, supervisor, proposeVoid, { drawId, reason });
    await done(runtime, head, voidDraw, { drawId, reason });
    await carryOn(runtime, drawId, 1, 'announced', 'drawn');
    expect((await read(runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1')))?.picks).toHaveLength(8);
    expect(await buildDrawBundle(runtime, 1, drawId)).toBeDefined();
    const next = await carryTo(runtime, 'announced', { planId: district.planId, batch: 2 });
    const draw = await read(runtime, 1, (tx) => findDraw(tx, next));
    expect(JSON.parse(draw?.announcement?.toString('utf8') ?? '')).toMatchObject({
      batch: 2,
      voids: '120111-2026-T1-1',
      roster: { eligible: 20 },
    });
  });

  test('a confirmed draw cannot be voided', async () => {
    const drawId = await to('confirmed');
    expect(codes(await act(runtime, head, proposeVoid, { drawId, reason }))).toEqual(['draw-stage']);
  });
});

describe('roles', () => {
  test.each([
    [freezeDraw, head],
    [announceDraw, supervisor],
    [recordDice, supervisor],
    [confirmDice, office],
    [completeDraw, head],
    [confirmDraw, office],
    [releaseDraw, head],
    [voidDraw, deputy],
  ])('%# a deed is refused for want of the role', async (spec, actor) => {
    expect(codes(await execute(runtime, actor, spec, newId(), { drawId: newId() }))).toEqual(['not-allowed']);
  });

  test('an officer does not read draws', async () => {
    for (const spec of drawReadSpecs)
      expect(codes(await answer(runtime, actorOf(['officer']), spec, {}))).toEqual(['not-allowed']);
  });
});
