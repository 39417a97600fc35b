/** Honest bundles of every kind, for what the verifier says of them. @module */
import { after, codeOf, otcOf, sealedFiles, sealedOptions, type Ask } from './after.ts';
import { withFile } from './forge.ts';
import { ROUND_TIME, typedSource, typing, typingCheck } from './bending.ts';
import { WITNESSED_POLICY, type TestDeed } from './log.ts';
import { TEAMS, withMeans } from './means-scene.ts';
import type { Case } from './reports.ts';
import { scene } from './scene.ts';
import { parsePolicy } from '../policy.ts';
import { teamAt } from '../standing.ts';

/** The lead of the nth enterprise cannot go there. */
export const recuse = (n: number, reason = 'RECUSAL'): Ask => ({
  order: (standing) => {
    const enterprise = [...standing.visited.keys()][n] as string;
    const [lead] = teamAt(standing, 'officer', enterprise);
    return { what: 'officer', enterprise, place: 0, person: lead?.person ?? '', reason };
  },
});
/** The nth enterprise cannot be visited. */
export const skip = (n: number): Ask => ({
  order: (standing) => ({
    what: 'enterprise',
    enterprise: [...standing.visited.keys()][n] as string,
    reason: 'CLOSED',
  }),
});
/** The same, by codes of both bodies instead of dice. */
export const byCodes = (ask: Ask, request: number, index: number): Ask => ({
  ...ask,
  sources: (['a', 'b'] as const).map((holder) => otcOf(holder, index, `fresh:${request}:${holder}`)),
  values: Object.fromEntries(
    (['a', 'b'] as const).map((holder) => [`fresh:${request}:${holder}`, { value: codeOf(holder, index) }]),
  ),
});
export const OPENING: TestDeed = { kind: 'draw.open', at: '2026-03-09T00:00:00Z', facts: {} };
const LOTTERY = 'ssq:2023248:01,05,09,12,23,33+07';
const PULSE = '0f'.repeat(64);
const LATER = '2023-09-15T11:01:30Z';

export function honestCases(): readonly Case[] {
  const sealed = after(sealedOptions, [byCodes(skip(0), 1, 4), byCodes(recuse(1), 2, 5)]);
  const fresh = /fresh|draw.substitute/;
  const waiting = after({ documents: () => [], bend: (deeds) => deeds.filter(({ kind }) => !fresh.test(kind)) }, [
    recuse(0),
  ]);
  const voided = scene({
    deeds: (deeds) => [
      ...deeds.filter(({ kind }) => kind !== 'draw.complete' && kind !== 'draw.confirm'),
      { kind: 'draw.void', at: '2026-03-02T02:00:00Z', facts: { reason: 'SOURCE_INVALID' } },
    ],
  });
  const lottery = {
    id: 'lottery',
    type: 'lottery',
    game: 'ssq',
    issue: '2023248',
    at: '2023-09-15T11:00:00Z',
  } as const;
  const nist = { id: 'nist', type: 'nist', at: '2023-09-15T11:00:00Z' } as const;
  return [
    { name: 'a draw with shares and dice', files: scene().files },
    {
      name: 'a draw with a beacon, by a policy that asks for a witness',
      files: scene({ profile: 'public', cosignedAt: ROUND_TIME - 900 }).files,
      options: { policy: parsePolicy(WITNESSED_POLICY) },
    },
    {
      name: 'a draw with experts in SM3, audited for narrowing',
      files: scene({ withExperts: true, suite: 'vd1-sm3', narrowingRuns: 5 }).files,
    },
    { name: 'a draw with one share never revealed', files: scene({ skipSupervisor: true }).files },
    { name: 'a draw for which there is no team', files: scene({ officerCap: 0 }).files },
    {
      name: 'a draw with a relaxed cap',
      files: scene({
        officerCap: 1,
        change: (a) => ({ ...a, assign: { ...a.assign, relax: ['cap+1', 'cap+3'] } }),
      }).files,
    },
    {
      name: 'a draw with a lottery typed wrongly once',
      files: typedSource(lottery, LOTTERY, [
        typing('lottery', LOTTERY.replace('33', '32'), 1, LATER),
        typingCheck('lottery', LOTTERY, 1, false, LATER),
        typing('lottery', LOTTERY, 2, LATER),
        typingCheck('lottery', LOTTERY, 2, true, LATER),
      ]).files,
    },
    {
      name: 'a draw with a lottery recorded as version 1.0 did',
      files: typedSource(lottery, LOTTERY, [
        { kind: 'draw.record-source', at: LATER, facts: { source: 'lottery', value: LOTTERY } },
      ]).files,
    },
    {
      name: 'a draw with a NIST pulse and a time by which it is known',
      files: typedSource(nist, PULSE, [typing('nist', PULSE, 1, LATER), typingCheck('nist', PULSE, 1, true, LATER)], {
        beacon: '2023-09-15T11:00:03Z',
      }).files,
    },
    { name: 'a draw with means', files: scene(withMeans({ withExperts: true })).files },
    {
      name: 'a draw with teams, audited for narrowing',
      files: scene(withMeans({ narrowingRuns: 3 }, { teams: TEAMS })).files,
      options: { skipNarrowing: true },
    },
    {
      name: 'a draw whose teams cannot be formed',
      files: scene(withMeans({}, { teams: { ...TEAMS, count: 9 } })).files,
    },
    {
      name: 'a draw whose teams were formed in vain',
      files: scene(withMeans({}, { teams: { ...TEAMS, count: 3, cap: 1 } })).files,
    },
    { name: 'a draw with substitutions', files: after({ withExperts: true }, [recuse(0), skip(1), recuse(2)]).files },
    { name: 'a draw with a substitution that waits', files: waiting.files },
    {
      name: 'a draw with nobody left',
      files: after(
        {},
        Array.from({ length: 5 }, () => recuse(0, 'LEAVE')),
      ).files,
    },
    {
      name: 'a draw with the next reserves, as version 1.0 did',
      files: scene({ deeds: (deeds) => [...deeds, ...reservesOf(scene().draw.details)] }).files,
    },
    { name: 'a sealed draw', files: sealedFiles(sealed), options: { now: '2026-03-10T00:00:00Z' } },
    {
      name: 'a sealed draw that was opened',
      files: after({ ...sealedOptions, bend: (deeds) => [...deeds, OPENING] }, [
        byCodes(skip(0), 1, 4),
        byCodes(recuse(1), 2, 5),
      ]).files,
    },
    {
      name: 'a draw that was void before its result',
      files: ['result.json', 'details.json', 'outcomes.jsonl'].reduce(
        (files, path) => withFile(files, path, undefined),
        voided.files,
      ),
    },
  ];
}

function reservesOf({ selected, strata }: ReturnType<typeof scene>['draw']['details']): TestDeed[] {
  const [first] = selected;
  const reserve = strata[0]?.reserve ?? [];
  const at = '2026-03-03T00:00:00Z';
  return [
    {
      kind: 'draw.substitute',
      at,
      facts: { enterprise: first?.id ?? '', substitute: reserve[0] ?? '', reason: 'CLOSED' },
    },
    { kind: 'draw.substitute', at, facts: { enterprise: reserve[0] ?? '', substitute: reserve[1] ?? '' } },
  ];
}
