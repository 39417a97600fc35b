/** What may be done with a result on its way to the public, and by whom (domain §20, §21.9). Browser-safe. @module */
import { STAFF_ROLES, type DeedRules } from '../core/actor.ts';

export const disclosureDeeds = {
  /** Done by the jobs that follow `inspection.sign-off` and `penalty.decide`. */
  'disclosure.draft': { title: '生成公示稿', roles: [] },
  /** Done by the job that follows `calendar.load-notice`. */
  'disclosure.recount': { title: '重算公示期限', roles: [] },
  'disclosure.recount-withdrawal': { title: '重算撤回期限', roles: [] },
  /** Done by the job that follows `penalty.revoke-decision` and challenges that overturned. */
  'disclosure.require-withdrawal': { title: '要求撤回公示', roles: [] },
  'disclosure.cancel': { title: '终止未公示的稿件', roles: [] },
  /** Done by the job that follows `rectification.void-finding`: of a copy that is public, and of one that is on its way. */
  'disclosure.require-correction': { title: '要求更正公示', roles: [] },
  'disclosure.drop-finding': { title: '删去已撤销的问题', roles: [] },
  /** Done by the job that looks at the days. */
  'disclosure.expire': { title: '公示期满下线', roles: [] },
  'disclosure.redact': { title: '修改和遮盖公开文字', roles: ['officer'] },
  'disclosure.confirm': { title: '确认公示稿', roles: ['officer'] },
  'disclosure.approve': { title: '审核公示稿', roles: ['section-chief'] },
  'disclosure.return': { title: '退回公示稿', roles: ['section-chief', 'disclosure-reviewer'] },
  'disclosure.publish': { title: '公示', roles: ['disclosure-reviewer'] },
  'disclosure.correct': { title: '更正公示', roles: ['disclosure-reviewer'] },
  'disclosure.withdraw': { title: '撤回公示', roles: ['disclosure-reviewer'] },
  'disclosure.repair': { title: '信用修复后停止公示', roles: ['disclosure-reviewer'] },
} as const satisfies DeedRules;

/** 公开曝光 and 企业说明: what other people decided or said, before the public reads it. */
export const exposureDeeds = {
  /** Done by the job that follows `rectification.decide-exposure`. */
  'disclosure.draft-exposure': { title: '生成曝光稿', roles: [] },
  /** Done by the job that follows `rectification.void-finding`. */
  'disclosure.cancel-exposure': { title: '终止未发布的曝光稿', roles: [] },
  'disclosure.publish-exposure': { title: '发布曝光', roles: ['disclosure-reviewer'] },
  'disclosure.withdraw-exposure': { title: '撤回曝光', roles: ['disclosure-reviewer'] },
  'disclosure.publish-words': { title: '公开企业说明', roles: ['disclosure-reviewer'] },
  'disclosure.return-words': { title: '退回企业说明', roles: ['disclosure-reviewer'] },
} as const satisfies DeedRules;

/** 异议 (docs/adr/0064): proposed by whoever is concerned or sees an error, answered by somebody who had no hand in the entry. */
export const objectionDeeds = {
  'disclosure.object': { title: '提出异议', roles: [], parties: ['enterprise', 'public'] },
  'disclosure.decide-objection': { title: '答复异议', roles: ['legal-reviewer', 'disclosure-reviewer'] },
  'disclosure.set-objection-days': { title: '设定异议答复期限', roles: ['group-office'] },
  /** Done by the job that follows `calendar.load-notice`. */
  'disclosure.recount-objection': { title: '重算异议答复期限', roles: [] },
} as const satisfies DeedRules;

export const disclosureReads = {
  'disclosure.read': { title: '查看公示台', roles: STAFF_ROLES },
  /** Not the officers of the visit: who objects to their result is not told to them. */
  'disclosure.read-objection': {
    title: '查看异议',
    roles: ['head', 'deputy-head', 'group-office', 'legal-reviewer', 'disclosure-reviewer', 'supervisor'],
  },
} as const satisfies DeedRules;
