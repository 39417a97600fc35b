/** The wording of 通知 and 实施方案: plain text in the order of the page, for PDF and Word alike. @module */
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { EQUIPMENT_KINDS } from '../../directory/types/vocabulary.ts';
import { chineseNumber } from '../../items/rules/citations.ts';
import { chancePercent, chancesOf } from '../rules/chances.ts';
import type { CapacityFactor } from '../types.ts';
import type { PlanCaps } from '../types/caps.ts';
import type { NoticeContent } from '../types/notice.ts';
import { dutiesAnnex, expertsAnnex, itemsAnnex, officersAnnex, type Annex } from './annexes.ts';

/** 一、 with its paragraphs, then （一） with theirs. */
interface Section {
  readonly head: string;
  readonly paragraphs: readonly string[];
  readonly parts: readonly { readonly head: string; readonly paragraphs: readonly string[] }[];
}

export interface NoticeText {
  readonly organ: string;
  readonly number: string;
  readonly mark: string;
  readonly title: readonly string[];
  readonly to: string;
  readonly paragraphs: readonly string[];
  readonly day: string;
  readonly planTitle: readonly string[];
  readonly preface: string;
  readonly sections: readonly Section[];
  readonly annexes: readonly [Annex, Annex, Annex, Annex];
  readonly copiedTo: string;
  readonly issuedOn: string;
}

const FACTORS: Readonly<Record<CapacityFactor['factor'], string>> = {
  people: '执法人员',
  vehicles: '执法车辆',
  equipment: '执法装备',
  experts: '专家',
};

/** All words of the document. */
export function noticeText(notice: NoticeContent): NoticeText {
  const { bureau, plan, issue, readership, isDemo } = notice;
  const name = planName(notice);
  const amendment = amendmentOf(plan);
  const marks = [
    ...(isDemo ? ['演示数据，不是正式公文'] : []),
    ...(readership === 'internal' ? ['内部使用，含人员姓名'] : []),
  ];
  return {
    organ: bureau,
    number: issue?.number ?? `〔${plan.year}〕　号（未印发）`,
    mark: marks.join('　'),
    title: [bureau, ...titled(`关于印发${name}`, amendment, '的通知')],
    to: '各科室、执法大队：',
    paragraphs: [
      `为打造公平竞争的市场环境和法治化便利化的营商环境，更好地服务企业和群众，确保随机抽查工作落地见效，根据${basis(notice)}要求，结合我局工作实际，制定了《${bureau}${name}${amendment}》，现印发给你们。`,
      '请结合实际认真组织实施，按照分工安排力量，按期完成任务。实施中遇到的问题，及时报“双随机”抽查工作领导小组办公室。',
    ],
    day: sentenceDate(notice.approvedOn),
    planTitle: [bureau, ...titled(name, amendment)],
    preface: `为落实“双随机、一公开”监管要求，根据${basis(notice)}，结合本局工作实际，制定本方案。${plan.approvalDocument === null ? '' : `本方案所依据的年度监督检查计划经本级人民政府批复（${plan.approvalDocument}）。`}${amendment === '' ? '' : `自印发之日起按本方案执行，${plan.version === 2 ? '原实施方案' : '原实施方案及以前的调整'}不再执行。`}`,
    sections: sectionsOf(notice),
    annexes: [officersAnnex(notice), expertsAnnex(notice), dutiesAnnex(notice), itemsAnnex(notice)],
    copiedTo: issue?.copiedTo ?? '',
    issuedOn: issue === null ? '' : `${sentenceDate(issue.issuedOn)}印发`,
  };
}

/** 工作计划 is what the bureau decides, 实施方案 what it issues. */
function planName({ plan }: NoticeContent): string {
  return `${plan.content.title.replace(/工作计划$|计划$/, '工作')}实施方案`.replace('工作工作', '工作');
}

/** （第一次调整） of the second version; nothing for the first. */
function amendmentOf({ version }: Pick<NoticeContent['plan'], 'version'>): string {
  return version === 1 ? '' : `（第${chineseNumber(version - 1)}次调整）`;
}

/** The lines of a title; the amendment stands on a line of its own. */
function titled(name: string, amendment: string, end = ''): readonly string[] {
  return amendment === '' ? halves(`${name}${end}`) : [...halves(name), `${amendment}${end}`];
}

