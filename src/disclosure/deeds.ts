/** What may be done with a result on its way to the public, and by whom (domain §20, §21.9). Browser-safe. @module */
import { STAFF_ROLES, type DeedRules } from '../core/actor.ts';

export const disclosureDeeds = {
  /** Done by the job that follows `inspection.sign-off`. */
  'disclosure.draft': { title: '生成公示稿', roles: [] },
  /** Done by the job that follows `calendar.load-notice`. */
  'disclosure.recount': { title: '重算公示期限', roles: [] },
  'disclosure.confirm': { title: '确认公示稿', roles: ['officer'] },
  'disclosure.approve': { title: '审核公示稿', roles: ['section-chief'] },
  'disclosure.return': { title: '退回公示稿', roles: ['section-chief', 'disclosure-reviewer'] },
  'disclosure.publish': { title: '公示', roles: ['disclosure-reviewer'] },
  'disclosure.correct': { title: '更正公示', roles: ['disclosure-reviewer'] },
  'disclosure.withdraw': { title: '撤回公示', roles: ['disclosure-reviewer'] },
} as const satisfies DeedRules;

/** 公开曝光 and 企业说明: what other people decided or said, before the public reads it. */
export const exposureDeeds = {
  /** Done by the job that follows `rectification.decide-exposure`. */
  'disclosure.draft-exposure': { title: '生成曝光稿', roles: [] },
  'disclosure.publish-exposure': { title: '发布曝光', roles: ['disclosure-reviewer'] },
  'disclosure.withdraw-exposure': { title: '撤回曝光', roles: ['disclosure-reviewer'] },
  'disclosure.publish-words': { title: '公开企业说明', roles: ['disclosure-reviewer'] },
  'disclosure.return-words': { title: '退回企业说明', roles: ['disclosure-reviewer'] },
} as const satisfies DeedRules;

export const disclosureReads = {
  'disclosure.read': { title: '查看公示台', roles: STAFF_ROLES },
} as const satisfies DeedRules;
