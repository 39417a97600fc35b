/** Invented enterprises, officers and experts for the bundles of the batteries. @module */
import type { ConflictLeaf, PersonLeaf, RosterLeaf, Templates } from '../src/index.ts';
import type { Chance } from '../src/testing/chance.ts';

const STRATA = ['hazchem', 'metallurgy', 'warehouse'] as const;
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Two places for officers in each stratum, the first of which leads. */
export const TEMPLATES: Templates = Object.fromEntries(
  STRATA.map((id) => [id, [{ all: ['valid', 'lead'] }, { all: ['valid', id] }]]),
);
/** One place for an expert where it may burn or explode. */
export const EXPERT_TEMPLATES: Templates = { hazchem: [{ all: ['valid', 'hazchem'] }] };

/** A credit code with its check character (GB 32100-2015). */
function creditCode(n: number): string {
  const body = `91120111MA${n.toString().padStart(7, '0')}`;
  const sum = Array.from(body).reduce((total, char, i) => total + ALPHABET.indexOf(char) * (3 ** i % 31), 0);
  return body + (ALPHABET[(31 - (sum % 31)) % 31] ?? '');
}

/** A roster with all that a roster can have: both kinds of id, weights, exclusions with and without reference. */
export function enterprises(size: number, random: Chance, maxWeight: number): Omit<RosterLeaf, 'salt'>[] {
  return Array.from({ length: size }, (_, n) => {
    const id = n % 9 === 4 ? `DIR-${String(n).padStart(4, '0')}` : creditCode(n + 1);
    const common = { id, name: `示例企业${n + 1}`, weight: 1 + random.below(maxWeight) };
    if (n % 11 === 7) return { ...common, status: 'excluded', reason: 'CLOSED' };
    if (n % 11 === 9) return { ...common, status: 'excluded', reason: 'FREQ', ref: '2023-T1-1' };
    return { ...common, status: 'eligible', stratum: STRATA[n % STRATA.length] ?? '' };
  });
}

/** People with tags; every second may lead. */
export function people(prefix: string, size: number, random: Chance): Omit<PersonLeaf, 'salt'>[] {
  return Array.from({ length: size }, (_, n) => ({
    id: `${prefix}-${String(n).padStart(3, '0')}`,
    tags: ['valid', ...(n % 2 === 0 ? ['lead'] : []), ...STRATA.filter((_id, i) => (n + i) % 3 !== 0)].toSorted(),
    cap: 4,
    prior: random.below(3),
  }));
}

/** Recusals of the given people. */
export function recusals(
  of: readonly { readonly id: string }[],
  firms: readonly { readonly id: string }[],
): Omit<ConflictLeaf, 'salt'>[] {
  return of.flatMap((person, i) =>
    firms
      .filter((_firm, j) => (i * 7 + j * 5) % 23 === 0)
      .map((firm) => ({
        person: person.id,
        ent: firm.id,
        reason: 'ROTATION',
        registeredAt: '2023-01-05T00:00:00Z',
      })),
  );
}
