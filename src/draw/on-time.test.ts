/** What the public sees of an own row, and of what came late or never. */
import {
  fromHex,
  leafHash,
  parseCanonical,
  readAnnouncement,
  rootFromPath,
  suiteOf,
  toHex,
  utf8,
} from 'verifiable-draw';
import { describe, expect, test } from 'vitest';
import { demoCreditCode } from '../../demo/codes.ts';
import { read } from '../core/transact.ts';
import { carryOn, done, head, NONCES, office, supervisor } from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { carrySealed, publishChains, sendOut } from '../testing/draw-sealed.ts';
import { completeDraw } from './actions/complete.ts';
import { revealShare } from './actions/shares.ts';
import { proposeVoid, voidDraw } from './actions/void.ts';
import { findOwnRow } from './reads/own-row.ts';
import { viewOversight } from './reads/oversight.ts';
import { readTimeliness } from './reads/timeliness.ts';

const scene = useScene();
const CODE = demoCreditCode(3);

describe('本企业的名录行', () => {
  test('leaf and path give the root of the announcement, from the announcement on', async () => {
    const drawId = await scene.to('configuring');
    const own = (id = CODE) => read(scene.runtime, 1, (tx) => findOwnRow(tx, '120111-2026-T1-1', id));
    expect(await own(), 'not before the announcement').toBeUndefined();
    await carryOn(scene.runtime, drawId, 1, 'configuring', 'frozen');
    expect(await own()).toBeUndefined();
    await carryOn(scene.runtime, drawId, 1, 'frozen', 'announced');
    const row = await own();
    if (row === undefined) throw new Error('no row');
    const suite = suiteOf(row.suite);
    const { announcement } = await scene.draw(drawId);
    expect(readAnnouncement(parseCanonical(announcement ?? new Uint8Array())).roster.root).toBe(row.root);
    const leaf = leafHash(suite, utf8(row.leaf));
    const root = rootFromPath(
      suite,
      { leaf, index: row.index, size: row.size },
      row.path.map((hash) => fromHex(hash)),
    );
    expect([toHex(leaf), root && toHex(root)]).toEqual([row.leafHash, row.root]);
    expect(JSON.parse(row.leaf)).toMatchObject({ id: CODE, status: 'eligible' });
    expect(await own('91440300192203821X')).toBeUndefined();
    expect(
      await read(scene.runtime, 2, (tx) => findOwnRow(tx, '120111-2026-T1-1', CODE)),
      'another bureau',
    ).toBeUndefined();
  });
});

describe('是否按时', () => {
  const years = () => read(scene.runtime, 1, (tx) => readTimeliness(tx));

  test('a share that never came and a result after its deadline stay counted; a void draw owes no result', async () => {
    expect(await years()).toEqual([]);
    const first = await scene.to('announced');
    await done(scene.runtime, supervisor, revealShare, { drawId: first, nonce: NONCES.supervisor });
    expect(await years(), 'nothing is due yet').toMatchObject([{ draws: 1, shares: 0, unrevealed: 0, lateResults: 0 }]);
    scene.runtime.clock.set('2026-03-02T06:30:00Z');
    await carryOn(scene.runtime, first, 1, 'revealed', 'seeded');
    expect(await years()).toMatchObject([{ shares: 2, unrevealed: 1, recovered: 0, lateResults: 0 }]);
    scene.runtime.clock.set('2026-03-02T08:00:01Z');
    expect(await years(), 'no result at its deadline').toMatchObject([{ lateResults: 1 }]);
    await done(scene.runtime, office, completeDraw, { drawId: first });
    expect(await years(), 'one afterwards does not mend it').toMatchObject([{ lateResults: 1 }]);
    await done(scene.runtime, head, proposeVoid, { drawId: first, reason: 'SOURCE_INVALID' });
    await done(scene.runtime, supervisor, voidDraw, { drawId: first, reason: 'SOURCE_INVALID' });
    expect(await years()).toMatchObject([{ draws: 1, voids: 1, lateResults: 0, unrevealed: 1 }]);
    expect((await read(scene.runtime, 1, (tx) => viewOversight(tx))).years).toMatchObject([
      { voids: 1, unrevealed: 1 },
    ]);
  });

  test('a sealed draw that is not opened at its deadline is late, and stays late', async () => {
    await publishChains(scene.runtime);
    const drawId = await carrySealed(scene.runtime, scene.district.planId);
    await sendOut(scene.runtime, drawId);
    expect(await years()).toMatchObject([{ sealed: 1, lateOpenings: 0 }]);
    scene.runtime.clock.set('2026-03-20T10:00:01Z');
    expect(await years()).toMatchObject([{ sealed: 1, lateOpenings: 1, lateResults: 0 }]);
  });
});
