/** What is owed to a result on its way to the public (domain §21.9, docs/adr/0052). Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { DisclosureState } from '../types.ts';
import type { ExposureState, WordsState } from '../types/exposure.ts';
import type { ObjectionState } from '../types/objection.ts';

const WHY =
  '检查结果自签字之日起 20 个工作日内（国办发〔2018〕118号、政府信息公开条例第二十六条）、处罚决定自作出之日起 7 个工作日内（安全生产法第七十八条）公示';

export const disclosureDuties = {
  'disclosure.confirm': { deed: 'disclosure.confirm', owners: ['officer'], unit: 'workday', why: WHY },
  'disclosure.approve': { deed: 'disclosure.approve', owners: ['section-chief'], unit: 'workday', why: WHY },
  'disclosure.publish': { deed: 'disclosure.publish', owners: ['disclosure-reviewer'], unit: 'workday', why: WHY },
  'disclosure.withdraw': {
    deed: 'disclosure.withdraw',
    owners: ['disclosure-reviewer'],
    unit: 'workday',
    why: '已公示的处罚决定被撤销或者变更，三个工作日内撤回并公开说明理由（行政处罚法第四十八条）',
  },
  'disclosure.correct': {
    deed: 'disclosure.correct',
    owners: ['disclosure-reviewer'],
    unit: 'workday',
    why: '公示的检查结果列有已经撤销的问题，三个工作日内更正或者撤回（参照行政处罚法第四十八条；国办发〔2018〕118号：发现公开的信息不准确的，及时更正）',
  },
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
    why: '曝光的隐患已经整改或者撤销，应当从门户撤下',
  },
  'disclosure.publish-words': {
    deed: 'disclosure.publish-words',
    owners: ['disclosure-reviewer'],
    unit: 'day',
    why: '企业提交了说明，等待审查是否含有个人信息',
  },
  'disclosure.decide-objection': {
    deed: 'disclosure.decide-objection',
    owners: ['legal-reviewer', 'disclosure-reviewer'],
    unit: 'workday',
    why: '企业或者公众对公示内容提出异议，由没有经手的人核查，在公开的期限内答复（政府信息公开条例第四十一条）',
  },
} as const satisfies Duties;

export const DISCLOSURE_OWED: OwedIn<DisclosureState, typeof disclosureDuties> = {
  drafted: ['disclosure.confirm'],
  confirmed: ['disclosure.approve'],
  approved: ['disclosure.publish'],
  /** Where a day is set: a decision to withdraw, a result to correct. */
  published: ['disclosure.withdraw', 'disclosure.correct'],
  withdrawn: [],
  ended: [],
  cancelled: [],
};

/** By where an exposure stands; one whose hazard is rectified or voided is owed its withdrawal. */
export const EXPOSURE_OWED: OwedIn<ExposureState | 'settled', typeof disclosureDuties> = {
  drafted: ['disclosure.publish-exposure'],
  published: [],
  settled: ['disclosure.withdraw-exposure'],
  withdrawn: [],
  cancelled: [],
};

/** By what became of an enterprise's words. */
export const WORDS_OWED: OwedIn<WordsState, typeof disclosureDuties> = {
  waiting: ['disclosure.publish-words'],
  published: [],
  returned: [],
};

/** By where an objection stands. */
export const OBJECTION_OWED: OwedIn<ObjectionState, typeof disclosureDuties> = {
  open: ['disclosure.decide-objection'],
  upheld: [],
  corrected: [],
  withdrawn: [],
};
