/** Why something about the bureau, its staff or its passwords was not done. No React and no schemas here: every page loads it. @module */
import { titlesOfRoles } from './common.zh.ts';
import { factList, factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const bureauRefusals: RefusalMessages = {
  'log-witness-key-invalid': () => ({
    reason: '不是见证公钥',
    remedy: '请见证方运行 npx sunlot witness，把它显示的一行原样交来',
  }),
  'log-witness-key-known': () => ({
    reason: '这个公钥已经登记过，或就是本机关日志的公钥',
    remedy: '见证方须用自己的新密钥',
  }),
  'log-witness-name-known': (facts) => ({
    reason: `名称 ${factText(facts, 'name')} 已被另一见证方使用`,
    remedy: '请见证方换一个名称',
  }),
  'log-witness-address': () => ({
    reason: '这个地址指向本机或链路本地，不能作见证方的地址',
    remedy: '见证方应在另一机关的电脑上；不能联网的可以不填地址，用文件往返',
  }),
  'log-witness-not-found': () => ({ reason: '没有找到这个见证方，或已停用' }),
  'log-witness-needed': (facts) => ({
    reason: `停用后只剩 ${factText(facts, 'left')} 个见证方，而见证规则要求 ${factText(facts, 'quorum')} 个`,
    remedy: '请先改见证规则或登记新的见证方',
  }),
  'log-witness-policy-changed': () => ({ reason: '见证规则刚被改动', remedy: '请重新打开页面' }),
  'log-witness-quorum': (facts) => ({
    reason: `要求 ${factText(facts, 'quorum')} 个签名，但只有 ${factText(facts, 'active')} 个见证方`,
    remedy: '请先登记见证方',
  }),
  'checkpoint-not-found': () => ({ reason: '不是本机关日志已公布的检查点', remedy: '请重新取得待见证文件' }),
  'cosignature-none': () => ({ reason: '里面没有在册见证方的签名', remedy: '请上传见证程序写出的文件' }),
  'cosignature-invalid': () => ({ reason: '见证签名与检查点不符' }),
  'cosignature-clock': (facts) => ({
    reason: `见证签名所记的时间（${factText(facts, 'time')}）早于检查点，或晚于现在`,
    remedy: '请见证方校准时钟后重新签名',
  }),
  'password-too-short': (facts) => ({
    reason: `密码有 ${factText(facts, 'length')} 个字符，至少要 ${factText(facts, 'minLength')} 个`,
    remedy: '可以用几个不相干的词连成一句，不要求大小写和符号',
  }),
  'password-too-long': (facts) => ({ reason: `密码太长，至多 ${factText(facts, 'maxLength')} 个字符` }),
  'password-has-username': () => ({ reason: '密码里含有用户名', remedy: '请换一个与用户名无关的密码' }),
  'password-common': () => ({ reason: '这个密码太常见或只是重复，容易被猜中', remedy: '请换一个' }),
  'password-same': () => ({ reason: '新密码与现在的密码相同', remedy: '请换一个新密码' }),
  'password-repeat-differs': () => ({ reason: '两次输入的密码不一致', remedy: '请重新输入两次' }),
  'current-password-wrong': () => ({ reason: '现在的密码不正确' }),
  'one-time-password-expired': () => ({ reason: '一次性密码已过期', remedy: '请联系系统管理员重置密码' }),
  'username-taken': (facts) => ({ reason: `用户名 ${factText(facts, 'username')} 已被使用`, remedy: '请换一个用户名' }),
  'staff-not-found': () => ({ reason: '没有找到这名人员', remedy: '请从人员列表重新进入' }),
  'staff-inactive': () => ({ reason: '这名人员已停用' }),
  'admin-roles-apart': (facts) => ({
    reason: `${titlesOfRoles(factList(facts, 'roles'))}不能由一人兼任：三类管理员互斥，也不得兼任业务角色`,
    remedy: '请只选一个管理员角色，或只选业务角色',
  }),
  'own-roles': () => ({ reason: '不能改变自己的角色', remedy: '请由另一名安全管理员办理' }),
  'own-deactivation': () => ({ reason: '不能停用自己', remedy: '请由另一名安全管理员办理' }),
  'own-password-reset': () => ({ reason: '自己的密码不用重置', remedy: '请用“修改本人密码”' }),
  'deactivation-unconfirmed': () => ({ reason: '请先勾选确认' }),
  'roles-unchanged': () => ({ reason: '角色没有变化' }),
  'last-admin': (facts) => ({
    reason: `这是最后一名${titlesOfRoles(factList(facts, 'role'))}，撤去后再无人能办理这项管理`,
    remedy: '请先让另一人担任',
  }),
  'profile-not-found': () => ({ reason: '本机关尚未填写主体资格', remedy: '请由系统管理员填写' }),
  'profile-unchanged': () => ({ reason: '内容没有变化，没有保存新的一版' }),
  'profile-changed-meanwhile': (facts) => ({
    reason: `填写期间另有人保存了第 ${factText(facts, 'version')} 版`,
    remedy: '请先看过新的一版，再决定是否修改',
  }),
  'division-code-fixed': (facts) => ({
    reason: `行政区划代码是留痕日志的名字，设立后不能更改，仍为 ${factText(facts, 'code')}`,
  }),
  'division-taken': (facts) => ({
    reason: `行政区划代码 ${factText(facts, 'code')} 已由“${factText(facts, 'name')}”使用；它是留痕日志的名字，同一服务器上不能重复`,
    remedy: '请核对代码；同一区划的另一机关请另装一套',
  }),
  'host-taken': (facts) => ({
    reason: `网址的主机名 ${factText(facts, 'host')} 已由“${factText(facts, 'name')}”使用`,
    remedy: '同一服务器上的每个机关须有自己的主机名，公众凭它看到各自的公示',
  }),
  'setup-code-wrong': () => ({
    reason: '设立码不正确，或已经用过',
    remedy: '请看服务器启动时打印的设立码，重新启动会打印新的一个；已有机关时用 npx sunlot setup-code 取得',
  }),
  'bureau-exists': (facts) => ({
    reason: `本系统已设立机关“${factText(facts, 'name')}”，不能再次设立`,
    remedy: '请直接登录；要在同一服务器上设立另一机关，请在服务器上运行 npx sunlot setup-code',
  }),
  'demo-loaded': (facts) => ({
    reason: `本系统载入了演示数据（${factText(facts, 'name')}），不能设立正式机关`,
    remedy: '请换一个空的数据目录，以 --empty 启动',
  }),
  'admins-same-person': () => ({ reason: '三类管理员须是三个不同的人', remedy: '请填写另一人的姓名' }),
  'admins-same-username': () => ({ reason: '三类管理员的用户名须各不相同', remedy: '请换一个用户名' }),
  'admins-same-password': () => ({ reason: '三类管理员的密码须各不相同', remedy: '请由本人各自设置密码' }),
};
