/** A sealed draw from its codes to its opening: who knows what when, and what a bundle shows. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { parsePolicy, verifyReceipt } from 'verifiable-draw';
import { logVerifierKey } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
import { act, carryOn, carryTo, done, head, office, secondSupervisor, supervisor } from '../testing/draw-ceremony.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import {
  carrySealed,
  codeOf,
  failingSteps,
  knownVisits,
  legal,
  publishChains,
  release,
  sealedConfig,
  sendOut,
} from '../testing/draw-sealed.ts';
import { actorOf } from '../testing/runtime.ts';
import { configureDraw } from './actions/configure.ts';
import { releaseCode } from './actions/codes.ts';
import { announceDraw, freezeDraw } from './actions/publish.ts';
import { proposeVoid, voidDraw } from './actions/void.ts';
import { publicEntries } from './reads/log.ts';
import { findPublicResult } from './reads/public-result.ts';
import { findOutcome } from './reads/result.ts';
import { standingVisits } from './reads/standing.ts';
import { receiptOf } from './reads/receipt.ts';

const scene = useScene();

async function sealed(): Promise<string> {
  await publishChains(scene.runtime);
  return carrySealed(scene.runtime, scene.district.planId);
}

const failures = (drawId: string, now?: string) => failingSteps(scene.runtime, drawId, now);

const release1 = (drawId: string, who = supervisor, code = codeOf('supervisor', 1)) =>
  act(scene.runtime, who, releaseCode, { drawId, code });

describe('draw.configure of a sealed draw', () => {
  test('every contradiction is said at once', async () => {
    const { planId } = scene.district;
    const send = async (config: ReturnType<typeof sealedConfig>) =>
      codes(
        await act(scene.runtime, office, configureDraw, {
          target: { is: 'new', planId, task: 'T1', batch: 1 },
          config,
        }),
      );
    expect(
      await send(
        sealedConfig({ inspectTo: '2026-04-01', resultBy: '2026-03-08T01:00:00Z', openBy: '2026-03-10T01:00:00Z' }),
      ),
    ).toEqual(['draw-sealed-long', 'draw-sealed-result-early', 'draw-open-early']);
    const { openBy, ...without } = sealedConfig();
    expect(openBy).toBeDefined();
    expect(await send(without)).toEqual(['draw-open-missing']);
    expect(await send(sealedConfig({ openBy: '2026-05-01T00:00:00Z' }))).toEqual(['draw-open-late']);
    expect(await send(sealedConfig())).toEqual([]);
  });
});

describe('draw.freeze and draw.announce of a sealed draw', () => {
  test('both bodies need a chain of the suite with a code left', async () => {
    const { planId } = scene.district;
    const { drawId } = await done(scene.runtime, office, configureDraw, {
      target: { is: 'new', planId, task: 'T1', batch: 1 },
      config: sealedConfig(),
    });
    const freeze = await act(scene.runtime, office, freezeDraw, { drawId });
    expect(freeze).toMatchObject({
      refusals: [
        { code: 'draw-chain-missing', facts: { holder: 'supervisor' } },
        { code: 'draw-chain-missing', facts: { holder: 'legal' } },
      ],
    });
  });

  test('two draws never take the same code, whatever the order they are announced in', async () => {
    await publishChains(scene.runtime);
    const { planId } = scene.district;
    const config = sealedConfig({ size: { by: 'count', count: 2 } });
    const [one, two] = [
      await carryTo(scene.runtime, 'committed', { planId, batch: 1, config }),
      await carryTo(scene.runtime, 'committed', { planId, batch: 2, config }),
    ];
    const both = await Promise.all([one, two].map((drawId) => act(scene.runtime, office, announceDraw, { drawId })));
    expect(both.flatMap(codes)).toEqual([]);
    const rows = await read(scene.runtime, 1, ({ db }) =>
      db.selectFrom('draw_code').select(['chain_id', 'idx']).where('bureau_id', '=', 1).orderBy('idx').execute(),
    );
    expect(rows.map(({ idx }) => idx)).toEqual([1, 1, 2, 2]);
    const again = scene.runtime.asOwner(async (owner) => {
      await sql`INSERT INTO draw_code SELECT bureau_id, draw_id, 9, source, chain_id, idx FROM draw_code`.execute(
        owner,
      );
    });
    await expect(again).rejects.toThrow('draw_code_bureau_id_chain_id_idx_key');
  });

  test('no other draw is frozen while a sealed result is hidden: its list would tell', async () => {
    const drawId = await sealed();
    await sendOut(scene.runtime, drawId);
    const { planId } = scene.district;
    const other = await done(scene.runtime, office, configureDraw, {
      target: { is: 'new', planId, task: 'T1', batch: 2 },
      config: sampleConfig({ size: { by: 'count', count: 2 }, inspectFrom: '2026-03-23', inspectTo: '2026-03-27' }),
    });
    const freeze = await act(scene.runtime, office, freezeDraw, { drawId: other.drawId });
    expect(codes(freeze)).toContain('draw-sealed-before');
  });
});

describe('draw.release-code', () => {
  test('only in the morning, after the dice, by its own body, with exactly this code', async () => {
    await publishChains(scene.runtime);
    const { planId } = scene.district;
    const drawId = await carryTo(scene.runtime, 'revealed', { planId, config: sealedConfig() });
    expect(codes(await release1(drawId))).toEqual(['code-before-sources', 'code-early']);
    expect(codes(await release1(drawId, office))).toEqual(['not-allowed']);
    const rolled = await carrySealedOn(drawId);
    expect(codes(await release1(rolled, supervisor, codeOf('supervisor', 2)))).toEqual(['code-unfit']);
    expect(codes(await release1(rolled, supervisor, codeOf('legal', 1)))).toEqual(['code-unfit']);
    expect(codes(await release1(rolled, { ...supervisor, bureauId: 2 }))).toEqual(['draw-not-found']);
    expect(codes(await release1(rolled))).toEqual([]);
    expect(codes(await release1(rolled))).toEqual(['code-released']);
    const both = actorOf(['legal-reviewer'], supervisor.staffId);
    expect(codes(await release1(rolled, both, codeOf('legal', 1)))).toEqual(['chain-both-holders']);
    scene.runtime.clock.set('2026-03-09T05:00:00Z');
    expect(codes(await release1(rolled, legal, codeOf('legal', 1)))).toEqual(['code-late']);
  });

  test('two at once: one code, and with the other holder one result', async () => {
    const drawId = await sealed();
    const answers = await Promise.all([
      release1(drawId),
      release1(drawId, secondSupervisor),
      release1(drawId, legal, codeOf('legal', 1)),
      release1(drawId, legal, codeOf('legal', 1)),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(await scene.deedsOf('draw.complete')).toHaveLength(1);
    expect((await scene.draw(drawId)).state).toBe('drawn');
  });

  test('killed between the last code and the result, neither is kept, and the next press gives both', async () => {
    const drawId = await sealed();
    await release(scene.runtime, drawId, 'supervisor');
    await scene.runtime.asOwner(async (owner) => {
      await sql`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$`.execute(
        owner,
      );
      await sql`CREATE TRIGGER die BEFORE INSERT ON draw_result FOR EACH ROW EXECUTE FUNCTION die()`.execute(owner);
    });
    await expect(release1(drawId, legal, codeOf('legal', 1))).rejects.toThrow('killed');
    expect(await scene.deedsOf('draw.release-code')).toHaveLength(1);
    await scene.runtime.asOwner(async (owner) => {
      await sql`DROP TRIGGER die ON draw_result`.execute(owner);
    });
    expect(await release1(drawId, legal, codeOf('legal', 1))).toMatchObject({ ok: true, value: { isSettled: true } });
  });

  test('a later code waits for the earlier one: it would give it away', async () => {
    await publishChains(scene.runtime);
    const { planId } = scene.district;
    const config = sealedConfig({ size: { by: 'count', count: 2 } });
    const first = await carryTo(scene.runtime, 'announced', { planId, batch: 1, config });
    const second = await carrySealed(scene.runtime, planId, 2, config);
    expect(codes(await release1(second, supervisor, codeOf('supervisor', 2)))).toEqual(['code-out-of-order']);
    await done(scene.runtime, supervisor, proposeVoid, { drawId: first, reason: 'ROSTER_ERROR' });
    await done(scene.runtime, head, voidDraw, { drawId: first, reason: 'ROSTER_ERROR' });
    expect(codes(await release1(second, supervisor, codeOf('supervisor', 2)))).toEqual([]);
  });
});

describe('what is known while it is sealed', () => {
  test('the database has the rows for the program alone; the log shows entries without codes; the root is public', async () => {
    const drawId = await sealed();
    await sendOut(scene.runtime, drawId);
    expect((await knownVisits(scene.runtime, drawId)).length).toBe(8);
    for (const reader of [undefined, head, office, supervisor, legal, actorOf(['section-chief'])]) {
      expect(await read(scene.runtime, 1, (tx) => standingVisits(tx, drawId), reader)).toEqual([]);
      expect(await read(scene.runtime, 1, (tx) => findOutcome(tx, drawId), reader)).toBeUndefined();
    }
    const { public_id: publicId } = await scene.draw(drawId);
    expect(await read(scene.runtime, 1, (tx) => findPublicResult(tx, publicId))).toBeUndefined();
    const entries = await read(scene.runtime, 1, (tx) => publicEntries(tx, 2026));
    const kinds = [...entries.values()].map(({ kind }) => kind);
    expect(kinds).toContain('draw.release-code');
    expect(kinds).toContain('draw.complete');
    expect(kinds).not.toContain('draw.record-source');
    expect(await failures(drawId)).toEqual([]);
    expect(await failures(drawId, '2026-03-21T00:00:00Z'), 'overdue').toEqual(['V14']);
  });

  test('the receipt at the door proves the visit before anything is public', async () => {
    const drawId = await sealed();
    await sendOut(scene.runtime, drawId);
    const [visit] = await knownVisits(scene.runtime, drawId);
    const draw = await scene.draw(drawId);
    const receipt = await read(scene.runtime, 1, (tx) => receiptOf(tx, draw, visit?.enterprise ?? ''), head);
    const policy = parsePolicy(`log ${logVerifierKey(scene.runtime, '120111.test.example', 2026)}\nquorum none\n`);
    expect(verifyReceipt(receipt ?? '', policy)).toMatchObject({ ok: true, leaf: { id: visit?.enterprise } });
  });
});

async function carrySealedOn(drawId: string): Promise<string> {
  await carryOn(scene.runtime, drawId, 1, 'revealed', 'seeded');
  scene.runtime.clock.set('2026-03-09T00:30:00Z');
  return drawId;
}
