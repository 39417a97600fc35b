/** From the directories to the lists a draw is made from: who can be drawn, and why each other cannot. @module */
import { toSeconds } from '../../core/clock.ts';
import { expertRefusals, officerRefusals } from '../../directory/rules.ts';
import type { DrawExpert, DrawOfficer, UniverseEntry } from '../../directory/types/pools.ts';
import type { Conflict } from '../../directory/types/recusal.ts';
import type { EnterpriseStatus } from '../../directory/types/vocabulary.ts';
import { appliesTo } from '../../items/rules/checklist.ts';
import type { EnterpriseTags, ItemVersion, ObjectScope } from '../../items/types.ts';
import { capOf } from '../../plan/rules/caps.ts';
import { matchesFilter } from '../../plan/rules/size.ts';
import type { PlanFilter, PlanForDraw } from '../../plan/types.ts';
import { publicId } from './public-id.ts';
import type { DrawConfig, EnterpriseFilter, Exclusion, SizeRule, StratumConfig } from '../types.ts';
import type { WeightsConfig } from '../types/inputs.ts';

/** One line of the frozen roster (冻结名录): every enterprise of the directory, drawn from or not. */
export interface RosterEntry {
  readonly id: string;
  readonly enterpriseId: string;
  readonly name: string;
  readonly status: 'eligible' | 'excluded';
  readonly reason?: Exclusion;
  /** For FREQ the earlier draw, for an exclusion by document its number. */
  readonly ref?: string;
  readonly stratum?: string;
  readonly weight: number;
}

/** 执法人员, 专家, 车辆 or 装备 as a draw sees them: what they may be given, and how much they carry already. */
export interface PersonEntry {
  /** Certificate number, directory number, or the directory's own id. */
  readonly id: string;
  readonly personId: string;
  readonly tags: readonly string[];
  readonly cap: number;
  readonly prior: number;
}

/** 回避关系 by public ids. */
export interface ConflictEntry {
  readonly person: string;
  readonly enterprise: string;
  readonly reason: string;
  readonly registeredAt: string;
}

/** Tag of everyone who may inspect on all planned days; every seat asks for it. */
export const VALID = 'valid';
/** Tag of 主办; the first seat of a team asks for it. */
export const LEAD = 'lead';
/** In a draw with joint seats: tag of our own officers, which our seats ask for then. */
export const OWN = 'own';
/** Tag of an officer of another department; only the seats of that department ask for it. */
export function jointTag(organ: string): string {
  return `joint:${organ}`;
}
/** Whether a seat of another department is asked for anywhere. */
export function isJoint({ strata }: Pick<DrawConfig, 'strata'>): boolean {
  return strata.some(({ joint = [] }) => joint.length > 0);
}
/** Hundredths of a per cent in a whole. */
const HUNDREDTHS = 10_000;
/** The domain a certificate must cover (a certificate without recorded domains covers all). */
const CERTIFICATE_DOMAIN = 'work-safety';

/** What decides who can be drawn, apart from the directory. */
export interface RosterRule {
  readonly planScope: PlanFilter;
  readonly config: Pick<DrawConfig, 'scope' | 'strata' | 'weights' | 'frequencyCap' | 'exclusions'>;
  /** 适用对象 of the draw's published items: an enterprise that none of them is for has nothing to be checked. */
  readonly itemScopes: readonly ObjectScope[];
  /** Enterprises drawn earlier this year. */
  readonly drawnBefore: ReadonlyMap<string, DrawnBefore>;
  /** 频次上限 by class of the plan, and the enterprises whose cap was lifted. */
  readonly plan: Pick<PlanForDraw, 'caps' | 'exempt'>;
}

/** How often an enterprise was drawn this year, and the number of the last draw. */
export interface DrawnBefore {
  readonly times: number;
  readonly lastDraw: string;
}

/** Every enterprise with its status, ascending by id. */
export function rosterOf(universe: readonly UniverseEntry[], rule: RosterRule): RosterEntry[] {
  return inOrder(
    universe.map((entry): RosterEntry => {
      const weight = weightOf(entry, rule.config.weights);
      const base = { id: entry.creditCode, enterpriseId: entry.enterpriseId, name: rosterName(entry.name), weight };
      const stratum = stratumOf(entry, rule.config);
      const placed = stratum === undefined ? base : { ...base, stratum: stratum.id };
      const [exclusion] = exclusionCauses(entry, rule);
      if (exclusion === undefined) return { ...placed, status: 'eligible' };
      const { reason, ref } = exclusion;
      return { ...placed, status: 'excluded', reason, ...(ref === undefined ? {} : { ref }) };
    }),
  );
}

