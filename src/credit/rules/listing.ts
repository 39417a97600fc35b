/** 列入情形 and terms as each rule set has them, chosen by the day: law in time, no constant. Browser-safe. @module */

export interface Situation {
  readonly code: string;
  readonly title: string;
}

export interface ListingRules {
  readonly code: string;
  readonly name: string;
  /** In force from and to, both included; `to` is null while it is. */
  readonly from: string;
  readonly to: string | null;
  readonly situations: readonly Situation[];
  /** Months on the list, from the publication. */
  readonly months: number;
  /** Months after which removal may be asked for; null where the rules know none. */
  readonly earlyAfter: number | null;
}

/** Oldest first. The days of the first are those of its publication as far as known: set them right by another row. */
export const LISTING_RULES: readonly ListingRules[] = [
  {
    code: '2017-49',
    name: '对安全生产领域失信行为开展联合惩戒的实施办法（安监总办〔2017〕49号）',
    from: '2017-05-09',
    to: '2023-09-30',
    months: 12,
    earlyAfter: null,
    situations: [
      { code: 'fatal', title: '发生较大及以上生产安全责任事故，或者一年内累计发生死亡3人以上一般事故' },
      { code: 'no-permit', title: '未按规定取得许可擅自生产经营建设' },
      { code: 'hazard', title: '发现重大安全生产隐患不及时整改仍组织生产经营建设' },
      { code: 'evade', title: '采取隐蔽、欺骗或阻碍等方式逃避、对抗安全监管监察' },
      { code: 'stop-order', title: '被责令停产停业整顿仍然从事生产经营建设' },
      { code: 'conceal', title: '瞒报、谎报、迟报生产安全事故' },
      { code: 'unaccepted', title: '高危建设项目未经验收擅自投入生产和使用' },
      { code: 'over-layer', title: '矿山越层越界开采、超能力生产等' },
      { code: 'flee', title: '发生事故后故意破坏现场，或者负责人逃匿' },
      { code: 'false-report', title: '安全评价等机构出具虚假报告' },
    ],
  },
  {
    code: 'order-11',
    name: '安全生产严重失信主体名单管理办法（应急管理部令第11号）',
    from: '2023-10-01',
    to: null,
    months: 36,
    earlyAfter: 12,
    situations: [
      { code: 'major-accident', title: '发生特别重大、重大生产安全责任事故（第六条第一项）' },
      { code: 'two-accidents', title: '十二个月内累计发生两起以上较大生产安全责任事故（第六条第二项）' },
      {
        code: 'multiple-fine',
        title: '情节特别严重、影响特别恶劣，依安全生产法第一百一十四条处以二倍以上五倍以下罚款（第六条第三项）',
      },
      { code: 'conceal', title: '瞒报、谎报生产安全事故（第六条第四项）' },
      { code: 'flee', title: '主要负责人不立即组织抢救，或者擅离职守、逃匿（第六条第五项）' },
      { code: 'no-licence', title: '未依法取得安全生产相关许可，或者许可被暂扣、吊销期间从事活动（第七条第一项）' },
      { code: 'false-agency', title: '安全评价、认证、检测、检验机构租借资质、挂靠、出具虚假报告（第七条第二项）' },
      { code: 'refuses-penalty', title: '有履行能力而拒不履行、逃避履行行政处罚（第七条第三项）' },
      { code: 'other-serious', title: '其他违反安全生产法律法规受到行政处罚，性质恶劣、情节严重（第七条第四项）' },
    ],
  },
];

/** @throws RangeError for a day on which no rules were in force */
export function listingRulesOn(day: string): ListingRules {
  const rules = LISTING_RULES.find(({ from, to }) => from <= day && (to === null || day <= to));
  if (rules === undefined) throw new RangeError(`no listing rules were in force on ${day}`);
  return rules;
}

export function listingRules(code: string): ListingRules {
  const rules = LISTING_RULES.find((each) => each.code === code);
  if (rules === undefined) throw new RangeError(`no listing rules ${code}`);
  return rules;
}
