/** 送达、缴款、催告、加处、法院、移送、结案、案卷 (domain §12.2, 36–48). @module */
import type { FormTemplate } from '../../core/documents/form.ts';
import { PAPER_FORMS } from '../../inspection/documents/papers.ts';
import type { PenaltyForm } from '../types/forms.ts';
import {
  CASE,
  CONTACT,
  DEMO,
  facts,
  HANDLERS_SIGN,
  heading,
  PARTY,
  RECEIVED,
  REMEDY,
  SEAL,
  signs,
  TO_PARTY,
  words,
} from './blocks.ts';

type Executing = Extract<
  PenaltyForm,
  | 'remind'
  | 'extra'
  | 'instalment-request'
  | 'instalment-grant'
  | 'receipt'
  | 'urge'
  | 'court'
  | 'crime-report'
  | 'transfer-request'
  | 'transfer'
  | 'closing'
  | 'cover'
  | 'contents'
>;

const DECISION = '本机关于{{决定日期}}以{{决定文号}}文书对你（单位）作出行政处罚决定，{{决定送达日期}}送达。';
const PLAN = {
  kind: 'table',
  list: '分期计划',
  columns: [
    ['期', '{{序号}}', 1],
    ['缴纳日期', '{{日期}}', 3],
    ['金额', '{{金额}}', 3],
  ],
  none: '无',
} as const;

