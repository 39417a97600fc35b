import { describe, expect, test } from 'vitest';
import { answer } from '../core/command.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
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
  secondSupervisor,
  supervisor,
} from '../testing/draw-ceremony.ts';
import { PLANNER, sampleConfig, setPlanState } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { confirmDice, recordDice } from './actions/dice.ts';
import { announceDraw } from './actions/publish.ts';
import { commitShare, revealShare } from './actions/shares.ts';
import { findPublicResult } from './reads/public-result.ts';
import { drawReadSpecs } from './routes.ts';

const scene = useScene();

describe('draw.commit', () => {
  test('each body once, each person once, never the operator', async () => {
    const drawId = await scene.to('frozen');
    const commit = (actor: typeof head) =>
      act(scene.runtime, actor, commitShare, { drawId, commitment: commitmentFor('leader', 1) });
    await done(scene.runtime, head, commitShare, { drawId, commitment: commitmentFor('leader', 1) });
    expect(codes(await commit(deputy))).toEqual(['draw-party-committed']);
    expect(codes(await commit(actorOf(['supervisor'], head.staffId)))).toEqual(['draw-person-committed']);
    expect(codes(await commit(actorOf(['supervisor'], office.staffId)))).toEqual(['draw-operator-commits']);
    expect(codes(await commit(office))).toEqual(['not-allowed']);
    expect(await scene.deedsOf('draw.commit')).toMatchObject([
      { actor: 'head', facts: { party: 'leader', commitment: commitmentFor('leader', 1) } },
    ]);
  });

  test('not after the announcement', async () => {
    const drawId = await scene.to('announced');
    expect(
      codes(await act(scene.runtime, deputy, commitShare, { drawId, commitment: commitmentFor('leader', 1) })),
    ).toEqual(['draw-stage']);
  });
});

describe('draw.announce', () => {
  test('waits for both shares', async () => {
    const drawId = await scene.to('frozen');
    expect(await act(scene.runtime, office, announceDraw, { drawId })).toMatchObject({
      refusals: [{ code: 'draw-commitments-missing', facts: { parties: ['leader', 'supervisor'] } }],
    });
  });

  test('not by who drafted the plan, and not when the plan has ended meanwhile', async () => {
    const drawId = await scene.to('committed');
    expect(codes(await act(scene.runtime, actorOf(['group-office'], PLANNER), announceDraw, { drawId }))).toEqual([
      'draw-planner-operates',
    ]);
    await setPlanState(scene.runtime, 1, scene.district.planId, 'completed');
    expect(codes(await act(scene.runtime, office, announceDraw, { drawId }))).toEqual(['draw-plan-state']);
  });

  test('numbers have no gap, and each announcement names the one before', async () => {
    const config = sampleConfig({ size: { by: 'count', count: 2 } });
    const first = await carryTo(scene.runtime, 'announced', { planId: scene.district.planId, batch: 1, config });
    const idle = await carryTo(scene.runtime, 'frozen', { planId: scene.district.planId, batch: 2, config });
    expect(codes(await act(scene.runtime, office, announceDraw, { drawId: idle }))).toEqual([
      'draw-commitments-missing',
    ]);
    const third = await carryTo(scene.runtime, 'announced', { planId: scene.district.planId, batch: 3, config });
    const [one, three] = [await scene.draw(first), await scene.draw(third)];
    expect([one?.seq, three?.seq]).toEqual([1, 2]);
    expect(JSON.parse(three?.announcement?.toString('utf8') ?? '')).toMatchObject({
      seq: 2,
      prevAnnouncement: one?.announcement_hash,
    });
  });
});

