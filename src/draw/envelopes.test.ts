import { unzipSync } from 'fflate';
import { fromHex, shareHash, splitSecret, suiteOf, verifyBundle } from 'verifiable-draw';
import { describe, expect, test } from 'vitest';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
import {
  act,
  carryOn,
  commitmentFor,
  deputy,
  DIGITS,
  done,
  head,
  NONCES,
  office,
  supervisor,
} from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { completeDraw } from './actions/complete.ts';
import { recordDice } from './actions/dice.ts';
import { announceDraw } from './actions/publish.ts';
import { commitShare, recoverShare, revealShare } from './actions/shares.ts';
import { proposeVoid, voidDraw } from './actions/void.ts';
import { buildDrawBundle } from './bundle.ts';
import { findPublicSources } from './reads/public.ts';
import type { Party } from './types.ts';

const scene = useScene();
const suite = suiteOf('vd1-sha256');
const legal = actorOf(['legal-reviewer'], 'legal');

/** Any two of them give the party's number back; `other` makes those of another split. */
function envelopesOf(party: Party, other = 0): [string, string, string] {
  const random = new Uint8Array(32).fill(party === 'leader' ? 3 + other : 9 + other);
  const [a = '', b = '', c = ''] = splitSecret(fromHex(NONCES[party], 32), 2, 3, random);
  return [a, b, c];
}

const hashesOf = (texts: readonly string[]): string[] => texts.map((text) => shareHash(suite, text));

/** Announced, with envelopes of both parties unless said otherwise. */
async function announced(batch = 1, sealed: readonly Party[] = ['leader', 'supervisor']): Promise<string> {
  const drawId = await scene.to('frozen');
  for (const [who, party] of [
    [head, 'leader'],
    [supervisor, 'supervisor'],
  ] as const) {
    const envelopes = sealed.includes(party) ? { envelopes: hashesOf(envelopesOf(party)) } : {};
    await done(scene.runtime, who, commitShare, { drawId, commitment: commitmentFor(party, batch), ...envelopes });
  }
  await done(scene.runtime, office, announceDraw, { drawId });
  await publishCheckpoints(scene.runtime, 1);
  return drawId;
}

const recover = (drawId: string, party: Party, envelopes: string[], who = legal) =>
  act(scene.runtime, who, recoverShare, { drawId, party, envelopes });

async function toResult(drawId: string): Promise<ReturnType<typeof verifyBundle>> {
  await carryOn(scene.runtime, drawId, 1, 'revealed', 'confirmed');
  const stored = await buildDrawBundle(scene.runtime, 1, drawId);
  return verifyBundle(new Map(Object.entries(unzipSync(await scene.runtime.files.get(stored?.sha256 ?? '')))));
}

