/** Why a sign-in, a second factor or a login policy was not taken. No React and no schemas here: every page loads it. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const loginRefusals: RefusalMessages = {
  'source-locked': (facts) => ({
    reason: '从这个网络地址来的登录失败过多，暂时都不能登录',
    remedy: `请 ${factText(facts, 'minutes')} 分钟后再试；不是本单位人员所为的，请告知安全管理员`,
  }),
  'second-factor-needed': () => ({
    reason: '密码正确，还须出示第二因素',
    remedy: '请输入验证器上的 6 位数字，或用通行密钥',
  }),
  'second-factor-wrong': () => ({
    reason: '第二因素不正确，或已用过',
    remedy: '请等验证器换出下一组数字再输入；手机不在身边的，用一个恢复码',
  }),
  'second-step-expired': () => ({ reason: '第二步等得太久，已经失效', remedy: '请重新输入用户名和密码' }),
  'second-factor-none': () => ({ reason: '这个账号没有登记第二因素' }),
  'totp-code-wrong': () => ({
    reason: '这 6 位数字不正确，动态口令尚未启用',
    remedy: '请核对手机时间是否自动校准，再输入当前显示的数字',
  }),
  'last-factor': () => ({
    reason: '本机关的登录策略要求第二因素，最后一个不能移除',
    remedy: '请先登记另一个，再移除这一个',
  }),
  'own-factors-reset': () => ({
    reason: '不能清除自己的第二因素',
    remedy: '请在“我的账号”里更换，或由另一名安全管理员办理',
  }),
  'passkey-unknown': () => ({
    reason: '没有认出这个通行密钥',
    remedy: '请用用户名和密码登录；通行密钥须先在“我的账号”里登记',
  }),
  'passkey-not-kept': () => ({
    reason: '通行密钥没有登记成功',
    remedy: '请重新登记一次；每个账号至多 10 个，同一设备不能登记两次',
  }),
  'passkey-not-found': () => ({ reason: '没有找到这个通行密钥，可能已移除' }),
  'passkey-unavailable': () => ({
    reason: '浏览器没有给出通行密钥',
    remedy: '可能是取消或超时；通行密钥只在登记它的网址有效，用数字 IP 地址打开的页面不能使用，请用登记时的域名打开',
  }),
  'address-unknown': () => ({
    reason: '本系统不认识打开这个页面所用的网址，不能在这里使用通行密钥或统一身份',
    remedy: '请用本机关的公示网址打开工作台；仍不行的，请管理员设置 SUNLOT_PUBLIC_URL',
  }),
  'address-of-another-bureau': () => ({
    reason: '这是另一机关的网址，在这里不能使用您的通行密钥或统一身份',
    remedy: '请用本机关的公示网址打开工作台；在这里仍可用用户名、密码和动态口令登录',
  }),
  'session-not-found': () => ({ reason: '没有找到这个登录，可能已经结束' }),
  'unified-none': () => ({ reason: '本系统没有配置统一身份平台' }),
  'unified-unreachable': () => ({ reason: '统一身份平台没有应答', remedy: '请稍后再试，或用用户名和密码登录' }),
  'unified-failed': () => ({ reason: '统一身份平台的答复无效或已用过', remedy: '请重新登录一次' }),
  'unified-not-linked': () => ({
    reason: '这个统一身份没有关联本系统的账号',
    remedy: '请先用用户名和密码登录，在“我的账号”里关联；没有账号的请联系系统管理员',
  }),
  'unified-link-none': () => ({ reason: '这个账号没有关联统一身份' }),
  'unified-linked-already': () => ({
    reason: '这个统一身份已关联了账号，或这个账号已关联了别的统一身份',
    remedy: '请先解除原来的关联',
  }),
  'password-too-uniform': (facts) => ({
    reason: `密码含 ${factText(facts, 'kinds')} 类字符，本机关要求至少 ${factText(facts, 'classes')} 类`,
    remedy: '大写字母、小写字母、数字、其他字符（含汉字）各算一类',
  }),
  'password-used-before': (facts) => ({
    reason: `这是您最近 ${factText(facts, 'history')} 个密码之一`,
    remedy: '请换一个没有用过的',
  }),
  'policy-weaker-than-preset': (facts) => ({
    reason: `${factText(facts, 'value')} 比所选基准的 ${factText(facts, 'preset')} 宽松`,
    remedy: '可以更严，不能更松；确需放宽的请改选另一基准',
  }),
  'policy-needs-second-factor': () => ({ reason: '等保三级基准要求两种鉴别方式（GB/T 22239 8.1.4.1 d）' }),
  'emergency-not-found': () => ({ reason: '没有找到这项应急授权' }),
  'emergency-role-own': () => ({ reason: '您本来就有这个角色，不用应急授权' }),
  'emergency-standing': () => ({
    reason: '您已有一项应急授权在申请或进行中',
    remedy: '请等它办结，或提前结束后再申请',
  }),
  'emergency-decided': () => ({ reason: '这项申请已有人办理' }),
  'emergency-own': () => ({ reason: '不能批准自己的申请', remedy: '请由另一人办理' }),
  'emergency-over': () => ({ reason: '这项应急授权没有在进行' }),
  'emergency-not-yours': () => ({ reason: '只有本人、局领导或纪检监督可以提前结束' }),
  'foreign-page': () => ({
    reason: '这个请求是从别的网站发来的，没有办理',
    remedy: '请在本系统的页面上操作；经代理访问的，请管理员核对代理是否传递了 Host',
  }),
  'text-unstorable': () => ({ reason: '内容里有不能保存的字符（零字符或残缺的字符）', remedy: '请删去后再提交' }),
  'body-beyond-limits': (facts) => ({
    reason: `内容嵌套超过 ${factText(facts, 'depth')} 层，或一个列表超过 ${factText(facts, 'items')} 项`,
    remedy: '请分几次提交',
  }),
  'login-policy-changed': () => ({ reason: '登录策略刚被改动', remedy: '请重新打开页面' }),
};
