/** Draws under a rule that asks for witnesses. */
import { afterEach, expect, test } from 'vitest';
import { verifyBundle } from 'verifiable-draw';
import { unzipSync } from 'fflate';
import { setWitnessPolicy, retireWitness } from '../bureau/actions/witnesses.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { takeCosignatures } from '../core/log/cosignatures.ts';
import { inBureau, read } from '../core/transact.ts';
import { act, carryOn, done, head, NONCES, supervisor } from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { enroll, requestFrom, witnessFolder } from '../witness/log.testing.ts';
import { openWitness, type WitnessState } from '../witness/state.ts';
import { addCheckpoint } from '../witness/witness.ts';
import { logVerifierKey } from '../core/log/checkpoint.ts';
import { revealShare } from './actions/shares.ts';
import { buildDrawBundle, buildMissingBundles } from './bundle.ts';
import { publicEntries } from './reads/log.ts';

const scene = useScene();
const folders: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of folders.splice(0)) await remove();
});

async function witnessed(names: readonly string[], quorum: number): Promise<readonly WitnessState[]> {
  const { runtime } = scene;
  const states: WitnessState[] = [];
  for (const name of names) {
    const kept = await witnessFolder();
    folders.push(() => kept.remove());
    states.push(await openWitness(kept.folder, name, [logVerifierKey(runtime, '120111.test.example', 2026)]));
    await enroll(runtime, name, states.at(-1)?.vkey ?? '');
  }
  await done(runtime, supervisor, setWitnessPolicy, { version: 0, quorum, silentMinutes: 60 });
  return states;
}

/** Has a witness that saw `oldSize` entries sign the newest checkpoint; returns its size. */
async function sign(state: WitnessState | undefined, oldSize = 0): Promise<number> {
  const { runtime } = scene;
  if (state === undefined) throw new Error('no such witness');
  await publishCheckpoints(runtime, 1);
  const answer = await addCheckpoint(state, runtime.clock, await requestFrom(runtime, oldSize));
  if (answer.is !== 'cosigned') throw new Error(answer.reason);
  expect((await inBureau(runtime, 1, (tx) => takeCosignatures(tx, 2026, answer.note))).ok).toBe(true);
  return answer.checkpoint.size;
}

const filesOf = async (sha256: string): Promise<ReadonlyMap<string, Uint8Array>> =>
  new Map(Object.entries(unzipSync(await scene.runtime.files.get(sha256))));
const steps = async (sha256: string) => {
  const report = verifyBundle(await filesOf(sha256));
  return report.steps.filter(({ status }) => status === 'FAIL').map(({ id }) => id);
};
const policyOf = async (sha256: string): Promise<string> =>
  Buffer.from((await filesOf(sha256)).get('trust/policy.txt') ?? []).toString('utf8');

test('nothing is revealed before the quorum has signed the announcement; a quorum that was lowered counts as lowered', async () => {
  const [first, second] = await witnessed(['jijian.example', 'gongzheng.example'], 2);
  const drawId = await scene.to('announced');
  const reveal = () => act(scene.runtime, head, revealShare, { drawId, nonce: NONCES.leader });
  expect(codes(await reveal())).toEqual(['draw-announcement-unlogged']);
  await sign(first);
  expect(codes(await reveal())).toEqual(['draw-announcement-unlogged']);
  expect(
    codes(await act(scene.runtime, supervisor, retireWitness, { witnessId: '00000000-0000-4000-8000-000000000000' })),
  ).toEqual(['log-witness-not-found']);
  await done(scene.runtime, supervisor, setWitnessPolicy, { version: 1, quorum: 1, silentMinutes: 60 });
  expect(codes(await reveal())).toEqual([]);
  expect(second).toBeDefined();
});

test('the bundle names the witnesses and their quorum, and every entry is proved by the first checkpoint they signed', async () => {
  const [witness] = await witnessed(['jijian.example'], 1);
  const drawId = await scene.to('announced');
  const size = await sign(witness);
  await carryOn(scene.runtime, drawId, 1, 'announced', 'released');
  const early = await buildDrawBundle(scene.runtime, 1, drawId);
  expect(early).toMatchObject({ quorum: 0 });
  expect(await policyOf(early?.sha256 ?? '')).toContain('quorum none');
  expect(await buildMissingBundles(scene.runtime, 1)).toBe(1);
  await sign(witness, size);
  const bundle = await buildDrawBundle(scene.runtime, 1, drawId);
  expect(bundle).toMatchObject({ quorum: 1, lastSeq: early?.lastSeq });
  expect(await policyOf(bundle?.sha256 ?? '')).toMatch(
    /^witness jijian\.example \S+\ngroup witnesses 1 jijian\.example\nquorum witnesses$/m,
  );
  expect(await steps(early?.sha256 ?? '')).toEqual([]);
  expect(await steps(bundle?.sha256 ?? '')).toEqual([]);
  expect(await buildDrawBundle(scene.runtime, 1, drawId)).toEqual(bundle);
  const files = await filesOf(bundle?.sha256 ?? '');
  const texts = [...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')] as const);
  const [entry = ''] = texts.find(([, text]) => text.includes('"kind":"draw.announce"')) ?? [];
  const proof = texts.find(([path]) => path !== entry && path.startsWith(entry.replace(/\.[^.]*$/, '')))?.[1];
  expect(proof).toContain(`\n${size}\n`);
});

test('what the operator typed is no public entry before the witness of the draw has typed it too', async () => {
  const drawId = await scene.to('rolling');
  await publishCheckpoints(scene.runtime, 1);
  const kinds = async () =>
    [...(await read(scene.runtime, 1, (tx) => publicEntries(tx, 2026))).values()].map(({ kind }) => kind);
  expect(await kinds()).toContain('draw.reveal');
  expect(await kinds()).not.toContain('draw.record-dice');
  await carryOn(scene.runtime, drawId, 1, 'rolling', 'seeded');
  await publishCheckpoints(scene.runtime, 1);
  expect(await kinds()).toContain('draw.record-dice');
});

test('a draw that was not announced has no public entry', async () => {
  await scene.to('committed');
  await publishCheckpoints(scene.runtime, 1);
  expect((await read(scene.runtime, 1, (tx) => publicEntries(tx, 2026))).size).toBe(0);
});
