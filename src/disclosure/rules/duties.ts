/** What is owed to a result on its way to the public (domain §21.9, docs/adr/0052). Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { DisclosureState } from '../types.ts';
import type { ExposureState, WordsState } from '../types/exposure.ts';

const WHY = '检查结果自签字完成之日起 20 个工作日内公示（国办发〔2018〕118号，政府信息公开条例第二十六条）';

export const disclosureDuties = {
  'disclosure.confirm': { deed: 'disclosure.confirm', owners: ['officer'], unit: 'workday', why: WHY },
  'disclosure.approve': { deed: 'disclosure.approve', owners: ['section-chief'], unit: 'workday', why: WHY },
  'disclosure.publish': { deed: 'disclosure.publish', owners: ['disclosure-reviewer'], unit: 'workday', why: WHY },
  'disclosure.publish-exposure': {
    deed: 'disclosure.publish-exposure',
    owners: ['disclosure-reviewer'],
    unit: 'day',
    why: '负责人已决定公开曝光，等待核对公开的文字',
  },
  'disclosure.withdraw-exposure': {
    deed: 'disclosure.withdraw-exposure',
    owners: ['disclosure-reviewer'],
    unit: 'day',
    why: '曝光的隐患已经整改，应当从门户撤下',
  },
  'disclosure.publish-words': {
    deed: 'disclosure.publish-words',
    owners: ['disclosure-reviewer'],
    unit: 'day',
    why: '企业提交了说明，等待审查是否含有个人信息',
  },
} as const satisfies Duties;

export const DISCLOSURE_OWED: OwedIn<DisclosureState, typeof disclosureDuties> = {
  drafted: ['disclosure.confirm'],
  confirmed: ['disclosure.approve'],
  approved: ['disclosure.publish'],
  published: [],
  withdrawn: [],
};

/** By where an exposure stands; one whose hazard is rectified is owed its withdrawal. */
export const EXPOSURE_OWED: OwedIn<ExposureState | 'settled', typeof disclosureDuties> = {
  drafted: ['disclosure.publish-exposure'],
  published: [],
  settled: ['disclosure.withdraw-exposure'],
  withdrawn: [],
};

/** By what became of an enterprise's words. */
export const WORDS_OWED: OwedIn<WordsState, typeof disclosureDuties> = {
  waiting: ['disclosure.publish-words'],
  published: [],
  returned: [],
};
