/** Why a chain of one-time codes is refused, and what to do about it. No React here. @module */
import { HOLDERS } from '../../../draw/types/chains.ts';
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const chainRefusals: RefusalMessages = {
  'chain-both-holders': (facts) => ({
    reason: `${factText(facts, 'name')}已经持有${Object.entries(HOLDERS).find(([key]) => key === factText(facts, 'holder'))?.[1] ?? ''}的编码链，一人不能持有两方的编码`,
    remedy: '由另一方的其他人员生成并公布',
  }),
  'chain-anchor-known': () => ({
    reason: '这个锚已经公布过',
    remedy: '请刷新页面：链可能已经公布成功；否则重新生成一条',
  }),
  'chain-shares-alike': () => ({ reason: '三份托管份额不能相同', remedy: '请重新生成一条编码链' }),
};
