/**
 * Every step that makes, unmakes or mends a result: whose it is by domain §20–21, that it asks for a fresh password, and that
 * it leaves its entry under the name of who did it. The table is written from the papers, not from the permission table.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { allDeeds } from '../permissions.ts';
import { EVIDENCE, recusalOf, substituteNow, visitsOf } from '../testing/draw-after.ts';
import { act, carryTo, done, head, office, secondSupervisor, supervisor } from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { recordBytes, signRecord } from './actions/record.ts';
import { rejectSubstitution, requestSubstitution } from './actions/substitute.ts';
import { proposeVoid, voidDraw } from './actions/void.ts';
import { findDraw } from './reads/progress.ts';
import { drawDeedSpecs } from './routes.ts';

interface Duty {
  readonly roles: readonly Role[];
  readonly isFresh: boolean;
}

const OFFICE: readonly Role[] = ['group-office'];
const HEADS: readonly Role[] = ['head', 'deputy-head'];
const step = (roles: readonly Role[], isFresh = true): Duty => ({ roles, isFresh });

/** 办公室 X, 纪检/执法监督 witness S, 局长/组长 A (domain §20); what can still be mended asks for no fresh password. */
const DUTIES: Readonly<Record<string, Duty>> = {
  'draw.configure': step(OFFICE, false),
  'draw.freeze': step(OFFICE),
  'draw.commit': step([...HEADS, 'supervisor']),
  'draw.announce': step(OFFICE),
  'draw.reveal': step([...HEADS, 'supervisor']),
  'draw.recover': step([...OFFICE, 'supervisor', 'legal-reviewer']),
  'draw.record-dice': step(OFFICE),
  'draw.confirm-dice': step(['supervisor']),
  'draw.record-source': step(OFFICE),
  'draw.confirm-source': step(['supervisor']),
  'draw.complete': step([...OFFICE, 'supervisor']),
  'draw.confirm': step(HEADS),
  'draw.release': step(OFFICE, false),
  'draw.sign-record': step([...OFFICE, ...HEADS, 'supervisor']),
  'draw.propose-void': step(['head', 'supervisor']),
  'draw.void': step(['head', 'supervisor']),
  'draw.request-substitution': step([...OFFICE, 'officer']),
  'draw.approve-substitution': step(HEADS),
  'draw.reject-substitution': step(HEADS),
  'draw.record-fresh': step(OFFICE),
  'draw.confirm-fresh': step(['supervisor']),
  'draw.publish-chain': step(['supervisor', 'legal-reviewer']),
  'draw.release-code': step(['supervisor', 'legal-reviewer']),
  'draw.open': step([...OFFICE, 'supervisor']),
  'draw.force-open': step([...HEADS, 'supervisor', 'archivist']),
};
/** Done by the program inside another deed, or by nobody: no entry of its own to wait for in the scenes below. */
const ELSEWHERE = ['draw.substitute', 'draw.present'];

test('the table knows every deed of the draw', () => {
  const known = Object.keys(allDeeds).filter((kind) => kind.startsWith('draw.') && !ELSEWHERE.includes(kind));
  expect(Object.keys(DUTIES).toSorted()).toEqual(known.toSorted());
  expect(drawDeedSpecs.map(({ kind }) => kind).toSorted()).toEqual(known.toSorted());
});

let empty: TestRuntime;
beforeAll(async () => {
  empty = await testRuntime('2026-03-02T01:00:00Z');
});
afterAll(() => empty.close());

describe.each(Object.entries(DUTIES))('%s', (kind, { roles, isFresh }) => {
  const spec = drawDeedSpecs.find((each) => each.kind === kind);
  const press = (role: Role, authenticatedAt?: string) => {
    if (spec === undefined) throw new Error(`no deed ${kind}`);
    const actor = actorOf([role]);
    return execute(empty, authenticatedAt === undefined ? actor : { ...actor, authenticatedAt }, spec, newId(), {});
  };

  test('is open to its roles and to no other', async () => {
    for (const role of ROLES)
      expect([role, codes(await press(role)).includes('not-allowed')]).toEqual([role, !roles.includes(role)]);
  });

  test(isFresh ? 'asks for a password shown in the last five minutes' : 'asks for no fresh password', async () => {
    const [role] = roles;
    if (role === undefined) throw new Error('a deed of nobody');
    const asked = async (at: string) => codes(await press(role, at)).includes('reauthentication-needed');
    // It is 01:00.
    expect(await asked('2026-03-02T00:55:00Z')).toBe(false);
    expect(await asked('2026-03-02T00:54:59Z')).toBe(isFresh);
  });
});