describe('draw.reveal', () => {
  test('a number that does not open the commitment is refused, and nothing changes', async () => {
    const drawId = await scene.to('announced');
    expect(codes(await act(scene.runtime, head, revealShare, { drawId, nonce: NONCES.supervisor }))).toEqual([
      'draw-reveal-mismatch',
    ]);
    expect(await scene.deedsOf('draw.reveal')).toEqual([]);
    await done(scene.runtime, head, revealShare, { drawId, nonce: NONCES.leader });
    expect(codes(await act(scene.runtime, head, revealShare, { drawId, nonce: NONCES.leader }))).toEqual([
      'draw-revealed-already',
    ]);
  });

  test('not before the announcement is in the public log', async () => {
    const drawId = await scene.to('committed');
    await done(scene.runtime, office, announceDraw, { drawId });
    expect(codes(await act(scene.runtime, head, revealShare, { drawId, nonce: NONCES.leader }))).toEqual([
      'draw-announcement-unlogged',
    ]);
    await publishCheckpoints(scene.runtime, 1);
    await done(scene.runtime, head, revealShare, { drawId, nonce: NONCES.leader });
  });

  test('too late is too late: the draw goes on without it, by the announced rule, and verifies', async () => {
    const drawId = await scene.to('announced');
    await done(scene.runtime, head, revealShare, { drawId, nonce: NONCES.leader });
    expect(codes(await act(scene.runtime, office, recordDice, { drawId, digits: DIGITS }))).toEqual([
      'draw-reveals-missing',
    ]);
    scene.runtime.clock.set('2026-03-02T06:00:01Z');
    expect(codes(await act(scene.runtime, supervisor, revealShare, { drawId, nonce: NONCES.supervisor }))).toEqual([
      'draw-reveal-late',
    ]);
    await done(scene.runtime, office, recordDice, { drawId, digits: DIGITS });
    await done(scene.runtime, secondSupervisor, confirmDice, { drawId, digits: DIGITS });
    await carryOn(scene.runtime, drawId, 1, 'seeded', 'confirmed');
    const result = await read(scene.runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1'));
    expect(result?.picks).toHaveLength(8);
  });
});

describe('draw.record-dice and draw.confirm-dice', () => {
  test('full-width digits count as digits', async () => {
    const drawId = await scene.to('revealed');
    const wide = DIGITS.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    await done(scene.runtime, office, recordDice, { drawId, digits: `${wide.slice(0, 10)} ${wide.slice(10)}` });
    expect(await done(scene.runtime, supervisor, confirmDice, { drawId, digits: DIGITS })).toEqual({
      drawId,
      isSame: true,
    });
  });

  test('two typings that differ settle nothing: both are logged, and both type again', async () => {
    const drawId = await scene.to('rolling');
    const other = `${DIGITS.slice(0, 19)}5`;
    expect(await done(scene.runtime, supervisor, confirmDice, { drawId, digits: other })).toEqual({
      drawId,
      isSame: false,
    });
    expect((await scene.draw(drawId)).state).toBe('rolling');
    expect(codes(await act(scene.runtime, supervisor, confirmDice, { drawId, digits: DIGITS }))).toEqual([
      'draw-dice-not-recorded',
    ]);
    await done(scene.runtime, office, recordDice, { drawId, digits: DIGITS });
    expect(codes(await act(scene.runtime, office, recordDice, { drawId, digits: DIGITS }))).toEqual([
      'draw-dice-await-check',
    ]);
    await done(scene.runtime, supervisor, confirmDice, { drawId, digits: DIGITS });
    expect((await scene.deedsOf('draw.record-dice')).map(({ facts }) => facts)).toEqual([
      { attempt: 1, digits: DIGITS },
      { attempt: 2, digits: DIGITS },
    ]);
    expect((await scene.deedsOf('draw.confirm-dice')).map(({ facts }) => facts)).toEqual([
      { attempt: 1, digits: other, isSame: false },
      { attempt: 2, digits: DIGITS, isSame: true },
    ]);
    await carryOn(scene.runtime, drawId, 1, 'seeded', 'released');
    expect((await scene.draw(drawId)).state).toBe('released');
  });

  test('wrong numbers of digits and letters are refused with what was found', async () => {
    const drawId = await scene.to('revealed');
    expect(await act(scene.runtime, office, recordDice, { drawId, digits: '123' })).toMatchObject({
      refusals: [{ code: 'dice-count', facts: { found: 3, needed: 20 } }],
    });
    expect(codes(await act(scene.runtime, office, recordDice, { drawId, digits: 'O'.repeat(20) }))).toEqual([
      'dice-character',
    ]);
  });

  test('who typed cannot check, and the witness sees no digits before he has typed', async () => {
    const drawId = await scene.to('rolling');
    expect(
      codes(await act(scene.runtime, actorOf(['supervisor'], office.staffId), confirmDice, { drawId, digits: DIGITS })),
    ).toEqual(['draw-operator-witnesses']);
    const spec = drawReadSpecs.find(({ path }) => path === '/api/draws/:drawId');
    if (spec === undefined) throw new Error('no such read');
    const seen = await answer(scene.runtime, supervisor, spec, { drawId });
    expect(seen).toMatchObject({
      ok: true,
      value: { dice: [{ attempt: 1, digits: null, checkedDigits: null, isChecked: false }] },
    });
    expect(JSON.stringify(seen)).not.toContain(DIGITS);
    expect(JSON.stringify(seen)).not.toContain(NONCES.leader);
  });

  test('after the deadline of the result no dice count any more', async () => {
    const drawId = await scene.to('rolling');
    scene.runtime.clock.set('2026-03-02T08:00:01Z');
    expect(codes(await act(scene.runtime, supervisor, confirmDice, { drawId, digits: DIGITS }))).toEqual([
      'draw-result-late',
    ]);
  });
});
