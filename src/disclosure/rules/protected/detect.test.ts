/** Each form of what must not be public, next to what looks like it and may be: hidden is what stands in double brackets. */
import { describe, expect, test } from 'vitest';
import type { Known, ProtectedKind } from '../../types/protected.ts';
import { masked, protectedSpans, separated } from './detect.ts';
import { maskedName } from './persons.ts';

const KNOWN: Known = { persons: ['葛明远', 'Anna', '甲'], creditCodes: [] };

/** The text with what is found in it in double brackets, and the kinds. */
function marked(text: string, known = KNOWN): { text: string; kinds: ProtectedKind[] } {
  const spans = protectedSpans(text, known);
  const parts = spans.map(({ from, to }, i) => `${text.slice(spans[i - 1]?.to ?? 0, from)}[[${text.slice(from, to)}]]`);
  return { text: parts.join('') + text.slice(spans.at(-1)?.to ?? 0), kinds: spans.map(({ kind }) => kind) };
}

/** By kind; a line without brackets is left as it is. */
const FORMS = {
  'id-number': `
    证号[[120111199003071238]]，
    [[12011119851120002x]]号
    [[12011119851120002X]]
    9120111199003071238
    120111199003071238A
    120111199003071237
    120111189003071235
    [[120111 19900307 1238]]
    [[120111-19900307-1238]]
    [[120111·19900307_1238]]
    [[120111900307123]]
    160111900307123
    920111900307123
    120111901307123
    120111900007123
    120111900332123
    120111900300123
    [[120111901231123]]
    1201119003071234
    9120111900307123
    统一社会信用代码120111900307123
    机构代码：120111900307123
    信用代码见附件一二三四[[120111900307123]]
    身份证号：[[12011119900307123]]
    公民身份号码为[[1201111990030]]
    身份证[[120111199003X]]
    身份证1234567890
    身份证上12345678901
    身份证的复印件贴在第三页201111990030
    [[120111********1238]]
    [[120111XXXXXXXX123X]]
    [[120111******12x]]
    120111*****1238
    9120111******1238
    护照号[[E12345678]]
    护照：[[123456]]
    护照12345
    驾驶证编号：[[120111123456]]
    军官证12345`,
  'bank-card': `
    卡[[4111111111111111]]
    [[4111 1111 1111 1111]]
    4111111111111112
    1111111111111117
    41111111111111111
    94111111111111111111
    账号：[[12001615400052501234]]
    帐户[[12001615]]
    开户行工商银行西青支行[[12001615]]
    账户1234567
    账号。12001615`,
  phone: `
    手机[[13900001111]]
    [[+8613900001111]]
    [[008613900001111]]
    [[86-139-0000-1111]]
    12900001111
    139000011112
    9139000011112
    [[139.0000.1111]]
    [[139/0000/1111]]
    [[139 0000 1111]]
    139..0000.1111
    [[(022)27391234]]
    [[022-27391234]]
    [[022-27391234-8001]]
    [[022-27391234转8001]]
    [[0222739123]]
    [[0591-2739-1234]]
    022-17391234
    9022-27391234
    022-273912345
    电话：[[27391234]]
    电话[[2739-1234]]
    联系方式为[[739 1234]]
    Tel.[[27391234]]
    手机号码273912345
    编号27391234
    电话17391234`,
  plate: `
    [[津A12345]]
    [[津a12345]]
    [[津A·D12345]]
    [[津 A-12345]]
    [[津ADF1234]]
    [[津AD12345]]
    [[津A12345D]]
    [[津A1234警]]
    [[津AB123挂]]
    津AB123挂4
    津I12345
    津AOOOOO
    津A1234
    津A123456
    津AABCDE
    [[WJ津1234X]]
    [[WJ12345]]
    [[使123456]]
    [[123456使]]
    使12345`,
  email: `
    发至[[a.b@example.com]]
    [[a_b+c @ x-y.com.cn]]
    a@b`,
  account: `
    [[微信：abc_12345]]
    [[微信号码是a12345]]
    [[VX abc123456]]
    微信abc
    微信支付
    [[wxid_abc123]]
    [[QQ：12345]]
    [[qq群123456789]]
    [[扣扣号123456]]
    QQ0123456
    QQ1234`,
  location: `
    位于[[39.123456，117.065432]]
    [[39.1234° 117.0654]]
    39.123，117.065
    [[东经117°12′30″，北纬39°5′]]
    [[东经117°]]
    [[E117.065]]
    [[纬度39.1234°]]
    [[经度是117.0654]]
    纬度39.12
    X117.0654
    AE117.0654`,
  'whistle-blower': `
    经现场核查，[[接群众举报该单位夜间喷漆]]，已整改
    [[匿名举报属实]]
    [[举报人当时到场]]
    [[员工来信投诉噪声]]；无
    [[据村民反映有异味]]
    [[依据举报材料核查]]
    [[群 众 举 报属实]]
    未公布12350举报电话
    设有投诉箱`,
  'trade-secret': `
    [[工艺配方未锁]]，已改
    [[客户名单外泄]]
    [[采购单价偏高]]
    [[图纸编号A1]]
    未按配方投料
    配方奶过期
    采购台账不全`,
  'public-security': `
    [[存放剧毒化学品3瓶]]，未登记
    [[3.5吨液氨在罐内]]，超量
    [[硝酸铵 20kg]]
    易制爆化学品若干
    灭火器3瓶`,
  health: `
    [[该员工患有高血压]]，离岗
    [[孕12周仍在岗]]
    [[尘肺病患者2名]]
    职业健康检查过期`,
  address: `
    家住[[西青区中北镇12号]]，电话
    现住址：[[天津市南开区长江道]]，无
    住在[[厂内宿舍楼二层]]
    住所为[[西青区杨柳青镇]]
    住所地不明
    [[中北镇某某里3号楼2单元501室]]
    [[某某里3栋二门402]]
    3号楼2层配电室
    [[杨柳青镇大柳滩村三区5排12号]]
    大柳滩村口12号
    [[某某花园12号楼301]]
    [[某某公寓5-1-301]]
    某某小区门口`,
  person: `
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
    负责人王某到场
    员工和管理人员
    未系安全带，身份证未带
    现场有王建国，身份证无
    电工安全帽过期
    电工王负责`,
} as const satisfies Partial<Record<ProtectedKind, string>>;

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

