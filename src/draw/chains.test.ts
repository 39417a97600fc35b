/** Chains of one-time codes: what the two holders publish, and what stays with them. */
import { combineShares, otcCode, shareHash, splitSecret, suiteOf, toHex } from 'verifiable-draw';
import { describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { act, done, office, secondSupervisor, supervisor } from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { makeChain } from '../web/staff/draw/chain-secret.ts';
import { publishChain } from './actions/chains.ts';
import { viewChains } from './reads/chains.ts';
import type { PublishChain, SuiteName } from './types/chains.ts';

const scene = useScene();
const legal = actorOf(['legal-reviewer'], 'legal');

function chainOf(secret: number, suiteName: SuiteName = 'vd1-sha256', length = 12): PublishChain {
  const suite = suiteOf(suiteName);
  const end = new Uint8Array(32).fill(secret);
  const shares = splitSecret(end, 2, 3, new Uint8Array(32).fill(secret + 1));
  return {
    suite: suiteName,
    anchor: toHex(otcCode(suite, end, length, 0)),
    length,
    shares: shares.map((text) => shareHash(suite, text)),
  };
}
const rows = async () => (await read(scene.runtime, 1, viewChains)).rows;

describe('公布编码链', () => {
  test('each holder publishes anchor, length and share hashes as chain/<id>, and the last one of each is in use', async () => {
    const first = chainOf(1);
    const { chainId } = await done(scene.runtime, supervisor, publishChain, first);
    scene.runtime.clock.advance(60);
    await done(scene.runtime, legal, publishChain, chainOf(2, 'vd1-sm3'));
    scene.runtime.clock.advance(60);
    await done(scene.runtime, secondSupervisor, publishChain, chainOf(3));
    const [deed] = await scene.deedsOf('draw.publish-chain');
    expect(deed?.facts).toEqual({ holder: 'supervisor', ...first });
    const subjects = await read(scene.runtime, 1, ({ db }) =>
      db.selectFrom('deed').select(['subject_type', 'subject_id']).where('kind', '=', 'draw.publish-chain').execute(),
    );
    expect(subjects[0]).toEqual({ subject_type: 'chain', subject_id: chainId });
    expect((await rows()).map(({ holder, isCurrent, suite }) => [holder, isCurrent, suite])).toEqual([
      ['supervisor', true, 'vd1-sha256'],
      ['legal', true, 'vd1-sm3'],
      ['supervisor', false, 'vd1-sha256'],
    ]);
  });

  test('an anchor is published once, also by two at the same moment, and only in its own bureau', async () => {
    const chain = chainOf(4);
    const both = await Promise.all([supervisor, legal].map((who) => act(scene.runtime, who, publishChain, chain)));
    expect(both.flatMap(codes)).toEqual(['chain-anchor-known']);
    expect(codes(await act(scene.runtime, secondSupervisor, publishChain, chain))).toEqual(['chain-anchor-known']);
    expect(await rows()).toHaveLength(1);
    const elsewhere = actorOf(['supervisor'], 'supervisor', 2);
    await done(scene.runtime, elsewhere, publishChain, chain);
    expect(await rows(), 'what another bureau publishes is not seen here').toHaveLength(1);
  });

  test('nobody holds the chains of both bodies, and nobody else may publish one', async () => {
    await done(scene.runtime, legal, publishChain, chainOf(5));
    const moved = actorOf(['supervisor'], 'legal');
    expect(codes(await act(scene.runtime, moved, publishChain, chainOf(6)))).toEqual(['chain-both-holders']);
    expect(codes(await act(scene.runtime, office, publishChain, chainOf(6)))).toEqual(['not-allowed']);
  });

  test('three equal shares, a short chain and an upper-case anchor are refused', async () => {
    const chain = chainOf(7);
    const [share = ''] = chain.shares;
    const send = async (change: Partial<PublishChain>) =>
      codes(await act(scene.runtime, supervisor, publishChain, { ...chain, ...change }));
    expect(await send({ shares: [share, share, share] })).toEqual(['chain-shares-alike']);
    expect(await send({ length: 1 })).toEqual(['input-invalid']);
    expect(await send({ shares: chain.shares.slice(1) })).toEqual(['input-invalid']);
    expect(await send({ anchor: chain.anchor.toUpperCase() })).toEqual(['input-invalid']);
    expect(await rows()).toEqual([]);
  });

  test('a retry of the same press publishes nothing twice', async () => {
    const command = newId();
    const send = () => execute(scene.runtime, supervisor, publishChain, command, chainOf(8));
    expect(await send()).toEqual(await send());
    expect(await scene.deedsOf('draw.publish-chain')).toHaveLength(1);
  });

  test('a published chain never changes', async () => {
    await done(scene.runtime, supervisor, publishChain, chainOf(9));
    const change = scene.runtime.asOwner(async (owner) => {
      await owner.updateTable('draw_chain').set({ length: 99 }).execute();
    });
    await expect(change).rejects.toThrow(/append-only/);
  });
});

describe('the chain a browser makes', () => {
  test.each(['vd1-sha256', 'vd1-sm3'] as const)('with %s, any two shares give its codes back', (suiteName) => {
    const suite = suiteOf(suiteName);
    const { secret, shares, published } = makeChain(suiteName, 40);
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const end = combineShares([shares[a] ?? '', shares[b] ?? '']);
      expect(toHex(end)).toBe(secret);
      expect(toHex(otcCode(suite, end, 40, 0))).toBe(published.anchor);
    }
    expect(published.shares).toEqual(shares.map((text) => shareHash(suite, text)));
    expect(JSON.stringify(published)).not.toContain(secret);
  });
});
