/** A result that was never drawn, signed and logged by the bureau itself: which step says so (SPEC §15). */
import { describe, expect, it } from 'vitest';
import { failing, forge, textOf, withFile } from '../testing/forge.ts';
import { scene } from '../testing/scene.ts';

const good = scene();
const withExperts = scene({ withExperts: true, suite: 'vd1-sm3', narrowingRuns: 40 });

function withoutMember<T extends object, K extends keyof T>(whole: T, name: K): Omit<T, K> {
  const { [name]: removed, ...rest } = whole;
  expect(removed).toBeDefined();
  return rest;
}

describe('a forged result, signed and logged by the bureau itself', () => {
  const { details } = good.draw;
  const loser = good.draw.outcomes.find(({ outcome }) => outcome === 'not')?.id ?? '';

  it('with another seed fails V7', () => {
    expect(failing(forge({}, { details: (d) => ({ ...d, prk: '00'.repeat(32) }) }))).toEqual(['V7']);
  });

  it('with sources in another order, or a value left out, fails V7', () => {
    expect(failing(forge({}, { details: (d) => ({ ...d, sources: d.sources.toReversed() }) }))).toEqual(['V7']);
    expect(failing(forge({}, { details: (d) => ({ ...d, sources: d.sources.map(({ id }) => ({ id })) }) }))).toEqual([
      'V7',
    ]);
  });

  it('with other quotas fails V8', () => {
    const change = (quota: number) => (d: typeof details) => ({
      ...d,
      strata: d.strata.map((s, i) => (i === 0 ? { ...s, quota } : s)),
    });
    expect(failing(forge({}, { details: change(7) }))).toEqual(['V8']);
    expect(failing(forge({}, { details: (d) => ({ ...d, strata: [...d.strata, ...d.strata] }) }))).toEqual(['V8']);
    expect(failing(forge({}, { details: (d) => ({ ...d, strata: [] }) }))).toEqual(['V8', 'V9']);
  });

  it('with a cutoff off by one fails V9', () => {
    const off = (cutoff: string): string => cutoff.slice(0, -1) + (cutoff.endsWith('0') ? '1' : '0');
    const forged = forge(
      {},
      { details: (d) => ({ ...d, strata: d.strata.map((s) => ({ ...s, cutoff: off(s.cutoff ?? '') })) }) },
    );
    expect(failing(forged)).toEqual(['V9']);
  });

  it('with reserves in another order fails V9', () => {
    const forged = forge(
      {},
      { details: (d) => ({ ...d, strata: d.strata.map((s) => ({ ...s, reserve: s.reserve.toReversed() })) }) },
    );
    expect(failing(forged)).toEqual(['V9']);
  });

  it('with another enterprise in place of the drawn one fails V9', () => {
    const swap = (d: typeof details) => ({
      ...d,
      selected: d.selected.map((each, i) => (i === 0 ? { ...each, id: loser } : each)),
    });
    expect(failing(forge({}, { details: swap }))).toContain('V9');
  });

  it('with a recused officer fails V10', () => {
    const recused = good.lists.conflicts.leaves.find(({ ent }) => details.selected.some(({ id }) => id === ent));
    const put = (d: typeof details) => ({
      ...d,
      teams: {
        ...d.teams,
        trace: d.teams.trace.map((step) =>
          step.slot === `${recused?.ent}#1` ? { ...step, officer: recused?.person ?? '' } : step,
        ),
      },
    });
    expect(failing(forge({}, { details: put }))).toEqual(expect.arrayContaining(['V10', 'V11']));
  });

  it.each<[string, (trace: typeof details.teams.trace) => typeof details.teams.trace]>([
    ['an officer twice in a team', (trace) => trace.map((step) => ({ ...step, officer: trace[0]?.officer ?? '' }))],
    ['a place left empty', (trace) => trace.slice(1)],
    ['an officer nobody knows', (trace) => trace.map((step, i) => (i === 0 ? { ...step, officer: 'ZF-999' } : step))],
    ['a place that does not exist', (trace) => trace.map((step, i) => (i === 0 ? { ...step, slot: 'X#0' } : step))],
  ])('with %s fails V10', (_, change) => {
    const forged = forge({}, { details: (d) => ({ ...d, teams: { ...d.teams, trace: change(d.teams.trace) } }) });
    expect(failing(forged)).toEqual(expect.arrayContaining(['V10', 'V11']));
  });

  it('with loads or a relax step that are not so fails V10', () => {
    expect(failing(forge({}, { details: (d) => ({ ...d, teams: { ...d.teams, loads: {} } }) }))).toEqual([
      'V10',
      'V11',
    ]);
    expect(failing(forge({}, { details: (d) => ({ ...d, teams: { ...d.teams, relaxed: 'cap+9' } }) }))).toEqual([
      'V10',
      'V11',
    ]);
  });

  it('that skips an officer who was possible fails V11 alone', () => {
    const trace = details.teams.trace;
    // Two officers of the same kind exchange two places: every condition still holds, but nobody drew it so.
    const swapped = swapLeads(trace, good.lists.officers.leaves);
    const forged = forge(
      {},
      {
        details: (d) => ({ ...d, teams: { ...d.teams, trace: swapped } }),
        outcomes: (all) =>
          all.map((leaf) =>
            leaf.officers === undefined
              ? leaf
              : { ...leaf, officers: swapped.filter((s) => s.slot.startsWith(`${leaf.id}#`)).map((s) => s.officer) },
          ),
      },
    );
    expect(failing(forged)).toEqual(['V11']);
  });

  it('that says there is no team when there is one, or proves it badly, fails', () => {
    const hall = { slots: [details.teams.trace[0]?.slot ?? ''], officers: [], capacity: 0 };
    const none = { feasible: false, phi: 0, loads: {}, trace: [], hall };
    expect(failing(forge({}, { details: (d) => ({ ...d, teams: none }) }))).toEqual(
      expect.arrayContaining(['V10', 'V11']),
    );
    const unproved = withoutMember(none, 'hall');
    expect(failing(forge({}, { details: (d) => ({ ...d, teams: unproved }) }))).toEqual(
      expect.arrayContaining(['V10', 'V11']),
    );
    const unknown = { ...none, hall: { ...hall, slots: ['X#0', 'X#0'] } };
    expect(
      failing(
        forge(
          { change: (a) => ({ ...a, assign: { ...a.assign, relax: [] } }) },
          { details: (d) => ({ ...d, teams: unknown }) },
        ),
      ),
    ).toContain('V10');
  });

  it('with other experts, or none, fails V12', () => {
    const options = { withExperts: true };
    const omitted = forge(options, { details: (d) => withoutMember(d, 'experts') });
    expect(failing(omitted)).toContain('V12');
    const fewer = forge(options, {
      details: (d) => (d.experts === undefined ? d : { ...d, experts: { ...d.experts, unfilled: [] } }),
    });
    expect(failing(fewer)).toEqual(['V12']);
    const { experts } = scene(options).draw.details;
    expect(failing(forge({}, { details: (d) => ({ ...d, ...(experts === undefined ? {} : { experts }) }) }))).toContain(
      'V12',
    );
  });

  it('with a substitute out of turn fails V13', () => {
    const out = details.selected[0]?.id ?? '';
    const bad = (facts: { enterprise?: string; substitute?: string }) =>
      scene({
        deeds: (deeds) => [...deeds, { kind: 'draw.substitute', at: '2026-03-03T00:00:00Z', facts: { ...facts } }],
      }).files;
    expect(
      failing(bad({ enterprise: out, substitute: loser === details.strata[0]?.reserve[0] ? 'X' : loser })),
    ).toEqual(['V13']);
    expect(failing(bad({ enterprise: loser, substitute: out }))).toEqual(['V13']);
    expect(failing(bad({}))).toEqual(['V13']);
  });

  it('with an outcome that is not the draw fails V14', () => {
    const flip = (all: typeof good.draw.outcomes) =>
      all.map((leaf) => (leaf.id === loser ? { ...leaf, outcome: 'selected' as const } : leaf));
    expect(failing(forge({}, { outcomes: flip }))).toEqual(['V14']);
    expect(failing(forge({}, { outcomes: (all) => all.slice(1) }))).toEqual(['V14']);
    expect(failing(forge({}, { outcomes: (all) => [...all, ...all.slice(0, 1)] }))).toEqual(['V14']);
    expect(failing(forge({}, { details: (d) => ({ ...d, draw: 'other' }) }))).toEqual(['V14']);
  });

  it('that came or was opened too late fails V14', () => {
    const late = scene({
      deeds: (deeds) =>
        deeds.map((deed, i) => (i >= deeds.length - 2 ? { ...deed, at: '2026-03-02T09:00:01Z' } : deed)),
    });
    expect(failing(late.files)).toEqual(['V14']);
    const opened = scene({
      change: (a) => ({ ...a, deadlines: { ...a.deadlines, open: '2026-03-03T00:00:00Z' } }),
      deeds: (deeds) => [...deeds, { kind: 'draw.open', at: '2026-03-03T00:00:01Z', facts: {} }],
    });
    expect(failing(opened.files)).toEqual(['V14']);
  });

  it('with a narrowing report that is not the simulation, or without the announced one, fails V15', () => {
    expect(failing(withFile(withExperts.files, 'narrowing.json', undefined))).toEqual(['V15']);
    const changed = textOf(withExperts.files, 'narrowing.json').replace(/"infeasible":\d+/, '"infeasible":39');
    expect(failing(withFile(withExperts.files, 'narrowing.json', changed))).toEqual(['V2', 'V15']);
  });
});

type Trace = typeof good.draw.details.teams.trace;

/** Exchanges the leads of two teams where both stay allowed. */
function swapLeads(trace: Trace, officers: typeof good.lists.officers.leaves): Trace {
  const isBarred = (slot: string, person: string): boolean =>
    good.lists.conflicts.leaves.some((conflict) => conflict.person === person && slot.startsWith(`${conflict.ent}#`));
  const inTeam = (slot: string, officer: string): boolean =>
    trace.some((step) => step.officer === officer && step.slot.slice(0, -1) === slot.slice(0, -1));
  const leads = trace.filter(({ slot }) => slot.endsWith('#0'));
  for (const a of leads) {
    for (const b of leads) {
      const isFree = a.officer !== b.officer && !isBarred(a.slot, b.officer) && !isBarred(b.slot, a.officer);
      if (!isFree || inTeam(a.slot, b.officer) || inTeam(b.slot, a.officer) || officers.length === 0) continue;
      return trace.map((step) => {
        if (step.slot === a.slot) return { ...step, officer: b.officer };
        return step.slot === b.slot ? { ...step, officer: a.officer } : step;
      });
    }
  }
  throw new Error('no two leads can be exchanged');
}
