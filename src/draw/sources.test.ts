import { describe, expect, test } from 'vitest';
import vectors from '../../verifiable-draw/vectors/vdraw-1.json' with { type: 'json' };
import { drandTime, QUICKNET, verifyBundle, type DrandSource } from 'verifiable-draw';
import { unzipSync } from 'fflate';
import { act, commitmentFor, DIGITS, done, head, NONCES, office, supervisor } from '../testing/draw-ceremony.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { instantOf } from '../core/calendar/day.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { completeDraw } from './actions/complete.ts';
import { configureDraw } from './actions/configure.ts';
import { confirmDice, recordDice } from './actions/dice.ts';
import { announceDraw, freezeDraw } from './actions/publish.ts';
import { confirmDraw } from './actions/settle.ts';
import { commitShare, revealShare } from './actions/shares.ts';
import { confirmSource, recordSource } from './actions/sources.ts';
import { buildDrawBundle } from './bundle.ts';
import { beaconIn, parseSource } from './rules/sources.ts';
import type { DrawConfig } from './types.ts';
import type { OutsideSource, SourcesConfig } from './types/inputs.ts';

const scene = useScene();
const AT = '2026-03-02T07:00:00Z';
const KL8: OutsideSource = { kind: 'kl8', issue: '2026051', at: AT };
const NUMBERS = Array.from({ length: 20 }, (_, n) => 4 * n + 1);
const VALUE = `kl8:2026051:${NUMBERS.map((n) => String(n).padStart(2, '0')).join(',')}`;

function publicSources(change: Partial<SourcesConfig> = {}): SourcesConfig {
  return { profile: 'public', dice: true, outside: [KL8], marginMinutes: 60, ...change };
}

/** A public draw that is announced, its shares committed. */
async function announced(config: DrawConfig): Promise<string> {
  const { drawId } = await done(scene.runtime, office, configureDraw, {
    target: { is: 'new', planId: scene.district.planId, task: 'T1', batch: 1 },
    config,
  });
  await done(scene.runtime, office, freezeDraw, { drawId });
  for (const [who, party] of [
    [head, 'leader'],
    [supervisor, 'supervisor'],
  ] as const)
    await done(scene.runtime, who, commitShare, { drawId, commitment: commitmentFor(party, 1, config.suite) });
  await done(scene.runtime, office, announceDraw, { drawId });
  await publishCheckpoints(scene.runtime, 1);
  return drawId;
}

async function peopleDoTheirPart(drawId: string): Promise<void> {
  await done(scene.runtime, office, recordDice, { drawId, digits: DIGITS });
  await done(scene.runtime, supervisor, confirmDice, { drawId, digits: DIGITS });
  await done(scene.runtime, head, revealShare, { drawId, nonce: NONCES.leader });
  await done(scene.runtime, supervisor, revealShare, { drawId, nonce: NONCES.supervisor });
}

describe('a draw with an outside source', () => {
  test.each(['vd1-sha256', 'vd1-sm3'] as const)('with %s ends in a bundle that verifies', async (suite) => {
    const drawId = await announced(sampleConfig({ suite, sources: publicSources() }));
    const record = (text: string, source = 'kl8') => act(scene.runtime, office, recordSource, { drawId, source, text });
    const confirm = (text: string) => act(scene.runtime, supervisor, confirmSource, { drawId, source: 'kl8', text });
    expect(codes(await record(VALUE)), 'too early, and nothing was thrown').toEqual([
      'draw-source-not-known',
      'draw-thrown-missing',
    ]);
    await peopleDoTheirPart(drawId);
    expect((await scene.draw(drawId)).state, 'the outside source is still missing').toBe('rolling');
    scene.runtime.clock.set('2026-03-02T07:00:00Z');
    expect(codes(await record('1 2 3'))).toEqual(['source-value']);
    expect(codes(await record(VALUE, 'ssq'))).toEqual(['draw-source-unknown']);
    expect(codes(await confirm(VALUE))).toEqual(['draw-dice-not-recorded']);
    expect(await record(VALUE.replace('77', '78'))).toMatchObject({ value: { attempt: 1, isSettled: false } });
    expect(codes(await record(VALUE))).toEqual(['draw-dice-await-check']);
    expect(await confirm(VALUE)).toMatchObject({ value: { isSame: false } });
    // Full-width digits, any separators, any order: the published numbers ascend.
    expect(await record([...NUMBERS].reverse().join('，').normalize('NFKC'))).toMatchObject({ value: { attempt: 2 } });
    expect(await confirm(NUMBERS.map((n) => String(n).padStart(2, '0')).join(' '))).toMatchObject({
      value: { isSame: true },
    });
    expect((await scene.draw(drawId)).state).toBe('seeded');
    await done(scene.runtime, office, completeDraw, { drawId });
    await done(scene.runtime, head, confirmDraw, { drawId });
    const bundle = await buildDrawBundle(scene.runtime, 1, drawId);
    const report = verifyBundle(
      new Map(Object.entries(unzipSync(await scene.runtime.files.get(bundle?.sha256 ?? '')))),
    );
    expect(report.steps.flatMap(({ id, details }) => details.filter(({ ok }) => !ok).map((d) => [id, d]))).toEqual([]);
    expect(report.ok).toBe(true);
    expect(JSON.stringify(report.steps[5])).toContain(VALUE);
  });

  test('a beacon proves itself by its signature: what is typed is checked, the value follows', () => {
    const { round, signature, randomness } = vectors.drand.quicknet;
    const source = { id: 'drand', type: 'drand', chain: QUICKNET.hash, round } as const;
    const typed = (text: string, of: DrandSource = source) =>
      parseSource({ suite: 'vd1-sha256' }, '120111-2026-T1-1', of, text);
    expect(typed(`  ${signature.toUpperCase()} `)).toEqual({ value: randomness, signature });
    const whole = JSON.stringify({ round, randomness, signature });
    expect(typed(whole), 'the whole answer of a host').toEqual({ value: randomness, signature });
    expect(beaconIn('drand', instantOf(drandTime(QUICKNET, round)), whole), 'out of a file').toEqual({
      value: randomness,
      signature,
    });
    expect(beaconIn('drand', '2026-03-02T07:00:00Z', whole), 'of another round').toBeUndefined();
    const refused = { refusals: [{ code: 'source-value', at: 'text', facts: { type: 'drand', source: 'drand' } }] };
    expect(typed(signature, { ...source, round: round + 1 })).toEqual(refused);
    expect(typed(signature.replace(/^./, (digit) => (digit === '8' ? '9' : '8')))).toEqual(refused);
    expect(typed(randomness)).toEqual(refused);
  });

  test('a beacon round that everybody knows already cannot be announced', async () => {
    const at = '2023-09-15T11:00:03Z';
    const config = sampleConfig({ sources: publicSources({ outside: [{ kind: 'drand', at }] }) });
    const { drawId } = await done(scene.runtime, office, configureDraw, {
      target: { is: 'new', planId: scene.district.planId, task: 'T1', batch: 1 },
      config: { ...config, revealBy: '2023-09-15T11:00:00Z', resultBy: '2023-09-15T12:00:00Z' },
    });
    expect(codes(await act(scene.runtime, office, freezeDraw, { drawId }))).toContain('draw-margin-short');
  });

  test('nobody can announce it so late that its value could be foreseen', async () => {
    const config = sampleConfig({ sources: publicSources({ marginMinutes: 600 }) });
    const { drawId } = await done(scene.runtime, office, configureDraw, {
      target: { is: 'new', planId: scene.district.planId, task: 'T1', batch: 1 },
      config,
    });
    expect(codes(await act(scene.runtime, office, freezeDraw, { drawId }))).toEqual(['draw-margin-short']);
  });

  test('dice that come after the deadline of the reveals are refused', async () => {
    const drawId = await announced(sampleConfig({ sources: publicSources() }));
    scene.runtime.clock.set('2026-03-02T06:00:01Z');
    expect(codes(await act(scene.runtime, office, recordDice, { drawId, digits: DIGITS }))).toEqual([
      'draw-result-late',
    ]);
  });
});

