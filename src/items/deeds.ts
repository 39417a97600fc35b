/** What may be done with the item list and by whom (domain §20). @module */
import { STAFF_ROLES, type DeedRules, type Role } from '../core/actor.ts';

const DRAFTERS = ['group-office', 'section-chief'] as const satisfies readonly Role[];

/** Who judges whether an item still rests on the law after a change; the queue reminds them. */
export const LAW_REVIEWERS = ['group-office', 'legal-reviewer', 'section-chief'] as const satisfies readonly Role[];

export const itemsDeeds = {
  'items.load-bases': { title: '载入法规条文', roles: ['group-office', 'legal-reviewer'] },
  'items.add-basis': { title: '登记法规条文', roles: ['group-office', 'legal-reviewer'] },
  'items.adopt-law': { title: '载入法规新版', roles: ['group-office', 'legal-reviewer'] },
  'items.end-law': { title: '登记法规废止', roles: ['group-office', 'legal-reviewer'] },
  'items.review-change': { title: '复核法规变动', roles: LAW_REVIEWERS },
  'items.import': { title: '导入事项', roles: DRAFTERS },
  'items.save': { title: '保存事项', roles: DRAFTERS },
  'items.remove': { title: '移出清单', roles: DRAFTERS },
  'items.submit': { title: '提交清单', roles: ['group-office'] },
  'items.return': { title: '退回清单', roles: ['head', 'deputy-head'] },
  'items.approve': { title: '批准清单', roles: ['head', 'deputy-head'] },
  'items.publish': { title: '公布清单', roles: ['group-office', 'disclosure-reviewer'] },
} as const satisfies DeedRules;

export const itemsReads = {
  'items.read': { title: '查看事项清单', roles: [...STAFF_ROLES, 'expert'] },
  'items.read-import': { title: '查看事项导入', roles: DRAFTERS },
} as const satisfies DeedRules;
