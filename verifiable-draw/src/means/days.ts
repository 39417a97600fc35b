/** Days of inspection (检查日期): drawn by lot, or planned in drawing order; nobody is in two places at once. SPEC §11.2. @module */
import type { DayRule } from '../announcement.ts';
import type { DayRecord } from '../result.ts';
import type { Suite } from '../suite.ts';
import { drawOrder, ticket } from '../tickets.ts';

/** A drawn enterprise and everyone who goes there. */
export interface Party {
  readonly ent: string;
  readonly people: readonly string[];
}

/** Whether someone or something cannot be had on a day. */
export type IsBooked = (id: string, day: string) => boolean;

/**
 * Gives every enterprise a day, one after the other: of the days on which all its people can come, one of those with the
 * fewest visits so far.
 *
 * @param key - the draw's key of the purpose `day`
 * @param parties - in drawing order
 */
export function placeDays(
  suite: Suite,
  key: Uint8Array,
  rule: DayRule,
  parties: readonly Party[],
  isBooked: IsBooked,
): DayRecord {
  const byId = new Map(parties.map((party) => [party.ent, party]));
  const ids = [...byId.keys()];
  const visits: { ent: string; day: string }[] = [];
  const unplaced: string[] = [];
  const visitsOn = new Map(rule.list.map((day) => [day, 0]));
  const visitsOf = new Map<string, number>();
  for (const ent of rule.by === 'drawn' ? drawOrder(suite, key, ids) : ids) {
    const { people } = byId.get(ent) as Party;
    const free = rule.list.filter((day) =>
      people.every((id) => !isBooked(id, day) && (visitsOf.get(`${id}|${day}`) ?? 0) < rule.perPerson),
    );
    const fewest = Math.min(...free.map((day) => visitsOn.get(day) as number));
    const best = free.filter((day) => visitsOn.get(day) === fewest);
    const [day] = rule.by === 'drawn' ? drawOrder(suite, ticket(suite, key, 0, ent), best) : best;
    if (day === undefined) {
      unplaced.push(ent);
      continue;
    }
    visits.push({ ent, day });
    visitsOn.set(day, fewest + 1);
    for (const id of people) visitsOf.set(`${id}|${day}`, (visitsOf.get(`${id}|${day}`) ?? 0) + 1);
  }
  return { visits, unplaced };
}