/**
 * A name as it is committed: NFC, full-width letters and digits made half-width, so that two offices that type the same
 * name differently have the same root. Brackets and dots of Chinese names stay as they are.
 */
function rosterName(name: string): string {
  return name.replaceAll(/[０-９Ａ-Ｚａ-ｚ]/g, (char) => char.normalize('NFKC')).normalize('NFC');
}

/** 权重: the product of those of the risk colour and the credit class; an enterprise without one of them has 1 for it. */
export function weightOf(
  { riskColor, creditClass }: Pick<UniverseEntry, 'riskColor' | 'creditClass'>,
  weights: WeightsConfig,
): number {
  if (weights.by === 'none') return 1;
  const ofColor = riskColor === null ? 1 : weights.riskColors[riskColor];
  const ofClass = creditClass === null ? 1 : weights.creditClasses[creditClass];
  return ofColor * ofClass;
}

/** What keeps an enterprise out of a draw: the cause, the code the roster states for it, and what it refers to. */
export interface ExclusionCause {
  readonly cause: 'plan' | 'draw' | 'item' | 'status' | 'document' | 'frequency';
  readonly reason: Exclusion;
  /** For FREQ the earlier draw, for an exclusion by document its number. */
  readonly ref?: string;
}

/** Every reason why an enterprise cannot be drawn, the one that the roster states first; none when it can be. */
export function exclusionCauses(entry: UniverseEntry, rule: RosterRule): ExclusionCause[] {
  const { planScope, config, itemScopes, drawnBefore } = rule;
  const causes: ExclusionCause[] = [];
  const outside = (cause: ExclusionCause['cause']): number => causes.push({ cause, reason: 'OUT_OF_SCOPE' });
  if (!matchesFilter(planScope, entry)) outside('plan');
  if (!fits(entry, config.scope) || stratumOf(entry, config) === undefined) outside('draw');
  if (itemScopes.length > 0 && !itemScopes.some((scope) => appliesTo(scope, tagsOf(entry)))) outside('item');
  const standing = STATUS_EXCLUSIONS[entry.status];
  if (standing !== undefined) causes.push({ cause: 'status', reason: standing });
  const documented = config.exclusions.find(({ creditCode }) => creditCode === entry.creditCode);
  if (documented !== undefined) causes.push({ cause: 'document', reason: documented.reason, ref: documented.ref });
  const drawn = drawnBefore.get(entry.enterpriseId);
  if (drawn !== undefined && drawn.times >= yearlyCap(entry, rule) && !rule.plan.exempt.has(entry.enterpriseId))
    causes.push({ cause: 'frequency', reason: 'FREQ', ref: drawn.lastDraw });
  return causes;
}

/** The smaller of what the configuration and the enterprise's class allow. */
function yearlyCap(entry: UniverseEntry, { config, plan }: RosterRule): number {
  return Math.min(config.frequencyCap, capOf(plan.caps, entry) ?? config.frequencyCap);
}

/** 适用对象 of the items a draw is for, of those that are published. */
export function itemScopesOf(
  published: readonly Pick<ItemVersion, 'content'>[],
  { itemCodes }: Pick<DrawConfig, 'itemCodes'>,
): ObjectScope[] {
  return published.flatMap(({ content }) => (itemCodes.includes(content.code) ? [content.scope] : []));
}

const STATUS_EXCLUSIONS: Readonly<Record<EnterpriseStatus, Exclusion | undefined>> = {
  active: undefined,
  suspended: 'SUSPENDED',
  closed: 'CLOSED',
  deregistered: 'DEREGISTERED',
  moved: 'MOVED',
};

function stratumOf(entry: UniverseEntry, { strata }: Pick<DrawConfig, 'strata'>): StratumConfig | undefined {
  return strata.find(({ filter }) => fits(entry, filter));
}

function tagsOf({ safetyDomain, specialFlags, riskColor, sizeClass }: UniverseEntry): EnterpriseTags {
  return { domains: [safetyDomain], flags: specialFlags, riskColor, sizeClass };
}

function fits(entry: UniverseEntry, filter: EnterpriseFilter): boolean {
  const { specialFlags, subdistrictCodes } = filter;
  return (
    matchesFilter(filter, entry) &&
    (specialFlags.length === 0 || specialFlags.some((flag) => entry.specialFlags.includes(flag))) &&
    (subdistrictCodes.length === 0 || subdistrictCodes.includes(entry.subdistrictCode))
  );
}

