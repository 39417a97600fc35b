/**
 * 抽查范围 as a condition of the database: the list of 100,000 enterprises is filtered by what `exclusionCauses` says of each.
 * `scope-condition.test.ts` holds the two together. @module
 */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { listUniverse } from '../../directory/reads/pools.ts';
import type { Scope } from '../../directory/types/scope.ts';
import type { ObjectScope } from '../../items/types.ts';
import type { PlanFilter } from '../../plan/types/filter.ts';
import { exclusionCauses, type ExclusionCause, type RosterRule } from '../rules/pool.ts';
import type { EnterpriseFilter } from '../types.ts';
import { ruleOfYear } from './scope.ts';

type Condition = RawBuilder<SqlBool>;

/** On a row `t` of the enterprises: it can be drawn (`in`), or one of the other reasons stands against it. */
export async function scopeCondition(tx: ReadTx, scopes: readonly Scope[]): Promise<Condition> {
  return conditionByRule(tx, await ruleOfYear(tx), scopes);
}

/** The same by a rule that is given. */
export async function conditionByRule(tx: ReadTx, rule: RosterRule, scopes: readonly Scope[]): Promise<Condition> {
  const causes = await causeConditions(tx, rule);
  return any(scopes.map((scope) => (scope === 'in' ? not(any(Object.values(causes))) : causes[scope])));
}

async function causeConditions(
  tx: ReadTx,
  rule: RosterRule,
): Promise<Readonly<Record<ExclusionCause['cause'], Condition>>> {
  const { planScope, config, itemScopes } = rule;
  const { scope, strata, exclusions } = config;
  return {
    plan: not(matches(planScope)),
    draw: not(all([fits(scope), any(strata.map(({ filter }) => fits(filter)))])),
    item: itemScopes.length === 0 ? sql`false` : not(any(itemScopes.map(applies))),
    status: sql`t.status <> 'active'`,
    document: sql`t.credit_code = ANY(${exclusions.map(({ creditCode }) => creditCode)}::text[])`,
    frequency: sql`t.enterprise_id = ANY(${await cappedIds(tx, rule)}::uuid[])`,
  };
}

/** Few have been drawn this year: they are judged by the rule itself. */
async function cappedIds(tx: ReadTx, rule: RosterRule): Promise<string[]> {
  if (rule.drawnBefore.size === 0) return [];
  const drawn = await listUniverse(tx, { enterpriseIds: [...rule.drawnBefore.keys()] });
  return drawn.flatMap((entry) =>
    exclusionCauses(entry, rule).some(({ cause }) => cause === 'frequency') ? [entry.enterpriseId] : [],
  );
}

function matches({ safetyDomains, riskColors, keyUnit }: PlanFilter): Condition {
  return all([
    among('safety_domain', safetyDomains),
    among('risk_color', riskColors),
    keyUnit === null ? sql`true` : sql`t.key_unit = ${keyUnit}`,
  ]);
}

function fits(filter: EnterpriseFilter): Condition {
  const { specialFlags, subdistrictCodes } = filter;
  return all([
    matches(filter),
    specialFlags.length === 0 ? sql`true` : holds(specialFlags),
    among('subdistrict_code', subdistrictCodes),
  ]);
}

function applies({ domains, flags, riskColors = [], sizes = [] }: ObjectScope): Condition {
  const isKind =
    domains.length + flags.length === 0
      ? sql<SqlBool>`true`
      : any([sql`t.safety_domain = ANY(${[...domains]}::text[])`, holds(flags)]);
  return all([isKind, among('risk_color', riskColors), among('size_class', sizes)]);
}

function holds(flags: readonly string[]): Condition {
  return sql`t.special_flags && ${[...flags]}::text[]`;
}

/** Nothing named means all; what an enterprise does not say is not among what is named. */
function among(column: string, values: readonly string[]): Condition {
  return values.length === 0
    ? sql`true`
    : sql`coalesce(${sql.ref(`t.${column}`)} = ANY(${[...values]}::text[]), false)`;
}

function all(conditions: readonly Condition[]): Condition {
  return sql`(${sql.join([...conditions], sql` AND `)})`;
}

function any(conditions: readonly Condition[]): Condition {
  return sql`(${sql.join([sql`false`, ...conditions], sql` OR `)})`;
}

function not(condition: Condition): Condition {
  return sql`(NOT ${condition})`;
}
