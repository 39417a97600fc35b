/** 行政处罚决定 as the public reads it. Browser-safe. @module */
import { z } from 'zod';
import { PUBLICITY_CLASSES } from '../../credit/rules/publicity.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { PARTY_KINDS, PENALTY_KINDS } from '../../penalty/types/case.ts';

const Words = z.string('请填写公开文字').trim().normalize('NFC').min(1, '请填写公开文字').max(2_000);

/**
 * 处罚公示内容. Every field is here because it may be public (domain §10.4, §11.2): no address, no legal representative, no
 * evidence, and of a natural person the surname.
 */
export const PublicPenalty = z.object({
  bureau: z.string(),
  party: z.enum(codesOf(PARTY_KINDS)),
  /** 行政相对人; the code is empty for a natural person. */
  enterprise: z.object({ name: z.string(), creditCode: z.string() }),
  /** 决定书文号 */
  number: z.string(),
  decidedOn: z.string(),
  cause: Words,
  facts: z.array(Words),
  /** 违反的条款 and 处罚依据 of the benchmark applied. */
  violates: z.string(),
  basis: z.string(),
  /** `fen`: of 罚款 and 没收违法所得 alone. */
  items: z.array(z.object({ kind: z.enum(codesOf(PENALTY_KINDS)), fen: z.int().nullable(), detail: z.string() })),
  /** 公示类别 and what the rules of the day of the document make of it; null days: no rules knew one. */
  level: z.enum(codesOf(PUBLICITY_CLASSES)),
  rules: z.string(),
  repairFrom: z.string().nullable(),
  publicUntil: z.string().nullable(),
});
export type PublicPenalty = z.output<typeof PublicPenalty>;
