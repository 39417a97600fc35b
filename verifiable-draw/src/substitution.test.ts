import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import { after, diceOf, otcOf, sealedOptions, type Ask } from './testing/after.ts';
import { freshId, freshSourceProblems } from './fresh.ts';
import { ticket } from './tickets.ts';
import { deriveKey, derivePrk } from './keys.ts';
import { deedHash } from './deeds.ts';
import { logEntries } from './testing/log.ts';
import { scene } from './testing/scene.ts';
import { orderProblems, substitute } from './substitution.ts';
import { standingOf, teamAt, type Standing } from './standing.ts';
import { sha256Suite as suite } from './suite.ts';
import { fromHex, utf8 } from './bytes.ts';

const first = (standing: Standing): string => [...standing.visited.keys()][0] as string;
/** The lead of the first enterprise cannot go there. */
const recuse: Ask = {
  order: (standing) => {
    const enterprise = first(standing);
    const [lead] = teamAt(standing, 'officer', enterprise);
    return { what: 'officer', enterprise, place: 0, person: lead?.person ?? '', reason: 'RECUSAL' };
  },
};
const skip: Ask = {
  order: (standing) => ({ what: 'enterprise', enterprise: first(standing), reason: 'CLOSED' }),
};

describe('an officer who cannot go', () => {
  it('is replaced by whom fresh dice give, and everyone else stays', () => {
    const { scene: drawn, results, standing, deeds } = after({}, [recuse]);
    const [result] = results;
    const before = standingOf(drawn.draw.details);
    const enterprise = first(before);
    const changed = [...standing.holders.officer].filter(([slot, who]) => before.holders.officer.get(slot) !== who);
    expect(changed).toEqual([[`${enterprise}#0`, result?.document.substitute]]);
    // By hand: candidates with the least load that fit, the first by ticket of the fresh key.
    const stratum = before.visited.get(enterprise) as string;
    const template = drawn.announcement.assign.slots[stratum]?.[0]?.all ?? [];
    const loads = (id: string): number => [...before.holders.officer.values()].filter((who) => who === id).length;
    const team = teamAt(before, 'officer', enterprise).map(({ person }) => person);
    const able = drawn.lists.officers.leaves.filter(
      ({ id, tags, cap }) =>
        template.every((tag) => tags.includes(tag)) &&
        !team.includes(id) &&
        loads(id) < cap &&
        !drawn.lists.conflicts.leaves.some(({ person, ent }) => person === id && ent === enterprise),
    );
    const least = Math.min(...able.map(({ id, prior }) => prior + loads(id)));
    const approval = logEntries(deeds).find((entry) => new TextDecoder().decode(entry).includes('approve-sub'));
    const dice = diceOf(1);
    const prk = derivePrk(suite, fromHex(deedHash(approval as Uint8Array)), [
      { id: dice.source.id, value: utf8(dice.digits) },
    ]);
    const key = ticket(suite, deriveKey(suite, prk, 'assign-pair/sub/1'), 0, `${enterprise}#0`);
    const order = able
      .map(({ id }) => ({ id, at: toHex(ticket(suite, key, 0, id)) }))
      .toSorted((a, b) => (a.at < b.at ? -1 : 1));
    const best = order.find(({ id }) => {
      const officer = able.find((each) => each.id === id);
      return officer !== undefined && officer.prior + loads(id) === least;
    });
    expect(result?.document.substitute).toBe(best?.id);
    expect(result?.trace[0]?.skipped).toEqual(
      order.slice(0, order.indexOf(best as (typeof order)[0])).map(({ id }) => id),
    );
  });

  it('is asked for never again when he is away, and only not for that enterprise when he recused himself', () => {
    const away: Ask = { order: (standing) => ({ ...recuse.order(standing), reason: 'LEAVE' }) };
    const { results, standing } = after({}, [away, recuse, recuse, recuse]);
    const out = results[0]?.document.person ?? '';
    expect([...standing.out.officer]).toEqual([out]);
    expect(results.slice(1).map(({ document }) => document.substitute)).not.toContain(out);
    const enterprise = results[1]?.document.enterprise ?? '';
    expect(standing.recused.officer.map(({ ent }) => ent)).toEqual([enterprise, enterprise, enterprise]);
    expect(new Set(results.map(({ document }) => document.person)).size).toBe(4);
  });

  it('leaves an empty place when nobody fits, even by the announced ladder', () => {
    const { results, standing } = after({}, [recuse, recuse, recuse, recuse, recuse].slice(0, 5).map(exhaust));
    const last = results.at(-1);
    expect(last?.document.substitute).toBeUndefined();
    expect(last?.trace).toEqual([]);
    expect(last?.document.officers.map(({ place }) => place)).toEqual([1]);
    expect(
      orderProblems(standing, {
        request: 6,
        what: 'officer',
        enterprise: last?.document.enterprise ?? '',
        place: 0,
        person: 'ZF-002',
        reason: 'LEAVE',
      }),
    ).not.toEqual([]);
  });

  it('may need a step of the ladder, beginning with the one of the result', () => {
    const tight = after(
      { officerCap: 1, change: (a) => ({ ...a, assign: { ...a.assign, relax: ['cap+1', 'cap+9'] } }) },
      [recuse, skip],
    );
    expect(tight.scene.draw.details.teams.relaxed).toBe('cap+1');
    expect(tight.results[0]?.document.substitute).toBeDefined();
    const roomy = after(
      { officerCap: 2, change: (a) => ({ ...a, assign: { ...a.assign, relax: ['cap+1', 'cap+9'] } }) },
      [recuse],
    );
    expect(roomy.results[0]?.document.substitute).toBeDefined();
  });
});

