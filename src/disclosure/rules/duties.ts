/** What is owed to a result on its way to the public (domain §21.9, docs/adr/0052). Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { DisclosureState } from '../types.ts';

const WHY = '检查结果自签字完成之日起 20 个工作日内公示（国办发〔2018〕118号，政府信息公开条例第二十六条）';

export const disclosureDuties = {
  'disclosure.confirm': { deed: 'disclosure.confirm', owners: ['officer'], unit: 'workday', why: WHY },
  'disclosure.approve': { deed: 'disclosure.approve', owners: ['section-chief'], unit: 'workday', why: WHY },
  'disclosure.publish': { deed: 'disclosure.publish', owners: ['disclosure-reviewer'], unit: 'workday', why: WHY },
} as const satisfies Duties;

export const DISCLOSURE_OWED: OwedIn<DisclosureState, typeof disclosureDuties> = {
  drafted: ['disclosure.confirm'],
  confirmed: ['disclosure.approve'],
  approved: ['disclosure.publish'],
  published: [],
  withdrawn: [],
};
