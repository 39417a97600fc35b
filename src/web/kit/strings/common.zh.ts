/** Words that every screen shares: roles, refusals of no module, buttons, states of a page. No React here. @module */
import type { Role } from '../../../core/actor.ts';
import { factList, factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

/** Official titles of the roles (domain §20). */
export const roleTitles: Readonly<Record<Role, string>> = {
  head: '领导小组组长',
  'deputy-head': '分管副局长',
  'group-office': '领导小组办公室',
  'section-chief': '科室负责人',
  officer: '执法人员',
  expert: '专家',
  'legal-reviewer': '法制审核',
  'disclosure-reviewer': '信息公开审查',
  archivist: '档案管理',
  supervisor: '执法监督',
  'equipment-keeper': '装备车辆管理',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
};

/** Titles of role keys; a key that is not a role of ours is shown as it is. */
export function titlesOfRoles(roles: readonly string[]): string {
  const titles = new Map<string, string>(Object.entries(roleTitles));
  return roles.map((role) => titles.get(role) ?? role).join('、');
}

export const commonRefusals: RefusalMessages = {
  'not-allowed': (facts) => ({
    reason: `您没有“${factText(facts, 'deed')}”的权限`,
    remedy: `由${titlesOfRoles(factList(facts, 'roles'))}办理`,
  }),
  'input-invalid': (facts) => ({ reason: factText(facts, 'reason') }),
  'command-reused': () => ({
    reason: '同一次提交此前已经办成，这次的内容与它不同',
    remedy: '请刷新页面，看看已经保存了什么，再决定是否修改',
  }),
  'command-id-missing': () => ({ reason: '请求缺少命令编号 Idempotency-Key', remedy: '请为每次提交生成一个 UUID' }),
  'not-found': () => ({ reason: '没有找到这条记录', remedy: '它可能不属于本机关，或地址不完整；请从列表重新进入' }),
  'page-not-found': () => ({ reason: '没有这个地址', remedy: '请检查地址，或从首页进入' }),
  'log-not-found': () => ({ reason: '没有这一年的留痕日志，或这部分尚未公布' }),
  'not-signed-in': () => ({ reason: '尚未登录，或登录已过期', remedy: '请登录后再试；已填写的内容仍在页面上' }),
  'reauthentication-needed': (facts) => ({
    reason: `“${factText(facts, 'deed')}”须由本人在 ${factText(facts, 'minutes')} 分钟内输入过密码`,
    remedy: '请再次输入密码；已填写的内容仍在，刚才的操作随即继续，不会重复办理',
  }),
  'sign-in-failed': () => ({ reason: '用户名或密码不正确', remedy: '请核对大小写；忘记密码请联系系统管理员重置' }),
  'account-locked': (facts) => ({
    reason: '密码多次不正确，已暂停登录',
    remedy: `请在 ${factText(facts, 'minutes')} 分钟后再试；其间正确的密码也不能登录`,
  }),
  'too-many-requests': () => ({ reason: '操作过于频繁', remedy: '请等一分钟再试' }),
  'body-too-large': () => ({ reason: '内容超过允许的大小', remedy: '请拆分后分次提交' }),
  'request-malformed': () => ({ reason: '请求的格式不对，服务器没有保存任何内容' }),
  'internal-error': () => ({
    reason: '服务器内部出错，没有确认办成',
    remedy: '已填写的内容仍在页面上；可以原样再试一次，不会重复办理；再次出现请联系系统管理员',
  }),
  'storage-full': () => ({
    reason: '服务器的磁盘已满或只能读，没有保存',
    remedy: '已填写的内容仍在页面上；请告诉系统管理员腾出空间，之后原样再按一次，不会重复办理',
  }),
  'reads-only': () => ({
    reason: '这台服务器只供公开查询，不登录、不办理，没有保存任何内容',
    remedy: '请到办理业务的网址；不知道网址的，请联系本机关',
  }),
  'standby-too-old': (facts) => ({
    reason: `这台服务器上的公开内容已有 ${factText(facts, 'minutes')} 分钟没有更新，其间可能有撤回或更正，暂停提供`,
    remedy: '请稍后再试，或到主站查询',
  }),
  'no-connection': () => ({
    reason: '网络不通，没有收到服务器的答复',
    remedy: '已填写的内容仍在页面上；网络恢复后原样再按一次，不会重复办理',
  }),
  'answer-unreadable': (facts) => ({
    reason: `服务器的答复无法识别（${factText(facts, 'status')}）`,
    remedy: '已填写的内容仍在页面上；可以原样再试一次，不会重复办理',
  }),
  'page-broken': () => ({
    reason: '页面程序出错，或系统刚刚更新过',
    remedy: '请刷新页面；已经办成的事项不受影响',
  }),
};
