/** 登录策略: what a bureau asks of passwords, sessions and failures. Two presets; stricter numbers are free. Browser-safe. @module */
import type { Refusal } from '../result.ts';

export const PASSWORD_POLICY = {
  /** In characters. */
  maxLength: 128,
  /** A one-time password must be used within this time. */
  oneTimeHours: 72,
} as const;

export interface LoginPolicy {
  readonly preset: PolicyPreset;
  /** Fewest characters of a password. */
  readonly minLength: number;
  /** Of capitals, small letters, digits and other signs, how many kinds. */
  readonly classes: number;
  /** Days until a password must be changed; 0 is never. */
  readonly maxAgeDays: number;
  /** How many earlier passwords may not come back. */
  readonly history: number;
  readonly idleMinutes: number;
  readonly absoluteMinutes: number;
  /** Wrong tries in a row of one account before it waits. */
  readonly freeTries: number;
  /** Wrong tries in a row from one address, over all accounts, before it waits. */
  readonly sourceTries: number;
  /** Sessions of one person at the same time; the oldest ends. */
  readonly maxSessions: number;
  readonly needsSecondFactor: boolean;
}

export type PolicyPreset = 'asvs' | 'mlps3';

/**
 * `asvs`: OWASP ASVS 5.0 V6.2, V6.3, V7.3: length, no composition, no forced change. `mlps3`: 等保三级, GB/T 22239-2019
 * 8.1.4.1 a (复杂度、定期更换), b (失败处理、超时退出), d (两种鉴别技术); the standard names no numbers, these are usual in assessments.
 */
export const PRESETS: Readonly<Record<PolicyPreset, LoginPolicy>> = {
  asvs: {
    preset: 'asvs',
    minLength: 12,
    classes: 1,
    maxAgeDays: 0,
    history: 0,
    idleMinutes: 30,
    absoluteMinutes: 480,
    freeTries: 5,
    sourceTries: 50,
    maxSessions: 10,
    needsSecondFactor: false,
  },
  mlps3: {
    preset: 'mlps3',
    minLength: 12,
    classes: 3,
    maxAgeDays: 90,
    history: 5,
    idleMinutes: 15,
    absoluteMinutes: 480,
    freeTries: 5,
    sourceTries: 30,
    maxSessions: 1,
    needsSecondFactor: true,
  },
};

/** In force where a bureau has chosen none. */
export const DEFAULT_POLICY = PRESETS.asvs;

type NumberField = { [K in keyof LoginPolicy]: LoginPolicy[K] extends number ? K : never }[keyof LoginPolicy];

/** Which numbers are stricter when they are larger; the others when they are smaller. */
const LARGER_IS_STRICTER: readonly NumberField[] = ['minLength', 'classes', 'history'];
export const POLICY_NUMBERS = [
  'minLength',
  'classes',
  'maxAgeDays',
  'history',
  'idleMinutes',
  'absoluteMinutes',
  'freeTries',
  'sourceTries',
  'maxSessions',
] as const satisfies readonly NumberField[];

/** What the database keeps too: least and most of each number. */
export const POLICY_BOUNDS: Readonly<Record<(typeof POLICY_NUMBERS)[number], readonly [number, number]>> = {
  minLength: [8, 64],
  classes: [1, 4],
  maxAgeDays: [0, 365],
  history: [0, 24],
  idleMinutes: [5, 60],
  absoluteMinutes: [30, 1_440],
  freeTries: [3, 10],
  sourceTries: [10, 200],
  maxSessions: [1, 20],
};

/** Every number that is weaker than the preset whose name the policy would bear. */
export function policyRefusals(policy: LoginPolicy): Refusal[] {
  const least = PRESETS[policy.preset];
  const refusals: Refusal[] = POLICY_NUMBERS.filter((field) => isWeaker(field, policy[field], least[field])).map(
    (field) => ({
      code: 'policy-weaker-than-preset',
      at: field,
      facts: { value: policy[field], preset: least[field] },
    }),
  );
  if (least.needsSecondFactor && !policy.needsSecondFactor)
    refusals.push({ code: 'policy-needs-second-factor', at: 'needsSecondFactor' });
  return refusals;
}

function isWeaker(field: NumberField, value: number, least: number): boolean {
  // A password that never grows old is the weakest of all ages.
  if (field === 'maxAgeDays') return least > 0 && (value === 0 || value > least);
  return LARGER_IS_STRICTER.includes(field) ? value < least : value > least;
}
