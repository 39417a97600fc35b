/** What may be done with the directories and by whom (domain §20). To let 人事 or 法制 keep a roster, add the role here. @module */
import { STAFF_ROLES, type DeedRules, type Role } from '../core/actor.ts';

const ENTERPRISE_EDITORS = ['group-office', 'section-chief'] as const satisfies readonly Role[];
const PERSON_EDITORS = ['group-office'] as const satisfies readonly Role[];
const ASSET_EDITORS = ['equipment-keeper'] as const satisfies readonly Role[];
/** Importing is saving many: which kind a role may import follows from its `directory.save-…`. */
const EDITORS = ['group-office', 'section-chief', 'equipment-keeper'] as const satisfies readonly Role[];

export const directoryDeeds = {
  'directory.check-import': { title: '校验名录文件', roles: EDITORS },
  'directory.cancel-check': { title: '停止导入', roles: EDITORS },
  'directory.import': { title: '写入名录', roles: EDITORS },
  'directory.cancel-import': { title: '放弃导入', roles: EDITORS },
  'directory.undo-import': { title: '撤销导入', roles: EDITORS },
  'directory.remember-heading': { title: '记住表头', roles: EDITORS },
  'directory.save-enterprise': { title: '保存企业', roles: ENTERPRISE_EDITORS },
  'directory.save-officer': { title: '保存执法人员', roles: PERSON_EDITORS },
  'directory.save-expert': { title: '保存专家', roles: PERSON_EDITORS },
  'directory.save-assistant': { title: '保存辅助人员', roles: PERSON_EDITORS },
  'directory.merge-enterprises': { title: '合并重复企业', roles: ['group-office'] },
  'directory.undo-merge': { title: '撤销合并', roles: ['group-office'] },
  'directory.declare-distinct': { title: '认定不是重复', roles: ENTERPRISE_EDITORS },
  'directory.save-vehicle': { title: '保存车辆', roles: ASSET_EDITORS },
  'directory.save-equipment': { title: '保存装备', roles: ASSET_EDITORS },
  /** Which kind a role may mark follows from its `directory.save-…`. */
  'directory.mark': { title: '批量标记', roles: EDITORS },
  /** Done by the job that follows the list of serious dishonesty. */
  'directory.follow-credit': { title: '信用等级随名单变动', roles: [] },
  'directory.unmark': { title: '撤销标记', roles: EDITORS },
  'directory.book': {
    title: '登记占用',
    roles: ['group-office', 'section-chief', 'equipment-keeper', 'officer', 'expert'],
  },
  'directory.cancel-booking': {
    title: '取消占用',
    roles: ['group-office', 'section-chief', 'equipment-keeper', 'officer', 'expert'],
  },
  'directory.verify-month': { title: '核对名录', roles: ['group-office'] },
  /** A list that is read can be taken away: a long one by a deed, so that the log tells of it. */
  'directory.export': { title: '导出名录', roles: STAFF_ROLES },
  'directory.cancel-export': { title: '停止或删去导出', roles: STAFF_ROLES },
  'directory.save-sublibrary': { title: '存为子库', roles: EDITORS },
  'directory.remove-sublibrary': { title: '删去子库', roles: EDITORS },
  'directory.record-expert': { title: '登记专家履职', roles: PERSON_EDITORS },
  'directory.add-department': { title: '增加科室', roles: PERSON_EDITORS },
  'directory.close-department': { title: '撤销科室', roles: PERSON_EDITORS },
  'directory.appoint-member': { title: '任命小组成员', roles: PERSON_EDITORS },
  'directory.dismiss-member': { title: '免去小组成员', roles: PERSON_EDITORS },
  'directory.set-subdistricts': { title: '设置街镇', roles: ['group-office', 'system-admin'] },
  'directory.declare-recusal': { title: '登记回避', roles: ['group-office', 'officer', 'expert'] },
  'directory.withdraw-recusal': { title: '撤回回避', roles: ['group-office'] },
} as const satisfies DeedRules;

export const directoryReads = {
  'directory.read': { title: '查看名录', roles: STAFF_ROLES },
  /** Whoever sets the list must see it; it holds public codes only. */
  'directory.read-subdistricts': { title: '查看街镇', roles: [...STAFF_ROLES, 'expert', 'system-admin'] },
  'directory.read-import': { title: '查看导入批次', roles: EDITORS },
  'directory.read-exports': { title: '查看本人的导出', roles: STAFF_ROLES },
  /** 电话 in clear, for those who visit, notify or keep the record. */
  'directory.read-phone': {
    title: '查看联系电话',
    roles: ['group-office', 'section-chief', 'officer', 'head', 'deputy-head'],
  },
  /** 评价和劳务费, for those who keep the roster or answer for the money. */
  'directory.read-expert-records': {
    title: '查看专家履职',
    roles: ['group-office', 'head', 'deputy-head', 'supervisor'],
  },
  'directory.read-id-number': { title: '查看身份证号', roles: PERSON_EDITORS },
  /** Names only, to name an enterprise in a recusal. */
  'directory.find-enterprise': { title: '查找企业', roles: [...STAFF_ROLES, 'expert'] },
  'directory.read-recusals': { title: '查看回避', roles: STAFF_ROLES },
  'directory.read-own-recusals': { title: '查看本人回避', roles: ['officer', 'expert'] },
} as const satisfies DeedRules;
