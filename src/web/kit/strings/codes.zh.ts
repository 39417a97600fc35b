/** Why a code is not one. No React here. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

/** Sentences of the refusals and warnings of `core/codes`. */
export const codeRefusals: RefusalMessages = {
  'credit-code-length': (facts) => ({
    reason: `统一社会信用代码应为18位，现为${factText(facts, 'length')}位`,
    remedy: '请按营业执照填写18位代码；只有15位注册号的，请先换取统一社会信用代码',
  }),
  'credit-code-characters': (facts) => ({
    reason: `统一社会信用代码中不会出现${factText(facts, 'characters')}`,
    remedy: '代码不用字母I、O、S、V、Z，常与1、0、5、U、2混淆，请对照营业执照',
  }),
  'credit-code-check': (facts) => ({
    reason: `统一社会信用代码校验不通过：末位为${factText(facts, 'last')}，按前17位应为${factText(facts, 'expected')}`,
    remedy: '请对照营业执照逐位核对，错的不一定是末位',
  }),
  'credit-code-organisation': (facts) => ({
    reason: `其中的组织机构代码${factText(facts, 'organisation')}校验不通过`,
    remedy: '早年登记的单位有这种情况；请对照营业执照，无误则不必修改',
  }),
  'id-number-form': (facts) => ({
    reason: `公民身份号码应为17位数字加1位数字或X，现为${factText(facts, 'length')}位`,
    remedy: '请对照身份证填写',
  }),
  'id-number-birthday': (facts) => ({
    reason: `公民身份号码中的出生日期${factText(facts, 'birthday')}不存在`,
    remedy: '请对照身份证核对',
  }),
  'id-number-check': () => ({ reason: '公民身份号码校验不通过', remedy: '请对照身份证逐位核对' }),
};
