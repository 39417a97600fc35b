/** Texts as officers write them, with protected values planted at known places, and with values that only look like them; from a seed. */
import { diceFor, type Dice } from '../../demo/random.ts';
import { creditCodeOf } from '../../demo/codes.ts';
import type { ProtectedKind } from './types/protected.ts';

export interface PlantedText {
  readonly text: string;
  readonly planted: readonly { readonly kind: ProtectedKind; readonly from: number; readonly to: number }[];
}

/** Made without a look at the detector: how people write such values, whole and spoiled. */
type Maker = (dice: Dice) => string;

/** Names that stand in the rosters the texts are about. */
export const ROSTER = ['葛明远', '欧阳文澜', '庚公一', '买买提·艾力', '示例甲', '宗政'] as const;
const SURNAMES = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆范廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔',
);
const GIVEN = Array.from(
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂建国志红玉萍鹏浩婷雪峰辉凤琴春梅海燕飞宏斌东健雅倩晨宇欣怡佳豪梓涵思远子轩博文俊熙诗语嘉懿泽恩一诺',
);
const BLANKS = ['', '', '', ' ', '\u3000', '\u200b'];

const digits = (dice: Dice, length: number): string => Array.from({ length }, () => String(dice.below(10))).join('');

function personName(dice: Dice): string {
  const surname = dice.chance(4) ? dice.pick(['欧阳', '诸葛', '司马', '上官', '慕容']) : dice.pick(SURNAMES);
  return surname + dice.pick(GIVEN) + (dice.chance(70) ? dice.pick(GIVEN) : '');
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
export function idNumber(dice: Dice): string {
  const place = dice.pick(['120111', '110105', '440524', '130682', '372922', '510181', '650102', '330106']);
  const birthday = `${dice.between(1950, 2007)}${two(dice.between(1, 12))}${two(dice.between(1, 28))}`;
  const body = place + birthday + digits(dice, 3);
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

function bankCard(dice: Dice): string {
  const body = dice.pick(['622202', '621700', '436742', '955880', '356885']) + digits(dice, dice.pick([9, 12]));
  const sum = Array.from(body, Number)
    .toReversed()
    .reduce((total, digit, i) => {
      const value = digit * (i % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
const wide = (value: string): string =>
  value.replaceAll(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
const spelled = (value: string): string =>
  value.replaceAll(/\d/g, (each) => '〇一二三四五六七八九'.charAt(Number(each)));
const financial = (value: string): string =>
  value.replaceAll(/\d/g, (each) => '零壹贰叁肆伍陆柒捌玖'.charAt(Number(each)));
const grouped =
  (sizes: readonly number[], by: string) =>
  (value: string): string => {
    let at = 0;
    const parts = sizes.map((size) => value.slice(at, (at += size)));
    return [...parts, value.slice(at)].filter((part) => part !== '').join(by);
  };
const apart = (value: string): string => Array.from(value).join(' ');
const hidden = (value: string): string => Array.from(value).join('\u200b');

const spoilt = (dice: Dice, value: string, ways: readonly ((value: string) => string)[]): string =>
  dice.pick([(each: string) => each, (each: string) => each, ...ways])(value);

const MAKERS: Readonly<Partial<Record<ProtectedKind, Maker>>> = {
  'id-number': (dice) => {
    if (dice.chance(8)) return idNumber(dice).replace(/(\d{6})19(\d{9}).*/, '$1$2');
    const id = idNumber(dice);
    return spoilt(dice, id, [
      wide,
      spelled,
      grouped([6, 8], ' '),
      grouped([6, 8], '-'),
      apart,
      hidden,
      (each) => each.toLowerCase(),
    ]);
  },
  phone: (dice) => {
    const mobile = `1${dice.between(3, 9)}${digits(dice, 9)}`;
    if (dice.chance(60))
      return spoilt(dice, mobile, [
        wide,
        spelled,
        financial,
        grouped([3, 4], ' '),
        grouped([3, 4], '-'),
        grouped([3, 4], '.'),
        apart,
        hidden,
        (each) => `+86 ${each}`,
        (each) => `0086-${each}`,
      ]);
    const local = `${dice.between(2, 8)}${digits(dice, 7)}`;
    return dice.pick([
      `022-${local}`,
      `（022）${local}`,
      `022 ${local}`,
      `0316-${local.slice(1).replace(/^[01]/, '6')}`,
      wide(`022-${local}`),
      `022-${local}转801`,
      `022${local}`,
    ]);
  },
  'bank-card': (dice) =>
    spoilt(dice, bankCard(dice), [wide, grouped([4, 4, 4, 4], ' '), grouped([4, 4, 4, 4], '-'), hidden]),
  plate: (dice) => {
    const serial = digits(dice, 5);
    const city = dice.pick(['津A', '津B', '冀R', '京N', '鲁B', '豫A', '新A', '粤Z', '津C']);
    return spoilt(
      dice,
      dice.pick([
        `${city}${serial}`,
        `${city}${serial.slice(0, 3)}K${serial[3]}`,
        `${city}D${serial}`,
        `${city}F${serial}`,
        `${city}${serial}D`,
        `${city}${serial.slice(1)}挂`,
        `${city}${serial.slice(1)}警`,
        `${city}${serial.slice(1)}学`,
      ]),
      [
        wide,
        (each) => each.replace(/^(..)/, '$1·'),
        (each) => each.replace(/^(..)/, '$1 '),
        (each) => each.toLowerCase(),
      ],
    );
  },
  email: (dice) => {
    const mail = `${dice.pick(['zhang.wei', 'li_na88', 'wq2008', 'safety-01'])}@${dice.pick(['qq.com', '163.com', 'example.com.cn', 'mail.tj.cn'])}`;
    return spoilt(dice, mail, [wide]);
  },
  account: (dice) =>
    dice.pick([
      `wxid_${digits(dice, 10)}`,
      `微信号${dice.pick(['tj_safe2008', 'LiNa-1988', 'wangqiang66'])}`,
      `微信：${dice.pick(['zhaolei_1990', 'abc12345'])}`,
      `QQ${digits(dice, 9).replace(/^0/, '1')}`,
      `QQ号：${digits(dice, 8).replace(/^0/, '2')}`,
      `ＱＱ：${digits(dice, 10).replace(/^0/, '3')}`,
    ]),
  location: (dice) =>
    dice.pick([
      `东经117.${digits(dice, 5)}，北纬39.${digits(dice, 5)}`,
      `117.${digits(dice, 6)},39.${digits(dice, 6)}`,
      `E117°${two(dice.below(60))}′${two(dice.below(60))}″`,
      `北纬39°${two(dice.below(60))}′`,
    ]),
  address: (dice) => {
    const home = dice.pick(['王顶堤', '凤园', '假日润园', '碧欣苑', '梅江', '中北镇紫阳']);
    const [building, door, room] = [
      dice.between(1, 40),
      dice.between(1, 6),
      `${dice.between(1, 18)}0${dice.between(1, 4)}`,
    ];
    return dice.pick([
      `${home}里${building}号楼${door}门${room}`,
      `${home}小区${building}号楼${door}单元${room}室`,
      `${home}花园${building}栋${room}`,
      `${home}${building}-${door}-${room}`,
      `张家窝镇西闫庄村三区${building}排${door}号`,
    ]);
  },
  health: (dice) => dice.pick(['患有高血压', '确诊为尘肺病', '怀孕五个月', '有癫痫病史']),
  'trade-secret': (dice) =>
    dice.pick([
      '涂料配方中固化剂占三成',
      '客户名单载明供货方',
      '胶粘剂配比为三比一',
      '成交单价每吨八千元',
      '商业秘密文件随意堆放',
      '反应釜工艺参数为二百度',
    ]),
  'public-security': (dice) =>
    dice.pick([
      `剧毒化学品氰化钠${dice.between(2, 90)}kg`,
      `硝酸铵存量${dice.between(1, 9)}.5吨`,
      `${dice.between(2, 30)}公斤易制爆化学品`,
      `重大危险源液氨储罐${dice.between(2, 60)}吨`,
    ]),
  'whistle-blower': (dice) =>
    dice.pick([
      `举报人${personName(dice)}`,
      '经职工举报发现',
      '根据群众来电反映',
      `接到匿名举报`,
      `投诉人${personName(dice)}提供照片`,
      '据知情人举报',
    ]),
};

/** What an officer writes around a value of that kind; `※` is where it stands. */
const AROUND: Readonly<Partial<Record<ProtectedKind, readonly string[]>>> = {
  'id-number': ['现场作业人员证件为※', '身份证号※', '身份证：※', '该人（※）未持证', '登记号码※', '公民身份号码为※'],
  phone: ['联系电话※', '可拨打※联系', '负责人手机：※', '值班室※无人接听', '（※）', '墙上写有※字样', '电话号码是※'],
  'bank-card': ['账号※', '卡号为※', '现场收款码旁贴有※', '收款账户：※'],
  plate: ['※堵塞消防通道', '车辆※未熄火', '停放一辆※货车', '叉车旁停有※', '车牌号：※'],
  email: ['培训记录发至※', '邮箱：※', '联系※索取'],
  account: ['联系※', '培训群※', '（※）'],
  location: ['储罐位于※', '坐标※处', '定位为※'],
  address: ['家住※', '家庭住址：※', '暂住于※', '住址※', '居住在※', '户籍地址※'],
  health: ['※', '操作人员※', '该员工※'],
  'trade-secret': ['※', '现场白板上※', '台账显示※'],
  'public-security': ['库内存放※', '※', '现场查见※'],
  'whistle-blower': ['※', '现场核实，※'],
};
const NAMED = [
  '法定代表人※',
  '法定代表人：※',
  '负责人※未到场',
  '安全员※未在岗',
  '安全员：※',
  '证人※证实',
  '电工※无证上岗',
  '焊工※未持证作业',
  '※，身份证号见附件',
  '※（电话见附件）',
  '司机※将车停在通道',
  '联系人为※',
  '作业人员※未系安全带',
  '主要负责人※不在现场',
  '当事人※签字',
  '操作工※违章操作',
  '※同志说明情况',
  '见证人：※',
  '班组长※、',
  '姓名：※',
  '实际控制人※称不知情',
] as const;

/** Words of inspections without anything to hide, many with what looks like it. */
const PLAIN = [
  '配电箱未锁闭',
  '喷漆房使用非防爆插座1处',
  '灭火器压力不足3具',
  '安全出口被货物堵塞',
  '未如实记录教育培训情况',
  '空压机房门口未设置安全警示标志',
  '负责人未在岗',
  '安全员张贴标识不规范',
  '员工高处作业未系安全带',
  '电工安全帽破损',
  '操作工未佩戴护目镜',
  '法定代表人未履行职责',
  '未公示举报电话',
  '未设置举报箱',
  '依据GB 50016-2014第8.1.2条',
  '应于2026年3月1日前补齐',
  '二〇二六年度培训计划缺失',
  '气瓶间与明火距离8.5米，不足10米',
  '有限空间作业未审批',
  '危险化学品未分类存放',
  '剧毒化学品仓库未双人双锁',
  '职业病危害因素未检测',
  '安全管理人员未取得合格证',
  '证人证言另附',
  '负责人和安全员均未参加培训',
  '负责人应当每月检查',
  '员工明确知道风险',
  '未与承包单位签订安全管理协议',
  '车间主任未签字',
  '项目经理部未设专职人员',
  '登记的住所无法联系',
  '厂区3号楼2层未设疏散指示',
  '消防水池水位低于标线',
  '叉车司机证书过期',
  '特种作业人员石材切割未防护',
  '经理办公室无制度',
  '现场负责人对隐患说明情况',
] as const;
const LOOKALIKES: readonly Maker[] = [
  (dice) => `统一社会信用代码${creditCodeOf(`MA${digits(dice, 6)}`)}`,
  () => '信用代码914403001922038216',
  (dice) => `设备编号${digits(dice, 8)}`,
  (dice) => `出厂编号2026${digits(dice, 6)}`,
  (dice) => `证书编号TS2${digits(dice, 6)}-2028`,
  (dice) => `检测报告第2026-${digits(dice, 4)}号`,
  (dice) => `（津西）应急检记〔2026〕${dice.between(1, 300)}号`,
  (dice) => `温度${dice.between(20, 90)}.5℃，压力0.${dice.between(1, 9)}MPa`,
  (dice) => `共${dice.between(100, 900)}台，功率${dice.between(1000, 9000)}W`,
  (dice) => `批号2025${two(dice.between(1, 12))}${two(dice.between(1, 28))}${digits(dice, 4)}`,
  (dice) => `面积${dice.between(1000, 20000)}平方米，总投资${dice.between(1000, 9000)}万元`,
  () => '请拨打12350举报投诉',
  () => '执法证号12011100123',
];

/** `count` texts; each has one to four clauses, and about two of three hold something. */
export function plantedTexts(count: number, seed: string): PlantedText[] {
  const dice = diceFor(seed);
  return Array.from({ length: count }, () => plantedText(dice));
}

function plantedText(dice: Dice): PlantedText {
  const planted: { kind: ProtectedKind; from: number; to: number }[] = [];
  let text = '';
  for (let clauses = dice.between(1, 4); clauses > 0; clauses -= 1) {
    const at = text.length;
    if (dice.chance(45)) text += dice.pick(PLAIN);
    else if (dice.chance(30)) text += dice.pick(LOOKALIKES)(dice);
    else {
      const made = dice.chance(30) ? named(dice) : formed(dice);
      const [before = '', after = ''] = made.around.split('※');
      planted.push({ kind: made.kind, from: at + before.length, to: at + before.length + made.value.length });
      text += before + made.value + after;
    }
    text += clauses === 1 ? dice.pick(['。', '', '；']) : dice.pick(['，', '；', '。', '，\n']);
  }
  return { text, planted };
}

interface Made {
  readonly kind: ProtectedKind;
  readonly value: string;
  readonly around: string;
}

function named(dice: Dice): Made {
  if (dice.chance(30)) {
    const value = dice.pick(ROSTER);
    const around = dice.pick(['※未戴安全帽', '现场由※陪同', '询问※得知', '※作业']);
    return { kind: 'person', value: dice.chance(20) ? Array.from(value).join(dice.pick(BLANKS)) : value, around };
  }
  return { kind: 'person', value: personName(dice), around: dice.pick(NAMED) };
}

const KINDS = Object.keys(MAKERS) as ProtectedKind[];
function formed(dice: Dice): Made {
  const kind = dice.pick(KINDS);
  return { kind, value: MAKERS[kind]?.(dice) ?? '', around: dice.pick(AROUND[kind] ?? ['※']) };
}