describe('the log', () => {
  const scene = useScene();

  test('from the configuration to a substitution, and of a void one before it, every step has its entry with who did it', async () => {
    const { runtime } = scene;
    const { planId } = scene.district;
    const other = await scene.to('announced');
    await done(runtime, head, proposeVoid, { drawId: other, reason: 'ROSTER_ERROR' });
    await done(runtime, supervisor, voidDraw, { drawId: other, reason: 'ROSTER_ERROR' });
    expect((await entriesOf(other)).slice(-2)).toEqual([
      ['draw.propose-void', 'head'],
      ['draw.void', 'supervisor'],
    ]);
    const drawId = await carryTo(runtime, 'released', { planId, batch: 2 });
    const sha256 = await read(runtime, 1, async (tx) => {
      const draw = await findDraw(tx, drawId);
      return draw && (await recordBytes(tx, draw, runtime))?.sha256;
    });
    for (const who of [office, head, supervisor])
      await done(runtime, who, signRecord, { drawId, sha256: sha256 ?? '' });
    const [first, second] = await visitsOf(runtime, drawId);
    if (first === undefined || second === undefined) throw new Error('nobody is visited');
    await substituteNow(runtime, drawId, recusalOf(first));
    const { request } = await done(runtime, office, requestSubstitution, {
      drawId,
      target: recusalOf(second),
      evidence: EVIDENCE,
    });
    await done(runtime, head, rejectSubstitution, { drawId, request });
    expect(await entriesOf(drawId)).toEqual([
      ['draw.configure', 'operator'],
      ['draw.freeze', 'operator'],
      ['draw.commit', 'head'],
      ['draw.commit', 'supervisor'],
      ['draw.announce', 'operator'],
      ['draw.reveal', 'head'],
      ['draw.reveal', 'supervisor'],
      ['draw.record-dice', 'operator'],
      ['draw.confirm-dice', 'supervisor'],
      ['draw.complete', 'operator'],
      ['draw.confirm', 'head'],
      ['draw.release', 'operator'],
      ['draw.sign-record', 'operator'],
      ['draw.sign-record', 'head'],
      ['draw.sign-record', 'supervisor'],
      ['draw.request-substitution', 'operator'],
      ['draw.approve-substitution', 'head'],
      ['draw.record-fresh', 'operator'],
      ['draw.confirm-fresh', 'supervisor'],
      ['draw.substitute', 'supervisor'],
      ['draw.request-substitution', 'operator'],
      ['draw.reject-substitution', 'head'],
    ]);
  });

  test('a refused step leaves no entry', async () => {
    const drawId = await scene.to('frozen');
    const before = await entriesOf(drawId);
    expect(codes(await act(scene.runtime, secondSupervisor, voidDraw, { drawId, reason: 'ROSTER_ERROR' }))).toEqual([
      'draw-void-not-proposed',
    ]);
    expect(await entriesOf(drawId)).toEqual(before);
  });

  /** Kind and actor of every entry on a draw, in order. */
  async function entriesOf(drawId: string): Promise<(readonly [string, string])[]> {
    const rows = await read(scene.runtime, 1, ({ db }) =>
      db
        .selectFrom('deed')
        .select(['kind', 'actor_id'])
        .where('bureau_id', '=', 1)
        .where('subject_type', '=', 'draw')
        .where('subject_id', '=', drawId)
        .orderBy('seq')
        .execute(),
    );
    return rows.map(({ kind, actor_id }) => [kind, actor_id] as const);
  }
});