/** The lead leaves again and again: even ids lead, five of nine. */
function exhaust(ask: Ask): Ask {
  return { order: (standing) => ({ ...ask.order(standing), reason: 'LEAVE' }) };
}

describe('an enterprise that cannot be visited', () => {
  it('is replaced by another of its stratum that was never drawn, with the same team where it may go', () => {
    const { scene: drawn, results, standing } = after({ withExperts: true }, [skip, skip, skip]);
    for (const { document, score } of results) {
      const leaf = drawn.lists.roster.leaves.find(({ id }) => id === document.substitute);
      expect(leaf?.status).toBe('eligible');
      expect(drawn.draw.details.selected.map(({ id }) => id)).not.toContain(document.substitute);
      expect(score).toMatch(/^[0-9a-f]{64}$/);
      expect(document.officers).toHaveLength(2);
      for (const { person } of document.officers)
        expect(drawn.lists.conflicts.leaves.some((c) => c.person === person && c.ent === document.substitute)).toBe(
          false,
        );
    }
    expect(new Set(results.map(({ document }) => document.substitute)).size).toBe(3);
    expect(standing.visited.size).toBe(drawn.draw.details.selected.length);
    expect(standing.drawn.size).toBe(drawn.draw.details.selected.length + 3);
  });

  it('leaves one fewer when its stratum has nobody left', () => {
    const all = scene().announcement.select.strata.map((s) => ({ ...s, min: s.max }));
    const k = all.reduce((sum, { max }) => sum + max, 0);
    const {
      results,
      standing,
      scene: drawn,
    } = after(
      {
        change: (a) => ({ ...a, select: { ...a.select, k, kRule: String(k), strata: all, reserve: 0 } }),
        officerCap: 9,
      },
      [skip],
    );
    expect(results[0]?.document).toMatchObject({ officers: [], experts: [] });
    expect(results[0]?.document.substitute).toBeUndefined();
    expect(standing.visited.size).toBe(drawn.draw.details.selected.length - 1);
  });

  it('cannot be skipped twice, nor by halves', () => {
    const { scene: drawn, standing, results } = after({}, [skip]);
    const gone = results[0]?.document.enterprise ?? '';
    expect(orderProblems(standing, { request: 2, what: 'enterprise', enterprise: gone, reason: 'MOVED' })).toEqual([
      `${gone} is not among those to be visited`,
    ]);
    const half = { request: 2, what: 'enterprise', enterprise: first(standing), place: 0, reason: 'MOVED' } as const;
    expect(orderProblems(standing, half)).toEqual(['an enterprise is skipped whole, without a place']);
    expect(orderProblems(standing, { ...half, place: undefined as never, person: 'ZF-000' })).toHaveLength(1);
    const inputs = { announcement: drawn.announcement, lists: drawn.lists, details: drawn.draw.details };
    expect(() => substitute(inputs, standing, half, 'a'.repeat(64), new Uint8Array(32))).toThrow('skipped whole');
  });
});