describe.each(Object.entries(FORMS))('%s', (kind, text) => {
  test.each(lines(text))('%s', (line) => {
    const found = marked(line.replaceAll(/\[\[|\]\]/g, ''));
    expect(found.text).toBe(line);
    for (const each of found.kinds) expect(each).toBe(kind);
  });
});

describe('the unit’s own credit code', () => {
  // Both checks hold: by its form it could be a person's number as well.
  const both = '914403001922038216';
  test('is no bank card and no identity number, where it is known or called so', () => {
    expect(marked(`代码${both}`, { persons: [], creditCodes: [both] }).text).toBe(`代码${both}`);
    expect(marked(`账号${both}`).text).toBe(`账号${both}`);
    const id = '120111199003071238';
    expect(marked(id, { persons: [], creditCodes: [id] }).kinds).toEqual([]);
    expect(marked(id, { persons: [], creditCodes: [both] }).kinds).toEqual(['id-number']);
  });
});

describe('a text however it is written', () => {
  test.each([
    '电话[[１３９００００１１１１]]',
    '电话[[一三九零零零零一一一一]]',
    '电话[[壹叁玖〇〇〇〇壹壹壹壹]]',
    '电话[[幺三九 零零零零 幺幺幺幺]]',
    '电话[[1三9零000一111]]',
    '电话[[139\u200b0000\u20601111]]',
    '电话[[022—2739‐1234]]',
    '法人[[王\u00ad建国]]到场',
    '二〇二六年三月二日',
    '𠮷：电话[[13900001111]]，𠮷',
    '编号20260105一处',
  ])('%s', (line) => {
    expect(marked(line.replaceAll(/\[\[|\]\]/g, '')).text).toBe(line);
  });

  test('what was hidden before is left alone, and nothing is found across it', () => {
    const copy = '电话【电话号码已隐去】27391234，负责人【个人姓名已隐去】王建国';
    expect(marked(copy).text).toBe(copy);
  });
});

describe('places that overlap', () => {
  const span = (kind: ProtectedKind, from: number, to: number) => ({ kind, from, to });
  test('become one, of the kind that comes first; those that only touch stay two', () => {
    const [name, phone] = [span('person', 0, 4), span('phone', 3, 9)];
    expect(separated([phone, name])).toEqual([span('phone', 0, 9)]);
    expect(separated([span('phone', 0, 9), span('person', 2, 4)])).toEqual([span('phone', 0, 9)]);
    expect(separated([span('person', 0, 9), span('phone', 0, 4)])).toEqual([span('phone', 0, 9)]);
    expect(separated([span('person', 4, 6), span('phone', 0, 4)])).toEqual([span('phone', 0, 4), span('person', 4, 6)]);
    expect(separated([])).toEqual([]);
  });

  test('a copy says what was there, and a name keeps its surname', () => {
    const text = '安全员王建国（120111199003071238）在场';
    expect(masked(text, protectedSpans(text, KNOWN))).toBe('安全员王某某（【身份证件号已隐去】）在场');
    expect(masked('无', [])).toBe('无');
    const names = ['王强', '王 建 国', '欧阳志', '欧阳志远', 'Anna', '买买提·吐尔逊', '王', '王建国强', '欧阳', '王a'];
    expect(names.map(maskedName)).toEqual([
      '王某',
      '王某某',
      '欧阳某',
      '欧阳某某',
      '某某',
      '某某',
      '某某',
      '某某',
      '欧阳',
      '某某',
    ]);
  });
});
