/** Words for the inputs of a draw: sources, chances, exclusions, audit. No React here. @module */
import { OUTSIDE_KINDS } from '../../../draw/types/inputs.ts';
import { PARTIES } from '../../../draw/types.ts';

const NAMES: Readonly<Record<string, string>> = {
  ...OUTSIDE_KINDS,
  dice: '骰子',
  machine: '摇号机',
  ...Object.fromEntries(Object.entries(PARTIES).map(([party, name]) => [`party:${party}`, `${name}的随机数`])),
};

/** What people call a source of an announcement; one that is not ours is shown by its id. */
export function sourceName(id: string): string {
  return NAMES[id] ?? id;
}

export const drawInputsText = {
  sources: {
    section: '随机源',
    profile: '最后产生的随机源',
    profileHint: '最后产生的随机源必须没有任何参与者能左右；没有外部随机源时由骰子担任，验证包会写明这种方案较弱',
    dice: '现场掷二十个十面骰子',
    machine: '现场摇号机',
    useMachine: '使用摇号机',
    balls: '球数',
    draws: '取出',
    outside: '外部随机源',
    outsideHint: '事先公布期号或时刻，产生后由两人各自对照公布内容录入',
    kind: '随机源',
    issue: '期号',
    at: '产生时间（北京时间）',
    add: '添加外部随机源',
    remove: '去掉',
    margin: '公告至少提前（分钟）',
    suite: '哈希算法',
  },
  entropy: {
    caption: '随机性从哪里来',
    source: '来源',
    when: '何时成为公开',
    bits: '随机量（位）',
    missing: '缺失时',
    skip: '按空值计入',
    void: '作废，不重新抽取',
    share: '公告前公布指纹，公告后揭示',
    thrownLast: '两方揭示之后，最后产生',
    thrownFirst: '揭示时限之前，两人分别录入',
    known: (time: string): string => `${time}，公告之后最后产生`,
    sums: { all: '合计', outside: '其中外部来源', thrown: '其中骰子和摇号机' },
    needed: (bits: number, needed: number): string => `${bits}（至少 ${needed}）`,
    honest: '128（该方诚实时）',
  },
  rules: {
    weights: '权重',
    weightsHint: '权重由名录中的风险等级和信用等级相乘得到；没有该项的企业按 1 计。各企业的权重写入冻结名单',
    weightsBy: '方式',
    weightings: {
      none: '不加权，同层机会相同',
      tickets: '多签：权重几就有几张签（1 至 255）',
      explog: '对数：任意整数权重',
    },
    riskColor: (name: string): string => `${name}色风险`,
    creditClass: (name: string): string => `信用 ${name} 级`,
    exclusions: '不参加抽取的企业',
    exclusionsHint: '停产、关闭、注销、搬迁的企业按名录自动排除。以下按文件排除的，原因和文号写入名单，数量公开',
    frequencyCap: '本年度抽中几次后不再参加',
    churnAlarm: '名录变动报警（占上次名录）',
    churnAlarmHint: '变动超过此数时，冻结前、公告和公示页都会提示',
    creditCode: '统一社会信用代码',
    reason: '原因',
    ref: '依据的文号',
    ladder: '编组不成时与递补',
    ladderHint: '抽中后如果编不成组，依次把每人上限放宽这么多；次序事先公告，不由人选',
    relax: '依次放宽（家）',
    reserve: '每层列出递补（家）',
  },
  typing: {
    title: '外部随机源与摇号机',
    record: (name: string): string => `录入${name}`,
    confirm: (name: string): string => `独立复核${name}`,
    hints: {
      ssq: '按开奖公告录入 6 个红球和 1 个蓝球，例如 01 05 09 12 23 33 + 07',
      dlt: '按开奖公告录入 5 个前区和 2 个后区号码，例如 03 11 20 27 35 + 02 09',
      kl8: '按开奖公告录入全部 20 个号码',
      drand: '粘贴该轮的签名（96 位十六进制数）；程序用固定的公钥核验，只需一人录入',
      nist: '粘贴该时刻脉冲的 outputValue（128 位十六进制数）',
      machine: '按唱读次序录入每个球号',
    },
    confirmHint: '请自己查公布的内容、自己录入，不看操作员的屏幕；两次录入一致才算数',
    attempt: '次序',
    byOperator: '操作员录入',
    byWitness: '复核人录入',
    outcome: '复核',
    hidden: '复核之前不显示',
    same: '一致',
    differs: '不一致，两人重录',
    awaiting: '等复核人录入',
    proven: '签名已核验',
    nothing: (when: string): string => `${when} 产生，尚未录入`,
    nothingYet: '尚未录入',
  },
} as const;