describe('an expert who cannot go', () => {
  it('is replaced if anyone of the specialty is free, else the place stays empty', () => {
    const leave: Ask = {
      order: (standing) => {
        const [slot = '', person = ''] = [...standing.holders.expert][0] ?? [];
        const at = slot.lastIndexOf('#');
        return {
          what: 'expert',
          enterprise: slot.slice(0, at),
          place: Number(slot.slice(at + 1)),
          person,
          reason: 'LEAVE',
        };
      },
    };
    const { results, standing, scene: drawn } = after({ withExperts: true }, [leave, leave]);
    expect(standing.holders.expert.size).toBeLessThan(standingOf(drawn.draw.details).holders.expert.size);
    for (const { document } of results) expect(document.officers).toHaveLength(2);
    expect(standing.out.expert.size).toBe(2);
  });
});

describe('fresh sources', () => {
  const offline = scene().announcement;
  const publicDraw = scene({ profile: 'public' }).announcement;
  const sealedDraw = scene(sealedOptions).announcement;
  const at = '2023-09-15T12:00:00Z';
  const dice = diceOf(1).source;
  const round = (n: number) => ({ id: 'fresh:1:drand', type: 'drand', chain: 'a'.repeat(64), round: n }) as const;
  const lottery = (time: string) =>
    ({ id: 'fresh:1:kl8', type: 'lottery', game: 'kl8', issue: '2023250', at: time }) as const;
  const check = (announcement: typeof offline, ...sources: Parameters<typeof freshSourceProblems>[3]) =>
    freshSourceProblems(announcement, 1, at, sources);

  it('are dice offline, and nothing but dice worth enough', () => {
    expect(check(offline, dice)).toEqual([]);
    expect(check(offline)).toHaveLength(2);
    for (const bad of [[{ ...dice, spec: 'd10x19' }], [lottery(at)], [dice, { ...dice, id: 'fresh:1:more' }]] as const)
      expect(check(offline, ...bad)).toEqual(['profile offline takes dice worth at least 64 bits, and nothing else']);
  });

  it('are of this request and none twice', () => {
    expect(check(offline, { ...dice, id: freshId(2, 'dice') })).toEqual([
      'fresh:2:dice: expected an id like fresh:1:dice',
    ]);
    expect(check(offline, dice, dice)).toContain('a source stands twice');
  });

  it('come from outside, soon but not too soon, in public draws', () => {
    // 12:00:00 is 1694779200; round 658594 is at 1694779146, 30 s later are at least 1694779230.
    const soonest = (1_694_779_230 - 1_692_803_367) / 3 + 1;
    expect(check(publicDraw, round(soonest))).toEqual([]);
    expect(check(publicDraw, round(soonest - 1))).toHaveLength(1);
    expect(check(publicDraw, lottery('2023-09-22T12:00:00Z'))).toEqual([]);
    expect(check(publicDraw, lottery('2023-09-22T12:00:01Z'))).toHaveLength(1);
    expect(check(publicDraw, dice)).toEqual(['fresh:1:dice: profile public takes outside sources']);
  });

  it('are later codes of every chain in sealed draws', () => {
    const [a, b] = [otcOf('a', 4, 'fresh:1:a'), otcOf('b', 4, 'fresh:1:b')];
    expect(check(sealedDraw, a, b)).toEqual([]);
    const stranger = { ...a, anchor: 'c'.repeat(64), id: 'fresh:1:c' };
    for (const bad of [
      [a],
      [a, { ...a, id: 'fresh:1:c' }],
      [a, otcOf('b', 3, 'fresh:1:b')],
      [a, stranger],
      [a, b, dice],
    ])
      expect(check(sealedDraw, ...bad)).toEqual(['a sealed draw takes one later code of each of its chains']);
  });
});