/** Number to draw and how it comes about, as the announcement says it. */
export function sizeOf(
  rule: SizeRule,
  plan: Pick<PlanForDraw, 'count' | 'kRule'>,
  eligible: number,
): { readonly k: number; readonly kRule: string } {
  switch (rule.by) {
    case 'plan':
      return { k: plan.count, kRule: plan.kRule };
    case 'count':
      return { k: rule.count, kRule: String(rule.count) };
    case 'ratio':
      return {
        k: Math.ceil((eligible * rule.ratio) / HUNDREDTHS),
        kRule: `ceil(${eligible}*${rule.ratio}/${HUNDREDTHS})`,
      };
  }
}

/** All officers with their tags; those without a certificate valid on every planned day are listed without `valid`. */
export function officersOf(
  officers: readonly DrawOfficer[],
  config: Pick<DrawConfig, 'inspectFrom' | 'inspectTo' | 'officerCap' | 'strata'>,
  prior: ReadonlyMap<string, number>,
): PersonEntry[] {
  const hasJoint = isJoint(config);
  const entries = officers.map((officer) => {
    const covers = officer.certificateDomains.length === 0 || officer.certificateDomains.includes(CERTIFICATE_DOMAIN);
    const isCertified = [config.inspectFrom, config.inspectTo].every(
      (day) => officerRefusals(officer, day).length === 0,
    );
    const isValid = covers && isCertified;
    return {
      id: publicId(officer.certificateNumber),
      personId: officer.officerId,
      tags: (officer.organ === null
        ? [...(isValid ? [VALID] : []), ...(hasJoint ? [OWN] : []), ...abilitiesOf(officer)]
        : // Somebody of another department fills none of our seats, however well certified.
          [...(isCertified && hasJoint ? [VALID] : []), jointTag(officer.organ)]
      ).toSorted(),
      cap: config.officerCap,
      prior: prior.get(officer.officerId) ?? 0,
    };
  });
  return inOrder(entries);
}

function abilitiesOf({ isPresiding, specialties }: DrawOfficer): string[] {
  return [...(isPresiding ? [LEAD] : []), ...specialties];
}

/** All experts; those not appointed on every planned day are listed without `valid`. */
export function expertsOf(
  experts: readonly DrawExpert[],
  config: Pick<DrawConfig, 'inspectFrom' | 'inspectTo' | 'expertCap'>,
  prior: ReadonlyMap<string, number>,
): PersonEntry[] {
  const entries = experts.map((expert) => {
    const isValid = [config.inspectFrom, config.inspectTo].every((day) => expertRefusals(expert, day).length === 0);
    return {
      id: publicId(expert.directoryNumber),
      personId: expert.expertId,
      tags: [...(isValid ? [VALID] : []), ...expert.specialties].toSorted(),
      cap: config.expertCap,
      prior: prior.get(expert.expertId) ?? 0,
    };
  });
  return inOrder(entries);
}

/** A day stays a day, an instant loses its fractions (protocol §3.1). */
function toDocumentTime(time: string): string {
  return time.length === 10 ? time : toSeconds(time);
}

/** Ascending by id, as lists are committed (protocol §3.3). */
export function inOrder<T extends { readonly id: string }>(entries: readonly T[]): T[] {
  return entries.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}

/** The conflicts of one kind of person by public ids, each pair once (its first reason), ascending by person and enterprise. */
export function conflictsOf(
  conflicts: readonly Conflict[],
  personType: Conflict['personType'],
  people: readonly PersonEntry[],
  roster: readonly RosterEntry[],
): ConflictEntry[] {
  const personIds = new Map(people.map(({ personId, id }) => [personId, id]));
  const enterpriseIds = new Map(roster.map(({ enterpriseId, id }) => [enterpriseId, id]));
  const pairs = new Map<string, ConflictEntry>();
  for (const conflict of conflicts) {
    const person = personIds.get(conflict.personId);
    const enterprise = enterpriseIds.get(conflict.enterpriseId);
    if (conflict.personType !== personType || person === undefined || enterprise === undefined) continue;
    const key = `${person}|${enterprise}`;
    if (!pairs.has(key))
      pairs.set(key, {
        person,
        enterprise,
        reason: conflict.reason,
        registeredAt: toDocumentTime(conflict.registeredAt),
      });
  }
  return [...pairs.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}
