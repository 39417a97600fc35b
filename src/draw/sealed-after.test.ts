/** What happens after the result of a sealed draw: substitutions by later codes. */
import { describe, expect, test } from 'vitest';
import { parsePolicy, verifySubstitutionReceipt } from 'verifiable-draw';
import { logVerifierKey } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
import { giveAccounts } from '../inspection/scene.testing.ts';
import { EVIDENCE, skipOf } from '../testing/draw-after.ts';
import { act, done, head, office, supervisor } from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import {
  carrySealed,
  codeOf,
  failingSteps,
  knownVisits,
  publishChains,
  release,
  sendOut,
  settleJobs,
} from '../testing/draw-sealed.ts';
import { actorOf } from '../testing/runtime.ts';
import { releaseCode } from './actions/codes.ts';
import { approveSubstitution, requestSubstitution } from './actions/substitute.ts';
import { openDueDraws } from './jobs.ts';
import { publicEntries } from './reads/log.ts';
import { receiptOf } from './reads/receipt.ts';
import type { VisitNow } from './reads/standing.ts';

const scene = useScene();

describe('a substitution in a sealed draw', () => {
  const MOST_SECRET = /draw\.(request|approve)-substitution|draw\.record-fresh|draw\.substitute/;

  test('is asked for by the team, decided by the next codes, proved at the door, hidden until the opening, and verified after it', async () => {
    await giveAccounts(scene.runtime, scene.district);
    await publishChains(scene.runtime);
    const drawId = await carrySealed(scene.runtime, scene.district.planId);
    await sendOut(scene.runtime, drawId);
    const [gone, stays] = await knownVisits(scene.runtime, drawId);
    if (gone === undefined || stays === undefined) throw new Error('two visits expected');
    const ask = { drawId, target: skipOf(gone), evidence: EVIDENCE };
    expect(codes(await act(scene.runtime, office, requestSubstitution, ask))).toEqual(['substitution-not-own']);
    const elsewhere = await memberOf(stays, gone);
    expect(codes(await act(scene.runtime, elsewhere, requestSubstitution, ask))).toEqual(['substitution-not-own']);
    const { request } = await done(scene.runtime, await memberOf(gone), requestSubstitution, ask);
    await done(scene.runtime, head, approveSubstitution, { drawId, request });
    const early = { drawId, request, code: codeOf('supervisor', 2) };
    expect(codes(await act(scene.runtime, supervisor, releaseCode, early))).toEqual(['substitution-unlogged']);
    await settleJobs(scene.runtime);
    expect(
      codes(await act(scene.runtime, supervisor, releaseCode, { ...early, code: codeOf('supervisor', 3) })),
    ).toEqual(['code-unfit']);
    await release(scene.runtime, drawId, 'supervisor', 2, request);
    await release(scene.runtime, drawId, 'legal', 2, request);
    await settleJobs(scene.runtime);
    const visits = await knownVisits(scene.runtime, drawId);
    const came = visits.at(-1);
    expect(visits.map(({ enterprise }) => enterprise)).not.toContain(gone.enterprise);
    const draw = await scene.draw(drawId);
    const receipt = await read(scene.runtime, 1, (tx) => receiptOf(tx, draw, came?.enterprise ?? ''));
    const policy = parsePolicy(`log ${logVerifierKey(scene.runtime, '120111.test.example', 2026)}\nquorum none\n`);
    expect(verifySubstitutionReceipt(receipt ?? '', policy)).toMatchObject({
      ok: true,
      substitution: { substitute: came?.enterprise, officers: came?.officer },
    });
    const kinds = async () =>
      [...(await read(scene.runtime, 1, (tx) => publicEntries(tx, 2026))).values()].map(({ kind }) => kind);
    expect((await kinds()).filter((kind) => MOST_SECRET.test(kind))).toEqual([]);
    expect(await failingSteps(scene.runtime, drawId)).toEqual([]);
    scene.runtime.clock.set('2026-03-20T09:56:00Z');
    await openDueDraws(scene.runtime, 1);
    await settleJobs(scene.runtime);
    expect((await kinds()).filter((kind) => MOST_SECRET.test(kind))).toHaveLength(5);
    expect(await failingSteps(scene.runtime, drawId)).toEqual([]);
    const again = { ...ask, target: skipOf(stays) };
    expect(codes(await act(scene.runtime, await memberOf(stays), requestSubstitution, again))).toEqual([
      'substitution-opened',
    ]);
  });

  /** An officer of the team of one visit, and of no other that is named. */
  async function memberOf(visit: VisitNow, notOf?: VisitNow) {
    const rows = await read(scene.runtime, 1, ({ db }) =>
      db.selectFrom('officer').select(['certificate_number', 'staff_id']).where('bureau_id', '=', 1).execute(),
    );
    const others = notOf?.officer.map(({ person }) => person) ?? [];
    const own = visit.officer.find(({ person }) => !others.includes(person));
    const row = rows.find(({ certificate_number: number }) => number === own?.person);
    return actorOf(['officer'], row?.staff_id ?? 'nobody');
  }
});
