/** One leaf for every enterprise of the roster: what the draw meant for it. SPEC §12.3. @module */
import type { Announcement } from './announcement.ts';
import { toHex } from './bytes.ts';
import type { RosterLeaf } from './leaves.ts';
import { outcomeSalts, type DetailsDocument, type ExpertPlace, type OutcomeLeaf } from './result.ts';
import { scoresOf } from './select.ts';
import type { Suite } from './suite.ts';

/** Enterprise and place of a slot id. */
export function slotParts(slot: string): { readonly ent: string; readonly place: number } {
  const at = slot.lastIndexOf('#');
  return { ent: slot.slice(0, at), place: Number(slot.slice(at + 1)) };
}

/** Outcome leaves in the order of the roster. */
export function outcomesOf(
  suite: Suite,
  announcement: Announcement,
  roster: readonly RosterLeaf[],
  key: Uint8Array,
  details: Pick<DetailsDocument, 'selected' | 'teams' | 'experts'>,
): OutcomeLeaf[] {
  const strata = new Set(announcement.select.strata.map(({ id }) => id));
  const inDraw = roster.filter(
    ({ status, stratum }) => status === 'eligible' && stratum !== undefined && strata.has(stratum),
  );
  const scores = scoresOf(suite, key, inDraw, announcement.select.weights);
  const scoreOf = new Map(inDraw.map(({ id }, index) => [id, toHex(scores[index] as Uint8Array)]));
  const rankOf = new Map(details.selected.map(({ id, rank }) => [id, rank]));
  const officers = peopleBySlot(details.teams.trace);
  const experts = peopleBySlot(details.experts?.trace ?? []);
  const salts = outcomeSalts(suite, roster);
  return roster.map(({ id }, i): OutcomeLeaf => {
    const [score, rank] = [scoreOf.get(id), rankOf.get(id)];
    const base = { i, id, salt: salts[i] as string };
    if (score === undefined) return { ...base, outcome: 'excluded' };
    if (rank === undefined) return { ...base, outcome: 'not', score };
    return {
      ...base,
      outcome: 'selected',
      rank,
      score,
      officers: (officers.get(id) ?? []).map(({ person }) => person),
      experts: (experts.get(id) ?? []).map(({ place, person }): ExpertPlace => ({ place, expert: person })),
    };
  });
}

interface Placed {
  readonly place: number;
  readonly person: string;
}

function peopleBySlot(trace: readonly { readonly slot: string; readonly officer: string }[]): Map<string, Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const { slot, officer } of trace) {
    const { ent, place } = slotParts(slot);
    const people = found.get(ent) ?? [];
    people.push({ place, person: officer });
    found.set(ent, people);
  }
  return found;
}
