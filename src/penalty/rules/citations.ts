/** 法条 as the papers cite them, by the day of the paper: articles have moved (docs/adr/0059). Pure. Browser-safe. @module */

/** What a paper cites. */
const CITED = [
  '当场条款',
  '保存条款',
  '告知条款',
  '听证条款',
  '处罚条款',
  '缴款条款',
  '加处条款',
  '分期条款',
  '讨论条款',
  '审核条款',
  '期限条款',
  '犯罪条款',
  '查扣条款',
  '调查条款',
  '回避条款',
  '按日条款',
] as const;
export type Citation = (typeof CITED)[number];

interface Version {
  readonly from: string;
  readonly articles: Readonly<Partial<Record<Citation, string>>>;
}

const PENALTY = '《中华人民共和国行政处罚法》';
const SAFETY = '《中华人民共和国安全生产法》';
const of = (law: string, articles: Readonly<Partial<Record<Citation, string>>>): Version['articles'] =>
  Object.fromEntries(Object.entries(articles).map(([key, article]) => [key, `${law}${article}`]));

/** Newest first. 行政处罚法 2017 and 2021, 安全生产法 2014 and 2021 (domain §1.2, §4.1). */
const VERSIONS: readonly Version[] = [
  { from: '2021-09-01', articles: of(SAFETY, { 查扣条款: '第六十五条第一款第四项', 按日条款: '第一百一十二条' }) },
  {
    from: '2021-07-15',
    articles: of(PENALTY, {
      当场条款: '第五十一条',
      保存条款: '第五十六条',
      告知条款: '第四十四条、第四十五条',
      听证条款: '第六十三条、第六十四条',
      处罚条款: '第五十七条第一款',
      缴款条款: '第六十七条第三款',
      加处条款: '第七十二条第一款第一项',
      分期条款: '第六十六条第二款',
      讨论条款: '第五十七条第二款',
      审核条款: '第五十八条',
      期限条款: '第六十条',
      犯罪条款: '第八条第二款',
      调查条款: '第五十五条第一款',
      回避条款: '第四十三条',
    }),
  },
  {
    from: '1996-10-01',
    articles: {
      ...of(PENALTY, {
        当场条款: '第三十三条',
        保存条款: '第三十七条第二款',
        告知条款: '第三十一条、第三十二条',
        听证条款: '第四十二条',
        处罚条款: '第三十八条第一款',
        缴款条款: '第四十六条第三款',
        加处条款: '第五十一条第一项',
        分期条款: '第五十二条',
        讨论条款: '第三十八条第二款',
        审核条款: '第三十八条第三款',
        期限条款: '关于办案期限的规定',
        犯罪条款: '第七条第二款',
        调查条款: '第三十七条第一款',
        回避条款: '第三十七条第三款',
      }),
      // 按日连续处罚 came with the law of 2021; nothing is decided by it for an order of before.
      ...of(SAFETY, { 查扣条款: '第六十二条第一款第四项', 按日条款: '没有按日连续处罚的规定' }),
    },
  },
];

/** Every citation as it reads on that day. @throws RangeError for a day before 行政处罚法 */
export function citationsOn(day: string): Readonly<Record<Citation, string>> {
  const cited = CITED.map((key): [Citation, string] => {
    const words = VERSIONS.find(({ from, articles }) => from <= day && articles[key] !== undefined)?.articles[key];
    if (words === undefined) throw new RangeError(`no article for ${key} on ${day}`);
    return [key, words];
  });
  return Object.fromEntries(cited) as Record<Citation, string>;
}