describe('draw.recover', () => {
  test('two of three envelopes give a missing share back: logged, announced beforehand, accepted by the verifier', async () => {
    const drawId = await announced();
    const [a, , c] = envelopesOf('leader');
    await done(scene.runtime, supervisor, revealShare, { drawId, nonce: NONCES.supervisor });
    // As it stands in the file that was saved, and as somebody copies it from paper.
    const page = `抽取 120111-2026-T1-1，领导小组的随机数，第 1 个信封\n${a}\n\n封存保管。`;
    expect(await recover(drawId, 'leader', [page, c.toUpperCase().replaceAll('-', ' － ')])).toMatchObject({
      ok: true,
    });
    expect(await scene.deedsOf('draw.recover')).toEqual([
      { facts: { party: 'leader', nonce: NONCES.leader }, actor: 'legal' },
    ]);
    const [committed] = await scene.deedsOf('draw.commit');
    expect(committed?.facts['shares']).toBe(['2/3', ...hashesOf(envelopesOf('leader'))].join(' '));
    const text = (await scene.draw(drawId)).announcement?.toString('utf8') ?? '';
    for (const hash of hashesOf(envelopesOf('leader'))) expect(text).toContain(hash);
    expect(await read(scene.runtime, 1, (tx) => findPublicSources(tx, '120111-2026-T1-1'))).toMatchObject({
      shares: [
        { party: 'leader', nonce: NONCES.leader, isRecovered: true },
        { party: 'supervisor', nonce: NONCES.supervisor, isRecovered: false },
      ],
    });
    const report = await toResult(drawId);
    expect(report.steps.flatMap(({ id, details }) => details.filter(({ ok }) => !ok).map((d) => [id, d]))).toEqual([]);
    expect(report.ok).toBe(true);
  });

  test('says of every envelope what is wrong with it, and keeps nothing', async () => {
    const drawId = await announced();
    const [a, b] = envelopesOf('leader');
    const [theirs] = envelopesOf('supervisor');
    const [elsewhere] = envelopesOf('leader', 1);
    const mistyped = a.slice(0, 20) + (a[20] === '0' ? '1' : '0') + a.slice(21);
    expect(codes(await recover(drawId, 'leader', [mistyped, b]))).toEqual(['draw-envelope-unreadable']);
    expect(codes(await recover(drawId, 'leader', [theirs, b])), 'of the other party').toEqual([
      'draw-envelope-foreign',
    ]);
    expect(codes(await recover(drawId, 'leader', [elsewhere, b])), 'of another draw').toEqual([
      'draw-envelope-foreign',
    ]);
    expect(codes(await recover(drawId, 'leader', [a, a]))).toEqual(['draw-envelope-twice']);
    expect(codes(await recover(drawId, 'leader', [a, '']))).toEqual(['draw-envelopes-few']);
    expect(codes(await recover(drawId, 'supervisor', [envelopesOf('supervisor')[0], theirs], supervisor))).toEqual([
      'draw-own-envelopes',
      'draw-envelope-twice',
    ]);
    expect(await scene.deedsOf('draw.recover')).toEqual([]);
    expect(JSON.stringify(await scene.deedsOf('draw.commit'))).not.toContain('vdraw-share');
  });

  test('a party that sealed something else than its number is found out, and its share stays missing', async () => {
    const drawId = await scene.to('frozen');
    const liar = splitSecret(new Uint8Array(32).fill(7), 2, 3, new Uint8Array(32).fill(8));
    const commitment = commitmentFor('leader', 1);
    await done(scene.runtime, head, commitShare, { drawId, commitment, envelopes: hashesOf(liar) });
    await done(scene.runtime, supervisor, commitShare, { drawId, commitment: commitmentFor('supervisor', 1) });
    await done(scene.runtime, office, announceDraw, { drawId });
    await publishCheckpoints(scene.runtime, 1);
    expect(codes(await recover(drawId, 'leader', liar.slice(0, 2)))).toEqual(['draw-recover-mismatch']);
    expect(codes(await recover(drawId, 'supervisor', liar.slice(0, 2)))).toEqual(['draw-no-envelopes']);
  });

  test('a reveal and two recoveries at once leave one share and one entry', async () => {
    const drawId = await announced();
    const [a, b, c] = envelopesOf('leader');
    const outcomes = await Promise.all([
      recover(drawId, 'leader', [a, b]),
      act(scene.runtime, head, revealShare, { drawId, nonce: NONCES.leader }),
      recover(drawId, 'leader', [b, c], supervisor),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap(codes)).toEqual(['draw-revealed-already', 'draw-revealed-already']);
    const logged = [...(await scene.deedsOf('draw.recover')), ...(await scene.deedsOf('draw.reveal'))];
    expect(logged.map(({ facts }) => facts)).toEqual([{ party: 'leader', nonce: NONCES.leader }]);
  });

  test('neither before the announcement, nor after the deadline, nor in another bureau, nor by who only confirms', async () => {
    const [a, b] = envelopesOf('leader');
    const frozen = await scene.to('frozen');
    expect(codes(await recover(frozen, 'leader', [a, b]))).toEqual(['draw-stage']);
    await done(scene.runtime, head, commitShare, {
      drawId: frozen,
      commitment: commitmentFor('leader', 1),
      envelopes: hashesOf(envelopesOf('leader')),
    });
    await done(scene.runtime, supervisor, commitShare, { drawId: frozen, commitment: commitmentFor('supervisor', 1) });
    await done(scene.runtime, office, announceDraw, { drawId: frozen });
    expect(codes(await recover(frozen, 'leader', [a, b]))).toEqual(['draw-announcement-unlogged']);
    await publishCheckpoints(scene.runtime, 1);
    expect(codes(await recover(frozen, 'leader', [a, b], deputy))).toEqual(['not-allowed']);
    const neighbour = actorOf(['legal-reviewer'], 'neighbour', 2);
    expect(codes(await recover(frozen, 'leader', [a, b], neighbour))).toEqual(['draw-not-found']);
    scene.runtime.clock.set('2026-03-02T06:00:01Z');
    expect(codes(await recover(frozen, 'leader', [a, b]))).toEqual(['draw-reveal-late']);
  });

  test('with fewer than two envelopes nobody waits for ever: the share counts as empty, or both sides void the draw', async () => {
    const drawId = await announced();
    await done(scene.runtime, supervisor, revealShare, { drawId, nonce: NONCES.supervisor });
    expect(codes(await recover(drawId, 'leader', [envelopesOf('leader')[0]]))).toEqual(['draw-envelopes-few']);
    expect(codes(await act(scene.runtime, office, recordDice, { drawId, digits: DIGITS }))).toEqual([
      'draw-reveals-missing',
    ]);
    await done(scene.runtime, head, proposeVoid, { drawId, reason: 'SOURCE_INVALID' });
    await done(scene.runtime, supervisor, voidDraw, { drawId, reason: 'SOURCE_INVALID' });
    // Void, it is still carried to its result; the missing share is empty by the announced rule.
    scene.runtime.clock.set('2026-03-02T06:30:00Z');
    await carryOn(scene.runtime, drawId, 1, 'revealed', 'seeded');
    await done(scene.runtime, office, completeDraw, { drawId });
    const stored = await buildDrawBundle(scene.runtime, 1, drawId);
    const files = new Map(Object.entries(unzipSync(await scene.runtime.files.get(stored?.sha256 ?? ''))));
    expect(Buffer.from(files.get('details.json') ?? []).toString()).toContain('{"id":"party:leader"},');
    expect(verifyBundle(files).ok).toBe(true);
  });
});

describe('draw.commit', () => {
  test('takes three different envelopes, and none that the other party has', async () => {
    const drawId = await scene.to('frozen');
    const [a, b, c] = hashesOf(envelopesOf('leader'));
    const commit = (envelopes: (string | undefined)[], who = head, party: Party = 'leader') =>
      act(scene.runtime, who, commitShare, {
        drawId,
        commitment: commitmentFor(party, 1),
        envelopes: envelopes.map((hash) => hash ?? ''),
      });
    expect(codes(await commit([a, b, b]))).toEqual(['draw-envelopes-alike']);
    expect(codes(await commit([a, b]))).toEqual(['input-invalid']);
    expect((await commit([a, b, c])).ok).toBe(true);
    const [d, e] = hashesOf(envelopesOf('supervisor'));
    expect(codes(await commit([a, d, e], supervisor, 'supervisor'))).toEqual(['draw-envelopes-alike']);
  });
});
