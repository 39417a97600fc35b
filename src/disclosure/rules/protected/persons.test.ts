/** Names of people: what words around them give away, what the rosters know, and words that only look like names. */
import { describe, expect, test } from 'vitest';
import { masked, protectedSpans } from './detect.ts';
import { KNOWN, linesOf, marked, unmarked } from './marked.testing.ts';
import { maskedName } from './persons.ts';

const NAMES = `
    负责人[[王建国]]未到场
    负责人[[王建国]]、[[李强]]在场
    负责人[[王强]]和[[李四平]]未签字
    负责人 [[王 建 国]] 未到场
    负责人：[[王强]]
    [[王建国]]先生到场
    找到[[王建国]]女士
    某[[王建国]]（男，35岁）
    [[欧阳志远]]先生
    询问车间主任[[刘洪涛]]得知
    由[[王强]]驾驶
    见证人：[[张三]]、[[李四平]]。
    经理：[[于海]]
    经理[[于海波]]在场
    经理于海在场
    经理于是离开
    员工[[买买提·吐尔逊]]、[[王强]]在场
    [[葛明远]]在场，[[葛 明 远]]也在
    [[Ａｎｎａ]]未在岗
    甲方未到
    负责人未履行职责
    负责人安全意识不足
    厂区负责人安全意识不足
    电工王安全帽破损
    负责人王A国在场
    负责人[[王强]]当场签字
    负责人：[[王强]]、于海在场
    负责人[[王强]]在李庄、张庄检查
    [[王建国]]，身份证无
    当天，[[王建国]]，电话不详
    员工[[阿依·古丽·买买提]]、[[王强]]在场
    [[莫言]]来过
    负责人王某到场
    员工和管理人员
    未系安全带，身份证未带
    现场有王建国，身份证无
    电工安全帽过期
    电工王负责`;

describe('a name of a person', () => {
  test.each(linesOf(NAMES))('%s', (line) => {
    const found = marked(unmarked(line));
    expect(found.text).toBe(line);
    for (const kind of found.kinds) expect(kind).toBe('person');
  });

  test('a copy says what was there, and a name keeps its surname', () => {
    const text = '安全员王建国（120111199003071238）在场';
    expect(masked(text, protectedSpans(text, KNOWN))).toBe('安全员王某某（【身份证件号已隐去】）在场');
    expect(masked('无', [])).toBe('无');
    const names = ['王强', '王 建 国', '欧阳志', '欧阳志远', '欧阳'];
    expect(names.map(maskedName)).toEqual(['王某', '王某某', '欧阳某', '欧阳某某', '欧阳']);
    for (const other of ['Anna', '买买提·吐尔逊', '王', '王建国强', '王a', '王强a', 'a王强'])
      expect(maskedName(other)).toBe('某某');
  });
});
