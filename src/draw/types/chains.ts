/** 编码链: the one-time codes by which two bodies keep a sealed draw secret (SPEC §20.1). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { SUITES } from './inputs.ts';

/** 持有方: two bodies, neither of which inspects; one that keeps silent is enough. */
export const HOLDERS = { supervisor: '执法监督', legal: '法制审核' } as const;
export type Holder = keyof typeof HOLDERS;
export type SuiteName = keyof typeof SUITES;

/** Codes of one chain: each batch and each substitution takes one. */
export const CHAIN_LENGTH = { least: 2, usual: 200, most: 10_000 } as const;

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/, '须为 64 位小写十六进制数');

/** 公布编码链 as it is sent: nothing of it is secret. */
export const PublishChain = z.object({
  suite: z.enum(codesOf(SUITES)),
  /** Code number 0 of the chain. */
  anchor: Hex32,
  length: z.int().min(CHAIN_LENGTH.least, '至少 2 个编码').max(CHAIN_LENGTH.most, '至多 10000 个编码'),
  /** Hashes of the escrow shares, of which two give the chain back. */
  shares: z.array(Hex32).length(3, '须有三份托管份额的指纹'),
});
export type PublishChain = z.output<typeof PublishChain>;

export const ChainView = PublishChain.extend({
  chainId: z.uuid(),
  holder: z.enum(codesOf(HOLDERS)),
  /** Who published it. */
  name: z.string(),
  at: z.string(),
  /** The last one of its holder. */
  isCurrent: z.boolean(),
});
export type ChainView = z.output<typeof ChainView>;

/** Every chain, the newest first. */
export const ChainList = z.object({ rows: z.array(ChainView) });
export type ChainList = z.output<typeof ChainList>;
