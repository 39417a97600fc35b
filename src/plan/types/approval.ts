/** 审签 of a plan: who signed which version of it, and what they said. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';

export const SIGNATURE_STEPS = { submit: '提交', endorse: '审核同意', approve: '批准', return: '退回' } as const;
export type SignatureStep = keyof typeof SIGNATURE_STEPS;

export const PlanSignature = z.object({
  number: z.int(),
  step: z.enum(codesOf(SIGNATURE_STEPS)),
  /** Hash of what was on the screen. */
  hash: z.string(),
  opinion: z.string().nullable(),
  signedBy: z.string(),
  signedAt: z.string(),
});
export type PlanSignature = z.output<typeof PlanSignature>;

/** 审核意见、批示: optional, one line. */
export const Opinion = z
  .string()
  .trim()
  .normalize('NFC')
  .regex(/^\P{Cc}*$/u, '写成一行，不含控制字符')
  .min(1)
  .max(300, '不超过 300 个字')
  .nullable();