describe('R1 to R6 at the configuration', () => {
  const refused = async (change: Partial<DrawConfig>): Promise<string[]> =>
    codes(
      await act(scene.runtime, office, configureDraw, {
        target: { is: 'new', planId: scene.district.planId, task: 'T1', batch: 1 },
        config: sampleConfig(change),
      }),
    );

  test.each<[string, Partial<SourcesConfig>, string[]]>([
    ['an outside source without its profile', { profile: 'offline' }, ['draw-outside-offline']],
    ['a public draw without any', { outside: [] }, ['draw-entropy-short']],
    ['a lottery without an issue number', { outside: [{ kind: 'ssq', at: AT }] }, ['draw-issue-missing']],
    ['one before the reveals', { outside: [{ ...KL8, at: '2026-03-02T05:59:59Z' }] }, ['draw-outside-early']],
    ['one after the result is due', { outside: [{ ...KL8, at: '2026-03-02T08:00:01Z' }] }, ['draw-outside-late']],
    ['the same lottery twice', { outside: [KL8, { ...KL8, issue: '2026052' }] }, ['draw-outside-twice']],
    ['a pulse between two minutes', { outside: [{ kind: 'nist', at: '2026-03-02T07:00:30Z' }] }, ['draw-pulse-minute']],
    ['more balls than there are', { machine: { balls: 3, draws: 4 } }, ['draw-machine-draws']],
  ])('%s is refused', async (_, change, expected) => {
    expect(await refused({ sources: publicSources(change) })).toEqual(expected);
  });

  test('without outside sources, dice or balls must be worth 64 bits', async () => {
    const offline = (change: Partial<SourcesConfig>) =>
      refused({ sources: publicSources({ profile: 'offline', outside: [], ...change }) });
    expect(await offline({ dice: false })).toEqual(['draw-entropy-short']);
    expect(await offline({ dice: false, machine: { balls: 33, draws: 7 } })).toEqual(['draw-entropy-short']);
    expect(await offline({ dice: false, machine: { balls: 33, draws: 14 } })).toEqual([]);
  });
});

test('balls in place of dice come after the reveals, in the order called', async () => {
  const sources = publicSources({ profile: 'offline', dice: false, outside: [], machine: { balls: 33, draws: 14 } });
  const drawId = await announced(sampleConfig({ sources }));
  const text = '33 7 1 12 22 5 18 9 30 2 14 27 3 11';
  const record = () => act(scene.runtime, office, recordSource, { drawId, source: 'machine', text });
  expect(codes(await record())).toEqual(['draw-reveals-missing']);
  await done(scene.runtime, head, revealShare, { drawId, nonce: NONCES.leader });
  await done(scene.runtime, supervisor, revealShare, { drawId, nonce: NONCES.supervisor });
  expect((await record()).ok).toBe(true);
  const wrongOrder = text.replace('33 7', '7 33');
  expect(
    await act(scene.runtime, supervisor, confirmSource, { drawId, source: 'machine', text: wrongOrder }),
  ).toMatchObject({ value: { isSame: false } });
  expect((await record()).ok).toBe(true);
  await done(scene.runtime, supervisor, confirmSource, { drawId, source: 'machine', text });
  await done(scene.runtime, office, completeDraw, { drawId });
  expect((await scene.draw(drawId)).state).toBe('drawn');
});
