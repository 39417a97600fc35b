/** Words of the presenter's page: what comes next, who does it, what is read aloud. No React here. @module */
import type { DrawState } from '../../../draw/types.ts';

interface Step {
  /** What is done next. */
  readonly next: string;
  /** Whose step it is. */
  readonly who: string;
}

export const presentText = {
  title: '主持抽取仪式',
  standing: (station: number, name: string): string => `第 ${station} 站：${name}`,
  open: '主持抽取仪式',
  openWall: '打开投影',
  rehearse: '先做一次演练',
  toDraw: '去办理这一步',
  next: '下一步',
  who: '由谁办理',
  check: '办理之前',
  ready: '可以办理',
  waits: (count: number): string => `还有 ${count} 项没有就绪`,
  script: '宣读',
  wall: '投影的位置',
  wallNote: '以下操作只改变投影，不影响抽取，也不记入办理日志；所有屏幕同步。',
  position: (station: number, reached: number): string => `讲到第 ${station} 站，抽取已到第 ${reached} 站`,
  rows: (shown: number, rows: number): string => `已展示 ${shown} 行，共 ${rows} 行`,
  checkers: (count: number): string => `已有 ${count} 人报告核验一致`,
  steps: {
    configuring: { next: '冻结名录', who: '操作员（领导小组办公室）' },
    frozen: { next: '两方提交承诺，公布抽取公告', who: '组长或副组长、执法监督人员，然后操作员' },
    announced: { next: '两方揭示随机数，掷骰子', who: '提交承诺的两人，然后操作员录入点数' },
    rolling: { next: '复核骰子点数', who: '见证人（执法监督），独立录入' },
    seeded: { next: '计算抽取结果', who: '操作员或见证人，按一次' },
    drawn: { next: '展示结果，确认抽取结果', who: '主持人展示，组长或副组长确认' },
    confirmed: { next: '签署抽取记录表，派发检查任务', who: '操作员、组长、见证人各自签署，操作员派发' },
    released: { next: '仪式结束', who: '请现场人员用手机核验' },
  } satisfies Readonly<Record<DrawState, Step>>,
  /** Where a sealed draw goes another way. */
  sealedSteps: {
    rolling: { next: '复核骰子点数，两方交出编码', who: '见证人复核；检查首日上午由执法监督、法制审核各自交出' },
    drawn: { next: '确认抽取结果', who: '组长或副组长，看指纹确认' },
    confirmed: { next: '派发检查任务', who: '操作员；名单只到各检查组' },
    released: { next: '检查完毕后公开', who: '操作员或执法监督；到公开期限由程序自动公开' },
  } as Partial<Readonly<Record<DrawState, Step>>>,
  sealedScripts: {
    2: [
      '随机数由几方共同产生，缺一不可，没有人能独自决定结果。',
      '两方的承诺现在揭示；骰子逐个唱读，操作员和见证人各录一遍。',
      '本次抽取封存：还差两个持有方各一个编码。编码的锚早已公布，不能挑选；检查首日上午交出，在此之前任何人都不知道名单。',
    ],
    3: ['两方编码已经交出，结果随即算出、保存并记入日志。屏幕上只有数量和指纹，公开之前不公布抽中了谁。'],
    4: ['检查组按公告的规则编成，各组只看得到自己的企业。'],
    5: ['检查完毕或到公开期限，名单、编码和结果全部公开，任何人可以在手机上核验。'],
  },
  scripts: {
    1: [
      '名录、名额和规则已经冻结，并在抽取之前公布，屏幕上的指纹与公布的一致。',
      '每家企业的机会写在屏幕上；被排除的企业按原因列出数量，每家企业都可以查询自己在不在名单里。',
    ],
    2: [
      '随机数由几方共同产生，缺一不可，没有人能独自决定结果。',
      '领导小组和执法监督的随机数在公告前已提交承诺，现在揭示，系统核对是否与承诺一致。',
      '最后产生的是现场的随机数：逐个唱读，操作员和见证人各录一遍，一致才算数。',
    ],
    3: [
      '随机数齐全的一刻，结果已经确定。按一次“计算抽取结果”，谁按、按几次都相同。',
      '结果已先保存并记入日志，现在按次序展示。',
    ],
    4: [
      '每个检查组至少两名执法证有效的执法人员，按随机次序安排。',
      '有回避关系的人员不去该企业，由次序中的下一位顺延；每一次顺延都写在记录里。',
    ],
    5: ['操作员、组长、见证人签署抽取记录表，结果随即公开。', '请现在用手机扫描屏幕上的二维码，在自己的手机上核验。'],
  },
  checks: {
    freezable: '预检没有不能冻结的原因',
    committed: (party: string): string => `${party}已提交承诺`,
    revealed: (party: string): string => `${party}已揭示随机数`,
    deadlines: (reveal: string, result: string): string => `${reveal}前揭示，${result}前出结果`,
    typed: '操作员已录入点数',
    apart: '见证人看不到操作员的屏幕',
    released: (holder: string): string => `${holder}已交出编码`,
    seeded: '随机数齐全',
    stored: '结果已保存并记入日志',
    shown: '结果已全部展示',
    bundled: '验证包已生成',
  },
  scriptVoid: '本次抽取已作废。结果仍会算出并公开，新的批次会写明它替代了哪一次。',
  rehearsal: {
    title: '抽取仪式演练',
    standing: '演练用虚构的企业和人员，不读写任何名录、抽取和日志；服务重启后从头开始',
    wall: '打开演练投影',
    step: '代做下一步',
    restart: '从头开始',
    note: '演练投影带斜纹底色，每个标题都写着“演练”。',
    control: '演练控制',
    stepNote: '依次代替两方揭示、录入点数、复核、计算、确认和签字。',
  },
} as const;
