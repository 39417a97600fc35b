/** What is hidden with the words around it: addresses of people, and whole clauses that tell of what is not for the public. Browser-safe. @module */
import type { Pattern } from './numbers.ts';

const CLAUSE = '[^,。;!?\\n]';
/** The clause that holds one of these words. */
function clauseWith(words: string): RegExp {
  return new RegExp(`${CLAUSE}{0,80}?(?:${words})${CLAUSE}{0,80}`, 'dg');
}

const SECRETS =
  '商业秘密|技术秘密|技术诀窍|专有技术|工艺配方|(?<!未按)配方(?!奶)|配比|客户(?:名单|清单|信息|名称)|供应商名单|(?:采购|销售|供货|成交|出厂|合同)(?:单价|价格|报价|金额)|报价单|工艺(?:流程)?参数|设计产能|实际产能|图纸编号';
const WHISTLE =
  '举报人|投诉人|检举人|举报者|投诉者|线索提供人|(?:匿名|实名)(?:举报|投诉|反映)|(?:群众|职工|员工|工人|居民|邻居|村民|知情人|他人)(?:来电|来信|来访|电话)?(?:举报|投诉|检举|反映)|(?:经|据|接到?|根据)[^,。;]{0,12}(?:举报|投诉|检举)|举报(?:信|线索|材料|内容|录音)';
const DANGEROUS = '剧毒|易制爆|易制毒|民用爆炸物|重大危险源|放射源|氰化[钠钾]|硝酸铵|液氯|液氨|光气|苦味酸|雷管|炸药';
const AMOUNT = '\\d+(?:\\.\\d+)?\\s?(?:kg|KG|千克|公斤|克|g|吨|t|L|升|毫升|ml|瓶|桶|枚|立方米|m3|发)';
const STREET = '[\\u4e00-\\u9fffA-Za-z0-9]';

export const CLAUSE_PATTERNS: readonly Pattern[] = [
  { kind: 'whistle-blower', where: 'closed', form: clauseWith(WHISTLE) },
  { kind: 'trade-secret', where: 'closed', form: clauseWith(SECRETS) },
  {
    kind: 'public-security',
    where: 'plain',
    form: new RegExp(
      `${CLAUSE}{0,80}?(?:(?:${DANGEROUS})${CLAUSE}{0,40}${AMOUNT}|${AMOUNT}${CLAUSE}{0,20}(?:${DANGEROUS}))${CLAUSE}{0,80}`,
      'dg',
    ),
  },
  {
    kind: 'health',
    where: 'closed',
    form: clauseWith('患有|确诊|诊断为|病历|病史|怀孕|孕\\d+周|艾滋|乙肝|尘肺(?:病)?患者|精神疾病'),
  },
  {
    kind: 'address',
    where: 'plain',
    form: /(?:家庭住址|家庭地址|户籍地址|户籍所在地|户籍地|现住址|居住地址|居住地|现居住于|居住于|居住在|住址|家住|现住|住所[:是为]|住在|住于)[\s:是为在于]*(?<value>[^,。;!?、\n(]{3,60})/dg,
  },
  // 某某里3号楼2单元501室: a home by its form, whatever stands before it.
  {
    kind: 'address',
    where: 'plain',
    form: new RegExp(
      `${STREET}{0,24}?\\d+\\s?(?:号楼|栋|幢|座|楼)[-\\s]?(?:\\d+|[A-Za-z一二三四五六七八九十]+)\\s?(?:单元|门|梯)[-\\s]?\\d{1,4}(?:室|号|户)?`,
      'dg',
    ),
  },
  {
    kind: 'address',
    where: 'plain',
    form: new RegExp(
      `${STREET}{1,16}(?:村|庄|屯)${STREET}{0,8}?(?:区|排|巷|胡同|组|队|街)\\s?\\d+(?:排|号|组)(?:\\d+号?)?`,
      'dg',
    ),
  },
  {
    kind: 'address',
    where: 'plain',
    form: new RegExp(
      `${STREET}{1,20}(?:小区|花园|家园|公寓|新村|苑|宿舍)${STREET}{0,6}?\\d+(?:号楼|栋|幢|座|-)[-\\s]?\\d{1,4}(?:-\\d{1,4})?(?:室|号|户)?`,
      'dg',
    ),
  },
];
