/** 登录策略 and one's own account, as they cross the wire. Browser-safe. @module */
import { z } from 'zod';
import { POLICY_BOUNDS, POLICY_NUMBERS, type LoginPolicy } from '../../core/identity/policy.ts';

const numbers = Object.fromEntries(
  POLICY_NUMBERS.map((field) => {
    const [least, most] = POLICY_BOUNDS[field];
    return [field, z.int(`应为 ${least}–${most} 的整数`).min(least, `至少 ${least}`).max(most, `至多 ${most}`)];
  }),
) as Record<(typeof POLICY_NUMBERS)[number], z.ZodInt>;

export const Policy = z.strictObject({
  preset: z.enum(['asvs', 'mlps3']),
  ...numbers,
  needsSecondFactor: z.boolean(),
}) satisfies z.ZodType<LoginPolicy>;

/** What setting the policy asks for. */
export const PolicyChange = z.strictObject({
  /** The version that was on the screen; 0 when none was set yet. */
  version: z.int().min(0),
  policy: Policy,
});

export const PolicyView = z.object({ version: z.int(), since: z.string().nullable(), policy: Policy });
export type PolicyView = z.output<typeof PolicyView>;

/** 我的账号. */
export const OwnAccount = z.object({
  username: z.string(),
  passwordChangedAt: z.string(),
  /** When the policy lets the password grow old; null: never. */
  passwordUntil: z.string().nullable(),
  /** What the policy asks of the next one. */
  minLength: z.int(),
  classes: z.int(),
  history: z.int(),
  needsSecondFactor: z.boolean(),
  totpSince: z.string().nullable(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(
    z.object({
      credentialId: z.string(),
      label: z.string(),
      createdAt: z.string(),
      usedAt: z.string().nullable(),
    }),
  ),
  sessions: z.array(
    z.object({
      sessionId: z.string(),
      startedAt: z.string(),
      usedAt: z.string(),
      ip: z.string(),
      userAgent: z.string(),
      isThis: z.boolean(),
    }),
  ),
  /** Null: the configuration names no unified identity platform. */
  unified: z.object({ issuer: z.string(), linkedAt: z.string().nullable() }).nullable(),
});
export type OwnAccount = z.output<typeof OwnAccount>;
