/** What the acts of the party take. Browser-safe. @module */
import { z } from 'zod';
import { text } from '../../../inspection/types/visit.ts';
import { Day, Fen, Reason } from '../case.ts';
import { AttachedFiles } from '../evidence.ts';
import { Instalment, of } from './parts.ts';
import { Address } from '../party.ts';

export const PARTY_INPUTS = {
  'file-argument': z.object({ ...of, text: text('陈述申辩内容', 2_000), files: AttachedFiles }),
  'ask-hearing': z.object({ ...of, request: text('申请听证的理由', 500) }),
  'withdraw-hearing': z.object({ ...of, reason: Reason }),
  'confirm-address': z.object({ ...of, address: Address }),
  'report-payment': z.object({ ...of, on: Day, fen: Fen, receipt: text('票据号码', 60), files: AttachedFiles }),
  'ask-instalments': z.object({ ...of, reason: Reason, plan: z.array(Instalment).min(1, '至少一期').max(24) }),
} as const;