/** A title is broken between words: where that leaves two lines of a like length. */
function halves(title: string): readonly string[] {
  const longest = 19;
  if (title.length <= longest) return [title];
  const middle = title.length / 2;
  const breaks = [...title.matchAll(/“|安全生产|抽查|实施方案|关于/g)].map(({ index }) => index);
  const at = breaks.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? 0;
  return at === 0 || Math.max(at, title.length - at) > longest + 1 ? [title] : [title.slice(0, at), title.slice(at)];
}

function basis({ plan }: NoticeContent): string {
  return plan.content.basisDocuments.map(({ name, number }) => `《${name}》（${number}）`).join('、');
}

function sectionsOf(notice: NoticeContent): Section[] {
  const { content } = notice.plan;
  return [
    {
      head: '一、总体要求',
      paragraphs: [
        '贯彻落实国家和上级机关关于安全生产工作的决策部署，坚持依法监管、公正高效、公开透明，把随机抽取检查对象、随机选派执法检查人员、及时公开抽查情况和查处结果作为实施年度监督检查计划的主要方式，规范执法行为，减轻企业负担，消除事故隐患，防范生产安全事故。',
      ],
      parts: [],
    },
    {
      head: '二、组织领导',
      paragraphs: [
        '成立“双随机”抽查工作领导小组，局长任组长，分管副局长任副组长，各科室、执法大队负责人为成员。领导小组办公室负责制定本方案、组织抽取并向社会公开；各科室、执法大队按照分工实施检查。全过程严格落实“谁抽查、谁签字、谁负责”。',
      ],
      parts: [],
    },
    {
      head: '三、方法步骤',
      paragraphs: [
        `“双随机”抽查工作从${sentenceDate(content.windowFrom)}开始，至${sentenceDate(content.windowTo)}结束。`,
      ],
      parts: steps(notice),
    },
    {
      head: '四、工作要求',
      paragraphs: [],
      parts: [
        {
          head: '（一）精心组织，按期完成',
          paragraphs: [
            '各科室、执法大队按照随机抽查分工表（附件3）安排力量，按月完成检查任务。抽查时间以外确需抽取或者检查的，须经领导小组组长批准并公开理由。',
          ],
        },
        {
          head: '（二）注重宣传，主动公开',
          paragraphs: [
            '抽查事项清单、本方案、抽查情况和查处结果，除涉及国家秘密、商业秘密和个人隐私的内容外，均向社会公开。检查结束后20个工作日内公开抽查结果，没有发现问题的一并公开。',
          ],
        },
        {
          head: '（三）严格执法，规范程序',
          paragraphs: [
            '执法检查由2名以上具有执法资格的执法人员实施，出示执法证件。对存在违法行为的单位和个人依法处理，依法追究有关人员的责任。',
          ],
        },
        {
          head: '（四）廉洁自律，接受监督',
          paragraphs: [
            '执法人员要严格遵守法定程序和权限，不得妨碍被检查单位正常的生产经营活动，不得索取、收受财物或者谋取其他利益。对抽查工作中失职渎职和违纪的，依法依纪处理。抽取的依据和过程公开，任何人都可以重新计算，自觉接受生产经营单位和社会各界的监督。',
          ],
        },
      ],
    },
  ];
}

