import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { inBureau, read } from '../core/transact.ts';
import { listUniverse } from '../directory/reads/pools.ts';
import type { UniverseEntry } from '../directory/types/pools.ts';
import { SCOPES, type Scope } from '../directory/types/scope.ts';
import { codesOf, RISK_COLORS, SAFETY_DOMAINS, SIZE_CLASSES, SPECIAL_FLAGS } from '../directory/types/vocabulary.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { conditionByRule, scopeCondition } from './reads/scope-condition.ts';
import type { RosterRule } from './rules/pool.ts';
import { scopeReasons } from './rules/scope.ts';

const scene = useScene();
const STATUSES = ['active', 'active', 'active', 'suspended', 'moved'] as const;

/** Enterprises of every kind that a rule can tell apart; some say nothing of themselves. */
beforeEach(async () => {
  const [domains, colors, sizes, flags] = [
    codesOf(SAFETY_DOMAINS),
    codesOf(RISK_COLORS),
    codesOf(SIZE_CLASSES),
    codesOf(SPECIAL_FLAGS),
  ];
  await inBureau(scene.runtime, 1, async ({ db }) => {
    for (const [n, enterpriseId] of scene.district.enterpriseIds.entries())
      await db
        .updateTable('enterprise')
        .set({
          safety_domain: domains[n % 3] ?? 'machinery',
          risk_color: n % 5 === 0 ? null : (colors[n % 4] ?? null),
          size_class: n % 3 === 0 ? null : (sizes[n % 4] ?? null),
          special_flags: flags.slice(0, n % 3),
          key_unit: n % 2 === 0,
          status: STATUSES[n % STATUSES.length] ?? 'active',
        })
        .where('enterprise_id', '=', enterpriseId)
        .execute();
  });
});

const some = <C extends string>(codes: readonly C[]): fc.Arbitrary<C[]> =>
  fc.subarray([...codes].slice(0, 4), { maxLength: 3 });
const filter = fc.record({
  safetyDomains: some(codesOf(SAFETY_DOMAINS)),
  riskColors: some(codesOf(RISK_COLORS)),
  keyUnit: fc.constantFrom(null, null, true, false),
  specialFlags: some(codesOf(SPECIAL_FLAGS)),
  subdistrictCodes: fc.constantFrom<string[]>([], [], ['120111100']),
});
const EVERYBODY = { safetyDomains: [], riskColors: [], keyUnit: null, specialFlags: [], subdistrictCodes: [] };
const itemScope = fc.record({
  domains: some(codesOf(SAFETY_DOMAINS)),
  flags: some(codesOf(SPECIAL_FLAGS)),
  riskColors: some(codesOf(RISK_COLORS)),
  sizes: some(codesOf(SIZE_CLASSES)),
});

/** A rule that leaves nobody out who is in business: at random a rule has always something against somebody. */
const OPEN_RULE: RosterRule = {
  planScope: EVERYBODY,
  plan: { caps: undefined, exempt: new Set() },
  config: {
    ...sampleConfig(),
    scope: EVERYBODY,
    strata: sampleConfig().strata.map((stratum) => ({ ...stratum, filter: EVERYBODY })),
    exclusions: [],
  },
  itemScopes: [],
  drawnBefore: new Map(),
};

/** A rule about these enterprises. */
function ruleFor(universe: readonly UniverseEntry[]): fc.Arbitrary<RosterRule> {
  const few = fc.subarray([...universe], { maxLength: 4 });
  return fc
    .record({
      planScope: filter,
      scope: filter,
      strata: fc.array(filter, { minLength: 1, maxLength: 2 }),
      itemScopes: fc.array(itemScope, { maxLength: 2 }),
      excluded: few,
      drawn: few,
      exempt: few,
      frequencyCap: fc.constantFrom(1, 2),
    })
    .map(({ planScope, scope, strata, itemScopes, excluded, drawn, exempt, frequencyCap }) => ({
      planScope,
      plan: { caps: undefined, exempt: new Set(exempt.map(({ enterpriseId }) => enterpriseId)) },
      config: {
        ...sampleConfig(),
        scope,
        strata: strata.map((each, n) => ({ ...sampleConfig().strata[0], id: `s${n}`, filter: each })),
        exclusions: excluded.map(({ creditCode }) => ({
          creditCode,
          reason: 'JOINT' as const,
          ref: '津应急〔2026〕3号',
        })),
        frequencyCap,
      } as RosterRule['config'],
      itemScopes,
      drawnBefore: new Map(drawn.map(({ enterpriseId }, n) => [enterpriseId, { times: 1 + (n % 2), lastDraw: 'D' }])),
    }));
}

describe('抽查范围 as a filter of the list', () => {
  test('finds exactly the enterprises of which the rules of the draw say so, whatever the rule', async () => {
    const universe = await read(scene.runtime, 1, (tx) => listUniverse(tx));
    const seen = new Set<Scope>();
    await fc.assert(
      fc.asyncProperty(ruleFor(universe), async (rule) => {
        for (const scope of codesOf(SCOPES)) {
          const found = await read(scene.runtime, 1, async (tx) => {
            const condition = await conditionByRule(tx, rule, [scope]);
            const { rows } = await sql<{ id: string }>`SELECT t.enterprise_id AS id FROM enterprise t
              WHERE t.bureau_id = ${tx.bureauId} AND NOT t.removed AND ${condition}`.execute(tx.db);
            return rows.map(({ id }) => id).toSorted();
          });
          const said = universe.filter((entry) => {
            const codes = scopeReasons(entry, rule).map(({ code }) => code);
            return scope === 'in' ? codes.length === 0 : codes.includes(`scope-${scope}`);
          });
          if (said.length > 0) seen.add(scope);
          expect(found, scope).toEqual(said.map(({ enterpriseId }) => enterpriseId).toSorted());
        }
      }),
      { numRuns: 60, examples: [[OPEN_RULE]] },
    );
    expect([...seen].toSorted()).toEqual(codesOf(SCOPES).toSorted());
  }, 60_000);

  test('several are any of them, by the rules of the year', async () => {
    const count = async (scopes: readonly Scope[]): Promise<number> =>
      read(scene.runtime, 1, async (tx) => {
        const condition = await scopeCondition(tx, scopes);
        const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM enterprise t
          WHERE t.bureau_id = ${tx.bureauId} AND NOT t.removed AND ${condition}`.execute(tx.db);
        return rows[0]?.n ?? 0;
      });
    const [drawable, standing] = [await count(['in']), await count(['status'])];
    expect(standing).toBeGreaterThan(0);
    expect(await count(['in', 'status'])).toBe(drawable + standing);
  });
});
