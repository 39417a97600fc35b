/** What the party does by itself, by the code of its case; the same course as when an officer writes it down. Browser-safe. @module */
import { HANDLED, type ActRule } from './rule.ts';

const PARTY = { roles: [], parties: ['enterprise'] } as const;

export const PARTY_ACTS = {
  'file-argument': { title: '提交陈述申辩', ...PARTY, from: ['noticed', 'submitting'], to: [] },
  'ask-hearing': { title: '申请听证', ...PARTY, from: ['noticed'], to: ['hearing'] },
  'withdraw-hearing': { title: '撤回听证申请', ...PARTY, from: ['hearing'], to: ['submitting'] },
  'confirm-address': { title: '确认送达地址', ...PARTY, from: HANDLED, to: [], forms: ['address'] },
  'report-payment': { title: '提交缴款凭据', ...PARTY, from: ['executing'], to: [] },
  'ask-instalments': { title: '申请延期、分期缴款', ...PARTY, from: ['executing'], to: [] },
} as const satisfies Readonly<Record<string, ActRule>>;
