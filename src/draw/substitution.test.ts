import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
import {
  approve,
  bundleFailures,
  EVIDENCE,
  FRESH_DIGITS,
  recusalOf,
  skipOf,
  substituteNow,
  throwDice,
  visitAt,
  visitsOf,
} from '../testing/draw-after.ts';
import { act, deputy, done, head, office, secondOffice, supervisor } from '../testing/draw-ceremony.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { confirmFresh, recordFresh } from './actions/fresh.ts';
import { approveSubstitution, rejectSubstitution, requestSubstitution } from './actions/substitute.ts';
import { proposeVoid } from './actions/void.ts';
import { listSubstitutions } from './reads/substitutions.ts';

const scene = useScene();
const CONFIG = sampleConfig({ officerCap: 12 });

async function released(): Promise<string> {
  return scene.to('released', CONFIG);
}

const first = (drawId: string, at = 0) => visitAt(scene.runtime, drawId, at);
const verified = (drawId: string) => bundleFailures(scene.runtime, drawId);

describe('draw.request-substitution', () => {
  test('only once the result is confirmed, and never in a void draw', async () => {
    const drawId = await scene.to('drawn', CONFIG);
    const [visit] = await visitsOf(scene.runtime, drawId);
    if (visit === undefined) throw new Error('a visit expected');
    const ask = () =>
      act(scene.runtime, office, requestSubstitution, { drawId, target: skipOf(visit), evidence: EVIDENCE });
    expect(codes(await ask())).toEqual(['draw-stage']);
    await done(scene.runtime, supervisor, proposeVoid, { drawId, reason: 'ROSTER_ERROR' });
    const unknown = { drawId: newId(), target: skipOf(visit), evidence: EVIDENCE };
    expect(codes(await act(scene.runtime, office, requestSubstitution, unknown))).toEqual(['draw-not-found']);
  });

  test('for a coded reason, with evidence, for whom the draw now sends where; one at a time for an enterprise', async () => {
    const drawId = await released();
    const visit = await first(drawId);
    const ask = (target: object, evidence = EVIDENCE) =>
      execute(scene.runtime, office, requestSubstitution, newId(), { drawId, target, evidence });
    expect(codes(await ask({ ...skipOf(visit), reason: 'LEAVE' }))).toEqual(['input-invalid']);
    expect(codes(await ask(skipOf(visit), ''))).toEqual(['input-invalid']);
    expect(codes(await ask({ ...skipOf(visit), enterprise: 'DIR-9' }))).toEqual(['substitution-not-standing']);
    expect(codes(await ask({ ...recusalOf(visit), person: visit.officer[1]?.person }))).toEqual([
      'substitution-not-standing',
    ]);
    expect(
      codes(await act(scene.runtime, head, requestSubstitution, { drawId, target: skipOf(visit), evidence: EVIDENCE })),
    ).toEqual(['not-allowed']);
    expect(codes(await ask(recusalOf(visit)))).toEqual([]);
    expect(codes(await ask(skipOf(visit)))).toEqual(['substitution-open']);
    expect(await scene.deedsOf('draw.request-substitution')).toMatchObject([
      {
        actor: office.staffId,
        facts: { request: 1, what: 'officer', place: 0, reason: 'RECUSAL', evidence: EVIDENCE },
      },
    ]);
  });
});