function steps(notice: NoticeContent): Section['parts'] {
  const { catalogue } = notice;
  return [
    { head: '（一）确定抽查数量', paragraphs: sizeWords(notice) },
    { head: '（二）核定执法力量', paragraphs: [capacityWords(notice)] },
    {
      head: '（三）抽取检查对象、执法人员和专家',
      paragraphs: [
        '抽取前冻结并公布名录的指纹、名额和规则；随机数由事先承诺的各方和现场掷骰共同产生，任何人都可以重新计算结果。每家企业由随机编成的检查组检查，检查组不少于2名执法人员（附件1）；需要专家的，从安全生产专家名录库（附件2）中随机抽取。与被检查单位有利害关系的，应当回避。',
      ],
    },
    {
      head: '（四）实行事项清单管理',
      paragraphs: [
        catalogue === null
          ? '检查事项以本局公布的随机抽查事项清单为准，未经公布的事项不得检查。'
          : `按照${sentenceDate(catalogue.publishedOn)}公布的随机抽查事项清单（第${catalogue.edition}版，共${catalogue.items.length}项，附件4）制作现场检查方案和检查表，未经公布的事项不得检查。`,
      ],
    },
    {
      head: '（五）实施执法检查',
      paragraphs: [
        '检查前查阅被检查单位的有关资料，制定书面的现场检查方案，明确检查范围和重点，并按照方案实施检查。检查情况逐项记录，发现的问题逐条列明；专家参加检查的，逐条陈述存在的问题或者隐患，并提出整改措施和建议。建立随机抽查监管执法档案并长期保存。',
      ],
    },
    {
      head: '（六）运用抽查结果',
      paragraphs: [
        '对发现的违法行为依法处理，问题整改到位前持续跟踪复查；对重大事故隐患依法挂牌督办；依法应当列入严重失信主体名单的，按照规定的程序列入。抽查中发现的带有普遍性的问题，及时向街镇和有关部门通报反馈。',
      ],
    },
  ];
}

function sizeWords({ plan }: NoticeContent): string[] {
  const { content, universe } = plan;
  const chances = chancesOf(content, universe);
  const strata = chances.flatMap(({ id, name, size, quota }) =>
    id === null
      ? []
      : [
          `${name}${size}家，抽查${quota}家，每家被抽中的机会为${quota}/${size}（约${percent(chancePercent({ size, quota }))}）`,
        ],
  );
  return [
    `抽查企业数量按照执法人员数量、执法装备、车辆等要素确定。截至${sentenceDate(universe.measuredOn)}，列入抽查范围的企业${universe.size}家。本年度抽查比例为${percent(content.ratio)}，共${content.count}家。`,
    strata.length === 0
      ? `每家企业被抽中的机会相同，为${content.count}/${universe.size}。`
      : `抽取按下列分层进行，层内每家企业机会相同：${strata.join('；')}。`,
    ...capsWords(content.caps),
    ...jointWords(content.joint ?? []),
  ];
}

/** 部门联合, when another department takes part. */
function jointWords(joint: readonly { readonly organ: string; readonly duty: string }[]): string[] {
  if (joint.length === 0) return [];
  const duties = joint.map(({ organ, duty }) => `${organ}（${duty}）`).join('、');
  return [
    `实行部门联合抽查：${duties}的执法人员与本局检查组一并随机抽取，对同一企业一次进入、共同检查，各自依法处理。`,
  ];
}

/** 频次上限, when the plan sets one. */
function capsWords(caps: PlanCaps | undefined): string[] {
  if (caps === undefined || (caps.classes.length === 0 && caps.others === null)) return [];
  const classes = caps.classes.map(({ name, cap }) => `${name}不超过${cap}次`);
  const others = caps.others === null ? [] : [`其他企业不超过${caps.others}次`];
  return [
    `同一企业一年内的检查次数：${[...classes, ...others].join('，')}。已达上限的企业不再抽取；因投诉举报、转办交办、监测预警或者企业申请确需检查的，经批准后实施并计入次数。`,
  ];
}

function capacityWords({ plan, capacity }: NoticeContent): string {
  const { content } = plan;
  const { officers, workdays, totalDays, otherDays, nonEnforcementDays, supervisionDays, keyDays, generalDays } =
    content.capacity;
  const factors = capacity.factors.map(
    ({ factor, kind, enterprises }) =>
      `${FACTORS[factor]}${kind === undefined ? '' : `（${EQUIPMENT_KINDS[kind]}）`}${enterprises}家`,
  );
  const verdict =
    content.count <= capacity.enterprises
      ? '计划数量在执法力量之内。'
      : '计划数量超出按此测算的执法力量，理由已在审批时说明。';
  return `国家法定工作日${workdays}天，持有效执法证件的执法人员${officers}名，总法定工作日${totalDays}个；减去其他执法工作日${otherDays}个、非执法工作日${nonEnforcementDays}个，监督检查工作日为${supervisionDays}个，其中重点检查${keyDays}个、一般检查（双随机）${generalDays}个。按各项要素分别测算可检查的数量：${factors.join('、')}。${verdict}`;
}

/** 4000 → 40%, 4150 → 41.5%. */
function percent(hundredths: number): string {
  return `${hundredths / 100}%`;
}
