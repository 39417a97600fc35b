import { describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { act, carryTo, done, head, office, secondOffice } from '../testing/draw-ceremony.ts';
import { PLANNER, sampleConfig, setPlanState } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { configureDraw } from './actions/configure.ts';
import { freezeDraw } from './actions/publish.ts';

const scene = useScene();

describe('draw.configure', () => {
  const input = (batch: number, config = sampleConfig()) => ({
    target: { is: 'new' as const, planId: scene.district.planId, task: 'T1', batch },
    config,
  });

  test('only the office sets a draw up', async () => {
    expect(codes(await act(scene.runtime, head, configureDraw, input(1)))).toEqual(['not-allowed']);
  });

  test('batches are taken in order, each once, also by two at once', async () => {
    expect(await act(scene.runtime, office, configureDraw, input(2))).toMatchObject({
      refusals: [{ code: 'draw-batch-not-next', facts: { batch: 2, next: 1 } }],
    });
    const both = await Promise.all([
      act(scene.runtime, office, configureDraw, input(1)),
      act(scene.runtime, secondOffice, configureDraw, input(1)),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(['draw-batch-not-next']);
    expect(await scene.deedsOf('draw.configure')).toHaveLength(1);
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
    expect(codes(await act(scene.runtime, office, configureDraw, input(1, config)))).toEqual([
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
      await execute(scene.runtime, office, configureDraw, commandId, input(1)),
      await execute(scene.runtime, office, configureDraw, commandId, input(1)),
    ];
    expect(first).toEqual(second);
    expect(await scene.deedsOf('draw.configure')).toHaveLength(1);
  });

  test('who has not seen the last change cannot overwrite it', async () => {
    const drawId = await scene.to('configuring');
    const seenAt = (await scene.draw(drawId)).updated_at;
    scene.runtime.clock.advance(5);
    await done(scene.runtime, office, configureDraw, {
      target: { is: 'draft', drawId, seenAt },
      config: sampleConfig({ name: '改名' }),
    });
    const late = await act(scene.runtime, secondOffice, configureDraw, {
      target: { is: 'draft', drawId, seenAt },
      config: sampleConfig(),
    });
    expect(codes(late)).toEqual(['draw-changed-meanwhile']);
  });

  test('a plan or a draw of another bureau does not exist', async () => {
    const stranger = actorOf(['group-office'], 'stranger', 2);
    expect(codes(await act(scene.runtime, stranger, configureDraw, input(1)))).toEqual(['plan-not-found']);
    const drawId = await scene.to('configuring');
    expect(codes(await act(scene.runtime, stranger, freezeDraw, { drawId }))).toEqual(['draw-not-found']);
  });
});

describe('draw.freeze', () => {
  test('a plan not in execution, unpublished items, days outside the window, no certified officers: all at once', async () => {
    await setPlanState(scene.runtime, 1, scene.district.planId, 'approved');
    await inBureau(scene.runtime, 1, async ({ db }) => {
      await db
        .updateTable('officer')
        .set({ certificate_expires_on: '2026-03-31' })
        .where('bureau_id', '=', 1)
        .execute();
    });
    const drawId = await scene.to('configuring', sampleConfig({ itemCodes: ['XX-99'], inspectTo: '2026-10-15' }));
    expect(codes(await act(scene.runtime, office, freezeDraw, { drawId }))).toEqual([
      'draw-plan-state',
      'draw-dates-outside-window',
      'draw-item-unpublished',
      'draw-officers-too-few',
      'draw-no-lead',
      'draw-teams-impossible',
    ]);
    expect(await scene.deedsOf('draw.freeze')).toEqual([]);
  });

  test('an officer whose certificate runs out during the inspections is listed, but never drawn', async () => {
    const [expiring] = scene.district.officerIds;
    await inBureau(scene.runtime, 1, async ({ db }) => {
      await db
        .updateTable('officer')
        .set({ certificate_expires_on: '2026-04-15' })
        .where('bureau_id', '=', 1)
        .where('officer_id', '=', expiring ?? '')
        .execute();
    });
    const drawId = await scene.to('drawn');
    const { listed, seats } = await read(scene.runtime, 1, async ({ db }) => ({
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
    const barred = scene.district.officerIds.filter((_, n) => n % 2 === 1).slice(0, 3);
    await inBureau(scene.runtime, 1, async (tx) => {
      for (const enterprise_id of scene.district.enterpriseIds.slice(0, 12)) {
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
    const drawId = await scene.to('drawn');
    const pairs = await read(scene.runtime, 1, ({ db }) =>
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
    const frozen = await read(scene.runtime, 1, ({ db }) =>
      db.selectFrom('draw_conflict').select('person').where('bureau_id', '=', 1).execute(),
    );
    expect(frozen).toHaveLength(36);
  });

  test('who drafted the plan or just changed the directories cannot operate', async () => {
    const drawId = await scene.to('configuring');
    expect(await act(scene.runtime, actorOf(['group-office'], PLANNER), freezeDraw, { drawId })).toMatchObject({
      refusals: [{ code: 'draw-planner-operates', facts: { name: `测试${PLANNER}` } }],
    });
  });

  test('after the freeze neither size nor list nor rules can change, for anybody', async () => {
    const drawId = await scene.to('frozen');
    const draw = await scene.draw(drawId);
    const change = {
      target: { is: 'draft' as const, drawId, seenAt: draw?.updated_at ?? '' },
      config: sampleConfig({ size: { by: 'count', count: 1 } }),
    };
    expect(await act(scene.runtime, office, configureDraw, change)).toMatchObject({
      refusals: [{ code: 'draw-stage', facts: { state: 'frozen' } }],
    });
    expect(codes(await act(scene.runtime, office, freezeDraw, { drawId }))).toEqual(['draw-stage']);
    await expect(
      scene.runtime.asOwner(
        async (owner) =>
          void (await owner.updateTable('draw_roster').set({ status: 'excluded', reason: 'CLOSED' }).execute()),
      ),
    ).rejects.toThrow(/append-only/);
    await expect(inBureau(scene.runtime, 1, async ({ db }) => db.deleteFrom('draw_roster').execute())).rejects.toThrow(
      /permission denied/,
    );
  });

  test('an enterprise drawn earlier this year is listed as excluded, with that draw', async () => {
    const config = sampleConfig({ size: { by: 'count', count: 4 } });
    await scene.to('released', config);
    const second = await carryTo(scene.runtime, 'frozen', { planId: scene.district.planId, batch: 2, config });
    const rows = await read(scene.runtime, 1, ({ db }) =>
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