describe('draw.approve-substitution and draw.reject-substitution', () => {
  test('by another person than who asked, once', async () => {
    const drawId = await released();
    const { request } = await done(scene.runtime, office, requestSubstitution, {
      drawId,
      target: skipOf(await first(drawId)),
      evidence: EVIDENCE,
    });
    const self = actorOf(['head', 'group-office'], office.staffId);
    expect(codes(await act(scene.runtime, self, approveSubstitution, { drawId, request }))).toEqual([
      'substitution-own-request',
    ]);
    expect(codes(await act(scene.runtime, head, approveSubstitution, { drawId, request: 9 }))).toEqual([
      'substitution-not-found',
    ]);
    await done(scene.runtime, deputy, rejectSubstitution, { drawId, request });
    expect(codes(await act(scene.runtime, head, approveSubstitution, { drawId, request }))).toEqual([
      'substitution-decided',
    ]);
    // Nothing random was known, so it may be asked for again.
    expect(await approve(scene.runtime, drawId, skipOf(await first(drawId)))).toBe(2);
    expect(await scene.deedsOf('draw.approve-substitution')).toMatchObject([
      { facts: { request: 2, sources: [{ id: 'fresh:2:dice', type: 'dice', spec: 'd10x20' }] } },
    ]);
  });

  test('two at once: one decision', async () => {
    const drawId = await released();
    const { request } = await done(scene.runtime, office, requestSubstitution, {
      drawId,
      target: skipOf(await first(drawId)),
      evidence: EVIDENCE,
    });
    const outcomes = await Promise.all([
      act(scene.runtime, head, approveSubstitution, { drawId, request }),
      act(scene.runtime, deputy, rejectSubstitution, { drawId, request }),
      act(scene.runtime, deputy, approveSubstitution, { drawId, request }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('draw.record-fresh and draw.confirm-fresh', () => {
  test('dice are thrown only when the approval is public, and typed by two persons', async () => {
    const drawId = await released();
    const visit = await first(drawId);
    const { request } = await done(scene.runtime, office, requestSubstitution, {
      drawId,
      target: recusalOf(visit),
      evidence: EVIDENCE,
    });
    const source = `fresh:${request}:dice`;
    const record = (value: string, actor = office) =>
      act(scene.runtime, actor, recordFresh, { drawId, request, source, value });
    const confirm = (value: string, actor = supervisor) =>
      act(scene.runtime, actor, confirmFresh, { drawId, request, source, value });
    expect(codes(await record(FRESH_DIGITS))).toEqual(['substitution-not-found']);
    await done(scene.runtime, head, approveSubstitution, { drawId, request });
    expect(codes(await record(FRESH_DIGITS))).toEqual(['substitution-unlogged']);
    await publishCheckpoints(scene.runtime, 1);
    expect(codes(await confirm(FRESH_DIGITS))).toEqual(['substitution-not-recorded']);
    expect(codes(await record('123'))).toEqual(['substitution-value-unfit']);
    expect(codes(await record('２７１８２ 81828 45904 52353'))).toEqual([]);
    expect(codes(await record(FRESH_DIGITS, secondOffice))).toEqual(['substitution-await-check']);
    expect(codes(await confirm(FRESH_DIGITS, actorOf(['supervisor'], office.staffId)))).toEqual([
      'substitution-own-typing',
    ]);
    expect(await confirm(`${FRESH_DIGITS.slice(1)}0`)).toMatchObject({ value: { isSame: false, isSettled: false } });
    expect(await listed(drawId)).toMatchObject([{ state: 'approved' }]);
    expect(codes(await record(FRESH_DIGITS))).toEqual([]);
    expect(await confirm(FRESH_DIGITS)).toMatchObject({ value: { isSame: true, isSettled: true } });
    expect(codes(await record(FRESH_DIGITS))).toEqual(['substitution-not-approved', 'substitution-value-known']);
    expect(await scene.deedsOf('draw.substitute')).toMatchObject([{ facts: { request: 1 } }]);
    expect(await verified(drawId)).toEqual([]);
  });

  test('the same press twice, and many at once, give one substitute', async () => {
    const drawId = await released();
    const request = await approve(scene.runtime, drawId, skipOf(await first(drawId)));
    const source = `fresh:${request}:dice`;
    const input = { drawId, request, source, value: FRESH_DIGITS };
    await done(scene.runtime, office, recordFresh, input);
    const command = newId();
    const twice = await Promise.all([1, 2].map(() => execute(scene.runtime, supervisor, confirmFresh, command, input)));
    expect(twice.map(({ ok }) => ok)).toEqual([true, true]);
    const more = await Promise.all([1, 2, 3].map(() => act(scene.runtime, supervisor, confirmFresh, input)));
    expect(more.every(({ ok }) => !ok)).toBe(true);
    expect(await scene.deedsOf('draw.substitute')).toHaveLength(1);
  });

  test('killed between the last value and the substitute, nothing is kept, and the next press gives it', async () => {
    const drawId = await released();
    const request = await approve(scene.runtime, drawId, skipOf(await first(drawId)));
    const source = `fresh:${request}:dice`;
    const input = { drawId, request, source, value: FRESH_DIGITS };
    await done(scene.runtime, office, recordFresh, input);
    await scene.runtime.asOwner(async (owner) => {
      await sql`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$`.execute(
        owner,
      );
      await sql`CREATE TRIGGER die BEFORE INSERT ON draw_substitution FOR EACH ROW EXECUTE FUNCTION die()`.execute(
        owner,
      );
    });
    await expect(act(scene.runtime, supervisor, confirmFresh, input)).rejects.toThrow('killed');
    expect(await listed(drawId)).toMatchObject([{ state: 'approved', typings: [{ isSame: null }] }]);
    expect(await scene.deedsOf('draw.confirm-fresh')).toEqual([]);
    await scene.runtime.asOwner(async (owner) => {
      await sql`DROP TRIGGER die ON draw_substitution`.execute(owner);
    });
    expect(await act(scene.runtime, supervisor, confirmFresh, input)).toMatchObject({ value: { isSettled: true } });
    expect(await verified(drawId)).toEqual([]);
  });

  test('a document that was changed afterwards is found, and nothing follows from it', async () => {
    const drawId = await released();
    await substituteNow(scene.runtime, drawId, skipOf(await first(drawId)));
    await scene.runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE draw_substitution DISABLE TRIGGER append_only`.execute(owner);
      await sql`UPDATE draw_substitution SET document = convert_to(replace(convert_from(document, 'UTF8'), '"request":1', '"request":7'), 'UTF8')`.execute(
        owner,
      );
    });
    const next = { drawId, target: recusalOf(await first(drawId, 1)), evidence: EVIDENCE };
    await expect(act(scene.runtime, office, requestSubstitution, next)).rejects.toThrow('not what is computed');
  });

  test('another bureau has no such draw, and its rows are its own', async () => {
    const drawId = await released();
    const request = await approve(scene.runtime, drawId, skipOf(await first(drawId)));
    const stranger = { ...office, bureauId: 2 };
    const input = { drawId, request, source: `fresh:${request}:dice`, value: FRESH_DIGITS };
    expect(codes(await act(scene.runtime, stranger, recordFresh, input))).toEqual(['draw-not-found']);
  });

  test('a later approval waits for the earlier one, and both follow from their own dice', async () => {
    const drawId = await released();
    const one = await approve(scene.runtime, drawId, skipOf(await first(drawId)));
    const two = await approve(scene.runtime, drawId, recusalOf(await first(drawId, 1)));
    await throwDice(scene.runtime, drawId, two, '57721566490153286060');
    expect((await listed(drawId)).map(({ state }) => state)).toEqual(['approved', 'approved']);
    await throwDice(scene.runtime, drawId, one);
    expect((await listed(drawId)).map(({ state }) => state)).toEqual(['substituted', 'substituted']);
    expect((await scene.deedsOf('draw.substitute')).map(({ facts }) => facts['request'])).toEqual([1, 2]);
    expect(await verified(drawId)).toEqual([]);
  });
});

async function listed(drawId: string) {
  return read(scene.runtime, 1, (tx) => listSubstitutions(tx, drawId));
}