export const EXECUTING_FORMS: Readonly<Record<Executing, Omit<FormTemplate, 'title'>>> = {
  remind: {
    blocks: [
      DEMO,
      TO_PARTY,
      words(`${DECISION}要求你（单位）自收到决定书之日起十五日内缴纳罚款。至{{成文日期}}，尚有{{未缴大写}}未缴纳。`),
      words(
        '请立即缴至{{缴款账户}}。依据{{加处条款}}的规定，到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款的数额；至{{成文日期}}应加处{{应加处}}。',
      ),
      words('你（单位）有权陈述、申辩。'),
      CONTACT,
      SEAL,
      RECEIVED,
    ],
  },
  extra: {
    blocks: [
      DEMO,
      TO_PARTY,
      words(`${DECISION}你（单位）至{{加处截至}}没有按期缴纳罚款。`),
      words(
        '依据{{加处条款}}的规定，决定对你（单位）加处罚款{{加处大写}}（自缴款期限届满之次日起至{{加处截至}}，每日按罚款数额的百分之三计算；减免{{加处减免}}）。理由：{{加处理由}}。',
      ),
      words('加处的罚款请连同尚未缴纳的罚款一并缴至{{缴款账户}}。行政复议、行政诉讼期间，加处罚款的数额不予计算。'),
      words(REMEDY),
      SEAL,
      RECEIVED,
    ],
  },
  'instalment-request': {
    blocks: [
      DEMO,
      facts(
        ...CASE,
        ['处罚决定书', '{{决定文号}}'],
        ['应缴金额', '{{应缴大写}}'],
        ['申请日期', '{{分期申请日期}}'],
        ['申请理由', '{{分期理由}}'],
        ['依据', '{{分期条款}}'],
      ),
      heading('延期（分期）计划'),
      PLAN,
      facts(['审核意见', ''], ['审批意见', '{{分期审批意见}}']),
      signs(HANDLERS_SIGN),
    ],
  },
  'instalment-grant': {
    blocks: [
      DEMO,
      TO_PARTY,
      words(
        `${DECISION}你（单位）于{{分期申请日期}}提出延期（分期）缴纳罚款的申请。依据{{分期条款}}的规定，同意按下列期限和金额缴纳：`,
      ),
      PLAN,
      words('请按期缴至{{缴款账户}}；任何一期到期不缴纳的，依据{{加处条款}}的规定加处罚款。批复意见：{{分期批复}}。'),
      SEAL,
      RECEIVED,
    ],
  },
  receipt: {
    ...PAPER_FORMS.service,
    blocks: [DEMO, facts(['案件名称', '{{案件名称}}']), ...PAPER_FORMS.service.blocks.slice(1)],
  },
  urge: {
    blocks: [
      DEMO,
      TO_PARTY,
      words(`${DECISION}你（单位）在法定期限内没有履行下列义务：`),
      words('{{催告内容}}'),
      words(
        '依据《中华人民共和国行政强制法》第三十五条、第五十四条的规定，请自收到本催告书之日起十日内履行，罚款缴至{{缴款账户}}。逾期仍不履行的，本机关将依法申请人民法院强制执行。你（单位）有权陈述和申辩。',
      ),
      CONTACT,
      SEAL,
      RECEIVED,
    ],
  },
  court: {
    blocks: [
      DEMO,
      { kind: 'text', text: '{{法院}}：', flush: true },
      facts(['申请人', '{{机关}}'], ['地址', '{{机关地址}}', '电话', '{{机关电话}}'], ['承办人', '{{承办人}}']),
      facts(['被申请人', '{{当事人}}'], ...PARTY.slice(1)),
      words(
        '申请人于{{决定日期}}以{{决定文号}}文书对被申请人作出行政处罚决定，{{决定送达日期}}送达。被申请人在法定期限内不申请行政复议或者提起行政诉讼，又不履行。申请人以{{催告文号}}文书催告，{{催告日期}}送达，被申请人仍不履行。',
      ),
      words('依据《中华人民共和国行政强制法》第五十三条、第五十四条、第五十五条的规定，申请强制执行下列内容：'),
      words('{{催告内容}}'),
      heading('附：提交的材料'),
      words(
        '行政处罚决定书及作出决定的事实、理由和依据；当事人的意见及行政机关催告情况；申请强制执行标的情况；送达回执。',
      ),
      facts(['批准意见', '{{法院审批意见}}']),
      SEAL,
      signs('行政机关负责人（签名）'),
    ],
  },
  'crime-report': {
    blocks: [
      DEMO,
      facts(...CASE, ['立案日期', '{{立案日期}}'], ['承办人', '{{承办人}}'], ['涉嫌罪名', '{{涉嫌罪名}}']),
      heading('涉嫌犯罪的事实'),
      words('{{犯罪事实}}'),
      heading('证据和材料'),
      words('{{移送材料}}'),
      signs(HANDLERS_SIGN),
    ],
  },
  'transfer-request': {
    blocks: [
      DEMO,
      facts(
        ...CASE,
        ['涉嫌罪名', '{{涉嫌罪名}}'],
        ['涉嫌犯罪\n的事实', '{{犯罪事实}}'],
        ['移送依据', '{{犯罪条款}}和《行政执法机关移送涉嫌犯罪案件的规定》第三条、第五条'],
        ['移送材料', '{{移送材料}}'],
        ['承办人意见', '{{移送申请日期}}报请移送公安机关'],
        ['审批意见', '{{移送审批意见}}'],
      ),
      signs(HANDLERS_SIGN),
    ],
  },
  transfer: {
    blocks: [
      DEMO,
      { kind: 'text', text: '{{接收机关}}：', flush: true },
      words(
        '本机关在调查{{案件名称}}时，发现当事人的行为涉嫌构成{{涉嫌罪名}}。依据{{犯罪条款}}和《行政执法机关移送涉嫌犯罪案件的规定》第三条的规定，现将该案移送你单位处理。',
      ),
      facts(['当事人', '{{当事人}}'], ['涉嫌犯罪\n的事实', '{{犯罪事实}}'], ['移送材料', '{{移送材料}}']),
      words('请自接受移送之日起三日内依法审查，作出立案或者不予立案的决定，并书面告知本机关。'),
      CONTACT,
      SEAL,
      { kind: 'signatures', lines: [['接收人（签名）及日期', '{{移送接收人}}']] },
    ],
  },
  closing: {
    blocks: [
      DEMO,
      facts(
        ...CASE,
        ['立案日期', '{{立案日期}}'],
        ['承办人', '{{承办人}}'],
        ['处罚决定书', '{{决定文号}}', '决定日期', '{{决定日期}}'],
        ['处理结果', '{{处理结果}}'],
        ['执行情况', '{{执行情况}}'],
        ['承办人意见', '{{结案承办意见}}'],
        ['审核意见', ''],
        ['审批意见', '{{结案审批意见}}'],
      ),
      signs(HANDLERS_SIGN),
    ],
  },
  cover: {
    blocks: [
      DEMO,
      facts(
        ['案件名称', '{{案件名称}}'],
        ['案由', '{{案由}}'],
        ...PARTY,
        ['处理结果', '{{处理结果}}'],
        ['立案日期', '{{立案日期}}', '结案日期', '{{结案日期}}'],
        ['承办人', '{{承办人}}'],
        ['归档日期', '', '归档号', ''],
        ['保存期限', '', '卷内页数', ''],
      ),
    ],
  },
  contents: {
    blocks: [
      DEMO,
      facts(['案件名称', '{{案件名称}}']),
      {
        kind: 'table',
        list: '卷内文书',
        columns: [
          ['序号', '{{序号}}', 1],
          ['文件名称', '{{名称}}', 4.4],
          ['文号', '{{编号}}', 4.6],
          ['日期', '{{日期}}', 2.6],
          ['页号', '', 1],
          ['备注', '{{备注}}', 2],
        ],
        none: '无',
      },
    ],
  },
};
